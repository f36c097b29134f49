/// The script of a word, as far as matching tells scripts apart.
package enum Script: UInt8, CaseIterable, Sendable {
  case none
  case latin
  case arabic
  case cyrillic
  case greek
  case hebrew
  /// Written without spaces: each letter is a word (Han, kana, Hangul, Thai, Khmer, …).
  case han
  case other

  /// The script of a folded letter; `none` for digits.
  init(ofFolded scalar: UInt32) {
    switch scalar {
    case 0x30...0x39: self = .none
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0x2AF, 0x1E00...0x1EFF, 0x2C60...0x2C7F,
      0xA720...0xA7FF, 0xAB30...0xAB6F:
      self = .latin
    case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
    case 0x400...0x52F, 0x1C80...0x1C8F, 0x2DE0...0x2DFF, 0xA640...0xA69F: self = .cyrillic
    case 0x590...0x5FF: self = .hebrew
    case 0x600...0x6FF, 0x750...0x77F, 0x870...0x8FF: self = .arabic
    default: self = .other
    }
  }

  /// The script in an entry of the fold table, whose three bits have a case each.
  @inline(__always)
  init(entry: UInt32) {
    self = unsafe unsafeBitCast(UInt8(entry >> FoldTable.scriptShift & 7), to: Script.self)
  }

  /// Whether letters of both scripts may stand in one word, honest or disguised.
  func joins(_ other: Script) -> Bool {
    if self == other || self == .none || other == .none { return true }
    switch (self, other) {
    case (.latin, .cyrillic), (.latin, .greek), (.cyrillic, .latin), (.cyrillic, .greek),
      (.greek, .latin), (.greek, .cyrillic):
      return true
    default: return false
    }
  }
}
