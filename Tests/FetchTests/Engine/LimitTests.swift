import Fetch
import TestSupport
import Testing

@Suite struct LimitTests {
  let engine = FetchEngine()
  let server: LoopbackServer

  init() throws {
    server = try LoopbackServer()
    server.on("/robots.txt", .answer(404))
  }

  private func failure(
    _ reply: Reply, _ change: (inout FetchSettings.Limits) -> Void = { _ in }
  ) async throws -> FetchError {
    server.on("/x", reply)
    var request = FetchRequest.loopback(server.url("/x"))
    change(&request.settings.limits)
    let error = await #expect(throws: FetchError.self) { try await engine.fetch(request) }
    // The host is none the worse for the next poll.
    server.on("/sound", .text("ok"))
    let next = try await engine.fetch(.loopback(server.url("/sound")))
    #expect(next.body == Array("ok".utf8))
    return try #require(error)
  }

  @Test func `a body that says it is too long is refused before it comes`() async throws {
    let reply = Reply(.send(Reply.head(200, [("Content-Length", "1001")])), .hold)
    let error = try await failure(reply) { $0.responseBytes = 1000 }
    #expect(error.reason == .tooLarge(limitBytes: 1000))
    #expect(error.message == "test: over 1000 bytes; raise limits.response")
    #expect(error.code == "too_large")
  }

  @Test func `a body without end ends at the limit`() async throws {
    let reply = Reply(
      .send(Reply.head(200, [])), .flood([UInt8](repeating: 32, count: 4096), times: .max))
    #expect(try await failure(reply).reason == .tooLarge(limitBytes: 8 << 20))
  }

  @Test func `a body of exactly the limit is whole`() async throws {
    server.on("/x", .answer(200, [], [UInt8](repeating: 1, count: 1000)))
    var request = FetchRequest.loopback(server.url("/x"))
    request.settings.limits.responseBytes = 1000
    #expect(try await engine.fetch(request).body.count == 1000)
  }

  @Test func `a compressed body is undone`() async throws {
    server.on("/x", .answer(200, [("Content-Encoding", "gzip")], Bombs.breakingNews))
    let response = try await engine.fetch(.loopback(server.url("/x")))
    #expect(String(decoding: response.body, as: UTF8.self) == "خبر عاجل")
    #expect(server.pageRequests.last?.header("accept-encoding")?.contains("gzip") == true)
  }

  @Test func `a bomb is stopped for its growth`() async throws {
    let reply = Reply.answer(200, [("Content-Encoding", "gzip")], Bombs.fourMebibytes)
    #expect(try await failure(reply).reason == .expands(limit: 200))
  }

  @Test(arguments: [("zstd", Bombs.zstd), ("br", Bombs.brotli)])
  func `a bomb of another coding is stopped too`(coding: String, bomb: [UInt8]) async throws {
    let reply = Reply.answer(200, [("Content-Encoding", coding)], bomb)
    #expect(try await failure(reply).reason == .expands(limit: 200))
  }

  @Test func `a bomb within a bomb is stopped too`() async throws {
    let reply = Reply.answer(200, [("Content-Encoding", "gzip, gzip")], Bombs.nested)
    #expect(try await failure(reply).code == "too_large")
  }

  @Test(arguments: [
    Reply.answer(200, [("Content-Encoding", "gzip")], Array("no gzip at all, really".utf8)),
    Reply.answer(200, [("Content-Encoding", "gzip,gzip,gzip,gzip,gzip,gzip,gzip")], Bombs.nested),
  ])
  func `a damaged coding is an error`(reply: Reply) async throws {
    #expect(try await failure(reply).code == "encoding")
  }

