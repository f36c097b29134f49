/// Takes the marks ⟦…⟧ out of a text and gives the spans they held, as Unicode scalar offsets into
/// the text without marks.
package func unmark(_ marked: String) -> (text: String, spans: [Range<Int>]) {
  var scalars = String.UnicodeScalarView()
  var spans: [Range<Int>] = []
  var starts: [Int] = []
  var count = 0
  for scalar in marked.unicodeScalars {
    switch scalar {
    case "⟦": starts.append(count)
    case "⟧": if let start = starts.popLast() { spans.append(start..<count) }
    default:
      scalars.append(scalar)
      count += 1
    }
  }
  return (String(scalars), spans.sorted { $0.lowerBound < $1.lowerBound })
}
