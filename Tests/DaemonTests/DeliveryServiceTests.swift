import Alerts
import Daemon
import Fetch
import Foundation
import State
import TestSupport
import Testing

@Suite struct DeliveryServiceTests {
  let post: DeliveryPost
  let server: LoopbackServer

  init() throws {
    post = try DeliveryPost()
    server = try LoopbackServer()
    server.otherwise(.answer(204))
  }

  private func isSigned(_ request: RecordedRequest, by secret: String = DeliveryPost.secret) throws
    -> Bool
  {
    let timestamp = request.header("webhook-timestamp") ?? ""
    return StandardWebhooks.verify(
      id: request.header("webhook-id") ?? "", timestamp: timestamp,
      signatures: request.header("webhook-signature") ?? "", body: request.body,
      secrets: [try WebhookSecret(secret)], now: Int(timestamp) ?? 0)
  }

  @Test func `log and webhook get the same bytes under the same id, signed`() async throws {
    let service = post.service([post.log(), post.webhook(server.url("/hook"))])
    let alert = try post.commit(1, to: ["file", "desk"])
    #expect(try await service.drain(for: .zero) == 0)
    let request = try #require(server.requests.first)
    #expect(request.body == alert.event)
    #expect(request.header("webhook-id") == alert.id)
    #expect(request.header("content-type") == "application/json; charset=utf-8")
    #expect(request.header("user-agent")?.hasPrefix("marsad/") == true)
    #expect(try isSigned(request))
    #expect(post.scratch.lines("file.jsonl") == [String(decoding: alert.event, as: UTF8.self)])
    #expect(try post.states("desk") == [.delivered])
    #expect(try post.states("file") == [.delivered])
  }

