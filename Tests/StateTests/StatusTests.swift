import Foundation
import Testing

@testable import State

/// What `marsad status` is made of.
@Suite struct StatusTests {
  let scratch: Scratch
  let state: StateFile
  let now = Date(timeIntervalSince1970: 1_790_000_000)

  init() throws {
    scratch = try Scratch()
    state = try scratch.open()
  }

  private func alert(
    _ id: String, rule: String?, ago: Double, to destinations: [String] = []
  ) -> AlertRecord {
    AlertRecord(
      id: id, type: rule == nil ? "source.failing" : "article.matched", rule: rule, at: now - ago,
      event: Array("{}".utf8), destinations: destinations)
  }

  @Test func `rules are counted over a day and a week, other events are not`() throws {
    try state.commit(alerts: [
      alert("1", rule: "old", ago: 8 * 86_400), alert("2", rule: "a", ago: 3 * 86_400),
      alert("3", rule: "a", ago: 60), alert("4", rule: "b", ago: 90_000),
      alert("5", rule: nil, ago: 10),
    ])
    #expect(
      try state.ruleSums(at: now) == [
        RuleSum(name: "a", day: 1, week: 2, last: now - 60),
        RuleSum(name: "b", day: 0, week: 1, last: now - 90_000),
      ])
    #expect(try state.lastAlert()?.id == "4")
  }

  @Test func `the outbox is summed up by destination and state`() throws {
    try state.commit(alerts: [
      alert("1", rule: "a", ago: 50, to: ["desk", "file"]),
      alert("2", rule: "a", ago: 40, to: ["desk"]), alert("3", rule: "a", ago: 30, to: ["desk"]),
    ])
    let ids = try state.deliveries(destination: "desk").map(\.id)
    try state.abandon([ids[0]], at: now, error: "no")
    try state.disable("file", at: now, reason: "gone")
    let sums = try state.outboxSums()
    var desk = OutboxSum()
    desk.waiting = 2
    desk.oldestWaiting = now - 40
    desk.dead = 1
    var file = OutboxSum()
    file.disabled = 1
    #expect(sums == ["desk": desk, "file": file])
  }

  @Test func `who asks for the holder neither takes the lock nor is taken for it`() throws {
    #expect(try StateLock.holder(ofStateAt: scratch.path) == nil)
    let lock = try StateLock(statePath: scratch.path, version: "9.9.9")
    let holder = try #require(try StateLock.holder(ofStateAt: scratch.path))
    #expect(holder.process == Int(getpid()))
    #expect(holder.version == "9.9.9")
    #expect(holder.since.map { abs($0.timeIntervalSinceNow) < 60 } == true)
    withExtendedLifetime(lock) {}
  }

  @Test func `a lock that is gone has no holder, though its file stays`() throws {
    do { _ = try StateLock(statePath: scratch.path, version: "9.9.9") }
    #expect(FileManager.default.fileExists(atPath: scratch.path + ".lock"))
    #expect(try StateLock.holder(ofStateAt: scratch.path) == nil)
    // Many who ask at once do not keep an owner out.
    for _ in 0..<50 {
      _ = try StateLock.holder(ofStateAt: scratch.path)
      _ = try StateLock(statePath: scratch.path)
    }
  }
}
