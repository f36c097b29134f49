/// windows-1252, the code page that unlabelled western bytes really are.
enum Windows1252 {
  /// Code points of the bytes 80–9F hex.
  static let high: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]

  /// UTF-8 whose control signs U+0080–U+009F are the signs that windows-1252 has at these places; nil
  /// when there are none.
  static func withoutControls(_ utf8: [UInt8]) -> [UInt8]? {
    utf8.withUnsafeBufferPointer { withoutControls(ByteView($0)) }
  }

  private static func withoutControls(_ text: ByteView) -> [UInt8]? {
    var kept: [UInt8] = []
    var from = 0
    var at = 0
    while true {
      at = text.place(of: 0xC2, from: at, to: text.count)
      guard at + 1 < text.count else { break }
      let trail = text[at + 1]
      if trail >= 0x80, trail < 0xA0, let sign = Unicode.Scalar(UInt32(high[Int(trail) - 0x80])) {
        text.append(from, at, to: &kept)
        kept.append(scalar: sign)
        from = at + 2
      }
      at += 2
    }
    guard from > 0 else { return nil }
    text.append(from, text.count, to: &kept)
    return kept
  }
}
