import Testing

@testable import Daemon

@Suite struct WebRequestTests {
  private func read(_ text: String, hosts: HostCheck = .loopback) -> WebRequest.Reading {
    WebRequest.read(Array(text.utf8), hosts: hosts)
  }

  private func status(_ text: String, hosts: HostCheck = .loopback) -> Int? {
    if case .refused(let answer) = read(text, hosts: hosts) { answer.status } else { nil }
  }

  @Test func `a request is read once its head is whole, with the first value of each query name`() {
    let text = "GET /?q=%D8%A7%D9%84+x&page=2&q=b HTTP/1.1\r\nHost: localhost:9447\r\n\r\n"
    for length in 0..<text.utf8.count {
      #expect(read(String(decoding: text.utf8.prefix(length), as: UTF8.self)) == .incomplete)
    }
    #expect(
      read(text) == .request(WebRequest(path: "/", query: ["q": "ال x", "page": "2"])))
    #expect(
      read("HEAD /metrics HTTP/1.0\n\n") == .request(WebRequest(path: "/metrics", isHead: true)))
  }

  @Test(arguments: [
    "localhost", "LOCALHOST:9447", "127.0.0.1", "127.0.0.1:9447", "127.9.9.9", "[::1]",
    "[::1]:9447",
  ])
  func `a loopback name is allowed`(host: String) { #expect(HostCheck.loopback.allows(host)) }

  @Test(arguments: [
    "evil.example", "evil.example:9447", "127.0.0.1.evil.example", "localhost.evil.example",
    "10.0.0.1", "[::2]", "::1", "", "127.0.0.1:", "localhost:http", "127.0.0", "127.0.0.256",
    "[::1]x", "[::1",
  ])
  func `any other name is refused on a port and taken on a unix socket`(host: String) {
    #expect(!HostCheck.loopback.allows(host))
    #expect(HostCheck.any.allows(host))
    if !host.isEmpty {
      #expect(status("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n") == 421)
    }
  }

  @Test(arguments: [
    ("POST / HTTP/1.1\r\nHost: localhost\r\n\r\n", 405),
    ("DELETE / HTTP/1.1\r\nHost: localhost\r\n\r\n", 405),
    ("GET / HTTP/1.1\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", 400),
    ("GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
    ("GET / HTTP/2\r\nHost: localhost\r\n\r\n", 400),
    ("GET  / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
    ("\r\n\r\n", 400),
  ])
  func `what is no request of ours is refused`(text: String, expected: Int) {
    #expect(status(text) == expected)
  }

  @Test func `a head that does not end is refused at its limit`() {
    let long = "GET / HTTP/1.1\r\nX: " + String(repeating: "x", count: 9_000)
    #expect(status(long) == 431)
    #expect(status(long + "\r\nHost: localhost\r\n\r\n") == 431)
  }
}
