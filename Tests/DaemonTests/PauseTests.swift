import Foundation
import Settings
import State
import TestSupport
import Testing

@testable import Daemon

@Suite struct PauseTests {
  private let start = Date(timeIntervalSince1970: 1_000_000)

  private func scheduler(_ names: [String]) -> Scheduler {
    var scheduler = Scheduler()
    scheduler.configure(names.map { ($0, .fixed(.seconds(600))) }, remembered: [:], now: start)
    return scheduler
  }

  @Test func `a paused source is not started, the others are`() {
    var scheduler = scheduler(["a", "b"])
    scheduler.pause(["a"], at: start)
    #expect(scheduler.start(at: start + 900, capacity: 9) == ["b"])
    #expect(scheduler.nextDue == nil)
  }

  @Test func `a source that goes on is due at once, whatever its due time was`() {
    var scheduler = scheduler(["a"])
    _ = scheduler.start(at: start, capacity: 1)
    scheduler.finished(
      "a", .failed(retryAfter: .seconds(9_000), isGone: false), at: start, chance: 0)
    scheduler.pause(["a"], at: start + 1)
    scheduler.pause([], at: start + 5)
    #expect(scheduler.start(at: start + 5, capacity: 1) == ["a"])
  }

  @Test func `a poll under way ends, and no other follows`() {
    var scheduler = scheduler(["a"])
    _ = scheduler.start(at: start, capacity: 1)
    scheduler.pause(["a"], at: start)
    scheduler.finished("a", .succeeded(new: 0), at: start + 1, chance: 0)
    #expect(scheduler.nextDue == nil)
    scheduler.pause([], at: start + 10)
    #expect(scheduler.start(at: start + 10, capacity: 1) == ["a"])
  }

  @Test func `many that go on together are no stampede`() {
    var scheduler = scheduler((0..<1_000).map { "s\($0)" })
    scheduler.pause(Set(scheduler.slots.keys), at: start)
    #expect(scheduler.start(at: start + 3_600, capacity: .max).isEmpty)
    scheduler.pause([], at: start + 3_600)
    let first = scheduler.start(at: start + 3_601, capacity: .max).count
    #expect(first > 1 && Double(first) <= Scheduler.startsPerSecond + 1)
  }

  @Test func `a reload keeps what is paused, and brings none of it back`() {
    var scheduler = scheduler(["a", "b"])
    scheduler.pause(["a"], at: start)
    scheduler.configure(
      ["a", "c"].map { ($0, .fixed(.seconds(600))) }, remembered: [:], now: start)
    #expect(scheduler.start(at: start + 900, capacity: 9) == ["c"])
  }

  @Test func `what began, ended and got another end is told, and nothing else`() {
    func pause(_ kind: Pause.Kind, _ name: String, _ until: Date? = nil) -> Pause {
      Pause(kind: kind, name: name, since: start, until: until)
    }
    let before = PauseList([pause(.source, "a"), pause(.rule, "b"), pause(.rule, "c")])
    let after = PauseList([
      pause(.rule, "b", start + 9), pause(.rule, "c"), pause(.destination, "d"),
    ])
    let told = before.changes(to: after).map { change in
      switch change {
      case .resumed(let kind, let name): "resumed \(kind) \(name)"
      case .paused(let kind, let name, let until): "paused \(kind) \(name) \(until == nil)"
      default: "?"
      }
    }
    #expect(told == ["resumed source a", "paused rule b false", "paused destination d true"])
    #expect(after.changes(to: after).isEmpty)
    #expect(before.sources == ["a"])
  }

  @Test func `once leaves a paused source out and says so, until the pause ends`() async throws {
    let desk = try Desk()
    let time = TestTime()
    func show(_ numbers: Range<Int>) {
      desk.site.on(
        "/feed",
        Desk.rss(
          numbers.map { (guid: "g\($0)", link: "", title: "داعش \($0)", text: "", date: nil) }))
    }
    show(0..<5)
    try desk.configure(
      sources: "  - {name: wire, url: \(desk.site.url("/feed")), full_text: never}",
      rules: "  - {name: r, match: داعش}")
    try await desk.once(now: { time.now })
    let state = try StateFile(path: desk.scratch.path("state.sqlite"), access: .guest)
    try state.pause(Pause(kind: .source, name: "wire", since: time.now, until: time.now + 3_600))
    func polls() -> Int { desk.site.requests.count { $0.path == "/feed" } }
    let before = polls()
    time.pass(60)
    let report = try await desk.once(now: { time.now })
    #expect(report.paused == ["wire"])
    #expect(report.polls.isEmpty)
    #expect(polls() == before)
    #expect(try state.sources(at: time.now).map(\.state) == [.paused])
    time.pass(3_600)
    show(10..<15)
    #expect(try state.sources(at: time.now).map(\.state) == [.ok])
    #expect(try await desk.once(now: { time.now }).paused.isEmpty)
    #expect(polls() == before + 1)
    state.close()
  }

  @Test func `a gap that a pause made is not told, its articles are`() async throws {
    let desk = try Desk()
    let time = TestTime()
    func show(_ numbers: Range<Int>) {
      desk.site.on(
        "/feed",
        Desk.rss(
          numbers.map {
            (
              guid: "g\($0)", link: desk.site.url("/a/\($0)"), title: "داعش في المدينة \($0)",
              text: "نص \($0)", date: time.now
            )
          }))
    }
    show(0..<12)
    try desk.configure(
      sources: "  - {name: wire, url: \(desk.site.url("/feed")), full_text: never}",
      rules: "  - {name: r, match: داعش}")
    let daemon = try desk.daemon(now: { time.now })
    _ = try await daemon.pollAll()
    time.pass(600)
    show(1..<13)
    _ = try await daemon.pollAll()
    let other = try StateFile(path: desk.scratch.path("state.sqlite"), access: .guest)
    try other.pause(Pause(kind: .source, name: "wire", since: time.now))
    time.pass(86_400)
    _ = try await daemon.pollAll()
    try other.resume(.source, "wire", at: time.now)
    show(20..<32)
    let report = try await daemon.pollAll()
    #expect(report.polls.map(\.new) == [12])
    #expect(try other.alerts().filter { $0.type == "source.gap" }.isEmpty)
    // Without a pause the same is told.
    time.pass(86_400)
    show(40..<52)
    _ = try await daemon.pollAll()
    #expect(try other.alerts().filter { $0.type == "source.gap" }.count == 1)
    other.close()
  }
}
