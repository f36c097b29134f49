import Alerts
import Daemon
import Fetch
import Foundation
import State
import TestSupport
import Testing

/// Receivers that answer in every way, over real sockets.
@Suite struct HostileReceiverTests {
  let post: DeliveryPost
  let server: LoopbackServer

  init() throws {
    post = try DeliveryPost()
    server = try LoopbackServer()
    server.otherwise(.answer(204))
  }

  private func webhook(_ path: String, total: Duration = .seconds(1)) -> DestinationSettings {
    var settings = post.webhook(server.url(path))
    if case .webhook(var webhook) = settings.kind {
      webhook.sending.total = total
      settings.kind = .webhook(webhook)
    }
    return settings
  }

  /// One attempt at the reply; what the state file knows then.
  private func attempt(_ reply: Reply) async throws -> (row: DeliveryRow, attempt: AttemptRow?) {
    server.on("/hook", reply)
    let service = post.service([webhook("/hook")])
    try post.commit(1, to: ["desk"])
    _ = try await service.drain(for: .zero)
    let row = try #require(try post.state.deliveries(destination: "desk").first)
    return (row, try post.state.attempts(delivery: row.id).first)
  }

  @Test(arguments: [
    200, 201, 202, 204, 299, 301, 302, 307, 308, 400, 401, 403, 404, 405, 407, 408, 409, 410, 413,
    415, 418, 421, 422, 425, 429, 451, 500, 501, 502, 503, 504, 599, 999,
  ])
  func `each status is kept in the record and judged by the one table`(code: Int) async throws {
    let headers = (300...399).contains(code) ? [("Location", "https://new.example/hook")] : []
    let (row, attempt) = try await attempt(.text("why", code, headers))
    let judged = DeliveryFailure.judging(status: code, retryAfter: nil)
    #expect(row.lastStatus == code)
    #expect(row.attempts == 1)
    #expect(attempt?.status == code)
    if code != 204 { #expect(attempt.map { String(decoding: $0.answer, as: UTF8.self) } == "why") }
    switch judged?.scope {
    case nil: #expect(row.state == .delivered && row.lastError == nil)
    case .gone: #expect(row.state == .disabled)
    default:
      #expect(row.state == .pending)
      #expect(row.nextAttempt == LeapingClock.origin + 5)
    }
    if !headers.isEmpty { #expect(row.lastError?.contains("https://new.example/hook") == true) }
  }

  @Test func `Retry-After is obeyed and an abort ends the message`() async throws {
    server.on(
      "/hook", .answer(503, [("Retry-After", "90")]),
      .answer(422, [("webhook-delivery", "abort-message")]), .answer(204))
    let service = post.service([webhook("/hook")])
    try post.commit(1, to: ["desk"])
    _ = try await service.drain(for: .zero)
    let row = try #require(try post.state.deliveries().first)
    #expect(row.nextAttempt == LeapingClock.origin + 90)
    #expect(try await service.drain(for: .seconds(100)) == 0)
    #expect(try post.states("desk") == [.dead])
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["timeout", "half", "headers", "reset", "junk", "end"])
  func `a receiver that gives no whole answer is a failure, in bounded time`(kind: String)
    async throws
  {
    let reply =
      switch kind {
      case "timeout": Reply(.hold)
      case "half": Reply(.send(Array("HTTP/1.1 200 OK\r\nContent-Le".utf8)), .hold)
      case "headers":
        Reply(
          .send(Array("HTTP/1.1 200 OK\r\n".utf8)),
          .flood(Array("X-Pad: yyyyyyyyyyyyyyyyyyyy\r\n".utf8), times: 1_000_000))
      case "reset": Reply(.reset)
      case "junk": Reply.raw("hello\n")
      default: Reply(.close)
      }
    let began = ContinuousClock.now
    let (row, attempt) = try await attempt(reply)
    #expect(ContinuousClock.now - began < .seconds(60))
    #expect(row.state == .pending)
    #expect(row.lastStatus == nil)
    #expect(row.lastError?.isEmpty == false)
    #expect(attempt?.answer.isEmpty == true)
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["hold", "big", "short", "cut chunk", "bomb"])
  func `what answered 2xx has the message, however badly its answer ends`(kind: String)
    async throws
  {
    let pad = [UInt8](repeating: 0x79, count: 65_536)
    let reply =
      switch kind {
      case "hold":
        Reply(
          .send(Reply.head(200, [("Content-Length", "100")]) + Array("taken".utf8)), .hold)
      case "big":
        Reply(
          .send(Reply.head(200, [("Content-Length", "655360000")])), .flood(pad, times: 10_000))
      case "short": Reply.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ntaken")
      case "cut chunk":
        Reply.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\ntaken\r\nzz")
      default:
        Reply.answer(200, [("Content-Encoding", "gzip")], try bomb())
      }
    let began = ContinuousClock.now
    let (row, attempt) = try await attempt(reply)
    #expect(ContinuousClock.now - began < .seconds(60))
    #expect(row.state == .delivered)
    #expect(row.attempts == 1)
    #expect((attempt?.answer.count ?? .max) <= 4_096)
    if kind == "big" || kind == "bomb" { #expect(attempt?.answer.count == 4_096) }
    #expect(server.requests.count == 1)
  }

  /// 64 MB of zeros, compressed by the system's gzip.
  private func bomb() throws -> [UInt8] {
    try Data(count: 64 << 20).write(to: URL(fileURLWithPath: post.scratch.path("zeros")))
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/gzip")
    process.arguments = ["-c", post.scratch.path("zeros")]
    process.standardOutput = pipe
    try process.run()
    let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return [UInt8](bytes)
  }

  @Test(.timeLimit(.minutes(1)))
  func `twenty receivers that never answer delay a living one by nothing`() async throws {
    let server = server
    let post = post
    for number in 0..<20 { server.on("/dead\(number)", Reply(.hold)) }
    let dead = (0..<20).map { number in
      var settings = webhook("/dead\(number)", total: .seconds(50))
      settings.name = "dead\(number)"
      return settings
    }
    let service = post.service(
      dead + [post.webhook(server.url("/live"), name: "live")], leaps: false)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await service.run() }
      try post.commit(0, to: dead.map(\.name))
      service.wake()
      #expect(await eventually { server.requests.count >= 20 })
      for number in 1...50 { try post.commit(number, to: ["live"]) }
      service.wake()
      #expect(
        await eventually(within: 40) { server.requests.count { $0.path == "/live" } == 50 })
      // Not one of the dead ones has let go by then.
      #expect(
        try post.state.deliveries().filter { $0.destination != "live" }
          .allSatisfy { $0.attempts == 0 && $0.state == .pending })
      group.cancelAll()
    }
  }

  @Test func `terminal escapes in an answer are kept as they are and harm no record`() async throws
  {
    let (row, attempt) = try await attempt(.text("\u{1b}[31mno\u{7}\u{202e}", 500))
    #expect(row.lastError == "answered 500")
    #expect(
      attempt.map { String(decoding: $0.answer, as: UTF8.self) } == "\u{1b}[31mno\u{7}\u{202e}")
  }
}

