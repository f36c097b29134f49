extension SurfaceText {
  /// What the bytes between two words say.
  static func gap(_ bytes: ArraySlice<UInt8>) -> Gap {
    if bytes.isEmpty { return .none }
    if bytes.count == 1, bytes.first == 0x20 { return .space }
    var gap: Gap = .none
    var spaces = 0
    for byte in bytes {
      switch byte {
      case 0x20: spaces += 1
      case UInt8(ascii: "-") where bytes.count == 1: gap = .hyphen
      case UInt8(ascii: "'"), UInt8(ascii: "`"): gap = gap == .wide ? .wide : .apostrophe
      case UInt8(ascii: "_"): gap = gap == .wide ? .wide : .underscore
      case UInt8(ascii: "."): gap = gap == .none && spaces == 0 ? .dot : .wide
      case UInt8(ascii: ","): gap = gap == .none ? .comma : .wide
      case UInt8(ascii: "#"): gap = gap == .none ? .hash : .wide
      case 0x80...0xFF: break
      default: gap = .wide
      }
    }
    // Signs of more bytes: ’ ‘ ʼ are apostrophes, ، is a comma, no-break spaces are spaces.
    var rest = bytes[...]
    while let at = rest.firstIndex(where: { $0 >= 0x80 }) {
      let tail = rest[at...]
      if tail.starts(with: [0xE2, 0x80, 0x99]) || tail.starts(with: [0xE2, 0x80, 0x98]) {
        if gap == .none { gap = .apostrophe }
        rest = tail.dropFirst(3)
      } else if tail.starts(with: [0xCA, 0xBC]) || tail.starts(with: [0xCA, 0xBB]) {
        if gap == .none { gap = .apostrophe }
        rest = tail.dropFirst(2)
      } else if tail.starts(with: [0xD8, 0x8C]) {
        if gap == .none { gap = .comma }
        rest = tail.dropFirst(2)
      } else if tail.starts(with: [0xC2, 0xA0]) {
        spaces += 1
        rest = tail.dropFirst(2)
      } else if tail.starts(with: [0xE2, 0x80, 0x91]) || tail.starts(with: [0xE2, 0x80, 0x90]) {
        if gap == .none, spaces == 0 { gap = .hyphen }
        rest = tail.dropFirst(3)
      } else if tail.starts(with: [0xE2, 0x80, 0x8E]) || tail.starts(with: [0xE2, 0x80, 0x8F]) {
        rest = tail.dropFirst(3)
      } else {
        return .wide
      }
    }
    if gap == .none { return spaces == 0 ? .none : spaces <= 2 ? .space : .wide }
    // An apostrophe or underscore with a space beside it is a quotation mark or a line.
    if spaces > 0, gap == .apostrophe || gap == .underscore { return .wide }
    return gap
  }
}
