import Alerts
import Daemon
import Fetch
import Foundation
import Rules
import State
import Synchronization
import TestSupport
import Testing

@Suite struct DigestTests {
  let post: DeliveryPost
  let server: LoopbackServer

  init() throws {
    post = try DeliveryPost()
    server = try LoopbackServer()
    server.otherwise(.answer(204))
  }

  /// 2026-09-21T14:13:20Z; quiet from 14:00 to 15:00.
  private let quiet = DestinationSettings.Quiet(
    from: 14 * 60, to: 15 * 60, zone: "UTC", except: [.critical])

  private func desk(_ change: (inout DestinationSettings) -> Void) -> DestinationSettings {
    var desk = post.webhook(server.url("/hook"))
    change(&desk)
    return desk
  }

  /// Commits alerts of a rule at a time, seconds after the origin.
  @discardableResult
  private func commit(
    _ numbers: ClosedRange<Int>, at seconds: Double = 0, rule name: String = "isis",
    severity: Rule.Severity = .high
  ) throws -> [String] {
    var rule = Rule(name: name, mark: post.mark)
    rule.severity = severity
    let now = LeapingClock.origin + seconds
    let records = numbers.map { number in
      let event = AlertEvent.matched(
        rule: rule, articleIdentity: "https://news.example/\(number)",
        article: .init(
          identity: "\(number)", url: "https://news.example/\(number)",
          title: "خلايا داعـ.ـش قرب البوكمال \(number)", firstSeen: now, body: "نص",
          source: .init(name: "الشرق نيوز", url: "https://news.example/")),
        matches: [], places: [], evidence: nil, now: now)
      return AlertRecord(
        id: event.id, type: event.kind.rawValue, rule: name, severity: severity.rawValue, at: now,
        event: event.encoded(), destinations: ["desk"])
    }
    try post.state.commit(alerts: records)
    return records.map(\.id)
  }

  private func digests() throws -> [JSONTree] {
    server.requests.compactMap { JSONTree($0.body) }
      .filter { $0["type"].string == "alerts.digest" }
  }

  private func ids(in digest: JSONTree) -> [String] {
    (digest["alerts"].list.map { $0["id"] } + digest["more"].list).compactMap(\.string)
  }

  private func singles() -> [String] {
    server.requests.compactMap { $0.header("webhook-id") }.filter { $0.hasPrefix("alr_") }
  }

  @Test func `alerts of more rules than an expression of SQL takes come as one digest`()
    async throws
  {
    let held = try (1...1_100).flatMap { try commit($0...$0, rule: "rule-\($0)") }
    let desk = desk { $0.quiet = quiet }
    #expect(try await post.service([desk]).drain(for: .zero) == 0)
    let later = post.service([desk])
    post.clock.leap(to: 3_600)
    #expect(try await later.drain(for: .zero) == 0)
    let digest = try #require(try digests().first)
    #expect(Set(ids(in: digest)) == Set(held))
  }

  @Test func `what quiet hours held comes as one digest that lists all of it by id`() async throws {
    let held = try commit(1...250)
    let loud = try commit(251...252, severity: .critical)
    let desk = desk { $0.quiet = quiet }
    #expect(try await post.service([desk]).drain(for: .zero) == 0)
    #expect(singles() == loud)
    #expect(try post.states("desk").filter { $0 == .held }.count == 250)
    // The process ends here; another one sees the end of the quiet hour.
    let later = post.service([desk])
    post.clock.leap(to: 3_600)
    #expect(try await later.drain(for: .zero) == 0)
    let digest = try #require(try digests().first)
    #expect(try digests().count == 1)
    #expect(digest["digest"]["count"].integer == 250)
    #expect(digest["digest"]["reason"].string == "quiet")
    #expect(digest["digest"]["rules"].list.first?["name"].string == "isis")
    #expect(digest["alerts"].list.count == 100)
    #expect(digest["alerts"].list.first?["title"].string?.contains("داعـ.ـش") == true)
    #expect(Set(ids(in: digest)) == Set(held) && ids(in: digest).count == 250)
    #expect(singles() == loud)
    let rows = try post.state.deliveries(states: [.digested])
    #expect(rows.count == 250)
    #expect(Set(rows.map(\.digest)) == [digest["id"].string])
    #expect(Set(rows.map(\.held)) == ["quiet"])
  }

