internal import Glibc

/// Conversion to UTF-8 by the C library.
enum Iconv {
  /// The bytes from `start` on as UTF-8. What means nothing becomes U+FFFD and is counted. When the
  /// C library lacks the encoding's module, high bytes are read as windows-1252.
  static func utf8(
    _ bytes: [UInt8], from start: Int, encoding: String
  ) -> (bytes: [UInt8], errors: Int) {
    guard let name = EncodingLabels.iconvName(encoding),
      let converter = iconv_open("UTF-8", name), converter != Self.refused
    else { return (windows1252(bytes[start...]), 0) }
    defer { iconv_close(converter) }
    return convert(bytes, from: start, with: converter, width: width(encoding))
  }

  /// What `iconv_open` gives on failure, `(iconv_t) -1`.
  private static var refused: iconv_t? { iconv_t(bitPattern: -1) }

  /// Bytes of one code unit.
  private static func width(_ encoding: String) -> Int {
    encoding.hasPrefix("utf-16") ? 2 : (encoding.hasPrefix("utf-32") ? 4 : 1)
  }

  private static func convert(
    _ bytes: [UInt8], from start: Int, with converter: iconv_t, width: Int
  ) -> (bytes: [UInt8], errors: Int) {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count - start) * 2 + 16)
    var errors = 0
    var source = Array(bytes[start...])
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    source.withUnsafeMutableBytes { (sourceBytes: UnsafeMutableRawBufferPointer) in
      chunk.withUnsafeMutableBytes { (chunkBytes: UnsafeMutableRawBufferPointer) in
        var input = sourceBytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        var left = sourceBytes.count
        while left > 0 {
          var output = chunkBytes.baseAddress?.assumingMemoryBound(to: CChar.self)
          var room = chunkBytes.count
          let result = iconv(converter, &input, &left, &output, &room)
          let failure = errno
          text.append(contentsOf: chunkBytes[..<(chunkBytes.count - room)])
          guard result == -1 else { break }
          if failure == E2BIG { continue }
          // EILSEQ, or EINVAL at the end: one code unit is lost.
          errors += 1
          text.append(scalar: "\u{FFFD}")
          let skipped = min(width, left)
          input = input.map { $0 + skipped }
          left -= skipped
          if failure != EILSEQ, failure != EINVAL { break }
        }
      }
    }
    return (text, errors)
  }

  private static func windows1252(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      let code = byte >= 0x80 && byte < 0xA0 ? Windows1252.high[Int(byte) - 0x80] : UInt16(byte)
      text.append(scalar: Unicode.Scalar(UInt32(code)) ?? "\u{FFFD}")
    }
    return text
  }
}
