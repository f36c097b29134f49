internal import Markup

/// Bytes of any encoding under any label.
enum EncodingCheck {
  static func check(_ bytes: [UInt8]) throws(Finding) {
    let labels = SeedEncodings.labels
    let hash = bytes.caseHash
    try check(bytes, nil, .xml)
    try check(bytes, nil, .html)
    for step in 0..<UInt64(3) {
      let label = labels[Int((hash &+ step &* 7919) % UInt64(labels.count))]
      try check(bytes, "text/html; charset=\"\(label)\"", step == 0 ? .xml : .html)
    }
    let head = String(decoding: bytes.prefix(400), as: UTF8.self)
    try Finding.text(TextDecoding.charset(inContentType: head), "a label", limit: 1200)
    try check(bytes, head, .html)
  }

  private static func check(
    _ bytes: [UInt8], _ type: String?, _ kind: TextDecoding.Kind
  ) throws(Finding) {
    let decoded = TextDecoding.decode(bytes, contentType: type, kind: kind)
    let name = "\(decoded.encoding) by \(decoded.evidence.rawValue)"
    try Finding.unless(
      String(validating: decoded.utf8, as: UTF8.self) != nil, "\(name) gives no valid UTF-8")
    try Finding.unless(!decoded.utf8.contains(0), "\(name) gives NUL")
    try Finding.unless(
      decoded.utf8.count <= 4 * bytes.count + 16, "\(name) gives \(decoded.utf8.count) bytes")
    try Finding.unless(
      decoded.errors >= 0 && decoded.errors <= bytes.count, "\(name) counts \(decoded.errors)")
    let again = TextDecoding.decode(bytes, contentType: type, kind: kind)
    try Finding.unless(decoded == again, "\(name): a second reading gives another text")
  }
}
