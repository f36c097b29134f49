internal import Fetch

/// Where the status page is served: on this machine alone.
package enum ListenAddress: Equatable, Sendable, CustomStringConvertible {
  /// A literal loopback address, as bytes in network order.
  case loopback(bytes: [UInt8], port: UInt16, text: String)
  case unix(path: String)

  /// `127.0.0.1:9447`, `[::1]:9447`, `localhost:9447` (which is 127.0.0.1) or `unix:PATH`; nil for
  /// anything else.
  package init?(_ text: String) {
    if text.hasPrefix("unix:") {
      let path = text.dropFirst(5)
      guard path.hasPrefix("/"), path.utf8.count <= Self.pathBytes else { return nil }
      self = .unix(path: String(path))
      return
    }
    guard let (host, port) = Self.parts(text) else { return nil }
    let literal = host == "localhost" ? "127.0.0.1" : host
    guard let block = Addresses.block(literal), !literal.contains("/"),
      Self.isLoopback(block.bytes)
    else { return nil }
    self = .loopback(bytes: block.bytes, port: port, text: text)
  }

  package var description: String {
    switch self {
    case .loopback(_, _, let text): text
    case .unix(let path): "unix:" + path
    }
  }

  /// What `sun_path` has room for.
  static let pathBytes = 107

  /// Host and port of `HOST:PORT`; the brackets of IPv6 are taken off.
  static func parts(_ text: String) -> (host: String, port: UInt16)? {
    guard let colon = text.lastIndex(of: ":"),
      let port = UInt16(text[text.index(after: colon)...]), port > 0
    else { return nil }
    var host = String(text[..<colon])
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    return (host, port)
  }

  private static func isLoopback(_ bytes: [UInt8]) -> Bool {
    bytes.count == 4 ? bytes[0] == 127 : bytes == [UInt8](repeating: 0, count: 15) + [1]
  }
}

/// `listen:`
enum ListenReader {
  private static let expects = "an address such as 127.0.0.1:9447, or unix:/run/marsad/http"

  static let reader = Reader<ListenAddress>(
    expects, .text(pattern: "^(unix:/.+|(127\\..+|\\[?::1\\]?|localhost):[0-9]{1,5})$")
  ) { node, path, reading in
    guard let text = node.scalar else {
      reading.refuse(node, path, expected: expects)
      return nil
    }
    if let address = ListenAddress(text) { return address }
    if let (host, _) = ListenAddress.parts(text), Addresses.block(host) != nil {
      reading.fail(
        node.mark, "\(path) is \(node.words), which others can reach",
        "listen on 127.0.0.1 or a unix: path, and put a reverse proxy with a login before it")
    } else {
      reading.refuse(node, path, expected: expects)
    }
    return nil
  }
}
