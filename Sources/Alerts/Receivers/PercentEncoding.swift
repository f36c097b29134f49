/// RFC 3986 §2.1.
enum PercentEncoding {
  /// A part of a path in which nothing but the unreserved characters stands as it is.
  static func segment(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      default: encoded += every(CollectionOfOne(byte))
      }
    }
    return encoded
  }

  /// Each byte as `%XX`.
  static func every(_ bytes: some Sequence<UInt8>) -> String {
    bytes.reduce(into: "") { encoded, byte in
      let digits = String(byte, radix: 16, uppercase: true)
      encoded += "%" + (digits.count < 2 ? "0" : "") + digits
    }
  }
}
