import Alerts
import Foundation
import Testing

/// A queue with a clock that only the test moves.
struct Storm {
  var queue = DeliveryQueue()
  var now = Date(timeIntervalSince1970: 1_790_000_000)
  var notices: [DeliveryQueue.Notice] = []
  var fates: [Int64: DeliveryQueue.Verdict.Fate] = [:]
  var attempts: [(id: Int64, at: Date)] = []

  mutating func enqueue(_ ids: ClosedRange<Int64>) {
    for id in ids { queue.enqueue(.init(id: id)) }
  }

  mutating func take(_ result: (verdicts: [DeliveryQueue.Verdict], notices: [DeliveryQueue.Notice]))
  {
    for verdict in result.verdicts { fates[verdict.id] = verdict.fate }
    notices += result.notices
  }

  /// Runs until nothing waits, or the time is over; the receiver answers by id and time.
  mutating func run(
    until end: Date, chance: Double = 0.5, _ receiver: (Int64, Date) -> DeliveryFailure?
  ) {
    while now <= end {
      notices += queue.dueNotices(now: now)
      switch queue.next(now: now) {
      case .attempt(let ids):
        attempts.append((ids[0], now))
        if let failure = receiver(ids[0], now) {
          take(queue.failed(failure, now: now, chance: chance))
        } else {
          take(queue.delivered(now: now))
        }
      case .wait(let until):
        let next = queue.nextNotice.map { min($0, until) } ?? until
        guard next > now else {
          Issue.record("waits for the past")
          return
        }
        guard next <= end else {
          now = end
          return
        }
        now = next
      case .idle, .busy, .disabled: return
      }
    }
  }

  func times(_ id: Int64) -> [Double] {
    attempts.filter { $0.id == id }.map { $0.at.timeIntervalSince1970 - 1_790_000_000 }
  }
}

func status(_ code: Int, retryAfter: Duration? = nil, aborts: Bool = false) -> DeliveryFailure? {
  DeliveryFailure.judging(status: code, retryAfter: retryAfter, aborts: aborts)
}

@Suite struct DeliveryQueueTests {
  let far = Date(timeIntervalSince1970: 1_790_000_000 + 30 * 86_400)

  @Test func `messages go out in the order of commits, whatever order they come in`() {
    var storm = Storm()
    for id: Int64 in [5, 1, 9, 3, 9, 1] { storm.queue.enqueue(.init(id: id)) }
    storm.run(until: far) { _, _ in nil }
    #expect(storm.attempts.map(\.id) == [1, 3, 5, 9])
    #expect(storm.fates.values.allSatisfy { $0 == .delivered })
  }

