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
      if isSpace(scalar.value) {
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

  /// The last edge of a character at or before the limit. Looked for from the last space on, since
  /// a space begins a character.
  private static func lastEdge(in text: String, before limit: String.Index) -> String.Index {
    let scalars = text.unicodeScalars
    var edge = limit
    for _ in 0..<256 {
      guard edge > scalars.startIndex else { break }
      edge = scalars.index(before: edge)
      if scalars[edge] == " " { break }
    }
    if scalars[edge] != " " { edge = text.startIndex }
    while edge < limit {
      let next = text.index(after: edge)
      if next > limit { break }
      edge = next
    }
    return edge
  }

  /// White space as Unicode has it.
  private static func isSpace(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09...0x0d, 0x20, 0x85, 0xa0, 0x1680, 0x2000...0x200a, 0x2028, 0x2029, 0x202f, 0x205f,
      0x3000:
      true
    default: false
    }
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
