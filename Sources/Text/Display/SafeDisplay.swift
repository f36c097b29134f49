/// Text from strangers, made fit for a terminal or a log line.
package enum SafeDisplay {
  /// One line: line breaks and tabs become spaces, control characters, bidi controls, zero-width and
  /// other invisible signs become `\u{…}`, and what is longer than `limit` scalars ends in `…`.
  /// A single zero-width joiner or non-joiner between letters is kept: scripts need them.
  package static func line(_ text: String, limit: Int = 300) -> String {
    var shown = String.UnicodeScalarView()
    var count = 0
    var lastWasSpace = true
    for scalar in text.unicodeScalars {
      if count >= limit {
        while shown.last == " " { shown.removeLast() }
        shown.append("…")
        return String(shown)
      }
      switch scalar.value {
      case 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0x85, 0xA0, 0x2028, 0x2029:
        if !lastWasSpace {
          shown.append(" ")
          count += 1
        }
        lastWasSpace = true
        continue
      case 0x200C, 0x200D:
        shown.append(scalar)
      case _ where isUnsafe(scalar):
        shown.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      default:
        shown.append(scalar)
      }
      count += 1
      lastWasSpace = false
    }
    while shown.last == " " { shown.removeLast() }
    return String(shown)
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x202A...0x202E,
      0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xE_0000...0xE_0FFF:
      true
    default:
      scalar.properties.generalCategory == .privateUse
        || scalar.properties.generalCategory == .unassigned
    }
  }
}