  @Test func `the gravest alerts come first in a digest`() async throws {
    try commit(1...120, severity: .low)
    let high = try commit(121...121, severity: .high)
    let desk = desk { $0.quiet = quiet }
    let service = post.service([desk])
    _ = try await service.drain(for: .zero)
    post.clock.leap(to: 3_600)
    _ = try await service.drain(for: .zero)
    let digest = try #require(try digests().first)
    #expect(digest["alerts"].list.first?["id"].string == high.first)
    #expect(digest["digest"]["count"].integer == 121)
  }

  @Test func `alerts that wait already are held when the quiet hour begins`() async throws {
    server.on("/hook", .answer(500))
    var settings = quiet
    settings.from = 14 * 60 + 14
    let desk = desk { $0.quiet = settings }
    let service = post.service([desk])
    try commit(1...5)
    #expect(try await service.drain(for: .zero) == 5)
    post.clock.leap(to: 120)
    #expect(try await service.drain(for: .zero) == 0)
    #expect(try post.states("desk") == Array(repeating: .held, count: 5))
  }

  @Test func `a gathering destination gets one digest for many alerts and critical ones at once`()
    async throws
  {
    let desk = desk { $0.digest = .init(every: .seconds(900)) }
    let service = post.service([desk])
    let held = try commit(1...7)
    let loud = try commit(8...8, severity: .critical)
    _ = try await service.drain(for: .zero)
    #expect(singles() == loud)
    #expect(try digests().isEmpty)
    post.clock.leap(to: 900)
    _ = try await service.drain(for: .zero)
    #expect(try digests().map { ids(in: $0) } == [held])
    #expect(try digests().first?["digest"]["reason"].string == "digest")
  }

  @Test func `a digest goes out as soon as it is full`() async throws {
    let desk = desk { $0.digest = .init(every: .seconds(900), max: 5) }
    try commit(1...5)
    _ = try await post.service([desk]).drain(for: .zero)
    #expect(try digests().map { $0["digest"]["count"].integer } == [5])
  }

  @Test func `of a throttled rule the rest comes as one digest when there is room again`()
    async throws
  {
    let throttles = ["noisy": Rule.Throttle(count: 20, seconds: 3_600)]
    let desk = desk { _ in }
    let first = try commit(1...12, rule: "noisy")
    _ = try await post.service([desk], throttles: throttles).drain(for: .zero)
    // What went out before a restart counts.
    let second = try commit(13...60, at: 60, rule: "noisy")
    let other = try commit(61...62, at: 60, rule: "calm")
    post.clock.leap(to: 60)
    let service = post.service([desk], throttles: throttles)
    _ = try await service.drain(for: .zero)
    #expect(singles() == first + second.prefix(8) + other)
    post.clock.leap(to: 3_600)
    _ = try await service.drain(for: .zero)
    #expect(try digests().map { ids(in: $0) } == [Array(second.dropFirst(8))])
    #expect(try digests().first?["digest"]["reason"].string == "throttle")
  }

  @Test func `more than a rate lets through becomes a digest, but for critical ones`() async throws
  {
    let desk = desk {
      guard case .webhook(var webhook) = $0.kind else { return }
      webhook.sending.rate = SendingRate(count: 1, per: .seconds(1))
      $0.kind = .webhook(webhook)
      $0.burstDigest = 10
    }
    let few = try commit(1...8)
    let service = post.service([desk])
    _ = try await service.drain(for: .seconds(60))
    #expect(singles() == few)
    let many = try commit(9...60)
    let loud = try commit(61...61, severity: .critical)
    _ = try await service.drain(for: .seconds(60))
    #expect(try digests().map { ids(in: $0) } == [many])
    #expect(try digests().first?["digest"]["reason"].string == "rate")
    #expect(singles() == few + loud)
  }

  @Test func `a destination that fails is not folded while it fails`() async throws {
    let desk = desk {
      guard case .webhook(var webhook) = $0.kind else { return }
      webhook.sending.rate = SendingRate(count: 1, per: .seconds(1))
      $0.kind = .webhook(webhook)
      $0.burstDigest = 10
    }
    server.on("/hook", .answer(500), .answer(500), .answer(204))
    let service = post.service([desk])
    let first = try commit(1...1)
    _ = try await service.drain(for: .zero)
    let rest = try commit(2...40)
    _ = try await service.drain(for: .seconds(600))
    #expect(singles() == first + first + first)
    #expect(try digests().map { ids(in: $0) } == [rest])
  }

