/// UTF-8 that some program took for windows-1252 or windows-1256 and encoded again: `Ø¯Ø§Ø¹Ø´` or
/// `ط¯ط§ط¹ط´` for `داعش`. Nobody sees a feed's own text, so it stays that way for years.
enum TwiceEncoded {
  /// The text as it was meant and the encoding that it was taken for; nil when it does not look
  /// encoded twice.
  static func repaired(_ utf8: [UInt8]) -> (utf8: [UInt8], taken: String)? {
    utf8.withUnsafeBufferPointer { bytes in
      if isLikelyWestern(ByteView(bytes)) {
        return (repaired(bytes, windows1252), "windows-1252")
      }
      if isLikelyArabic(ByteView(bytes)) { return (repaired(bytes, windows1256), "windows-1256") }
      return nil
    }
  }

  /// The leads of Arabic and Cyrillic are Ø, Ù, Ð and Ñ, each before another letter of that sort:
  /// no language writes so, let alone mostly.
  private static func isLikelyWestern(_ text: ByteView) -> Bool {
    let (letters, leads) = count(in: text, first: 0xC3, leads: [0x90, 0x91, 0x98, 0x99])
    return leads >= 8 && leads * 2 > letters
  }

  /// In windows-1256 these leads are ط, ظ, ذ and ر, each before another letter or sign: of the Arabic
  /// letters whose UTF-8 begins with D8, one in six is one of them.
  private static func isLikelyArabic(_ text: ByteView) -> Bool {
    let (letters, leads) = count(in: text, first: 0xD8, leads: [0xB0, 0xB1, 0xB7, 0xB8])
    return leads >= 8 && leads * 3 > letters * 2
  }

  /// Of the first letters of two bytes that begin with one, how many are leads before another that
  /// is not ASCII.
  private static func count(
    in text: ByteView, first: UInt8, leads: [UInt8]
  ) -> (letters: Int, leads: Int) {
    var letters = 0
    var found = 0
    var at = 0
    while letters < 300 {
      at = text.place(of: first, from: at, to: text.count)
      guard at + 2 < text.count else { break }
      letters += 1
      if leads.contains(text[at + 1]), text[at + 2] >= 0xC2 { found += 1 }
      at += 2
    }
    return (letters, found)
  }

  private static func repaired(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ byte: (UnsafeBufferPointer<UInt8>, Int, Int) -> UInt8?
  ) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var run: [UInt8] = []
    var runStart = 0
    var at = 0
    while at < bytes.count {
      let length = max(1, UTF8Repair.length(bytes, at))
      if let byte = byte(bytes, at, length) {
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

  /// The byte from 80 hex on that windows-1256 has for the sign at a place, or nil.
  private static func windows1256(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ length: Int
  ) -> UInt8? {
    guard length == 2 || length == 3 else { return nil }
    var key = 0
    for offset in 0..<length { key = key << 8 | Int(bytes[at + offset]) }
    return arabicBytes[key]
  }

  /// The bytes of windows-1256 by the UTF-8 of what they stand for.
  private static let arabicBytes: [Int: UInt8] = {
    var table: [Int: UInt8] = [:]
    for byte in UInt8(0x80)...0xFF {
      let utf8 = Iconv.utf8([byte], from: 0, encoding: "windows-1256").bytes
      table[utf8.reduce(0) { $0 << 8 | Int($1) }] = byte
    }
    return table
  }()
}
