import Foundation
import Settings
import Testing

@testable import Daemon

@Suite struct SchedulerTests {
  private let start = Date(timeIntervalSince1970: 1_000_000)

  private func scheduler(
    _ names: [String], every: Duration = .seconds(600),
    remembered: [String: Scheduler.Past] = [:]
  ) -> Scheduler {
    var scheduler = Scheduler()
    scheduler.configure(
      names.map { ($0, .fixed(every)) }, remembered: remembered, now: start)
    return scheduler
  }

  @Test func `a few sources are all polled within the first second`() {
    var scheduler = scheduler(["a", "b", "c"])
    #expect(scheduler.start(at: start + 1, capacity: 64).sorted() == ["a", "b", "c"])
  }

  @Test func `a thousand sources never start at once`() {
    var scheduler = scheduler((0..<1_000).map { "s\($0)" })
    let first = scheduler.start(at: start + 1, capacity: 10_000).count
    #expect(first > 1 && Double(first) <= Scheduler.startsPerSecond + 1)
    let rest = scheduler.start(at: start + 20, capacity: 10_000).count
    #expect(first + rest == 1_000)
  }

  @Test func `no more start than there is room for, and a running source does not start again`() {
    var scheduler = scheduler(["a", "b", "c"])
    let first = scheduler.start(at: start + 10, capacity: 2)
    #expect(first.count == 2)
    let second = scheduler.start(at: start + 10, capacity: 5)
    #expect(second.count == 1)
    #expect(Set(first).isDisjoint(with: second))
    #expect(scheduler.nextDue == nil)
  }

  @Test func `the second poll comes within one interval and later ones exactly after it`() {
    for chance in [0.0, 0.5, 0.99] {
      var scheduler = scheduler(["a"])
      _ = scheduler.start(at: start, capacity: 1)
      let second = scheduler.finished("a", .succeeded(new: 0), at: start, chance: chance)
      #expect(second.map { $0 >= start + 300 && $0 <= start + 600 } == true)
      _ = scheduler.start(at: start + 600, capacity: 1)
      let third = scheduler.finished(
        "a", .succeeded(new: 0), at: start + 600, chance: chance)
      #expect(third == start + 1_200)
    }
  }

  @Test func `a failing source waits longer each time, to a limit, and is never given up`() {
    var scheduler = scheduler(["a"], every: .seconds(60))
    var now = start
    var waits: [Double] = []
    for _ in 0..<20 {
      #expect(scheduler.start(at: now, capacity: 1) == ["a"])
      let next = scheduler.finished(
        "a", .failed(retryAfter: nil, isGone: false), at: now, chance: 0.5)
      let wait = (next ?? now).timeIntervalSince(now)
      waits.append(wait)
      now = next ?? now
    }
    #expect(waits[0] <= 61 && waits[1] > waits[0] && waits[3] > waits[2])
    #expect(waits.allSatisfy { $0 <= Scheduler.slowest * 1.11 })
  }

  @Test func `a server's Retry-After is obeyed, and success returns to the interval`() {
    var scheduler = scheduler(["a"], every: .seconds(60))
    _ = scheduler.start(at: start, capacity: 1)
    let next = scheduler.finished(
      "a", .failed(retryAfter: .seconds(7_200), isGone: false), at: start, chance: 0)
    #expect(next == start + 7_200)
    _ = scheduler.start(at: start + 7_200, capacity: 1)
    let after = scheduler.finished(
      "a", .succeeded(new: 1), at: start + 7_200, chance: 0)
    #expect(after == start + 7_260)
  }

  @Test func `a reload keeps due times and brings new sources in`() {
    var scheduler = scheduler(["a"])
    _ = scheduler.start(at: start, capacity: 1)
    let due = scheduler.finished("a", .succeeded(new: 0), at: start, chance: 0)
    scheduler.configure(
      [("a", .fixed(.seconds(600))), ("b", .fixed(.seconds(600)))], remembered: [:],
      now: start + 5)
    #expect(scheduler.slots["a"]?.due == due)
    #expect(scheduler.start(at: start + 5, capacity: 9) == ["b"])
  }

