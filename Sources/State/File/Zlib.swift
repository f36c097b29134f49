internal import CZlib

/// zlib streams (RFC 1950) of whole values.
enum Zlib {
  /// How hard a stream is made.
  struct Effort {
    var level: Int32
    var windowBits: Int32
    var memoryLevel: Int32

    /// For texts of a few kilobytes: a longer memory finds next to nothing, and it costs its making
    /// each time. Of articles it gains a twentieth less than zlib's usual level, for half the time.
    static let texts = Effort(level: Z_BEST_SPEED, windowBits: 13, memoryLevel: 6)
    /// For pages.
    static let pages = Effort(level: Z_DEFAULT_COMPRESSION, windowBits: 15, memoryLevel: 8)
  }

  /// No stream unpacks to more for each of its bytes (zlib's own documentation: 1032).
  private static let widest = 1_040

  /// Appends the stream; false where zlib has no memory for it.
  static func deflate(_ raw: [UInt8], to packed: inout [UInt8], _ effort: Effort) -> Bool {
    var stream = z_stream()
    // zlib remembers where its stream stands: it may not move between the calls.
    return withUnsafeMutablePointer(to: &stream) { stream in
      guard
        deflateInit2_(
          stream, effort.level, Z_DEFLATED, effort.windowBits, effort.memoryLevel,
          Z_DEFAULT_STRATEGY, zlibVersion(), Int32(MemoryLayout<z_stream>.size)) == Z_OK
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

  /// What the stream that begins at `start` unpacks to, if that is whole, sound and `count` bytes
  /// long. A count that no such stream can have claims no memory.
  static func inflated(_ packed: [UInt8], from start: Int = 0, count: Int) -> [UInt8]? {
    let length = packed.count - start
    guard length > 0, count >= 0, count <= length * widest else { return nil }
    var raw = [UInt8](repeating: 0, count: max(count, 1))
    var made = uLongf(count)
    let code = packed.withUnsafeBufferPointer { source in
      raw.withUnsafeMutableBufferPointer { target in
        uncompress(
          target.baseAddress, &made, source.baseAddress.map { $0 + start }, uLong(length))
      }
    }
    guard code == Z_OK, Int(made) == count else { return nil }
    if count == 0 { raw.removeAll() }
    return raw
  }
}
