internal import CZlib

/// Texts packed into a few bytes: the length of what follows unpacked (four bytes, the lowest
/// first), then a zlib stream (RFC 1950) of each text behind its own length.
enum ArchiveText {
  /// What is unpacked at most: a damaged length must not claim memory.
  private static let limitBytes = 64 << 20
  /// Beyond the few kilobytes of an article a longer memory finds next to nothing, and it costs its
  /// making each time.
  private static let windowBits: Int32 = 13
  /// Of articles it gains a twentieth less than zlib's usual level, for half the time.
  private static let level = Z_BEST_SPEED
  private static let memoryLevel: Int32 = 6

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
    return deflate(raw, to: &packed) ? packed : nil
  }

  /// The texts, or nil where the bytes are none of ours.
  static func unpacked(_ packed: [UInt8]) -> [String]? {
    guard packed.count > 4 else { return nil }
    let count = length(packed, at: 0)
    guard count <= limitBytes else { return nil }
    var raw = [UInt8](repeating: 0, count: max(count, 1))
    var made = uLongf(count)
    let code = packed.withUnsafeBufferPointer { source in
      raw.withUnsafeMutableBufferPointer { target in
        uncompress(
          target.baseAddress, &made, source.baseAddress.map { $0 + 4 }, uLong(source.count - 4))
      }
    }
    guard code == Z_OK, Int(made) == count else { return nil }
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

  /// Appends the stream; false where zlib has no memory for it.
  private static func deflate(_ raw: [UInt8], to packed: inout [UInt8]) -> Bool {
    var stream = z_stream()
    // zlib remembers where its stream stands: it may not move between the calls.
    return withUnsafeMutablePointer(to: &stream) { stream in
      guard
        deflateInit2_(
          stream, level, Z_DEFLATED, windowBits, memoryLevel, Z_DEFAULT_STRATEGY,
          zlibVersion(), Int32(MemoryLayout<z_stream>.size)) == Z_OK
      else { return false }
      defer { deflateEnd(stream) }
      let head = packed.count
      let room = Int(deflateBound(stream, uLong(raw.count)))
      packed += repeatElement(0, count: room)
      let code: Int32 = raw.withUnsafeBufferPointer { source in
        packed.withUnsafeMutableBufferPointer { target in
          // zlib only reads through next_in, though its type is mutable.
          stream.pointee.next_in = source.baseAddress.map { UnsafeMutablePointer(mutating: $0) }
          stream.pointee.avail_in = uInt(source.count)
          stream.pointee.next_out = target.baseAddress.map { $0 + head }
          stream.pointee.avail_out = uInt(room)
          return CZlib.deflate(stream, Z_FINISH)
        }
      }
      guard code == Z_STREAM_END else { return false }
      packed.removeLast(room - Int(stream.pointee.total_out))
      return true
    }
  }
}
