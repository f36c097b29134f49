/// How much room text takes on a terminal: an approximation of `wcwidth(3)` by Unicode's own data.
package enum Columns {
  /// 0 for signs that stand on others or are not seen, 2 for wide ones of East Asia and emoji, else 1.
  package static func width(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return scalar.value < 0x20 || scalar.value == 0x7F ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF,
      0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }

  /// Of a text without sequences that colour it.
  package static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  /// The text, or what of it has room with `…` behind it.
  package static func cut(_ text: String, to room: Int) -> String {
    guard width(text) > room else { return text }
    var kept = String.UnicodeScalarView()
    var taken = 0
    for scalar in text.unicodeScalars {
      taken += width(scalar)
      guard taken <= room - 1 else { break }
      kept.append(scalar)
    }
    return String(kept) + "…"
  }

  /// Lines of a text that is broken between words, as ranges of its scalars; a word that is longer
  /// than a line is broken too. White space at the breaks belongs to no line.
  package static func lines(_ text: String, room: Int) -> [Range<Int>] {
    let scalars = Array(text.unicodeScalars)
    var lines: [Range<Int>] = []
    var start = 0
    while start < scalars.count {
      while start < scalars.count, scalars[start].properties.isWhitespace { start += 1 }
      guard start < scalars.count else { break }
      var end = start
      var taken = 0
      var space: Int?
      while end < scalars.count, taken + width(scalars[end]) <= max(room, 2) {
        if scalars[end].properties.isWhitespace { space = end }
        taken += width(scalars[end])
        end += 1
      }
      if end < scalars.count, !scalars[end].properties.isWhitespace, let space { end = space }
      lines.append(start..<end)
      start = end
    }
    return lines
  }
}
