import Alerts
import Daemon
import Fetch
import Foundation
import State
import TestSupport
import Testing

@Suite struct DeliveryHealthTests {
  let post: DeliveryPost
  let server: LoopbackServer

  init() throws {
    post = try DeliveryPost()
    server = try LoopbackServer()
    server.otherwise(.answer(204))
  }

  /// The events of operations in the log, by type.
  private var told: [String] {
    post.scratch.lines("file.jsonl").compactMap { line in
      ["destination.failing", "destination.recovered", "destination.disabled"]
        .first { line.contains("\"type\":\"\($0)\"") }
    }
  }

  @Test func `each change of state is told once, also across restarts, and never to itself`()
    async throws
  {
    server.otherwise(.answer(401))
    let destinations = [post.log(), post.webhook(server.url("/hook"))]
    let operations = ["file", "desk"]
    func restart() -> DeliveryService { post.service(destinations, operations: operations) }
    try post.commit(1, to: ["desk"])
    _ = try await restart().drain(for: .zero)
    #expect(told == ["destination.failing"])
    _ = try await restart().drain(for: .seconds(400))
    #expect(told == ["destination.failing"])
    // Between two attempts, by what the process before had seen.
    _ = try await restart().drain(for: .seconds(1_900))
    #expect(told == ["destination.failing", "destination.failing"])
    #expect(post.scratch.lines("file.jsonl").last?.contains("answered 401") == true)
    for _ in 0..<3 { _ = try await restart().drain(for: .seconds(60)) }
    #expect(told.count == 2)
    let row = try #require(try post.state.destinations().first { $0.name == "desk" })
    #expect(row.failingSince == LeapingClock.origin)
    #expect(row.told == 2)
    #expect(row.failures == server.requests.count)
    server.otherwise(.answer(204))
    _ = try await restart().drain(for: .seconds(10_000))
    _ = try await restart().drain(for: .seconds(10_000))
    #expect(told.suffix(1) == ["destination.recovered"])
    #expect(told.count == 3)
    // One alert, sent as often as it was tried; no event about itself.
    #expect(Set(server.requests.compactMap { $0.header("webhook-id") }).count == 1)
    #expect(try post.state.deliveries(destination: "desk").count == 1)
  }

  @Test func `five days without a success disable, across restarts, and the rest is kept`()
    async throws
  {
    server.otherwise(.answer(500))
    let destinations = [post.log(), post.webhook(server.url("/hook"))]
    for number in 1...4 { try post.commit(number, to: ["desk"]) }
    for _ in 0..<8 { _ = try await post.service(destinations).drain(for: .seconds(86_400)) }
    #expect(told == ["destination.failing", "destination.failing", "destination.disabled"])
    #expect(try post.states("desk") == [.dead, .disabled, .disabled, .disabled])
    try post.commit(5, to: ["desk"])
    let before = server.requests.count
    _ = try await post.service(destinations).drain(for: .seconds(86_400))
    #expect(server.requests.count == before)
    #expect(try post.states("desk").last == .disabled)
  }

  @Test func `a log whose disk is full holds everything, tells once and goes on by itself`()
    async throws
  {
    var full = post.log("disk")
    full.kind = .log(path: "/dev/full", rotation: LogRotation())
    let service = post.service([full, post.log()], operations: ["file", "disk"])
    for number in 1...300 { try post.commit(number, to: ["disk"]) }
    _ = try await service.drain(for: .seconds(600))
    #expect(told == ["destination.failing"])
    #expect(post.scratch.lines("file.jsonl").first?.contains("the disk is full") == true)
    #expect(try post.states("disk").allSatisfy { $0 == .pending })
    // Room again: here by another path.
    await service.reload([post.log("disk"), post.log()], operations: ["file", "disk"])
    _ = try await service.drain(for: .seconds(120))
    #expect(try post.states("disk").allSatisfy { $0 == .delivered })
    #expect(post.scratch.lines("disk.jsonl").count == 300)
  }

  @Test func `a secret file that changes is read again on reload`() async throws {
    let destinations = [post.webhook(server.url("/hook"))]
    let service = post.service(destinations)
    try post.commit(1, to: ["desk"])
    _ = try await service.drain(for: .zero)
    let next = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
    try post.scratch.write("secret", next + "\n")
    await service.reload(destinations)
    try post.commit(2, to: ["desk"])
    _ = try await service.drain(for: .zero)
    func isSigned(_ request: RecordedRequest, _ secret: String) throws -> Bool {
      let time = request.header("webhook-timestamp") ?? ""
      return StandardWebhooks.verify(
        id: request.header("webhook-id") ?? "", timestamp: time,
        signatures: request.header("webhook-signature") ?? "", body: request.body,
        secrets: [try WebhookSecret(secret)], now: Int(time) ?? 0)
    }
    let requests = server.requests
    #expect(try isSigned(requests[0], DeliveryPost.secret))
    #expect(try isSigned(requests[1], next))
    #expect(try !isSigned(requests[1], DeliveryPost.secret))
  }

  @Test func `a header's secret is sent and never recorded`() async throws {
    try post.scratch.write("key", "s3cr3t-of-the-desk\n")
    var settings = post.webhook(server.url("/hook"))
    guard case .webhook(var webhook) = settings.kind else { return }
    webhook.secretHeaders = [
      .init(name: "X-Key", value: .file(path: post.scratch.path("key"), mark: post.mark))
    ]
    settings.kind = .webhook(webhook)
    try post.commit(1, to: ["desk"])
    _ = try await post.service([settings]).drain(for: .zero)
    #expect(server.requests.first?.header("x-key") == "s3cr3t-of-the-desk")
    let row = try #require(try post.state.deliveries().first)
    #expect(!"\(row) \(try post.state.attempts(delivery: row.id))".contains("s3cr3t"))
  }

