/// The five parts of a URI reference (RFC 3986 §3), cut out of its bytes without judging them.
struct URLParts: Equatable {
  /// Lower case, without the colon.
  var scheme: [UInt8]?
  var authority: [UInt8]?
  var path: [UInt8] = []
  var query: [UInt8]?
  var fragment: [UInt8]?

  init() {}

  init(_ text: [UInt8]) {
    var rest = text[...]
    if let colon = rest.firstIndex(of: UInt8(ascii: ":")), Self.isScheme(rest[..<colon]) {
      scheme = rest[..<colon].map(\.asciiLowercased)
      rest = rest[(colon + 1)...]
    }
    if let hash = rest.firstIndex(of: UInt8(ascii: "#")) {
      fragment = Array(rest[(hash + 1)...])
      rest = rest[..<hash]
    }
    if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
      query = Array(rest[(mark + 1)...])
      rest = rest[..<mark]
    }
    if rest.starts(with: "//".utf8) {
      rest = rest.dropFirst(2)
      let slash = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
      authority = Array(rest[..<slash])
      rest = rest[slash...]
    }
    path = Array(rest)
  }

  private static func isScheme(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, first.isASCIILetter, bytes.count <= 32 else { return false }
    return bytes.allSatisfy {
      $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-")
        || $0 == UInt8(ascii: ".")
    }
  }

  var isHTTP: Bool {
    guard let scheme else { return false }
    return scheme.elementsEqual("http".utf8) || scheme.elementsEqual("https".utf8)
  }

  /// The host in lower case, without user, port and brackets.
  var host: [UInt8]? {
    guard let authority else { return nil }
    var rest = authority[...]
    if let at = rest.lastIndex(of: UInt8(ascii: "@")) { rest = rest[(at + 1)...] }
    if rest.first == UInt8(ascii: "[") {
      guard let close = rest.firstIndex(of: UInt8(ascii: "]")) else { return nil }
      return rest[rest.index(after: rest.startIndex)..<close].map(\.asciiLowercased)
    }
    if let colon = rest.lastIndex(of: UInt8(ascii: ":")) { rest = rest[..<colon] }
    return rest.map(\.asciiLowercased)
  }

  var port: ArraySlice<UInt8>? {
    guard let authority, let colon = authority.lastIndex(of: UInt8(ascii: ":")) else { return nil }
    let digits = authority[(colon + 1)...]
    return !digits.isEmpty && digits.allSatisfy(\.isASCIIDigit) ? digits : nil
  }

  /// The reference put together again (RFC 3986 §5.3).
  var bytes: [UInt8] {
    var text: [UInt8] = []
    if let scheme {
      text += scheme
      text.append(UInt8(ascii: ":"))
    }
    if let authority {
      text += "//".utf8
      text += authority
    }
    text += path
    if let query {
      text.append(UInt8(ascii: "?"))
      text += query
    }
    if let fragment {
      text.append(UInt8(ascii: "#"))
      text += fragment
    }
    return text
  }

  /// This reference seen from a base (RFC 3986 §5.2.2).
  func resolved(against base: URLParts) -> URLParts {
    var target = self
    if scheme != nil {
      if authority != nil { target.path = Self.removeDots(path) }
      return target
    }
    target.scheme = base.scheme
    if authority != nil {
      target.path = Self.removeDots(path)
      return target
    }
    target.authority = base.authority
    if path.isEmpty {
      target.path = base.path
      if query == nil { target.query = base.query }
    } else if path.first == UInt8(ascii: "/") {
      target.path = Self.removeDots(path)
    } else if base.authority != nil, base.path.isEmpty {
      target.path = Self.removeDots([UInt8(ascii: "/")] + path)
    } else {
      let folder = base.path.lastIndex(of: UInt8(ascii: "/")).map { base.path[...$0] } ?? []
      target.path = Self.removeDots(Array(folder) + path)
    }
    return target
  }

  /// A path without `.` and `..` segments (RFC 3986 §5.2.4).
  static func removeDots(_ path: [UInt8]) -> [UInt8] {
    guard path.contains(UInt8(ascii: ".")) else { return path }
    var kept: [ArraySlice<UInt8>] = []
    let isAbsolute = path.first == UInt8(ascii: "/")
    let segments = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    for (index, segment) in segments.enumerated() {
      let isLast = index == segments.count - 1
      if segment.elementsEqual(".".utf8) {
        if isLast { kept.append([]) }
      } else if segment.elementsEqual("..".utf8) {
        if kept.count > (isAbsolute ? 1 : 0) { kept.removeLast() }
        if isLast { kept.append([]) }
      } else {
        kept.append(segment)
      }
    }
    return Array(kept.joined(separator: CollectionOfOne(UInt8(ascii: "/"))))
  }
}
