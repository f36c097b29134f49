internal import Foundation
internal import Settings
internal import State
internal import Synchronization

/// Starts polls when they are due, some at a time, until it is cancelled: the shell around
/// `Scheduler`. One actor owns the schedule and the configuration in force.
actor PollLoop {
  /// Polls under way at once; each host's own limit stands below, and what they hold in memory is
  /// bounded by `limits.memory`. A poll of a server that says nothing holds its place for 20 s.
  static let pollsAtOnce = 400
  /// Of these, polls of sources that failed last time.
  static let troubledAtOnce = 200
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
  private var arePagesRunning = false
  private var paused: Set<String>

  /// - Parameter paused: sources that are not polled at first.
  init(
    pipeline: Pipeline, setup: Setup, remembered: [String: Scheduler.Past],
    paused: Set<String> = [], clock: any Clock<Duration>,
    chance: @escaping @Sendable () -> Double
  ) {
    self.pipeline = pipeline
    self.setup = setup
    self.paused = paused
    self.clock = clock
    self.chance = chance
    let now = pipeline.now()
    scheduler.configure(
      setup.configuration.sources.map { ($0.name, $0.interval) }, remembered: remembered, now: now)
    scheduler.pause(paused, at: now)
    pipeline.book.pause(paused)
  }

  /// The configuration in force.
  var present: Setup { setup }

  /// How long things are remembered, by the configuration in force.
  var retention: RetentionPolicy { RetentionPolicy(setup.configuration) }

  /// Takes another configuration. Polls under way end with the one they began with.
  func take(_ setup: Setup) {
    self.setup = setup
    let now = time()
    scheduler.configure(
      setup.configuration.sources.map { ($0.name, $0.interval) }, remembered: [:], now: now)
    scheduler.pause(paused, at: now)
    let names = Set(setup.sources.keys)
    pipeline.book.forget(allBut: names)
    pipeline.book.pause(paused.intersection(names))
    pipeline.outages.withLock { $0.forget(allBut: names) }
    waker.ring()
  }

  /// Says which sources are not polled now, whether or not they are of this configuration.
  func pause(_ names: Set<String>) {
    guard names != paused else { return }
    paused = names
    pipeline.book.pause(names)
    scheduler.pause(names, at: time())
    waker.ring()
  }

  /// Answers when the loop is not stuck: the watchdog asks.
  func isAlive() -> Bool { true }

  func run() async throws {
    try await withThrowingDiscardingTaskGroup { group in
      while !Task.isCancelled {
        let now = time()
        let starts = scheduler.start(
          at: now, capacity: Self.pollsAtOnce - running, troubledCapacity: Self.troubledAtOnce)
        for name in starts {
          guard let source = setup.sources[name], let slot = scheduler.slots[name] else { continue }
          running += 1
          group.addTask { [setup] in
            let end = await self.pipeline.poll(
              source, setup: setup, interval: slot.interval.current)
            await self.finished(name, end)
          }
        }
        startPages(in: &group, now: now)
        flushJournal(now: now, isLast: false)
        await waker.wait(atMost: pause(from: pipeline.now()), clock: clock)
      }
      group.cancelAll()
    }
    flushJournal(now: pipeline.now(), isLast: true)
  }

  /// The wall clock, whose jumps shift what is planned.
  private func time() -> Date {
    let now = pipeline.now()
    let jump = scheduler.hear(now)
    guard jump != 0 else { return now }
    journalSince = journalSince.map { $0 + jump }
    pipeline.shiftPages(by: jump)
    return now
  }

  private func finished(_ name: String, _ end: Pipeline.PollEnd) {
    running -= 1
    let now = time()
    let next = scheduler.finished(name, end.outcome, at: now, chance: chance())
    if case .succeeded = end.outcome, end.journal == nil {
      // Its commit went well.
      pipeline.observer.note(.stateRecovered)
    }
    if var record = end.journal {
      record.next = next
      record.intervalSeconds = scheduler.slots[name]?.interval.current
      journal.append(record)
      journalSince = journalSince ?? now
      // A pause that a server asked for outlives a sudden end.
      let isPause = if case .failed(.some, _) = end.outcome { true } else { false }
      if isPause || journal.count >= Self.journalSize { flushJournal(now: now, isLast: true) }
    }
    waker.ring()
  }

  private func flushJournal(now: Date, isLast: Bool) {
    guard let since = journalSince, isLast || now.timeIntervalSince(since) >= Self.journalWait
    else { return }
    do throws(StateError) {
      try pipeline.state.record(journal)
      journal.removeAll(keepingCapacity: true)
      journalSince = nil
      pipeline.observer.note(.stateRecovered)
    } catch {
      pipeline.observer.note(.stateFailing(code: error.code, message: error.description))
      // What these polls brought is committed or will be seen again: only their times are lost.
      journal.removeFirst(max(0, journal.count - Self.journalSize))
      journalSince = now
    }
  }

  /// Pages of known articles, when the first of them is due.
  private func startPages(
    in group: inout ThrowingDiscardingTaskGroup<any Error>, now: Date
  ) {
    guard !arePagesRunning, now >= pipeline.pagesDue else { return }
    arePagesRunning = true
    group.addTask { [setup] in
      do {
        try await self.pipeline.visitPages(setup: setup)
      } catch let error as StateError {
        self.pipeline.observer.note(.stateFailing(code: error.code, message: error.description))
        self.pipeline.expectPage(at: self.pipeline.now() + Scheduler.postponedWait)
      }
      await self.pagesDone()
    }
  }

  private func pagesDone() {
    arePagesRunning = false
    waker.ring()
  }

  private func pause(from now: Date) -> Duration? {
    var due = arePagesRunning ? Date.distantFuture : pipeline.pagesDue
    if running < Self.pollsAtOnce,
      let next = scheduler.nextDue(troubledCapacity: Self.troubledAtOnce)
    {
      due = min(due, next)
    }
    if let since = journalSince { due = min(due, since + Self.journalWait) }
    // A clock that is set back is heard of within a minute.
    return .seconds(min(60, max(0.001, due.timeIntervalSince(now))))
  }
}
