import Alerts
import Foundation
import Testing

@Suite struct DeliveryMannerTests {
  let far = Date(timeIntervalSince1970: 1_790_000_000 + 30 * 86_400)

  private func storm(_ change: (inout DeliveryManner) -> Void) -> Storm {
    var storm = Storm()
    change(&storm.queue.manner)
    return storm
  }

  private func stages(_ storm: Storm) -> [String] {
    storm.notices.map { notice in
      switch notice {
      case .failing(_, let stage, _, _): "failing \(stage.components.seconds)"
      case .recovered: "recovered"
      case .disabled: "disabled"
      }
    }
  }

  // MARK: Rate

  @Test func `a rate spaces attempts, and a burst lets some go at once after a pause`() {
    var storm = storm { $0.rate = SendingRate(count: 1, per: .seconds(1), burst: 3) }
    storm.enqueue(1...6)
    storm.run(until: far) { _, _ in nil }
    #expect(
      storm.attempts.map { $0.at.timeIntervalSince1970 - 1_790_000_000 } == [0, 0, 0, 1, 2, 3])
    storm.now += 100
    let start = storm.now.timeIntervalSince1970
    storm.enqueue(7...11)
    storm.run(until: far) { _, _ in nil }
    let later = storm.attempts.dropFirst(6).map { $0.at.timeIntervalSince1970 - start }
    #expect(later == [0, 0, 0, 1, 2])
  }

  @Test(arguments: [(1, 1.0, 1), (20, 60, 1), (7, 10, 3), (1, 0.3, 2), (3, 86_400, 5)])
  func `no window holds more than the rate and its burst allow`(
    count: Int, per: Double, burst: Int
  ) {
    var storm = storm { $0.rate = SendingRate(count: count, per: .seconds(per), burst: burst) }
    storm.enqueue(1...200)
    storm.run(until: .distantFuture) { id, _ in id % 5 == 0 ? status(422) : nil }
    let times = storm.attempts.map(\.at)
    var first = 0
    for last in times.indices {
      while times[last].timeIntervalSince(times[first]) > per - 1e-6 { first += 1 }
      #expect(last - first + 1 <= count + burst)
    }
    #expect(storm.fates.count == 200)
  }

  @Test func `failed attempts count for the rate, and aside ones too`() {
    var storm = storm {
      $0.rate = SendingRate(count: 1, per: .seconds(10))
      $0.schedule = RetrySchedule(waits: [.seconds(1), .seconds(1)])
    }
    storm.enqueue(1...2)
    storm.run(until: far) { _, _ in status(422) }
    let times = storm.attempts.map { $0.at.timeIntervalSince1970 - 1_790_000_000 }
    #expect(times == [0, 10, 20, 30, 40, 50])
  }

  @Test func `a clock that is set back gives and takes nothing of the rate`() {
    var storm = storm { $0.rate = SendingRate(count: 1, per: .seconds(60)) }
    storm.enqueue(1...3)
    storm.run(until: storm.now) { _, _ in nil }
    storm.now -= 86_400
    let start = storm.now
    storm.run(until: start + 600) { _, _ in nil }
    #expect(storm.attempts.dropFirst().map { $0.at.timeIntervalSince(start) } == [60, 120])
  }

  // MARK: Clock

  @Test(arguments: [-86_400.0, -3_600.0, -3_456_000.0])
  func `a clock that is set back makes nobody wait longer`(step: Double) {
    var storm = Storm()
    storm.enqueue(1...5)
    // The second attempt fails, and the third is due after five minutes.
    storm.run(until: storm.now + 10) { _, _ in status(500) }
    storm.now += step
    let start = storm.now
    storm.run(until: start + 86_400) { _, _ in nil }
    #expect(storm.attempts.dropFirst(2).first?.at == start + 300)
    #expect(storm.fates.values.allSatisfy { $0 == .delivered })
    #expect(storm.notices.isEmpty)
  }

  @Test func `a clock that is set back moves messages that stand aside, and Retry-After`() {
    var storm = Storm()
    storm.enqueue(1...2)
    storm.run(until: storm.now) { id, _ in
      id == 1 ? status(422) : status(429, retryAfter: .seconds(100))
    }
    storm.now -= 86_400
    let start = storm.now
    storm.run(until: start + 3_600) { _, _ in nil }
    #expect(storm.attempts.dropFirst(2).map { $0.at.timeIntervalSince(start) } == [100, 100])
  }

  @Test func `a clock that leaps ahead makes no storm`() {
    var storm = Storm()
    storm.enqueue(1...50)
    storm.run(until: storm.now + 10) { _, _ in status(500) }
    storm.now += 86_400
    let before = storm.attempts.count
    storm.run(until: storm.now) { _, _ in status(500) }
    #expect(storm.attempts.count == before + 1)
    #expect(!storm.queue.isDisabled)
  }

  // MARK: Order

  @Test func `in strict order a message that is refused holds what follows`() {
    var storm = storm { $0.order = .strict }
    storm.enqueue(1...4)
    let good = storm.now + 400
    storm.run(until: far) { id, now in id == 2 && now < good ? status(422) : nil }
    #expect(storm.attempts.map(\.id) == [1, 2, 2, 2, 2, 3, 4])
    #expect(storm.fates.values.allSatisfy { $0 == .delivered })
  }

  @Test func `in strict order the others follow at once when the refused one is dead`() {
    var storm = storm { $0.order = .strict }
    storm.enqueue(1...3)
    storm.run(until: far) { id, _ in id == 1 ? status(400) : nil }
    #expect(storm.fates[1] == .dead)
    #expect(storm.times(1).count == 10)
    #expect(storm.times(2) == [storm.times(1).last ?? 0])
  }

  @Test func `a message that stood aside takes its place when the order becomes strict`() {
    var storm = storm { $0.order = .strict }
    storm.queue.enqueue(.init(id: 1, tries: 2, isAside: true, due: storm.now + 50))
    storm.queue.enqueue(.init(id: 2))
    storm.run(until: far) { _, _ in nil }
    #expect(storm.attempts.map(\.id) == [1, 2])
  }

  // MARK: Patience

  @Test func `a log is tried each minute for ever and then has everything, in order`() {
    var storm = Storm()
    storm.queue.manner = .log
    storm.enqueue(1...50)
    let up = storm.now + 20 * 86_400
    let failure = DeliveryFailure(
      scope: .destination, kind: "log", message: "disk full", isMisconfigured: true)
    storm.run(until: far) { _, now in now < up ? failure : nil }
    #expect(storm.times(1).prefix(6) == [0, 5, 15, 45, 105, 165])
    #expect(!storm.queue.isDisabled)
    #expect(storm.fates.values.allSatisfy { $0 == .delivered })
    #expect(storm.attempts.suffix(50).map(\.id) == Array(1...50))
    #expect((storm.attempts.last?.at.timeIntervalSince(up) ?? 99) < 61)
    #expect(stages(storm) == ["failing 0", "failing 900", "failing 86400", "recovered"])
  }

  // MARK: What people hear

  @Test func `what was told before a restart is not told again`() {
    var storm = Storm()
    storm.enqueue(1...1)
    storm.run(until: storm.now + 2_000) { _, _ in status(401) }
    #expect(stages(storm) == ["failing 0", "failing 900"])
    storm.notices = []
    storm.queue = DeliveryQueue(
      failingSince: storm.queue.failingSince, attempts: storm.queue.attempts,
      toldStages: storm.queue.toldStages)
    storm.enqueue(1...1)
    storm.run(until: storm.now + 4_000) { _, _ in status(401) }
    #expect(stages(storm).isEmpty)
    storm.run(until: storm.now + 100_000) { _, _ in status(401) }
    #expect(stages(storm) == ["failing 86400"])
    guard case .failing(let since, _, _, let attempts) = storm.notices[0] else { return }
    #expect(since.timeIntervalSince1970 == 1_790_000_000)
    #expect(attempts == storm.attempts.count)
    storm.run(until: far) { _, _ in nil }
    #expect(stages(storm) == ["failing 86400", "recovered"])
  }

  @Test func `a failure that was over before anybody heard of it is not told as over`() {
    var storm = Storm()
    storm.enqueue(1...1)
    storm.run(until: storm.now) { _, _ in status(500) }
    storm.queue = DeliveryQueue(
      failingSince: storm.queue.failingSince, attempts: 1, toldStages: 0)
    storm.enqueue(1...1)
    storm.run(until: far) { _, _ in nil }
    #expect(storm.fates[1] == .delivered)
    #expect(storm.notices.isEmpty)
  }

  @Test func `many refused messages among good ones are told once a day, not each`() {
    var storm = Storm()
    var id: Int64 = 0
    for _ in 0..<200 {
      storm.enqueue(id + 1...id + 2)
      id += 2
      storm.run(until: storm.now + 600) { id, _ in id % 2 == 0 ? status(413) : nil }
    }
    // 200 rounds of ten minutes are 33 hours.
    #expect(stages(storm).count { $0 == "failing 0" } <= 2)
    #expect(stages(storm).count <= 8)
  }

  // MARK: Dropping

  @Test func `what is dropped is never sent, also from a held queue`() {
    var storm = Storm()
    storm.enqueue(1...6)
    storm.run(until: storm.now + 10) { _, _ in status(503) }
    storm.queue.keepOnly([2, 4, 6])
    storm.run(until: far) { _, _ in nil }
    #expect(Set(storm.fates.filter { $0.value == .delivered }.keys) == [2, 4, 6])
    #expect(storm.queue.count == 0)
  }

  @Test func `a message under way that is gone counts neither as success nor as failure`() {
    var storm = Storm()
    storm.queue = DeliveryQueue(failingSince: storm.now, attempts: 4, toldStages: 2)
    storm.enqueue(1...2)
    #expect(storm.queue.next(now: storm.now) == .attempt([1]))
    storm.queue.withdraw([1])
    #expect(storm.queue.failingSince != nil)
    #expect(storm.queue.next(now: storm.now) == .attempt([2]))
  }
}
