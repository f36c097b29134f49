import Foundation
import Testing

@testable import Daemon

@Suite struct OutageWatchTests {
  private let start = Date(timeIntervalSince1970: 1_000_000)

  /// Rounds of polls, a minute apart, in which these sources fail; what was told.
  private func rounds(
    _ watch: inout OutageWatch, failing: [String], answering: [String] = [], rounds: Int = 3
  ) -> [OutageWatch.Verdict] {
    var verdicts: [OutageWatch.Verdict] = []
    for round in 0..<rounds {
      let now = start + Double(round * 60)
      for name in answering { _ = watch.answered(name, at: now) }
      for name in failing {
        watch.failed(name, at: now)
        guard round >= 2 else { continue }
        verdicts.append(
          watch.judge(
            name, began: start, watched: failing.count + answering.count, now: now))
      }
    }
    return verdicts
  }

  private func names(_ count: Int) -> [String] { (0..<count).map { "s\(1_000 + $0)" } }

  @Test func `a thousand sources that fail at once are one event`() {
    var watch = OutageWatch()
    let all = names(1_000)
    let verdicts = rounds(&watch, failing: all)
    #expect(verdicts.first == .began(all))
    #expect(verdicts.dropFirst().allSatisfy { $0 == .joined })
    #expect(watch.members.count == 1_000)
  }

  @Test func `most of all is enough, a part is not`() {
    var most = OutageWatch()
    let verdicts = rounds(&most, failing: names(90), answering: ["a", "b", "c", "d"])
    #expect(verdicts.first == .began(names(90)))
    var part = OutageWatch()
    #expect(
      rounds(&part, failing: names(20), answering: (0..<80).map { "a\($0)" }).allSatisfy {
        $0 == .tell
      })
  }

  @Test func `of a few sources each is told of`() {
    var watch = OutageWatch()
    #expect(rounds(&watch, failing: names(4)).allSatisfy { $0 == .tell })
  }

  @Test func `a source that is polled more often waits until others were polled too`() {
    var watch = OutageWatch()
    for _ in 0..<3 { watch.failed("quick", at: start) }
    #expect(watch.judge("quick", began: start, watched: 100, now: start + 60) == .wait)
    for name in names(10) { watch.failed(name, at: start + 90) }
    let verdict = watch.judge("quick", began: start, watched: 100, now: start + 120)
    #expect(verdict == .began((names(10) + ["quick"]).sorted()))
    var alone = OutageWatch()
    alone.failed("quick", at: start)
    #expect(alone.judge("quick", began: start, watched: 100, now: start + 60) == .wait)
    #expect(alone.judge("quick", began: start, watched: 100, now: start + 1_000) == .tell)
    _ = alone.answered("other", at: start + 30)
    #expect(alone.judge("quick", began: start, watched: 100, now: start + 60) == .tell)
  }

  @Test func `the network's return is told once, with those that do not answer yet`() {
    var watch = OutageWatch()
    let all = names(1_000)
    _ = rounds(&watch, failing: all)
    for name in all.prefix(20) { watch.failed(name, at: start + 300) }
    // A source that always answered says nothing of the network.
    #expect(watch.answered("local", at: start + 300) == nil)
    let ends = all.prefix(100).compactMap { watch.answered($0, at: start + 400) }
    #expect(ends.count == 1)
    #expect(ends.first?.since == start)
    #expect(ends.first?.left.count == 996)
    #expect(watch.since == nil)
    watch.failed(all[999], at: start + 500)
    #expect(
      watch.judge(all[999], began: start, watched: 1_000, now: start + 500) == .tell)
  }

  @Test func `after a restart the same outage goes on`() {
    var watch = OutageWatch(since: start, members: Set(names(10)), polls: [])
    watch.failed("late", at: start + 60)
    #expect(watch.judge("late", began: start + 30, watched: 20, now: start + 90) == .joined)
    let ends = names(10).compactMap { watch.answered($0, at: start + 400) }
    #expect(ends.count == 1)
  }

  @Test func `what failed before a restart counts for what fails after it`() {
    let polls = names(10).map { (source: $0, at: start + 60, failure: "connect" as String?) }
    var watch = OutageWatch(since: nil, members: [], polls: polls)
    watch.failed(names(1)[0], at: start + 120)
    let verdict = watch.judge(names(1)[0], began: start, watched: 10, now: start + 2_000)
    #expect(verdict == .began(names(10)))
    let well = polls.map { (source: $0.source, at: $0.at, failure: "status" as String?) }
    var other = OutageWatch(since: nil, members: [], polls: well)
    other.failed(names(1)[0], at: start + 120)
    #expect(other.judge(names(1)[0], began: start, watched: 10, now: start + 2_000) == .tell)
  }
}