  @Test func `a rate spaces what goes out, and strict order waits for a refused message`()
    async throws
  {
    server.on("/hook", .answer(204), .answer(422), .answer(204))
    var settings = post.webhook(server.url("/hook"))
    guard case .webhook(var webhook) = settings.kind else { return }
    webhook.sending.rate = SendingRate(count: 1, per: .seconds(2))
    webhook.sending.order = .strict
    settings.kind = .webhook(webhook)
    let ids = try (1...4).map { try post.commit($0, to: ["desk"]).id }
    #expect(try await post.service([settings]).drain(for: .seconds(60)) == 0)
    let requests = server.requests
    #expect(
      requests.compactMap { $0.header("webhook-id") } == [ids[0], ids[1], ids[1], ids[2], ids[3]])
    let times = requests.compactMap { Int($0.header("webhook-timestamp") ?? "") }
    #expect(zip(times, times.dropFirst()).map { $1 - $0 } == [2, 5, 2, 2])
  }

  @Test func `what is dropped beside a running daemon is not sent`() async throws {
    server.on("/hook", .answer(503), .answer(503), .answer(204))
    let service = post.service(
      [post.webhook(server.url("/hook"), retry: [.seconds(3), .seconds(3), .seconds(3)])],
      leaps: false)
    let server = server
    let post = post
    let ids = try (1...3).map { try post.commit($0, to: ["desk"]).id }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await service.run() }
      #expect(await eventually { server.requests.count == 1 })
      let other = try StateFile(path: post.scratch.path("state.sqlite"), access: .guest)
      let rows = try other.deliveries()
      #expect(try other.drop([rows[0].id, rows[1].id, 99]) == [rows[0].id, rows[1].id])
      #expect(await eventually { (try? post.states("desk")) == [.delivered] })
      let late = server.requests.dropFirst().compactMap { $0.header("webhook-id") }
      #expect(Set(late).isSubset(of: [ids[0], ids[2]]) && late.last == ids[2])
      service.stop()
    }
    #expect(try post.state.deliveries().map(\.alert) == [ids[2]])
  }

  @Test func `nothing more is sent while the outcome of what was sent cannot be written`()
    async throws
  {
    /// Another process's hand on the state file.
    func sqlite(_ statement: String) throws {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
      process.arguments = [
        "-c", "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2])",
        post.scratch.path("state.sqlite"), statement,
      ]
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
    server.on("/hook", .answer(204), .answer(500), .answer(204))
    let service = post.service([post.webhook(server.url("/hook")), post.log()])
    let ids = try (1...4).map { try post.commit($0, to: ["desk"]).id }
    try sqlite(
      "CREATE TRIGGER full BEFORE INSERT ON attempt BEGIN SELECT RAISE(FAIL, 'disk full'); END")
    _ = try await service.drain(for: .seconds(1_000))
    _ = try await service.drain(for: .seconds(1_000))
    #expect(server.requests.count == 1)
    #expect(post.notices("desk") == ["state"])
    try sqlite("DROP TRIGGER full")
    #expect(try await service.drain(for: .seconds(1_000)) == 0)
    let sent = server.requests.compactMap { $0.header("webhook-id") }
    #expect(sent == [ids[0], ids[1], ids[1], ids[2], ids[3]])
    #expect(try post.states("desk").allSatisfy { $0 == .delivered })
    let rows = try post.state.deliveries()
    #expect(try rows.map { try post.state.attempts(delivery: $0.id).count } == [1, 2, 1, 1])
  }

  @Test func `what waits beyond the limit is a dead letter that can be replayed`() async throws {
    server.otherwise(.answer(500))
    let destinations = [post.webhook(server.url("/hook"))]
    for number in 1...130 { try post.commit(number, to: ["desk"]) }
    let service = post.service(destinations, queueLimit: 100)
    #expect(try await service.drain(for: .zero) == 100)
    let rows = try post.state.deliveries(states: [.dead])
    #expect(rows.count == 30)
    #expect(rows.first?.lastError?.contains("limits.queue") == true)
    #expect(post.notices("desk") == ["queue.full"])
    #expect(try post.states("desk").prefix(100).allSatisfy { $0 == .pending })
    server.otherwise(.answer(204))
    #expect(try await service.drain(for: .seconds(100)) == 0)
    try post.state.requestRetry(rows.map(\.id), at: LeapingClock.origin)
    #expect(try await service.drain(for: .zero) == 0)
    #expect(try post.states("desk").allSatisfy { $0 == .delivered })
  }

  @Test func `of a message that fails for months the last hundred attempts are remembered`() throws
  {
    try post.commit(1, to: ["desk"])
    let id = try #require(try post.state.deliveries().first?.id)
    for number in 1...150 {
      let at = LeapingClock.origin + Double(number)
      try post.state.record([
        AttemptRecord(
          delivery: id, at: at, seconds: 0.1, status: 500, error: "answered 500",
          result: .again(at: at + 60, tries: number, isAside: false))
      ])
    }
    let attempts = try post.state.attempts(delivery: id)
    #expect(attempts.count == StateFile.attemptsKept)
    #expect(attempts.first?.at == LeapingClock.origin + 51)
    #expect(try post.state.deliveries().first?.attempts == 150)
  }
}
