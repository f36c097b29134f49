import Fetch
import TestSupport
import Testing

@Suite struct MannersTests {
  let engine = FetchEngine()
  let server: LoopbackServer

  init() throws {
    server = try LoopbackServer()
    server.otherwise(.text("page"))
  }

  private func code(_ path: String) async -> String? {
    await #expect(throws: FetchError.self) {
      try await engine.fetch(.loopback(server.url(path)))
    }?.code
  }

  @Test func `robots is asked once and obeyed`() async throws {
    server.on("/robots.txt", .text("User-agent: *\nDisallow: /private"))
    #expect(await code("/private/1") == "robots")
    #expect(try await engine.fetch(.loopback(server.url("/open"))).status == 200)
    #expect(await code("/private/2") == "robots")
    #expect(server.requests.map(\.path) == ["/robots.txt", "/open"])
  }

  @Test func `requests that come at once share one question for robots`() async throws {
    let gate = Gate()
    server.on("/robots.txt", .gated(gate, .text("User-agent: *\nDisallow: /private")))
    let base = server.url("")
    async let one = engine.fetch(.loopback(base + "/1"))
    async let two = engine.fetch(.loopback(base + "/2"))
    while server.requests.isEmpty { await Task.yield() }
    await engine.ping()
    gate.open()
    let statuses = try await [one.status, two.status]
    #expect(statuses == [200, 200])
    #expect(server.requests.count { $0.path == "/robots.txt" } == 1)
  }

  @Test(arguments: [(404, nil), (403, nil), (500, "robots"), (503, "robots")] as [(Int, String?)])
  func `a robots file that is not there allows, a server in trouble does not`(
    status: Int, code: String?
  ) async throws {
    server.on("/robots.txt", .answer(status))
    if let code {
      #expect(await self.code("/x") == code)
      #expect(server.pageRequests.isEmpty)
    } else {
      #expect(try await engine.fetch(.loopback(server.url("/x"))).status == 200)
    }
  }

  @Test func `robots follows redirects and reads the beginning of a long file`() async throws {
    server.on("/robots.txt", .redirect(to: "/r1", 301))
    server.on("/r1", .redirect(to: "/r2"))
    let rules =
      "User-agent: *\nDisallow: /private\n" + String(repeating: "# ..........\n", count: 100_000)
    server.on("/r2", .text(rules))
    #expect(await code("/private") == "robots")
    #expect(try await engine.fetch(.loopback(server.url("/x"))).status == 200)
  }

  @Test func `where robots cannot be asked, the failure is told`() async throws {
    server.on("/robots.txt", Reply(.hold))
    var request = FetchRequest.loopback(server.url("/x"))
    request.settings.limits.firstByte = .milliseconds(60)
    let error = await #expect(throws: FetchError.self) { try await engine.fetch(request) }
    #expect(error?.code == "timeout")
    #expect(error?.url == server.url("/robots.txt"))
    #expect(server.pageRequests.isEmpty)
  }

  @Test func `robots can be ignored, and messages never ask`() async throws {
    server.on("/robots.txt", .text("User-agent: *\nDisallow: /"))
    var request = FetchRequest.loopback(server.url("/x"))
    request.settings.robots = .ignore
    #expect(try await engine.fetch(request).status == 200)
    request.settings.robots = .obey
    request.purpose = .webhook
    #expect(try await engine.fetch(request).status == 200)
    #expect(server.requests.map(\.path) == ["/x", "/x"])
  }

  @Test func `a redirect asks the robots of the place it leads to`() async throws {
    let other = try LoopbackServer(host: "127.0.0.2")
    other.on("/robots.txt", .text("User-agent: marsad\nDisallow: /"))
    server.on("/robots.txt", .answer(404))
    server.on("/x", .redirect(to: other.url("/y")))
    #expect(await code("/x") == "robots")
    #expect(other.pageRequests.isEmpty)
  }

  @Test(arguments: [429, 503])
  func `a host that asks to be left alone is left alone`(status: Int) async throws {
    server.on("/robots.txt", .answer(404))
    server.on("/x", .answer(status, [("Retry-After", "3600")]))
    let first = try await engine.fetch(.loopback(server.url("/x")))
    #expect(first.status == status)
    #expect(first.retryAfter == .seconds(3600))
    let error = await #expect(throws: FetchError.self) {
      try await engine.fetch(.loopback(server.url("/y")))
    }
    #expect(error?.code == "status")
    let wait = try #require(error?.retryAfter)
    #expect(wait > .seconds(3500) && wait <= .seconds(3600))
    #expect(server.pageRequests.count == 1)
  }

  @Test func `no more connections than the host's manners allow`() async throws {
    let gate = Gate()
    server.on("/robots.txt", .answer(404))
    server.otherwise(.gated(gate, .text("ok")))
    let base = server.url("/")
    let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
      for index in 0..<6 {
        group.addTask { [engine] in try await engine.fetch(.loopback("\(base)\(index)")).status }
      }
      while server.pageRequests.count < 2 { await Task.yield() }
      for _ in 0..<20 { await engine.ping() }
      #expect(server.pageRequests.count == 2)
      gate.open()
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(statuses.count == 6)
    #expect(server.connectionCount <= 3)
  }
}

@Suite struct BadRequestTests {
  let engine = FetchEngine()

  @Test(arguments: [
    "", "news.example/feed", "ftp://news.example/", "file:///etc/passwd", "http://", "http://:80/",
    "http://a:0/", "http://a:99999/", "http://[::1%25lo]/", "mailto:x@y", "http://a b/",
    "http://" + String(repeating: "a", count: 9000),
  ])
  func `what is no web address is refused`(url: String) async throws {
    let error = await #expect(throws: FetchError.self) {
      try await engine.fetch(FetchRequest(url: url, source: "test"))
    }
    #expect(error?.code == "address", "\(String(describing: error))")
  }

  @Test(arguments: ["a\r\nX: y", "a\nb", "a\u{0}b"])
  func `a header cannot smuggle another`(value: String) async throws {
    var request = FetchRequest(url: "http://127.0.0.1:9/", source: "test")
    request.headers = [HTTPHeader("X-A", value)]
    let error = await #expect(throws: FetchError.self) { try await engine.fetch(request) }
    #expect(error?.reason == .badHeader(name: "X-A"))
  }

  @Test func `an address that is no URL is told without its secrets`() async throws {
    let error = await #expect(throws: FetchError.self) {
      try await engine.fetch(FetchRequest(url: "ftp://desk:geheim@a.example/x", source: "test"))
    }
    #expect(error?.url == "ftp://a.example/x")
  }

  @Test func `a closed port is no connection`() async throws {
    let closed = await #expect(throws: FetchError.self) {
      try await engine.fetch(.loopback("http://127.0.0.1:1/"))
    }
    #expect(closed?.code == "connect")
  }
}
