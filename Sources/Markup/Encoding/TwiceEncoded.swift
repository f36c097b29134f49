/// UTF-8 that some program took for windows-1252 and encoded again: `Ø¯Ø§Ø¹Ø´` for `داعش`. Nobody
/// sees a feed's own text, so it stays that way for years.
enum TwiceEncoded {
  /// The text as it was meant, nil when it does not look encoded twice.
  static func repaired(_ utf8: [UInt8]) -> [UInt8]? {
    utf8.withUnsafeBufferPointer { bytes in
      isLikely(ByteView(bytes)) ? repaired(bytes) : nil
    }
  }

  /// The leads of Arabic and Cyrillic are Ø, Ù, Ð and Ñ, each before another letter of that sort:
  /// no language writes so, let alone mostly.
  private static func isLikely(_ text: ByteView) -> Bool {
    var letters = 0
    var pairs = 0
    var at = 0
    while letters < 200 {
      at = text.place(of: 0xC3, from: at, to: text.count)
      guard at + 2 < text.count else { break }
      letters += 1
      switch text[at + 1] {
      case 0x90, 0x91, 0x98, 0x99: if text[at + 2] >= 0xC2 { pairs += 1 }
      default: break
      }
      at += 2
    }
    return pairs >= 8 && pairs * 2 > letters
  }

  private static func repaired(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var run: [UInt8] = []
    var runStart = 0
    var at = 0
    while at < bytes.count {
      let length = max(1, UTF8Repair.length(bytes, at))
      if let byte = windows1252(bytes, at, length) {
        if run.isEmpty { runStart = at }
        run.append(byte)
      } else {
        finish(&run, bytes[runStart..<at], into: &text)
        text.append(contentsOf: bytes[at..<(at + length)])
      }
      at += length
    }
    finish(&run, bytes[runStart..<at], into: &text)
    return text
  }

  /// Takes the bytes that a run of signs stands for if they are UTF-8, else the signs.
  private static func finish(
    _ run: inout [UInt8], _ written: Slice<UnsafeBufferPointer<UInt8>>, into text: inout [UInt8]
  ) {
    guard !run.isEmpty else { return }
    if UTF8Census(run).errors == 0 {
      text.append(contentsOf: run)
    } else {
      text.append(contentsOf: written)
    }
    run.removeAll(keepingCapacity: true)
  }

  /// The byte from 80 hex on that windows-1252 has for the sign at a place, or nil.
  private static func windows1252(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ length: Int
  ) -> UInt8? {
    let code: UInt16
    switch length {
    case 2: code = UInt16(bytes[at] & 0x1F) << 6 | UInt16(bytes[at + 1] & 0x3F)
    case 3:
      code =
        UInt16(bytes[at] & 0x0F) << 12 | UInt16(bytes[at + 1] & 0x3F) << 6
        | UInt16(bytes[at + 2] & 0x3F)
    default: return nil
    }
    if code >= 0xA0, code <= 0xFF { return UInt8(code) }
    return Windows1252.high.firstIndex(of: code).map { UInt8($0 + 0x80) }
  }
}