  @Test func `headers are counted`() async throws {
    let headers = (0..<201).map { ("X-\($0)", "1") }
    #expect(try await failure(.answer(200, headers)).reason == .tooManyHeaders(limit: 200))
    #expect(
      try await failure(.answer(200, Array(headers.prefix(150)))) { $0.headerCount = 100 }.code
        == "too_many")
  }

  @Test func `bytes of headers are counted, interim answers included`() async throws {
    let big = [
      ("X-A", String(repeating: "a", count: 40_000)),
      ("X-B", String(repeating: "b", count: 30_000)),
    ]
    #expect(try await failure(.answer(200, big)).reason == .headersTooLarge(limitBytes: 64 << 10))
    let interim = Array("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".utf8)
    let reply = Reply(.flood(interim, times: .max))
    #expect(["too_large", "too_many"].contains(try await failure(reply).code))
  }

  @Test func `a header without end is too large, not out of memory`() async throws {
    let reply = Reply(
      .send(Array("HTTP/1.1 200 OK\r\nX-A: ".utf8)),
      .flood([UInt8](repeating: 97, count: 4096), times: .max))
    #expect(try await failure(reply).reason == .headersTooLarge(limitBytes: 64 << 10))
  }

  @Test func `a server that says nothing is given up`() async throws {
    let error = try await failure(Reply(.hold)) { $0.firstByte = .milliseconds(80) }
    #expect(error.reason == .timedOut(.firstByte, after: .milliseconds(80)))
    #expect(error.code == "timeout")
    #expect(error.message == "test: connected, but no answer within 0.08 s; limits.first_byte")
  }

  @Test func `a server that stops in the middle is too slow`() async throws {
    let reply = Reply(
      .send(Reply.head(200, [("Content-Length", "9000")])), .send([1, 2, 3]), .hold)
    let error = try await failure(reply) { $0.slowFor = .milliseconds(200) }
    #expect(error.reason == .tooSlow(bytesPerSecond: 200, during: .milliseconds(200)))
  }

  @Test func `the whole has its time`() async throws {
    let reply = Reply(.send(Reply.head(200, [("Content-Length", "9000")])), .hold)
    let error = try await failure(reply) { $0.total = .milliseconds(100) }
    #expect(error.reason == .timedOut(.total, after: .milliseconds(100)))
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", "no http here\r\n\r\n", "",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n0\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc",
    "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nabc", "HTTP/9.9 200 OK\r\n\r\nabc",
    "HTTP/1.1 200 OK\r\nX: a\u{0}b\r\n\r\nabc", "<rss version='2.0'></rss>",
    "HTTP/1.1 999999 OK\r\n\r\nabc",
  ])
  func `damaged framing is no answer`(raw: String) async throws {
    let code = try await failure(.raw(raw)).code
    #expect(code == "protocol", "\(code)")
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nabc",
    "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\nabc",
  ])
  func `a length beyond all measure is too large or no answer`(raw: String) async throws {
    let code = try await failure(.raw(raw)).code
    #expect(["protocol", "too_large"].contains(code), "\(code)")
  }

  @Test func `chunks without end come to the limit, their lengths and trailers too`() async throws {
    let head = Reply.head(200, [("Transfer-Encoding", "chunked")])
    let chunk = Array("1000\r\n".utf8) + [UInt8](repeating: 97, count: 4096) + Array("\r\n".utf8)
    #expect(
      try await failure(Reply(.send(head), .flood(chunk, times: .max))) {
        $0.responseBytes = 100_000
      }.reason == .tooLarge(limitBytes: 100_000))
    let tiny = Array("1;extension=1\r\na\r\n".utf8)
    #expect(
      try await failure(Reply(.send(head), .flood(tiny, times: .max))) {
        $0.responseBytes = 10_000
      }.code == "too_large")
    let trailers = Array("0\r\n".utf8)
    let field = Array("X-A: b\r\n".utf8)
    #expect(
      ["too_many", "too_large", "protocol"].contains(
        try await failure(Reply(.send(head + trailers), .flood(field, times: .max))).code))
  }

  @Test func `headers that trickle are given up`() async throws {
    let gate = Gate()
    let reply = Reply(.send(Array("HTTP/1.1 200 OK\r\nX-A: b".utf8)), .wait(gate), .close)
    let error = try await failure(reply) { $0.slowFor = .milliseconds(200) }
    gate.open()
    #expect(error.code == "timeout")
  }

  @Test func `a compressed body without end stops at the limit`() async throws {
    // Stored blocks of deflate: compressed without a gain, and without an end.
    let head = hex("1f8b0800000000000003")
    let block = [0x00, 0xFF, 0xFF, 0x00, 0x00] + [UInt8](repeating: 65, count: 65_535)
    let reply = Reply(
      .send(Reply.head(200, [("Content-Encoding", "gzip")]) + head), .flood(block, times: .max))
    #expect(try await failure(reply).reason == .tooLarge(limitBytes: 8 << 20))
  }

  private func hex(_ text: String) -> [UInt8] {
    let digits = text.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }

  @Test func `a reset is no answer`() async throws {
    let reply = Reply(.send(Reply.head(200, [("Content-Length", "10")]) + [1]), .reset)
    #expect(try await failure(reply).code == "protocol")
  }

  @Test func `a message takes only the beginning of a long reply`() async throws {
    server.on(
      "/hook",
      Reply(.send(Reply.head(200, [])), .flood([UInt8](repeating: 46, count: 4096), times: .max)))
    var request = FetchRequest.loopback(server.url("/hook"))
    request.purpose = .webhook
    request.settings.limits.responseBytes = 65_536
    let response = try await engine.fetch(request)
    #expect(response.status == 200)
    #expect(response.body.count == 65_536)
    #expect(response.bodyWasCut)
  }

  @Test func `more requests than places wait for their turn`() async throws {
    var settings = EngineSettings()
    settings.transfers = 2
    let small = FetchEngine(settings: settings)
    server.otherwise(.text("ok"))
    let base = server.url("/")
    let count = try await withThrowingTaskGroup(of: Int.self) { group in
      for index in 0..<20 {
        group.addTask { try await small.fetch(.loopback("\(base)\(index)")).status }
      }
      return try await group.reduce(0) { $1 == 200 ? $0 + 1 : $0 }
    }
    #expect(count == 20)
    #expect(server.connectionCount <= 2)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a webhook never waits behind sources that hold every place`() async throws {
    var settings = EngineSettings()
    settings.transfers = 2
    let small = FetchEngine(settings: settings)
    let gate = Gate()
    server.on("/slow", .gated(gate, .text("late")))
    server.on("/hook", .answer(204))
    let base = server.url("")
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<4 {
        group.addTask {
          var request = FetchRequest.loopback(base + "/slow")
          request.settings.hostConnections = 8
          return try await small.fetch(request).status
        }
      }
      while server.requests.count < 2 { await Task.yield() }
      var hook = FetchRequest.loopback(base + "/hook")
      hook.purpose = .webhook
      #expect(try await small.fetch(hook).status == 204)
      gate.open()
      for try await status in group { #expect(status == 200) }
    }
  }
}