  @Test func `a paused rule is silent, others are not, and afterwards one digest tells of it`()
    async throws
  {
    let desk = desk { _ in }
    try post.state.pause(
      Pause(kind: .rule, name: "isis", since: LeapingClock.origin, until: nil))
    let held = try commit(1...3, severity: .critical)
    let other = try commit(4...4, rule: "other")
    let service = post.service([desk])
    _ = try await service.drain(for: .zero)
    #expect(singles() == other)
    try post.state.resume(.rule, "isis", at: LeapingClock.origin)
    let again = post.service([desk])
    _ = try await again.drain(for: .zero)
    #expect(try digests().map { ids(in: $0) } == [held])
    #expect(try digests().first?["digest"]["reason"].string == "pause")
  }

  @Test func `a paused destination gets nothing and then everything, each by itself`() async throws
  {
    let desk = desk { _ in }
    try post.state.pause(
      Pause(
        kind: .destination, name: "desk", since: LeapingClock.origin,
        until: LeapingClock.origin + 300))
    let ids = try commit(1...3)
    let service = post.service([desk])
    #expect(try await service.drain(for: .zero) == 3)
    #expect(server.requests.isEmpty)
    post.clock.leap(to: 300)
    #expect(try await service.drain(for: .zero) == 0)
    #expect(singles() == ids)
  }

  @Test func `a running service obeys a pause that another process makes and ends`() async throws {
    let service = post.service([desk { _ in }], leaps: false)
    let running = Task { await service.run() }
    defer { running.cancel() }
    let other = try StateFile(path: post.state.path, access: .guest)
    try other.pause(Pause(kind: .rule, name: "isis", since: Date(), until: nil))
    let number = Mutex(0)
    // Until the pause is seen alerts go out; from then on they are held.
    let isHeld = await eventually {
      let next = number.withLock {
        $0 += 1
        return $0
      }
      _ = try? commit(next...next)
      service.wake()
      return (try? post.states("desk").contains(.held)) ?? false
    }
    #expect(isHeld)
    try other.resume(.rule, "isis", at: Date())
    #expect(await eventually { (try? digests().isEmpty) == false })
    service.stop()
    await running.value
  }

  @Test func `a digest that is too large for its receiver comes as smaller ones`() async throws {
    let held = try commit(1...700)
    let desk = desk { $0.quiet = quiet }
    let service = post.service([desk])
    _ = try await service.drain(for: .zero)
    server.on("/hook", .text("too large", 413), .text("too large", 413), .answer(204))
    post.clock.leap(to: 3_600)
    #expect(try await service.drain(for: .zero) == 0)
    let counts = try digests().map { $0["digest"]["count"].integer }
    #expect(counts == [700, 350, 350, 175, 175])
    let taken = try digests().suffix(3).flatMap { ids(in: $0) }
    #expect(Set(taken) == Set(held) && taken.count == 700)
    #expect(try post.state.deliveries().allSatisfy { [.digested, .delivered].contains($0.state) })
    #expect(try StateFile.check(post.state.path).faults.isEmpty)
  }

  @Test func `a replay is sent as it is, also in quiet hours`() async throws {
    let desk = desk { $0.quiet = quiet }
    let held = try commit(1...3)
    let service = post.service([desk])
    _ = try await service.drain(for: .zero)
    let second = try post.state.deliveries()[1]
    try post.state.requestRetry([second.id], at: LeapingClock.origin)
    _ = try await service.drain(for: .zero)
    #expect(singles() == [held[1]])
    // Also by a process that reads it anew.
    try post.state.requestRetry([second.id], at: LeapingClock.origin)
    _ = try post.state.takeRetryRequests()
    _ = try await post.service([desk]).drain(for: .zero)
    #expect(singles() == [held[1], held[1]])
  }

  @Test func `a destination that is out of use keeps its digest for a replay`() async throws {
    let desk = desk { $0.quiet = quiet }
    try commit(1...3)
    let service = post.service([desk])
    _ = try await service.drain(for: .zero)
    try post.state.disable("desk", at: LeapingClock.origin, reason: "answered 410")
    post.clock.leap(to: 3_600)
    let later = post.service([desk])
    _ = try await later.drain(for: .zero)
    #expect(server.requests.isEmpty)
    let digest = try #require(try post.state.deliveries(states: [.disabled]).first)
    #expect(digest.type == "alerts.digest")
    try post.state.requestRetry([digest.id], at: LeapingClock.origin)
    _ = try await later.drain(for: .zero)
    #expect(try digests().map { ids(in: $0).count } == [3])
  }
}
