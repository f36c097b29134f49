/// Addresses as pages and feeds write them.
package enum URLs {
  /// Longer ones are no addresses.
  static let lengthLimit = 8192

  /// The absolute form of a reference (RFC 3986 §5.2), nil when it has none: no base, over 8 KiB, or
  /// an `http` address without a host. White space around it and line breaks inside are dropped,
  /// backslashes of web addresses are slashes, and what may not stand in an address (spaces,
  /// non-ASCII letters of path and query) is percent-encoded, as the WHATWG URL standard says. The
  /// host is put in lower case unless it shall stand as written.
  package static func resolve(
    _ reference: String, base: String, keepingHostCase: Bool = false
  ) -> String? {
    if isFinished(reference.utf8.span) { return reference }
    guard let text = cleaned(reference) else { return nil }
    var parts = URLParts(text)
    if parts.scheme == nil || (parts.isHTTP && parts.authority == nil) {
      guard let baseText = cleaned(base) else { return nil }
      let baseParts = URLParts(unslashed(baseText))
      if parts.isHTTP {
        // `http:page` and `http:/page` are relative, or lack a slash.
        parts = URLParts(unslashed(text))
        if parts.authority == nil {
          let path = parts.path.drop { $0 == UInt8(ascii: "/") }
          if parts.path.first == UInt8(ascii: "/") || baseParts.scheme != parts.scheme {
            let slash = path.firstIndex(of: UInt8(ascii: "/")) ?? path.endIndex
            parts.authority = Array(path[..<slash])
            parts.path = Array(path[slash...])
          } else {
            parts.scheme = nil
          }
        }
      }
      if parts.scheme == nil {
        guard baseParts.scheme != nil else { return nil }
        if baseParts.isHTTP { parts = URLParts(unslashed(text)) }
        parts = parts.resolved(against: baseParts)
      }
    } else if parts.isHTTP {
      parts = URLParts(unslashed(text)).resolved(against: URLParts())
    }
    return parts.isHTTP
      ? finished(parts, keepingHostCase: keepingHostCase)
      : String(decoding: parts.bytes, as: UTF8.self)
  }

  /// Whether an absolute address speaks http or https and names a host.
  package static func isHTTP(_ url: String) -> Bool {
    if isFinished(url.utf8.span) { return true }
    let parts = URLParts(Array(url.utf8))
    return parts.isHTTP && parts.host?.isEmpty == false
  }

  /// The form that ``resolve(_:base:)`` gives a web address which needs no base; nil for others.
  package static func absolute(_ text: String) -> String? {
    guard let url = resolve(text, base: ""), isHTTP(url) else { return nil }
    return url
  }

  /// The host of an absolute address in lower case, without its port; nil when it has none.
  package static func host(of url: String) -> String? {
    guard let host = URLParts(Array(url.utf8)).host, !host.isEmpty else { return nil }
    return String(decoding: host, as: UTF8.self)
  }

  private static func finished(_ parts: URLParts, keepingHostCase: Bool) -> String? {
    var parts = parts
    guard let host = parts.host, !host.isEmpty, let authority = parts.authority else { return nil }
    if !keepingHostCase, !authority.contains(UInt8(ascii: "@")) {
      parts.authority = authority.map(\.asciiLowercased)
    }
    if parts.path.isEmpty { parts.path = [UInt8(ascii: "/")] }
    // Also that of a base: `?page=2` stands behind it.
    parts.path = encoded(URLParts.removeDots(parts.path))
    parts.query = parts.query.map(encoded)
    parts.fragment = parts.fragment.map(encoded)
    return String(decoding: parts.bytes, as: UTF8.self)
  }

  /// Without the white space around it and the line breaks inside, or nil when that leaves nothing.
  private static func cleaned(_ text: String) -> [UInt8]? {
    let bytes = Array(text.utf8)
    guard bytes.count <= lengthLimit else { return nil }
    guard let first = bytes.firstIndex(where: { $0 > 0x20 }),
      let last = bytes.lastIndex(where: { $0 > 0x20 })
    else { return bytes.isEmpty ? [] : nil }
    return bytes[first...last].filter { $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
  }

  /// Backslashes before query and fragment as slashes, and `///` behind the scheme as `//`.
  private static func unslashed(_ text: [UInt8]) -> [UInt8] {
    let stop = text.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? text.count
    guard text[..<stop].contains(UInt8(ascii: "\\")) else { return text }
    return text[..<stop].map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 } + text[stop...]
  }

  /// What may not stand in a path, query or fragment, percent-encoded.
  static func encoded(_ bytes: [UInt8]) -> [UInt8] {
    func mustGo(_ byte: UInt8) -> Bool {
      byte <= 0x20 || byte >= 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "<")
        || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "`") || byte == UInt8(ascii: "{")
        || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "^")
    }
    guard bytes.contains(where: mustGo) else { return bytes }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      if mustGo(byte) { appendPercent(byte, to: &text) } else { text.append(byte) }
    }
    return text
  }

  static func appendPercent(_ byte: UInt8, to text: inout [UInt8]) {
    let digits = Array("0123456789ABCDEF".utf8)
    text.append(UInt8(ascii: "%"))
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 15)])
  }
}
