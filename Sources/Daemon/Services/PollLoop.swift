internal import Foundation
internal import Settings
internal import State

/// Starts polls when they are due, some at a time, until it is cancelled: the shell around
/// `Scheduler`. One actor owns the schedule and the configuration in force.
actor PollLoop {
  /// Polls under way at once; each host's own limit stands below.
  static let pollsAtOnce = 64
  /// Polls without news are written down together, this often.
  static let journalWait = 5.0
  static let journalSize = 256

  private let pipeline: Pipeline
  private let clock: any Clock<Duration>
  private let chance: @Sendable () -> Double
  private let waker = Waker()
  private var setup: Setup
  private var scheduler = Scheduler()
  private var running = 0
  private var journal: [PollRecord] = []
  private var journalSince: Date?
  private var pagesAgain = Date.distantPast
  private var arePagesRunning = false

  init(
    pipeline: Pipeline, setup: Setup, remembered: [String: (next: Date?, interval: Double?)],
    clock: any Clock<Duration>, chance: @escaping @Sendable () -> Double
  ) {
    self.pipeline = pipeline
    self.setup = setup
    self.clock = clock
    self.chance = chance
    scheduler.configure(
      setup.configuration.sources.map { ($0.name, $0.interval) }, remembered: remembered,
      now: pipeline.now())
  }

  /// How long things are remembered, by the configuration in force.
  var retention: RetentionPolicy { RetentionPolicy(setup.configuration) }

  /// Takes another configuration. Polls under way end with the one they began with.
  func take(_ setup: Setup) {
    self.setup = setup
    scheduler.configure(
      setup.configuration.sources.map { ($0.name, $0.interval) }, remembered: [:],
      now: pipeline.now())
    pipeline.book.forget(allBut: Set(setup.sources.keys))
    waker.ring()
  }

  /// Answers when the loop is not stuck: the watchdog asks.
  func isAlive() -> Bool { true }

  func run() async throws {
    try await withThrowingDiscardingTaskGroup { group in
      while !Task.isCancelled {
        let now = pipeline.now()
        for name in scheduler.start(at: now, capacity: Self.pollsAtOnce - running) {
          guard let source = setup.sources[name], let slot = scheduler.slots[name] else { continue }
          running += 1
          group.addTask { [setup] in
            let end = await self.pipeline.poll(
              source, setup: setup, interval: slot.interval.current)
            try await self.finished(name, end)
          }
        }
        startPages(in: &group, now: now)
        try flushJournal(now: now, isLast: false)
        await waker.wait(atMost: pause(from: pipeline.now()), clock: clock)
      }
      group.cancelAll()
    }
    try flushJournal(now: pipeline.now(), isLast: true)
  }

  private func finished(_ name: String, _ end: Pipeline.PollEnd) throws {
    running -= 1
    let now = pipeline.now()
    let next = scheduler.finished(name, end.outcome, at: now, chance: chance())
    if var record = end.journal {
      record.next = next
      record.intervalSeconds = scheduler.slots[name]?.interval.current
      journal.append(record)
      journalSince = journalSince ?? now
      if journal.count >= Self.journalSize { try flushJournal(now: now, isLast: true) }
    }
    waker.ring()
  }

  private func flushJournal(now: Date, isLast: Bool) throws {
    guard let since = journalSince, isLast || now.timeIntervalSince(since) >= Self.journalWait
    else { return }
    let records = journal
    journal.removeAll(keepingCapacity: true)
    journalSince = nil
    try pipeline.state.record(records)
  }

  /// Pages that could not be fetched are looked after once a minute.
  private func startPages(
    in group: inout ThrowingDiscardingTaskGroup<any Error>, now: Date
  ) {
    guard now >= pagesAgain, !arePagesRunning else { return }
    pagesAgain = now + 60
    arePagesRunning = true
    group.addTask { [setup] in
      try await self.pipeline.retryPages(setup: setup)
      await self.pagesDone()
    }
  }

  private func pagesDone() { arePagesRunning = false }

  private func pause(from now: Date) -> Duration? {
    var due = pagesAgain
    if running < Self.pollsAtOnce, let next = scheduler.nextDue { due = min(due, next) }
    if let since = journalSince { due = min(due, since + Self.journalWait) }
    return .seconds(max(0.001, due.timeIntervalSince(now)))
  }
}