  @Test func `a source that left the configuration while it ran is forgotten`() {
    var scheduler = scheduler(["a"])
    _ = scheduler.start(at: start, capacity: 1)
    scheduler.configure([], remembered: [:], now: start)
    #expect(scheduler.finished("a", .succeeded(new: 0), at: start, chance: 0) == nil)
    #expect(scheduler.nextDue == nil)
  }

  @Test func `a restart waits for the remembered due time unless the clock went astray`() {
    var kept = scheduler(["a"], remembered: ["a": .init(next: start + 100)])
    #expect(kept.start(at: start + 99, capacity: 1).isEmpty)
    #expect(kept.start(at: start + 100, capacity: 1) == ["a"])
    let astray = scheduler(["a"], remembered: ["a": .init(next: start + 1e9)])
    #expect((astray.nextDue ?? .distantFuture) <= start + Scheduler.slowest)
    // Polled and planned by a clock that stood a day ahead.
    let ahead = Scheduler.Past(next: start + 86_420, last: start + 86_400)
    #expect(scheduler(["a"], remembered: ["a": ahead]).nextDue == start + 20)
    let asked = Scheduler.Past(next: start + 80_000, last: start - 100)
    #expect(scheduler(["a"], remembered: ["a": asked]).nextDue == start + 80_000)
  }

  @Test func `an adaptive interval follows the source between its bounds`() {
    var interval = PollInterval(.adaptive(min: .seconds(120), max: .seconds(7_200)))
    for _ in 0..<40 { interval.polled(new: 3) }
    #expect(interval.current == 120)
    for _ in 0..<60 { interval.polled(new: 0) }
    #expect(interval.current == 7_200)
  }

  @Test(arguments: [86_400.0, -86_400.0, 2_592_000.0] as [Double])
  func `a clock that jumps makes no storm and no stall`(jump: Double) {
    var scheduler = scheduler((0..<1_000).map { "s\($0)" })
    var now = start
    var offset = 0.0
    var perMinute: [Int] = []
    for minute in 0..<60 {
      if minute == 30 { offset = jump }
      var count = 0
      for _ in 0..<60 {
        now += 1
        let wall = now + offset
        _ = scheduler.hear(wall)
        for name in scheduler.start(at: wall, capacity: 400) {
          count += 1
          scheduler.finished(name, .succeeded(new: 0), at: wall, chance: Double(count % 7) / 7)
        }
      }
      perMinute.append(count)
    }
    // A thousand sources in ten minutes, before and after.
    #expect(perMinute[20..<30].reduce(0, +) == 1_000)
    #expect(perMinute[30..<40].reduce(0, +) == 1_000)
    #expect((perMinute[30...].max() ?? 0) <= (perMinute[20..<30].max() ?? 0) + 1)
  }

  @Test func `sources that failed last time never hold all places`() {
    let bad = (0..<300).map { "bad\($0)" }
    var scheduler = scheduler(bad + ["good"], every: .seconds(5))
    var now = start
    while now < start + 10 {
      now += 1
      for name in scheduler.start(at: now, capacity: 400, troubledCapacity: 50) {
        let isGood = name == "good"
        scheduler.finished(
          name, isGood ? .succeeded(new: 0) : .failed(retryAfter: nil, isGone: false), at: now,
          chance: 0)
      }
    }
    // All bad ones are due again and never end; the good one starts all the same.
    let later = now + 3_600
    let first = scheduler.start(at: later, capacity: 400, troubledCapacity: 50)
    #expect(first.count == 51 && first.contains("good"))
    #expect(scheduler.start(at: later, capacity: 349, troubledCapacity: 50).isEmpty)
    #expect(scheduler.nextDue(troubledCapacity: 50) == nil)
    scheduler.finished("good", .succeeded(new: 0), at: later, chance: 0)
    #expect(scheduler.nextDue(troubledCapacity: 50) != nil)
    scheduler.finished(
      first.first { $0 != "good" } ?? "", .failed(retryAfter: nil, isGone: false), at: later,
      chance: 0)
    #expect(scheduler.start(at: later, capacity: 400, troubledCapacity: 50).count == 1)
  }
}
