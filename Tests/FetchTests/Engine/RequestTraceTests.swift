import Fetch
import TestSupport
import Testing

/// What a response tells of its request is what the server got, but for secrets.
@Suite struct RequestTraceTests {
  let engine = FetchEngine()
  let server: LoopbackServer

  init() throws { server = try LoopbackServer() }

  private func told(_ request: FetchRequest) async throws -> [String] {
    try await engine.fetch(request).requestHeaders.map { "\($0.name.lowercased()): \($0.value)" }
  }

  @Test func `the fields told are those that were sent`() async throws {
    server.on("/a", .text("here"))
    var request = FetchRequest.loopback(server.url("/a"))
    request.headers = [HTTPHeader("Accept-Language", "ar"), HTTPHeader("Accept", "text/html")]
    request.validators = Validators(etag: "\"x\"", lastModified: "Sat, 01 Aug 2026 00:00:00 GMT")
    let told = try await told(request)
    let sent = try #require(server.pageRequests.first)
    #expect(told.contains("host: \(server.authority)"))
    #expect(told.contains("if-none-match: \"x\""))
    for line in told {
      let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
      #expect(sent.header(parts[0]) == parts[1].dropFirst().description)
    }
    #expect(told.count == sent.headers.count)
  }

  @Test func `logins, cookies and keys are sent and not told`() async throws {
    server.on("/a", .text("here"))
    var request = FetchRequest.loopback(server.url("/a"))
    request.headers = [HTTPHeader("Cookie", "id=hush"), HTTPHeader("X-Api-Key", "hush")]
    request.login = .bearer(token: "hush")
    let told = try await told(request)
    #expect(
      Set(["cookie: (withheld)", "x-api-key: (withheld)", "authorization: (withheld)"])
        .isSubset(of: told))
    #expect(!told.contains { $0.contains("hush") })
    #expect(server.pageRequests.first?.header("cookie") == "id=hush")
  }

  @Test func `after a redirect to another host the fields of that request are told`() async throws {
    let other = try LoopbackServer(host: "127.0.0.2")
    other.on("/in", .text("here"))
    server.on("/out", .redirect(to: other.url("/in")))
    var request = FetchRequest.loopback(server.url("/out"))
    request.headers = [HTTPHeader("X-Api-Key", "hush")]
    request.login = .bearer(token: "hush")
    let told = try await told(request)
    #expect(told.contains("host: \(other.authority)"))
    #expect(!told.contains { $0.hasPrefix("x-api-key") || $0.hasPrefix("authorization") })
  }
}