/// Addresses off the loopback, in a network of their own.
@Suite(.enabled(if: NetworkNamespace.isAvailable)) struct GuardedReceiverTests {
  @Test(arguments: [
    "10.1.2.3", "169.254.169.254", "100.64.0.7", "192.168.1.1", "198.18.0.1",
  ])
  func `a webhook to an address of the inside is refused before a byte goes out`(
    address: String
  ) async throws {
    let (server, engine) = try NetworkNamespace.make {
      (try LoopbackServer(host: address), FetchEngine())
    }
    let post = try DeliveryPost(engine: engine)
    var settings = post.webhook("http://\(address):\(server.port)/hook")
    guard case .webhook(var webhook) = settings.kind else { return }
    webhook.sending.fetch.allowPrivate = []
    settings.kind = .webhook(webhook)
    try post.commit(1, to: ["desk"])
    _ = try await post.service([settings]).drain(for: .zero)
    #expect(server.connectionCount == 0)
    #expect(try post.state.deliveries().first?.lastError?.contains("allow_private") == true)
    // With leave it goes there: the refusal was the guard's.
    guard let block = AddressBlock("\(address)/32") else { return }
    webhook.sending.fetch.allowPrivate = [block]
    settings.kind = .webhook(webhook)
    _ = try await post.service([settings]).drain(for: .seconds(10))
    #expect(server.requests.count == 1)
  }

  @Test func `a redirect to the inside is named and never followed`() async throws {
    let (outside, inside, engine) = try NetworkNamespace.make {
      (
        try LoopbackServer(host: "93.184.216.34"), try LoopbackServer(host: "10.0.0.5"),
        FetchEngine()
      )
    }
    let target = "http://10.0.0.5:\(inside.port)/admin"
    outside.on("/hook", .redirect(to: target, 307))
    let post = try DeliveryPost(engine: engine)
    var settings = post.webhook("http://93.184.216.34:\(outside.port)/hook")
    guard case .webhook(var webhook) = settings.kind else { return }
    webhook.sending.fetch.allowPrivate = []
    settings.kind = .webhook(webhook)
    try post.commit(1, to: ["desk"])
    _ = try await post.service([settings]).drain(for: .zero)
    #expect(inside.connectionCount == 0)
    #expect(outside.requests.count == 1)
    #expect(try post.state.deliveries().first?.lastError?.contains(target) == true)
  }
}
