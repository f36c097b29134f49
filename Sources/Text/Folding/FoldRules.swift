internal import Foundation

/// The rules that the fold table is built from, one scalar at a time.
enum FoldRules {
  /// What a letter or digit folds to: compatibility form, lower case, no diacritics, one
  /// orthography. Empty for what is neither.
  static func fold(_ scalar: Unicode.Scalar) -> [UInt32] {
    if let base = enclosedLetter(scalar.value) { return [base] }
    var folded: [UInt32] = []
    for piece in decomposed(scalar) {
      for lower in piece.properties.lowercaseMapping.unicodeScalars {
        for last in decomposed(lower) {
          if isDroppedMark(last.value) || last.value == 0x640 { continue }
          if let digit = digit(last) {
            folded.append(digit)
          } else if isLetterLike(last.properties.generalCategory) {
            folded.append(contentsOf: orthography(last.value))
          } else if last.value == 0x20 {
            continue
          } else {
            return []
          }
        }
      }
    }
    return folded
  }

  /// Marks that fold away. Vowel signs of Indic and other scripts are letters and stay.
  static func isDroppedMark(_ value: UInt32) -> Bool {
    switch value {
    case 0x300...0x36F, 0x483...0x489, 0x591...0x5BD, 0x5BF, 0x5C1, 0x5C2, 0x5C4, 0x5C5, 0x5C7,
      0x610...0x61A, 0x640, 0x64B...0x65F, 0x670, 0x6D6...0x6DC, 0x6DF...0x6E4, 0x6E7, 0x6E8,
      0x6EA...0x6ED, 0x711, 0x730...0x74A, 0x8CA...0x8E1, 0x8E3...0x8FF, 0x1AB0...0x1AFF,
      0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE00...0xFE0F, 0xFE20...0xFE2F:
      true
    default: false
    }
  }

  static func isLetterLike(_ category: Unicode.GeneralCategory) -> Bool {
    switch category {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber:
      true
    default: false
    }
  }

  /// Scripts written without spaces, and Hangul, whose particles are joined to the word.
  static func isSingle(_ value: UInt32) -> Bool {
    switch value {
    case 0xE01...0xE33, 0xE40...0xE46, 0xE81...0xEB0, 0xEC0...0xEC6, 0x1000...0x102A,
      0x1780...0x17B3, 0x3005...0x3007, 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA,
      0x30FC...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3,
      0xF900...0xFAFF:
      true
    default: false
    }
  }

  /// `.` `!` `?` and their like in other scripts.
  static func isTerminator(_ value: UInt32) -> Bool {
    switch value {
    case 0x21, 0x2E, 0x3F, 0x589, 0x61D, 0x61E, 0x61F, 0x6D4, 0x964, 0x965, 0x1362, 0x2026, 0x203C,
      0x203D, 0x2047...0x2049, 0x3002, 0xFF01, 0xFF0E, 0xFF1F, 0xFF61:
      true
    default: false
    }
  }

  /// Signs whose compatibility form has letters but which are no part of a word.
  static func isSymbolDespiteLetters(_ value: UInt32) -> Bool {
    switch value {
    case 0xAA, 0xBA, 0xB2, 0xB3, 0xB9, 0x2100, 0x2101, 0x2103, 0x2105, 0x2106, 0x2109, 0x2116,
      0x2117, 0x2120...0x2122, 0x213B, 0x20A8, 0x2070...0x209C, 0x3200...0x33FF, 0xFDFA,
      0xFDFB, 0xFDFC:
      true
    default: false
    }
  }

  /// Letters whose dots the folding takes away: yeh, where ى has none, and teh marbuta.
  static func isDottedForm(_ folded: [UInt32], of value: UInt32) -> Bool {
    switch folded.last {
    case 0x64A: value != 0x649 && value != 0xFEEF && value != 0xFEF0 && value != 0x626
    case 0x647: value == 0x629 || value == 0xFE93 || value == 0xFE94
    default: false
    }
  }

  /// Skeletons that Arabic text does not have: beh, feh and qaf without dots, noon without its own.
  static func isDotless(_ value: UInt32) -> Bool {
    value == 0x66E || value == 0x66F || value == 0x6A1 || value == 0x6BA
  }
}

extension FoldRules {
  private static func decomposed(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    // Cyrillic short i is a letter of its own, not an accented one.
    if scalar.value < 0x80 || scalar.value == 0x439 || scalar.value == 0x419 { return [scalar] }
    return Array(String(scalar).decomposedStringWithCompatibilityMapping.unicodeScalars)
  }

  private static func digit(_ scalar: Unicode.Scalar) -> UInt32? {
    guard scalar.properties.generalCategory == .decimalNumber,
      let value = scalar.properties.numericValue
    else { return nil }
    return 0x30 + UInt32(value)
  }

  /// Letters in circles and squares that have no compatibility form.
  private static func enclosedLetter(_ value: UInt32) -> UInt32? {
    switch value {
    case 0x1_F150...0x1_F169: value - 0x1_F150 + 0x61
    case 0x1_F170...0x1_F189: value - 0x1_F170 + 0x61
    default: nil
    }
  }

  /// One spelling for letters that writers and keyboards mix.
  private static func orthography(_ value: UInt32) -> [UInt32] {
    switch value {
    // Arabic: alef in every form, yeh and its seats, teh marbuta, waw with hamza.
    case 0x622, 0x623, 0x625, 0x671...0x673, 0x675: [0x627]
    case 0x649, 0x626, 0x6CC, 0x6CD, 0x6D2, 0x6D3, 0x6CE, 0x63D...0x63F: [0x64A]
    case 0x624, 0x676, 0x6C4...0x6C7: [0x648]
    case 0x629, 0x6C0, 0x6C1...0x6C3, 0x6BE, 0x6D5: [0x647]
    case 0x6A9, 0x6AA, 0x63B, 0x63C: [0x643]
    case 0x6A4: [0x641]
    // Latin letters that do not decompose, and small capitals.
    case 0xDF, 0x1E9E: [0x73, 0x73]
    case 0xE6: [0x61, 0x65]
    case 0x153: [0x6F, 0x65]
    case 0xF8: [0x6F]
    case 0xF0, 0x111, 0x256: [0x64]
    case 0xFE: [0x74, 0x68]
    case 0x142: [0x6C]
    case 0x127: [0x68]
    case 0x131, 0x26A, 0x269: [0x69]
    case 0x138: [0x6B]
    case 0x14B, 0x274: [0x6E]
    case 0x167: [0x74]
    case 0x180: [0x62]
    case 0x251, 0x1D00: [0x61]
    case 0x299: [0x62]
    case 0x1D04: [0x63]
    case 0x1D05: [0x64]
    case 0x1D07: [0x65]
    case 0xA730: [0x66]
    case 0x262, 0x261: [0x67]
    case 0x29C: [0x68]
    case 0x1D0A: [0x6A]
    case 0x1D0B: [0x6B]
    case 0x29F: [0x6C]
    case 0x1D0D: [0x6D]
    case 0x1D0F: [0x6F]
    case 0x1D18: [0x70]
    case 0x280: [0x72]
    case 0xA731: [0x73]
    case 0x1D1B: [0x74]
    case 0x1D1C: [0x75]
    case 0x1D20: [0x76]
    case 0x1D21: [0x77]
    case 0x28F: [0x79]
    case 0x1D22: [0x7A]
    // Greek final sigma; Cyrillic palochka and its like stay.
    case 0x3C2: [0x3C3]
    default: [value]
    }
  }
}
