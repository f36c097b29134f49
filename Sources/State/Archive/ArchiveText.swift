/// Texts packed into a few bytes: the length of what follows unpacked (four bytes, the lowest
/// first), then a zlib stream (RFC 1950) of each text behind its own length.
enum ArchiveText {
  /// What is unpacked at most: a damaged length must not claim memory.
  private static let limitBytes = 64 << 20

  /// nil for more than can be unpacked again.
  static func packed(_ texts: [String]) -> [UInt8]? {
    var raw: [UInt8] = []
    raw.reserveCapacity(texts.reduce(0) { $0 + $1.utf8.count + 4 })
    for text in texts {
      append(text.utf8.count, to: &raw)
      raw += text.utf8
    }
    guard raw.count <= limitBytes else { return nil }
    var packed: [UInt8] = []
    append(raw.count, to: &packed)
    return Zlib.deflate(raw, to: &packed, .texts) ? packed : nil
  }

  /// The texts, or nil where the bytes are none of ours.
  static func unpacked(_ packed: [UInt8]) -> [String]? {
    guard packed.count > 4 else { return nil }
    let count = length(packed, at: 0)
    guard count <= limitBytes, let raw = Zlib.inflated(packed, from: 4, count: count) else {
      return nil
    }
    var texts: [String] = []
    var at = 0
    while at < count {
      guard at + 4 <= count else { return nil }
      let size = length(raw, at: at)
      at += 4
      guard size <= count - at else { return nil }
      texts.append(String(decoding: raw[at..<at + size], as: UTF8.self))
      at += size
    }
    return texts
  }

  private static func append(_ length: Int, to bytes: inout [UInt8]) {
    for shift in stride(from: 0, to: 32, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: length >> shift))
    }
  }

  private static func length(_ bytes: [UInt8], at place: Int) -> Int {
    (0..<4).reduce(0) { $0 | Int(bytes[place + $1]) << ($1 * 8) }
  }
}
