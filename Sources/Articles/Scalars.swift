/// What a scalar is, with the common ones told by their number: the tables of Unicode are slow to
/// ask for every letter of a page.
extension Unicode.Scalar {
  /// Alphabetic (Unicode, DerivedCoreProperties).
  var isLetter: Bool {
    switch value {
    case 0x61...0x7A, 0x41...0x5A: true
    case ..<0x80: false
    case 0xC0...0x24F: value != 0xD7 && value != 0xF7
    case 0x400...0x481, 0x620...0x64A, 0x4E00...0x9FFF: true
    default: properties.isAlphabetic
    }
  }

  /// Alphabetic, or of some numeric value.
  var isLetterOrDigit: Bool {
    switch value {
    case 0x30...0x39: true
    case ..<0x80: isLetter
    default: isLetter || properties.numericType != nil
    }
  }

  /// A mark on a letter, or a sign without a shape, inside a word.
  var isJoined: Bool {
    guard value >= 0x80 else { return false }
    let category = properties.generalCategory
    return category == .nonspacingMark || category == .format
  }

  /// White_Space (Unicode, PropList).
  var isSpace: Bool {
    switch value {
    case 0x9...0xD, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
      0x3000:
      true
    default: false
    }
  }
}

extension String.UnicodeScalarView {
  /// Appends a letter in lower case.
  mutating func appendLowercased(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x41...0x5A: append(Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value) | 0x20))
    case ..<0x80, 0x620...0x64A, 0x4E00...0x9FFF: append(scalar)
    default: append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
    }
  }
}
