import Fetch
import TestSupport
import Testing

@Suite struct FetchEngineTests {
  let engine = FetchEngine()
  let server: LoopbackServer

  init() throws { server = try LoopbackServer() }

  @Test func `an answer comes whole`() async throws {
    server.on("/feed", .text("<rss/>", 200, [("ETag", "\"1\""), ("Content-Type", "text/xml")]))
    let response = try await engine.fetch(.loopback(server.url("/feed")))
    #expect(response.status == 200)
    #expect(response.body == Array("<rss/>".utf8))
    #expect(response.contentType == "text/xml")
    #expect(response.validators == Validators(etag: "\"1\"", lastModified: nil))
    #expect(response.remoteAddress == "127.0.0.1")
    #expect(!response.notModified)
    #expect(server.pageRequests.first?.header("user-agent") == MarsadVersion.userAgent)
  }

  @Test func `validators make the request conditional`() async throws {
    server.on("/feed", .answer(304, [("ETag", "\"1\"")]))
    var request = FetchRequest.loopback(server.url("/feed"))
    let unasked = try await engine.fetch(request)
    #expect(unasked.status == 304 && !unasked.notModified)
    request.validators = Validators(etag: "\"1\"", lastModified: "Sun, 06 Nov 1994 08:49:37 GMT")
    let response = try await engine.fetch(request)
    #expect(response.notModified)
    let sent = try #require(server.pageRequests.last)
    #expect(sent.header("if-none-match") == "\"1\"")
    #expect(sent.header("if-modified-since") == "Sun, 06 Nov 1994 08:49:37 GMT")
  }

  @Test func `a connection is kept for the next request`() async throws {
    server.on("/feed", .text("a"))
    let first = try await engine.fetch(.loopback(server.url("/feed")))
    let second = try await engine.fetch(.loopback(server.url("/feed")))
    #expect(server.connectionCount == 1)
    #expect(first.timing.reusedConnection && second.timing.reusedConnection)
  }

  @Test func `a message is sent with its bytes and its headers`() async throws {
    server.on("/hook", .answer(204))
    var request = FetchRequest.loopback(server.url("/hook"))
    request.purpose = .webhook
    request.method = .post
    request.body = Array("{\"text\":\"خبر\"}".utf8)
    request.headers = [HTTPHeader("Content-Type", "application/json")]
    let response = try await engine.fetch(request)
    #expect(response.status == 204)
    let sent = try #require(server.requests.first)
    #expect(sent.method == "POST")
    #expect(sent.body == request.body)
    #expect(sent.header("content-type") == "application/json")
    #expect(sent.header("expect") == nil)
    request.method = .get
    request.body = nil
    _ = try await engine.fetch(request)
    #expect(server.requests.last?.method == "GET")
    #expect(server.requests.last?.body == [])
  }

  @Test func `cancelling the task ends the transfer`() async throws {
    server.on("/slow", Reply(.hold))
    let url = server.url("/slow")
    let task = Task { [engine] in try await engine.fetch(.loopback(url)) }
    while server.pageRequests.isEmpty { await Task.yield() }
    task.cancel()
    let error = await #expect(throws: FetchError.self) { try await task.value }
    #expect(error?.reason == .cancelled)
  }

  @Test func `a stopped engine refuses and ends what runs`() async throws {
    server.on("/slow", Reply(.hold))
    let url = server.url("/slow")
    let task = Task { [engine] in try await engine.fetch(.loopback(url)) }
    while server.pageRequests.isEmpty { await Task.yield() }
    await engine.shutdown()
    let running = await #expect(throws: FetchError.self) { try await task.value }
    #expect(running?.reason == .stopped)
    let later = await #expect(throws: FetchError.self) { try await engine.fetch(.loopback(url)) }
    #expect(later?.reason == .stopped)
    await engine.ping()
    await engine.shutdown()
  }

  @Test func `many requests run at once`() async throws {
    server.on("/robots.txt", .answer(404))
    server.otherwise(.text("ok"))
    let base = server.url("/")
    let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
      for index in 0..<200 {
        group.addTask { [engine] in
          var request = FetchRequest.loopback("\(base)\(index)")
          request.settings.hostConnections = 8
          return try await engine.fetch(request).status
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(statuses == [Int](repeating: 200, count: 200))
    #expect(Set(server.pageRequests.map(\.path)).count == 200)
    #expect(server.connectionCount <= 9)
  }
}

extension FetchRequest {
  /// A poll that may reach the loopback.
  static func loopback(_ url: String) -> FetchRequest {
    var settings = FetchSettings()
    settings.allowPrivate = ["127.0.0.0/8", "::1"].compactMap { AddressBlock($0) }
    return FetchRequest(url: url, settings: settings, source: "test")
  }
}