  @Test func `each attempt sends the same bytes and id with a new time`() async throws {
    server.on("/hook", .answer(500), .answer(502), .answer(204))
    let service = post.service([post.webhook(server.url("/hook"))])
    try post.commit(1, to: ["desk"])
    #expect(try await service.drain(for: .seconds(600)) == 0)
    let requests = server.requests
    #expect(requests.count == 3)
    #expect(Set(requests.map(\.body)).count == 1)
    #expect(Set(requests.compactMap { $0.header("webhook-id") }).count == 1)
    #expect(Set(requests.compactMap { $0.header("webhook-timestamp") }).count == 3)
    for request in requests { #expect(try isSigned(request)) }
    let delivery = try #require(try post.state.deliveries().first)
    #expect(delivery.attempts == 3)
    #expect(try post.state.attempts(delivery: delivery.id).map(\.status) == [500, 502, 204])
  }

  @Test func `while secrets rotate either one verifies`() async throws {
    try post.scratch.write("old", "passphrase-of-last-year\n")
    let service = post.service([post.webhook(server.url("/hook"), secrets: ["secret", "old"])])
    try post.commit(1, to: ["desk"])
    _ = try await service.drain(for: .zero)
    let request = try #require(server.requests.first)
    #expect(try isSigned(request))
    #expect(try isSigned(request, by: "passphrase-of-last-year"))
  }

  @Test func `without a wait a failed message stays for later and is told`() async throws {
    server.on("/hook", .answer(503))
    let service = post.service([post.webhook(server.url("/hook"))])
    try post.commit(1, to: ["desk"])
    try post.commit(2, to: ["desk"])
    #expect(try await service.drain(for: .zero) == 2)
    #expect(server.requests.count == 1)
    let rows = try post.state.deliveries()
    #expect(rows.map(\.state) == [.pending, .pending])
    #expect(rows[0].lastStatus == 503)
    #expect(rows[0].nextAttempt == LeapingClock.origin + 5)
  }

  @Test func `a restart goes on with the schedule where it was`() async throws {
    server.on("/hook", .answer(500), .answer(500), .answer(204))
    try post.commit(1, to: ["desk"])
    _ = try await post.service([post.webhook(server.url("/hook"))]).drain(for: .seconds(6))
    #expect(server.requests.count == 2)
    let again = post.service([post.webhook(server.url("/hook"))])
    #expect(try await again.drain(for: .seconds(290)) == 1)
    #expect(server.requests.count == 2)
    #expect(try await again.drain(for: .seconds(600)) == 0)
    #expect(server.requests.count == 3)
  }

  @Test func `a message that is refused lets the others pass and ends as a dead letter`()
    async throws
  {
    let service = post.service([post.webhook(server.url("/hook"))])
    server.on("/hook", .text("bad field", 422), .answer(204), .answer(204), .answer(422))
    for number in 1...3 { try post.commit(number, to: ["desk"]) }
    #expect(try await service.drain(for: .seconds(300_000)) == 0)
    #expect(try post.states("desk") == [.dead, .delivered, .delivered])
    let dead = try #require(try post.state.deliveries().first)
    #expect(dead.attempts == 10)
    let first = try #require(try post.state.attempts(delivery: dead.id).first)
    #expect(String(decoding: first.answer, as: UTF8.self) == "bad field")
  }

  @Test func `410 disables, the log is told, and a replay brings it back`() async throws {
    server.on("/hook", .answer(410), .answer(204))
    let service = post.service([post.log(), post.webhook(server.url("/hook"))])
    try post.commit(1, to: ["desk"])
    try post.commit(2, to: ["desk"])
    _ = try await service.drain(for: .zero)
    #expect(try post.states("desk") == [.disabled, .disabled])
    #expect(post.notices("desk") == ["destination.disabled"])
    #expect(post.scratch.lines("file.jsonl").contains { $0.contains("destination.disabled") })
    // What comes meanwhile is kept, not sent.
    try post.commit(3, to: ["desk"])
    _ = try await service.drain(for: .zero)
    #expect(try post.states("desk") == [.disabled, .disabled, .disabled])
    #expect(server.requests.count == 1)
    let ids = try post.state.deliveries(destination: "desk").map(\.id)
    try post.state.requestRetry(ids, at: LeapingClock.origin)
    #expect(try await service.drain(for: .zero) == 0)
    #expect(try post.states("desk") == [.delivered, .delivered, .delivered])
    #expect(Set(server.requests.compactMap { $0.header("webhook-id") }).count == 3)
  }

  @Test func `an unreadable secret fails loudly and is tried again`() async throws {
    let service = post.service([post.webhook(server.url("/hook"), secrets: ["missing"])])
    try post.commit(1, to: ["desk"])
    _ = try await service.drain(for: .zero)
    #expect(server.requests.isEmpty)
    #expect(post.notices("desk") == ["destination.failing"])
    try post.scratch.write("missing", DeliveryPost.secret)
    #expect(try await service.drain(for: .seconds(10)) == 0)
    #expect(try isSigned(try #require(server.requests.first)))
  }

  @Test func `redirects are failures that name where they lead`() async throws {
    let other = try LoopbackServer()
    server.on("/hook", .redirect(to: other.url("/elsewhere")))
    let service = post.service([post.webhook(server.url("/hook"))])
    try post.commit(1, to: ["desk"])
    _ = try await service.drain(for: .zero)
    #expect(other.requests.isEmpty)
    let row = try #require(try post.state.deliveries().first)
    #expect(row.lastError?.contains("/elsewhere") == true)
  }

  @Test func `a private address is refused without allow_private`() async throws {
    var settings = post.webhook(server.url("/hook"))
    guard case .webhook(var webhook) = settings.kind else { return }
    webhook.sending.fetch.allowPrivate = []
    settings.kind = .webhook(webhook)
    try post.commit(1, to: ["desk"])
    _ = try await post.service([settings]).drain(for: .zero)
    #expect(server.connectionCount == 0)
    #expect(try post.state.deliveries().first?.lastError?.contains("allow_private") == true)
  }

  @Test func `plain http is refused unless it is asked for`() async throws {
    var settings = post.webhook(server.url("/hook"))
    guard case .webhook(var webhook) = settings.kind else { return }
    webhook.sending.isInsecureAllowed = false
    settings.kind = .webhook(webhook)
    try post.commit(1, to: ["desk"])
    _ = try await post.service([settings]).drain(for: .zero)
    #expect(server.connectionCount == 0)
    #expect(post.notices("desk") == ["destination.failing"])
  }

  @Test func `many alerts reach the log in order`() async throws {
    let service = post.service([post.log()])
    var expected: [String] = []
    for number in 1...2_500 {
      expected.append(String(decoding: try post.commit(number, to: ["file"]).event, as: UTF8.self))
    }
    #expect(try await service.drain(for: .zero) == 0)
    #expect(post.scratch.lines("file.jsonl") == expected)
  }
}

@Suite struct DeliveryRunTests {
  let post: DeliveryPost
  let server: LoopbackServer

