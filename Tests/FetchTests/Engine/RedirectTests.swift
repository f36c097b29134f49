import Fetch
import TestSupport
import Testing

@Suite struct RedirectTests {
  let engine = FetchEngine()
  let server: LoopbackServer

  init() throws { server = try LoopbackServer() }

  private func fetch(_ path: String) async throws(FetchError) -> FetchResponse {
    try await engine.fetch(.loopback(server.url(path)))
  }

  @Test func `redirects are followed and told`() async throws {
    server.on("/a", .redirect(to: "/b", 301))
    server.on("/b", .redirect(to: "c?x=1#part", 308))
    server.on("/c", .redirect(to: server.url("/d"), 302))
    server.on("/d", .redirect(to: "/خبر عاجل", 301))
    server.otherwise(.text("here"))
    let response = try await fetch("/a")
    #expect(response.status == 200)
    #expect(response.redirects == 4)
    #expect(response.permanentRedirect == server.url("/c?x=1"))
    #expect(response.url == server.url("/%d8%ae%d8%a8%d8%b1%20%d8%b9%d8%a7%d8%ac%d9%84"))
    #expect(response.body == Array("here".utf8))
  }

  @Test func `a chain ends at its limit`() async throws {
    server.on("/loop", .redirect(to: "/loop"))
    let error = await #expect(throws: FetchError.self) { try await fetch("/loop") }
    #expect(error?.reason == .tooManyRedirects(limit: 5))
    #expect(error?.code == "redirect")
    #expect(server.pageRequests.count == 6)
  }

  @Test(arguments: [
    "file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1:70/x", "javascript:alert(1)",
    "data:text/html,x", "http://", "http://a b/", "http://127.0.0.1:0/", "http://127.0.0.1:99999/",
    "http://[::1%25lo]/", "dict://127.0.0.1/",
  ])
  func `a redirect to anything but http and https is refused`(location: String) async throws {
    server.on("/a", .redirect(to: location))
    let error = await #expect(throws: FetchError.self) { try await fetch("/a") }
    #expect(error?.code == "redirect")
    #expect(server.pageRequests.count == 1)
  }

  @Test func `a redirect without a place to go is an error`() async throws {
    server.on("/a", .answer(302))
    let error = await #expect(throws: FetchError.self) { try await fetch("/a") }
    #expect(error?.reason == .badRedirect("302 without Location"))
  }

  @Test func `secrets stay with the first host`() async throws {
    let other = try LoopbackServer(host: "127.0.0.2")
    other.on("/in", .redirect(to: server.url("/home")))
    other.on("/in2", .text("x"))
    server.on("/out", .redirect(to: other.url("/in")))
    server.on("/home", .text("back"))
    var request = FetchRequest.loopback(server.url("/out"))
    request.login = .basic(user: "desk", password: "geheim")
    request.headers = [
      HTTPHeader("X-Key", "geheim"), HTTPHeader("Accept-Language", "ar"), HTTPHeader("Cookie", "c"),
    ]
    _ = try await engine.fetch(request)
    let first = try #require(server.pageRequests.first)
    #expect(first.header("authorization") == "Basic ZGVzazpnZWhlaW0=")
    #expect(first.header("x-key") == "geheim")
    let away = try #require(other.pageRequests.first)
    #expect(away.header("authorization") == nil)
    #expect(away.header("x-key") == nil && away.header("cookie") == nil)
    #expect(away.header("accept-language") == "ar")
    #expect(server.requests.filter { $0.path == "/robots.txt" }[0].header("x-key") == nil)
    #expect(!"\(server.requests.filter { $0.path == "/robots.txt" })".contains("geheim"))
  }

  @Test func `a user part in a redirect is not sent`() async throws {
    server.on("/a", .redirect(to: "http://evil:pw@\(server.authority)/b"))
    server.on("/b", .text("x"))
    let response = try await fetch("/a")
    #expect(server.pageRequests.last?.header("authorization") == nil)
    #expect(response.url == server.url("/b"))
  }

  @Test
  func `the user part of a configured address is a login, of an article's link it is nothing`()
    async throws
  {
    server.otherwise(.text("x"))
    var request = FetchRequest.loopback("http://desk:geheim@\(server.authority)/a")
    #expect(try await engine.fetch(request).url == server.url("/a"))
    #expect(server.pageRequests.last?.header("authorization") == "Basic ZGVzazpnZWhlaW0=")
    request.purpose = .article
    _ = try await engine.fetch(request)
    #expect(server.pageRequests.last?.header("authorization") == nil)
  }

  @Test func `a redirect's long body is not read`() async throws {
    server.on(
      "/a",
      Reply(
        .send(Reply.head(302, [("Location", "/b")])),
        .flood([UInt8](repeating: 65, count: 65536), times: 10_000),
        .close))
    server.on("/b", .text("x"))
    #expect(try await fetch("/a").body == Array("x".utf8))
  }

  @Test func `a message is never redirected`() async throws {
    server.on("/hook", .redirect(to: "/trap", 307))
    var request = FetchRequest.loopback(server.url("/hook"))
    request.purpose = .webhook
    request.method = .post
    request.body = [1]
    let response = try await engine.fetch(request)
    #expect(response.status == 307)
    #expect(server.requests.map(\.path) == ["/hook"])
  }
}
