import TestSupport

/// One source that crosses a limit or misbehaves, and how it is described to people.
struct HostileCase: Sendable {
  var name: String
  /// Its own `limits:`, in YAML.
  var limits = ""
  var reply: Reply
  /// Other paths of its site.
  var others: [(path: String, reply: Reply)] = []

  init(_ name: String, _ limits: String = "", _ reply: Reply) {
    self.name = name
    self.limits = limits
    self.reply = reply
  }

  static func feed(_ content: String) -> Reply {
    .text("<rss version='2.0'><channel><title>t</title>\(content)</channel></rss>")
  }

  static func item(_ number: Int) -> String {
    "<item><guid>\(number)</guid><title>Entry \(number) of the feed</title></item>"
  }

  static let head = Array("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n".utf8)

  /// A source for each limit, by the limit's key.
  static func crossings() -> [HostileCase] {
    [
      HostileCase(
        "response", "{response: 2 KiB}",
        feed(String(repeating: "<!-- much -->", count: 1_000))),
      HostileCase(
        "expansion", "", .answer(200, [("Content-Encoding", "gzip")], Bombs.fourMebibytes)),
      HostileCase(
        "headers", "{headers: 2 KiB}",
        .answer(200, [("X-Long", String(repeating: "a", count: 3_000))])),
      HostileCase(
        "header_count", "{header_count: 20}", .answer(200, (0..<30).map { ("X-\($0)", "1") })),
      HostileCase("redirects", "{redirects: 2}", .redirect(to: "/redirects")),
      HostileCase("first_byte", "{first_byte: 0.2s}", Reply(.hold)),
      HostileCase(
        "total", "{total: 0.3s}", Reply(.send(Reply.head(200, [("Content-Length", "9000")])), .hold)
      ),
      HostileCase(
        "slowest", "{slowest: 100 B, slow_for: 1s}",
        Reply(.send(Reply.head(200, [("Content-Length", "9000")]) + [60]), .hold)),
      HostileCase("entries", "{entries: 3}", feed((0..<5).map(item).joined())),
      HostileCase(
        "depth", "{depth: 100}",
        feed(
          "<item><title>t</title>" + String(repeating: "<a:b xmlns:a='a:'>", count: 20)
            + (0..<200).map { "<x\($0)>" }.joined() + "</item>")),
      HostileCase("nodes", "{nodes: 1000}", feed((0..<900).map(item).joined())),
      HostileCase(
        "attributes", "{attributes: 20}",
        feed(
          "<item \((0..<30).map { "a\($0)='1'" }.joined(separator: " "))><title>t</title></item>")),
    ]
  }

  /// Answers that are no sound answers, and documents that are made to do harm.
  static func inputs() -> [HostileCase] {
    let many = Reply.head(200, [("Transfer-Encoding", "chunked")])
    return [
      HostileCase("a header that never ends", "{slow_for: 1s}", Reply(.send(head + [88]), .hold)),
      HostileCase("no answer at all, the connection closed", "", Reply(.close)),
      HostileCase(
        "a reset in the middle", "",
        Reply(.send(Reply.head(200, [("Content-Length", "99")])), .reset)),
      HostileCase(
        "a body shorter than its Content-Length", "",
        .raw("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n<rss/>")),
      HostileCase(
        "two Content-Length that differ", "",
        .raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc")),
      HostileCase(
        "a negative Content-Length", "", .raw("HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nabc")),
      HostileCase(
        "a Content-Length of 19 digits", "",
        .raw("HTTP/1.1 200 OK\r\nContent-Length: 1000000000000000000\r\n\r\nabc")),
      HostileCase(
        "chunks cut off", "", .raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab")),
      HostileCase(
        "a chunk length that is no number", "",
        .raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n0\r\n\r\n")),
      HostileCase(
        "chunks without end", "{response: 64 KiB}",
        Reply(
          .send(many),
          .flood(
            Array("400\r\n".utf8) + [UInt8](repeating: 97, count: 1_024) + [13, 10], times: .max))),
      HostileCase("HTTP/0.9", "", .raw("<rss version='2.0'></rss>")),
      HostileCase("a version of the future", "", .raw("HTTP/9.9 200 OK\r\n\r\n<rss/>")),
      HostileCase("NUL in a header", "", .raw("HTTP/1.1 200 OK\r\nX: a\u{0}b\r\n\r\n<rss/>")),
      HostileCase(
        "gzip that is none", "",
        .answer(200, [("Content-Encoding", "gzip")], Array("plain text, not gzip".utf8))),
      HostileCase(
        "a bomb in a bomb", "", .answer(200, [("Content-Encoding", "gzip, gzip")], Bombs.nested)),
      HostileCase(
        "a bomb of brotli", "", .answer(200, [("Content-Encoding", "br")], Bombs.brotli)),
      HostileCase(
        "seven codings upon each other", "",
        .answer(200, [("Content-Encoding", "gzip,gzip,gzip,gzip,gzip,gzip,gzip")], Bombs.nested)),
      HostileCase("a redirect to a file", "", .redirect(to: "file:///etc/passwd")),
      HostileCase("a redirect to a script", "", .redirect(to: "javascript:alert(1)")),
      HostileCase(
        "a redirect to the metadata of a cloud", "", .redirect(to: "http://169.254.169.254/")),
      HostileCase("a redirect to 10.0.0.1 in one number", "", .redirect(to: "http://167772161/")),
      HostileCase("a redirect without Location", "", .answer(302)),
      HostileCase("206 that nobody asked for", "", .text("<rss/>", 206)),
      HostileCase("304 that nobody asked for", "", .answer(304)),
      HostileCase("999", "", .text("denied", 999)),
      HostileCase("410", "", .text("gone", 410)),
      HostileCase(
        "429 with an absurd Retry-After", "", .answer(429, [("Retry-After", "9999999999")])),
      HostileCase("nothing in the body", "", .answer(200, [("Content-Type", "text/xml")])),
      HostileCase(
        "a page where a feed was expected", "", .text("<html><body><p>Welcome</p></body></html>")),
      HostileCase(
        "a bot check", "",
        .text(
          "<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>",
          403)),
      HostileCase(
        "an image", "",
        .answer(
          200, [], [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10] + [UInt8](repeating: 0, count: 99))),
      HostileCase(
        "bytes of no encoding", "",
        .answer(
          200, [("Content-Type", "text/xml; charset=utf-8")], [UInt8](repeating: 0x81, count: 5_000)
        )),
    ]
  }

  /// Documents that are made to do harm and are read all the same; each shows one entry.
  static func tamed() -> [(name: String, reply: Reply)] {
    let laughs =
      "<!DOCTYPE rss [<!ENTITY a \"ha\">"
      + (0..<10).map { level in
        "<!ENTITY a\(level) \"\(String(repeating: level == 0 ? "&a;" : "&a\(level - 1);", count: 10))\">"
      }.joined() + "]>"
    return [
      (
        "a billion laughs",
        .text(
          "<?xml version='1.0'?>\(laughs)<rss><channel><item><guid>1</guid><title>A &a9; title</title></item></channel></rss>"
        )
      ),
      (
        "an external entity",
        .text(
          "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss><channel><item><guid>1</guid><title>A &x; title</title></item></channel></rss>"
        )
      ),
    ]
  }
}