  init() throws {
    post = try DeliveryPost()
    server = try LoopbackServer()
    server.otherwise(.answer(204))
  }

  /// Runs the service around a body and stops it.
  private func serving(
    _ service: DeliveryService, _ body: () async throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await service.run() }
      try await body()
      service.stop()
    }
  }

  @Test func `a dead destination delays no other`() async throws {
    let gate = Gate()
    defer { gate.open() }
    server.on("/dead", .gated(gate, .answer(204)))
    let service = post.service(
      [
        post.webhook(server.url("/dead"), name: "dead"),
        post.webhook(server.url("/live"), name: "live"),
        post.log(),
      ], leaps: false)
    let server = server
    let post = post
    try await serving(service) {
      for number in 1...20 { try post.commit(number, to: ["dead", "live", "file"]) }
      service.wake()
      #expect(
        await eventually { server.requests.count { $0.path == "/live" } == 20 })
      #expect(await eventually { post.scratch.lines("file.jsonl").count == 20 })
      #expect(server.requests.count { $0.path == "/dead" } == 1)
      gate.open()
    }
  }

  @Test func `an attempt that is cut off does not count`() async throws {
    server.on("/hook", Reply(.hold))
    let service = post.service([post.webhook(server.url("/hook"))], leaps: false)
    try post.commit(1, to: ["desk"])
    let task = Task { await service.run() }
    let server = server
    #expect(await eventually { server.requests.count == 1 })
    task.cancel()
    await task.value
    let row = try #require(try post.state.deliveries().first)
    #expect(row.state == .pending)
    #expect(row.attempts == 0)
  }

  @Test func `a replay asked for by another process is acted upon`() async throws {
    let service = post.service([post.webhook(server.url("/hook"))], leaps: false)
    let (id, event) = try post.commit(1, to: ["desk"])
    let server = server
    let post = post
    try await serving(service) {
      #expect(await eventually { server.requests.count == 1 })
      #expect(await eventually { (try? post.states("desk")) == [.delivered] })
      let other = try StateFile(path: post.scratch.path("state.sqlite"), access: .guest)
      let delivery = try #require(try other.deliveries().first)
      #expect(try other.requestRetry([delivery.id, 999], at: Date()) == [delivery.id])
      #expect(await eventually(within: 5) { server.requests.count == 2 })
      #expect(server.requests.last?.header("webhook-id") == id)
      #expect(server.requests.last?.body == event)
    }
  }

  @Test func `a reload reopens the log, adds and removes destinations`() async throws {
    let service = post.service([post.log("a")], leaps: false)
    let post = post
    try await serving(service) {
      try post.commit(1, to: ["a", "b"])
      service.wake()
      #expect(await eventually { post.scratch.lines("a.jsonl").count == 1 })
      try FileManager.default.moveItem(
        atPath: post.scratch.path("a.jsonl"), toPath: post.scratch.path("a.jsonl.1"))
      await service.reload([post.log("a"), post.log("b")])
      #expect(await eventually { post.scratch.lines("b.jsonl").count == 1 })
      try post.commit(2, to: ["a"])
      service.wake()
      #expect(await eventually { post.scratch.lines("a.jsonl").count == 1 })
      #expect(post.scratch.lines("a.jsonl.1").count == 1)
      await service.reload([post.log("b")])
      try post.commit(3, to: ["a", "b"])
      service.wake()
      #expect(await eventually { post.scratch.lines("b.jsonl").count == 2 })
      #expect(post.scratch.lines("a.jsonl").count == 1)
    }
  }

  @Test func `a stop lets the attempt under way end`() async throws {
    let gate = Gate()
    server.on("/hook", .gated(gate, .answer(204)))
    let service = post.service([post.webhook(server.url("/hook"))], leaps: false)
    try post.commit(1, to: ["desk"])
    let server = server
    try await serving(service) {
      #expect(await eventually { server.requests.count == 1 })
      service.stop()
      gate.open()
    }
    #expect(try post.states("desk") == [.delivered])
  }
}
