/// Words of strangers, made fit to stand in a message.
package enum ForeignText {
  /// One line of at most `limit` scalars: white space folded, control characters, bidirectional
  /// controls and invisible signs taken out. Joiners that scripts and emoji need are kept.
  package static func line(_ text: String, limit: Int) -> String {
    var shown = String.UnicodeScalarView()
    var isSpacePending = false
    var marks = 0
    var count = 0
    for scalar in text.unicodeScalars {
      if isSpace(scalar) {
        isSpacePending = !shown.isEmpty
        continue
      }
      guard !isHidden(scalar) else { continue }
      // A pile of marks on one letter would cover the lines above it.
      marks = isMark(scalar) ? marks + 1 : 0
      guard marks <= mostMarks else { continue }
      if isSpacePending {
        shown.append(" ")
        count += 1
      }
      isSpacePending = false
      shown.append(scalar)
      count += 1
      // A little more than is shown, so that the cut sees that there was more.
      if count > limit + 64 { break }
    }
    return TextCut.prefix(String(shown), scalars: limit)
  }

  /// An address that people may click: http or https, with what could end it early in any markup,
  /// and what is invisible, percent-encoded; nil for all else and for what is longer than `limit`.
  package static func link(_ text: String?, limit: Int = 1_500) -> String? {
    guard let text = AlertEvent.web(text) else { return nil }
    var link = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if unsafeInLinks.contains(scalar) || isSpace(scalar) || isHidden(scalar)
        || scalar.value == 0x200C || scalar.value == 0x200D
      {
        link.append(contentsOf: PercentEncoding.every(String(scalar).utf8).unicodeScalars)
      } else {
        link.append(scalar)
      }
      guard link.count <= limit else { return nil }
    }
    return String(link)
  }

  private static let mostMarks = 6
  private static let unsafeInLinks: Set<Unicode.Scalar> = [
    "<", ">", "\"", "'", "`", "(", ")", "|", "\\", "^", "{", "}", "*", "~",
  ]

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
      0x3000:
      true
    default: false
    }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: !scalar.properties.isVariationSelector
    default: false
    }
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200C, 0x200D: false
    case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5,
      0x180B...0x180F, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0x3164, 0xFEFF,
      0xFFA0, 0xFFF0...0xFFFB, 0xE_0000...0xE_0FFF:
      true
    default: scalar.properties.generalCategory == .privateUse
    }
  }
}
