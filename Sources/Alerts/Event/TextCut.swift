/// Shortens text for people: at the edge of a user-perceived character, never inside a
/// bidirectional isolate or embedding.
package enum TextCut {
  /// The first `limit` Unicode scalars or fewer, with an ellipsis where something was cut.
  package static func prefix(_ text: String, scalars limit: Int) -> String {
    let scalars = text.unicodeScalars
    guard
      let hard = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
      hard < scalars.endIndex
    else { return text }
    // Rounds down to a character's edge; one endless character is cut where the limit says.
    // A character may be endless: no more than a little beyond the limit is looked at.
    let window = scalars.index(hard, offsetBy: 64, limitedBy: scalars.endIndex)
    let near = String(scalars[..<(window ?? scalars.endIndex)])
    let limitIndex = near.unicodeScalars.index(near.startIndex, offsetBy: limit)
    let edge = lastEdge(in: near, before: limitIndex)
    let cut = edge > near.startIndex ? edge : limitIndex
    return closed(String(near.unicodeScalars[..<cut])) + "…"
  }

  /// The beginning of a text, its runs of white space made single spaces.
  package static func excerpt(_ text: String, scalars limit: Int) -> String {
    var collapsed = String.UnicodeScalarView()
    var length = 0
    var gap = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        gap = !collapsed.isEmpty
      } else {
        if gap { collapsed.append(" ") }
        gap = false
        collapsed.append(scalar)
        length += 1
        // One more than is shown, so that the cut sees that there was more.
        if length > limit + 64 { break }
      }
    }
    return prefix(String(collapsed), scalars: limit)
  }

  private static func lastEdge(in text: String, before limit: String.Index) -> String.Index {
    var edge = text.startIndex
    while edge < limit {
      let next = text.index(after: edge)
      if next > limit { break }
      edge = next
    }
    return edge
  }

  /// Ends what the cut left open.
  private static func closed(_ text: String) -> String {
    var open: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x2066...0x2068: open.append("\u{2069}")
      case 0x202a, 0x202b, 0x202d, 0x202e: open.append("\u{202c}")
      case 0x2069, 0x202c: if open.last == scalar { open.removeLast() }
      default: break
      }
    }
    var scalars = text.unicodeScalars
    scalars.append(contentsOf: open.reversed())
    return String(scalars)
  }
}