  @Test func `a message gets ten attempts over 75 hours 35 minutes, then it is dead`() {
    var storm = Storm()
    storm.enqueue(1...1)
    storm.run(until: far) { _, _ in status(500) }
    #expect(
      storm.times(1) == [
        0, 5, 305, 2_105, 9_305, 27_305, 63_305, 113_705, 185_705, 272_105,
      ])
    #expect(storm.fates[1] == .dead)
  }

  @Test(arguments: [0.0, 0.25, 0.999])
  func `chance moves each wait by at most a fifth`(chance: Double) throws {
    for tries in 1...9 {
      let wait = try #require(RetrySchedule().wait(after: tries, chance: chance))
      let plain = RetrySchedule().waits[tries - 1]
      #expect(wait >= plain * 0.8 && wait <= plain * 1.2)
    }
    #expect(RetrySchedule().wait(after: 10, chance: chance) == nil)
  }

  @Test
  func `while the destination is down the oldest message probes and the others use no attempt`() {
    var storm = Storm()
    storm.enqueue(1...100)
    let up = storm.now + 3_000
    storm.run(until: far) { _, now in now < up ? status(503) : nil }
    #expect(storm.times(1) == [0, 5, 305, 2_105, 9_305])
    #expect(storm.attempts.count == 104)
    #expect(storm.attempts.map(\.id) == [1, 1, 1, 1] + Array(1...100))
  }

  @Test func `new alerts do not hurry the probe`() {
    var storm = Storm()
    storm.enqueue(1...1)
    storm.run(until: storm.now) { _, _ in status(500) }
    for id in Int64(2)...50 {
      storm.now += 0.01
      storm.queue.enqueue(.init(id: id))
      storm.run(until: storm.now) { _, _ in status(500) }
    }
    #expect(storm.attempts.count == 1)
  }

  @Test func `a refused message steps aside and retries alone`() {
    var storm = Storm()
    storm.enqueue(1...5)
    storm.run(until: far) { id, _ in id == 2 ? status(422) : nil }
    #expect(storm.attempts.prefix(5).map(\.id) == [1, 2, 3, 4, 5])
    #expect(storm.times(2).count == 10)
    #expect(storm.fates[2] == .dead)
    #expect(storm.fates[5] == .delivered)
    #expect(!storm.queue.isDisabled)
  }

  @Test func `a receiver that refuses everything silences nothing and ends`() {
    var storm = Storm()
    storm.enqueue(1...40)
    storm.run(until: far) { _, _ in status(400) }
    #expect((1...40).allSatisfy { storm.fates[$0] == .dead })
    #expect(storm.attempts.count == 400)
  }

  @Test func `Retry-After holds the whole destination and uses no attempt`() {
    var storm = Storm()
    storm.enqueue(1...3)
    var answers = [status(429, retryAfter: .seconds(120)), status(503, retryAfter: .seconds(60))]
    storm.run(until: far) { _, _ in answers.isEmpty ? nil : answers.removeFirst() }
    #expect(storm.times(1) == [0, 120, 180])
    #expect(storm.times(2) == [180])
    #expect(storm.fates[1] == .delivered)
  }

  @Test func `an absurd Retry-After is capped at a day`() {
    var storm = Storm()
    storm.enqueue(1...1)
    var first = true
    storm.run(until: far) { _, _ in
      defer { first = false }
      return first ? status(429, retryAfter: .seconds(1 << 40)) : nil
    }
    #expect(storm.times(1) == [0, 86_400])
  }

  @Test func `a receiver that always says in a second is asked ever more seldom`() {
    var storm = Storm()
    storm.enqueue(1...2)
    storm.run(until: storm.now + 86_400) { _, _ in status(429, retryAfter: .seconds(1)) }
    #expect(storm.attempts.count < 320)
    storm.run(until: far) { _, _ in status(429, retryAfter: .seconds(1)) }
    #expect(storm.queue.isDisabled)
  }

  @Test func `410 disables at once`() {
    var storm = Storm()
    storm.enqueue(1...3)
    storm.run(until: far) { _, _ in status(410) }
    #expect(storm.attempts.count == 1)
    #expect(storm.queue.isDisabled)
    guard case .disabled = storm.fates[1], case .disabled = storm.notices.last else {
      Issue.record("\(storm.fates) \(storm.notices)")
      return
    }
  }

  @Test func `five days without a success disable, and a replay brings it back`() {
    var storm = Storm()
    storm.enqueue(1...3)
    storm.run(until: far) { _, _ in status(500) }
    #expect(storm.queue.isDisabled)
    #expect(storm.fates[1] == .dead)
    let last = storm.attempts.last?.at.timeIntervalSince1970 ?? 0
    #expect(last - 1_790_000_000 >= 5 * 86_400)
    #expect(last - 1_790_000_000 < 6.1 * 86_400)
    storm.queue.enable()
    storm.queue.renew(3)
    storm.run(until: far) { _, _ in nil }
    #expect(storm.fates[3] == .delivered)
  }

  @Test func `one poisonous message never disables a destination that is otherwise idle`() {
    var storm = Storm()
    storm.enqueue(1...1)
    storm.run(until: far) { _, _ in status(413) }
    storm.now += 6 * 86_400
    storm.enqueue(2...2)
    storm.run(until: storm.now) { _, _ in status(413) }
    #expect(!storm.queue.isDisabled)
  }

  @Test func `an aborted message is dead and the others go on`() {
    var storm = Storm()
    storm.enqueue(1...3)
    storm.run(until: far) { id, _ in id == 1 ? status(400, aborts: true) : nil }
    #expect(storm.fates[1] == .dead)
    #expect(storm.attempts.count == 3)
  }

  @Test func `an attempt that was cut off does not count`() {
    var storm = Storm()
    storm.enqueue(1...2)
    #expect(storm.queue.next(now: storm.now) == .attempt([1]))
    #expect(storm.queue.next(now: storm.now) == .busy)
    let cut = DeliveryFailure(scope: .cut, kind: "cancelled", message: "cancelled")
    storm.take(storm.queue.failed(cut, now: storm.now, chance: 0.5))
    #expect(storm.fates[1] == .uncounted)
    storm.run(until: far) { _, _ in nil }
    #expect(storm.attempts.map(\.id) == [1, 2])
  }

  @Test func `people hear of it after 15 minutes and a day, and when it works again`() {
    var storm = Storm()
    storm.enqueue(1...1)
    let up = storm.now + 100_000
    storm.run(until: far) { _, now in now < up ? status(502) : nil }
    let stages = storm.notices.map { notice -> String in
      switch notice {
      case .failing(_, let stage, _, _): "failing \(stage.components.seconds)"
      case .recovered: "recovered"
      case .disabled: "disabled"
      }
    }
    #expect(stages == ["failing 900", "failing 86400", "recovered"])
  }

  @Test func `what an operator must act on is told at the first sight`() {
    var storm = Storm()
    storm.enqueue(1...1)
    storm.run(until: storm.now) { _, _ in status(401) }
    guard case .failing(_, .zero, let failure, 1) = storm.notices.first else {
      Issue.record("\(storm.notices)")
      return
    }
    #expect(failure.status == 401)
  }

  @Test func `a batch is one attempt: its first message alone is charged for a failure`() {
    var queue = DeliveryQueue()
    for id in Int64(1)...10 { queue.enqueue(.init(id: id)) }
    let now = Date(timeIntervalSince1970: 0)
    #expect(queue.next(now: now, batch: 4) == .attempt([1, 2, 3, 4]))
    let failure = DeliveryFailure(scope: .destination, kind: "log", message: "disk full")
    let result = queue.failed(failure, now: now, chance: 0.5)
    #expect(result.verdicts.map(\.id) == [1])
    #expect(queue.next(now: now + 5, batch: 4) == .attempt([1]))
    _ = queue.delivered(now: now + 5)
    #expect(queue.next(now: now + 5, batch: 4) == .attempt([2, 3, 4, 5]))
  }

  @Test func `a clock that is set back makes no wait endless`() {
    var storm = Storm()
    storm.enqueue(1...2)
    storm.run(until: storm.now) { _, _ in status(500) }
    storm.now -= 10 * 365 * 86_400
    let start = storm.now
    storm.run(until: start + 2 * 86_400) { _, _ in nil }
    #expect(storm.fates[2] == .delivered)
  }

  @Test func `a reload lets the probe go at once`() {
    var storm = Storm()
    storm.enqueue(1...1)
    storm.run(until: storm.now + 2_000) { _, _ in status(500) }
    storm.queue.hurry(now: storm.now)
    storm.run(until: storm.now) { _, _ in nil }
    #expect(storm.fates[1] == .delivered)
  }

  @Test func `a restart goes on where it was`() {
    var storm = Storm()
    let since = storm.now - 400
    storm.queue = DeliveryQueue(failingSince: since)
    storm.queue.enqueue(.init(id: 1, tries: 3, due: storm.now + 1_700))
    storm.queue.enqueue(.init(id: 2))
    storm.run(until: far) { _, _ in nil }
    #expect(storm.times(1) == [1_700])
    #expect(storm.times(2) == [1_700])
  }

  @Test(arguments: 1...60)
  func `in a storm nothing is lost, doubled or sent out of turn`(seed: Int) {
    var chance = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15
    func roll() -> Double {
      chance ^= chance << 13
      chance ^= chance >> 7
      chance ^= chance << 17
      return Double(chance >> 11) / Double(1 << 53)
    }
    var storm = Storm()
    var delivered: [Int64] = []
    var dead: Set<Int64> = []
    var everAside: Set<Int64> = []
    var nextID: Int64 = 1
    for _ in 0..<60 {
      for _ in 0..<Int(roll() * 6) {
        storm.queue.enqueue(.init(id: nextID))
        nextID += 1
      }
      storm.run(until: storm.now + 60, chance: roll()) { id, _ in
        let answers: [DeliveryFailure?] = [
          nil, nil, nil, status(500), status(422), status(429, retryAfter: .seconds(7)),
          DeliveryFailure(scope: .cut, kind: "cancelled", message: ""), status(400, aborts: true),
        ]
        let answer = answers[Int(roll() * 8)]
        if answer == nil { delivered.append(id) }
        if answer?.scope == .aborted { dead.insert(id) }
        if answer?.scope == .message { everAside.insert(id) }
        return answer
      }
      storm.now += roll() * 4_000
    }
    storm.run(until: far) { id, _ in
      delivered.append(id)
      return nil
    }
    for (id, fate) in storm.fates where fate == .dead { dead.insert(id) }
    #expect(storm.queue.count == 0)
    #expect(Set(delivered).count == delivered.count)
    #expect(Set(delivered).union(dead) == Set(1..<nextID))
    let inOrder = delivered.filter { !everAside.contains($0) }
    #expect(inOrder == inOrder.sorted())
  }
}
