extension SurfaceText {
  /// What the bytes between two words say.
  static func gap(_ bytes: Span<UInt8>) -> Gap {
    if bytes.isEmpty { return .none }
    if bytes.count == 1, bytes[0] == 0x20 { return .space }
    var gap: Gap = .none
    var spaces = 0
    var firstLong: Int?
    for at in bytes.indices {
      switch bytes[at] {
      case 0x20: spaces += 1
      case UInt8(ascii: "-") where bytes.count == 1: gap = .hyphen
      case UInt8(ascii: "'"), UInt8(ascii: "`"): gap = gap == .wide ? .wide : .apostrophe
      case UInt8(ascii: "_"): gap = gap == .wide ? .wide : .underscore
      case UInt8(ascii: "."): gap = gap == .none && spaces == 0 ? .dot : .wide
      case UInt8(ascii: ","): gap = gap == .none ? .comma : .wide
      case UInt8(ascii: "#"): gap = gap == .none ? .hash : .wide
      case 0x80...0xFF: if firstLong == nil { firstLong = at }
      default: gap = .wide
      }
    }
    if let firstLong {
      guard readLong(bytes, from: firstLong, &gap, &spaces) else { return .wide }
    }
    if gap == .none { return spaces == 0 ? .none : spaces <= 2 ? .space : .wide }
    // An apostrophe or underscore with a space beside it is a quotation mark or a line.
    if spaces > 0, gap == .apostrophe || gap == .underscore { return .wide }
    return gap
  }

  /// Signs of more bytes: ’ ‘ ʼ are apostrophes, ، is a comma, no-break spaces are spaces. False
  /// where another sign stands.
  private static func readLong(
    _ bytes: Span<UInt8>, from start: Int, _ gap: inout Gap, _ spaces: inout Int
  ) -> Bool {
    var at = start
    while at < bytes.count {
      guard bytes[at] >= 0x80 else {
        at += 1
        continue
      }
      let second = at + 1 < bytes.count ? bytes[at + 1] : 0
      let third = at + 2 < bytes.count ? bytes[at + 2] : 0
      switch (bytes[at], second, third) {
      case (0xE2, 0x80, 0x98...0x99):
        if gap == .none { gap = .apostrophe }
        at += 3
      case (0xCA, 0xBB...0xBC, _):
        if gap == .none { gap = .apostrophe }
        at += 2
      case (0xD8, 0x8C, _):
        if gap == .none { gap = .comma }
        at += 2
      case (0xC2, 0xA0, _):
        spaces += 1
        at += 2
      case (0xE2, 0x80, 0x90...0x91):
        if gap == .none, spaces == 0 { gap = .hyphen }
        at += 3
      case (0xE2, 0x80, 0x8E...0x8F): at += 3
      default: return false
      }
    }
    return true
  }
}
