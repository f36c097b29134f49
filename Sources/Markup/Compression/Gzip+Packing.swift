internal import CZlib

extension Gzip {
  /// Bytes as one gzip member (RFC 1952), without name and time: the same bytes give the same member.
  /// nil where zlib has no memory for it.
  package static func member(_ bytes: [UInt8]) -> [UInt8]? {
    var stream = z_stream()
    // zlib remembers where its stream stands: it may not move between the calls.
    return withUnsafeMutablePointer(to: &stream) { stream in
      // 15 bits of window, and 16 for the gzip wrapper.
      guard
        deflateInit2_(
          stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, zlibVersion(),
          Int32(MemoryLayout<z_stream>.size)) == Z_OK
      else { return nil }
      defer { deflateEnd(stream) }
      var packed = [UInt8](repeating: 0, count: Int(deflateBound(stream, uLong(bytes.count))))
      let code: Int32 = bytes.withUnsafeBufferPointer { source in
        packed.withUnsafeMutableBufferPointer { target in
          // zlib only reads through next_in, though its type is mutable.
          stream.pointee.next_in = source.baseAddress.map { UnsafeMutablePointer(mutating: $0) }
          stream.pointee.avail_in = uInt(source.count)
          stream.pointee.next_out = target.baseAddress
          stream.pointee.avail_out = uInt(target.count)
          return deflate(stream, Z_FINISH)
        }
      }
      guard code == Z_STREAM_END else { return nil }
      packed.removeLast(packed.count - Int(stream.pointee.total_out))
      return packed
    }
  }
}
