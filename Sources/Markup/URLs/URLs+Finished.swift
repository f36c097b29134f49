extension URLs {
  /// Whether a text surely is what ``resolve(_:base:)`` would make of it, as nearly all addresses in
  /// feeds are: http or https, a host in lower case, a path without dot segments, nothing to encode.
  /// False says nothing.
  package static func isFinished(_ text: Span<UInt8>) -> Bool { finishedPath(text) != nil }

  /// Where the path of a finished address begins.
  static func finishedPath(_ text: Span<UInt8>) -> Int? {
    guard text.count <= lengthLimit else { return nil }
    let host = text.holds("https://", at: 0) ? 8 : (text.holds("http://", at: 0) ? 7 : 0)
    guard host > 0 else { return nil }
    var at = host
    while at < text.count, Signs.isHost(text[at]) { at += 1 }
    guard at > host, at < text.count, text[at] == UInt8(ascii: "/") else { return nil }
    let path = at
    var previous: UInt8 = 0
    while at < text.count {
      let byte = text[at]
      guard Signs.isFine(byte) else { return nil }
      if byte == UInt8(ascii: "."), previous == UInt8(ascii: "/") { return nil }
      previous = byte
      at += 1
    }
    return path
  }

  /// Sets of ASCII signs as bits.
  private enum Signs {
    /// Digits, `-`, `.`, and small letters.
    @inline(__always) static func isHost(_ byte: UInt8) -> Bool {
      byte &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: ".")
        || byte == UInt8(ascii: "-")
    }

    /// What ``URLs/encoded(_:)`` leaves alone.
    @inline(__always) static func isFine(_ byte: UInt8) -> Bool {
      guard byte < 0x80 else { return false }
      return (byte < 64 ? low >> UInt64(byte) : high >> UInt64(byte - 64)) & 1 == 1
    }

    private static let low: UInt64 = 0xAFFF_FFFA_0000_0000
    private static let high: UInt64 = 0x57FF_FFFE_AFFF_FFFF
  }
}
