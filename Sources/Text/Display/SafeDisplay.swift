/// Text from strangers, made fit for a terminal, a log line or a page.
package enum SafeDisplay {
  /// One line: line breaks and tabs become spaces, control characters, bidi controls, zero-width and
  /// other invisible signs become `\u{…}`, and what is longer than `limit` scalars ends in `…`.
  /// A single zero-width joiner or non-joiner between letters is kept: scripts need them.
  package static func line(_ text: String, limit: Int = 300) -> String {
    var line = SafeLine(limit: limit)
    for scalar in text.unicodeScalars {
      guard line.add(scalar) else { break }
    }
    return line.text
  }

  /// The same for HTML: fit for the text of an element and for a quoted attribute's value.
  package static func html(_ text: String, limit: Int = 300) -> String {
    var line = SafeLine(limit: limit)
    for scalar in text.unicodeScalars {
      guard line.add(scalar, as: entity(scalar)) else { break }
    }
    return line.text
  }

  /// What stands in HTML for a sign of its own language.
  package static func entity(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\"": "&quot;"
    case "'": "&#39;"
    default: nil
    }
  }

  static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200C, 0x200D: false
    case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x202A...0x202E,
      0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xE_0000...0xE_0FFF:
      true
    default:
      scalar.properties.generalCategory == .privateUse
        || scalar.properties.generalCategory == .unassigned
    }
  }
}
