internal import CZlib

/// Why compressed bytes gave nothing.
package enum GzipError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Not gzip, or damaged.
  case damaged
  /// The bytes end before their stream does.
  case cutOff
  /// More than the limit comes out.
  case tooLarge(limit: Int)

  package var description: String {
    switch self {
    case .damaged: "damaged gzip data"
    case .cutOff: "gzip data that ends too early"
    case .tooLarge(let limit): "gzip data that unpacks to over \(limit) bytes"
    }
  }
}

/// Files that are gzip themselves, as sitemaps named `.xml.gz` are (RFC 1952). Content-Encoding is
/// the transfer's business.
package enum Gzip {
  /// Whether bytes begin as a gzip file does.
  package static func isCompressed(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 18 && bytes[0] == 0x1F && bytes[1] == 0x8B && bytes[2] == 8
  }

  /// The unpacked bytes, of all members in a row. Never holds more than `limit` and one step of
  /// 64 KiB.
  package static func inflate(_ bytes: [UInt8], limit: Int) throws(GzipError) -> [UInt8] {
    var stream = z_stream()
    // 15 bits of window, and 16 for the gzip wrapper.
    guard
      inflateInit2_(&stream, 31, zlibVersion(), Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw .damaged }
    defer { inflateEnd(&stream) }
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    var consumed = 0
    while true {
      var produced = 0
      let code: Int32 = bytes.withUnsafeBytes { source in
        chunk.withUnsafeMutableBytes { target in
          // zlib only reads through next_in, though its type is mutable.
          let input = source.baseAddress?.assumingMemoryBound(to: Bytef.self)
          stream.next_in = input.map { UnsafeMutablePointer(mutating: $0 + consumed) }
          let offered = min(source.count - consumed, 1 << 30)
          stream.avail_in = uInt(offered)
          stream.next_out = target.baseAddress?.assumingMemoryBound(to: Bytef.self)
          stream.avail_out = uInt(target.count)
          let code = CZlib.inflate(&stream, Z_NO_FLUSH)
          consumed += offered - Int(stream.avail_in)
          produced = target.count - Int(stream.avail_out)
          return code
        }
      }
      output.append(contentsOf: chunk[..<produced])
      guard output.count <= limit else { throw .tooLarge(limit: limit) }
      switch code {
      case Z_STREAM_END:
        let hasMore =
          consumed + 18 <= bytes.count && bytes[consumed] == 0x1F && bytes[consumed + 1] == 0x8B
        guard hasMore else { return output }
        guard inflateReset(&stream) == Z_OK else { throw .damaged }
      case Z_OK: continue
      case Z_BUF_ERROR: throw .cutOff
      default: throw .damaged
      }
    }
  }
}
