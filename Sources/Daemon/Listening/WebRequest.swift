internal import Foundation

/// A request as far as the status page cares: a path, a query and whether a body is wanted.
struct WebRequest: Equatable, Sendable {
  var path: String
  /// The first value of each name.
  var query: [String: String] = [:]
  /// HEAD: the same answer without its body.
  var isHead = false

  /// So many bytes a request may take, its line included.
  static let limitBytes = 8_192

  /// What the bytes of a connection come to so far.
  enum Reading: Equatable, Sendable {
    case incomplete
    case request(WebRequest)
    case refused(WebAnswer)
  }

  /// Reads a request's head (RFC 9112). Bodies are not read: nothing here takes any.
  static func read(_ bytes: [UInt8], hosts: HostCheck) -> Reading {
    guard let end = headEnd(bytes) else {
      return bytes.count > limitBytes
        ? .refused(.text(431, "This request's head is over \(limitBytes) bytes.")) : .incomplete
    }
    guard end <= limitBytes else {
      return .refused(.text(431, "This request's head is over \(limitBytes) bytes."))
    }
    let lines = String(decoding: bytes[..<end], as: UTF8.self)
      .split(omittingEmptySubsequences: false) { $0.isNewline }
    let words = (lines.first ?? "").split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, words[2].hasPrefix("HTTP/1.") else {
      return .refused(.text(400, "This is no HTTP/1.1 request."))
    }
    guard words[0] == "GET" || words[0] == "HEAD" else {
      var answer = WebAnswer.text(405, "Only GET and HEAD: there is nothing to change here.")
      answer.fields.append(("Allow", "GET, HEAD"))
      return .refused(answer)
    }
    let named = lines.dropFirst().compactMap { line in
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      return parts.count == 2 && parts[0].lowercased() == "host"
        ? parts[1].trimmingCharacters(in: .whitespaces) : nil
    }
    guard named.count == 1 || (named.isEmpty && words[2] == "HTTP/1.0") else {
      return .refused(.text(400, "A request names one Host."))
    }
    if let host = named.first, !hosts.allows(host) {
      return .refused(
        .text(
          421,
          "Marsad answers to localhost and loopback addresses alone. A reverse proxy sets the Host field to one of them, or speaks to a unix: socket."
        ))
    }
    guard words[1].hasPrefix("/") else {
      return .refused(.text(400, "The request's target is no path."))
    }
    let target = words[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var request = WebRequest(path: String(target[0]), isHead: words[0] == "HEAD")
    if target.count == 2 { request.query = query(target[1]) }
    return .request(request)
  }

  /// Where the empty line ends; both line ends are taken.
  private static func headEnd(_ bytes: [UInt8]) -> Int? {
    var lineStart = 0
    for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") {
      let length = index - lineStart
      if index > 1, length == 0 || (length == 1 && bytes[lineStart] == UInt8(ascii: "\r")) {
        return index + 1
      }
      lineStart = index + 1
    }
    return nil
  }

  private static func query(_ text: Substring) -> [String: String] {
    var query: [String: String] = [:]
    for pair in text.split(separator: "&").prefix(20) {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let words = parts.map {
        $0.replacing("+", with: " ").removingPercentEncoding ?? ""
      }
      guard query[words[0]] == nil else { continue }
      query[words[0]] = words.count == 2 ? words[1] : ""
    }
    return query
  }
}

/// Which names a request may give this server. A page on the web can make its own name lead to the
/// loopback (DNS rebinding), but not send another name.
enum HostCheck: Equatable, Sendable {
  /// `localhost` and literal loopback addresses.
  case loopback
  /// A unix socket, which no page on the web can reach.
  case any

  func allows(_ host: String) -> Bool {
    guard self == .loopback else { return true }
    var name = host.lowercased()
    if name.hasPrefix("[") {
      guard let end = name.firstIndex(of: "]") else { return false }
      return name[...end] == "[::1]" && Self.isPort(name[name.index(after: end)...])
    }
    if let colon = name.firstIndex(of: ":") {
      guard Self.isPort(name[colon...]) else { return false }
      name = String(name[..<colon])
    }
    if name == "localhost" { return true }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  private static func isPort(_ text: Substring) -> Bool {
    text.isEmpty || (text.first == ":" && UInt16(text.dropFirst()) != nil)
  }
}
