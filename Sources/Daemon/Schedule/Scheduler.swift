internal import Foundation
internal import Settings

/// When each source is polled: a pure value. The caller brings the time and the chance, starts what
/// is due and reports how it ended.
///
/// A start never stampedes: sources without a due time of their own begin at a bounded rate, and
/// each one's second poll comes after a random part of its interval, so that equal intervals drift
/// apart. A failing source waits longer each time, up to `slowest`, and is never given up.
struct Scheduler: Sendable {
  struct Slot: Equatable, Sendable {
    var interval: PollInterval
    var due: Date
    var isRunning = false
    var failures = 0
    /// False until the first poll of this run has ended.
    var isSettled = false
  }

  enum Outcome: Equatable, Sendable {
    case succeeded(new: Int)
    /// `retryAfter` is what the server asked for; `isGone` when it said 410.
    case failed(retryAfter: Duration?, isGone: Bool)
    /// Ended by a reload or a stop: due again at once.
    case cancelled
    /// We could not do it ourselves (the state file could not be written): soon again, and no fault
    /// of the source.
    case postponed
  }

  /// Sources started in one second when many are due at once.
  static let startsPerSecond = 50.0
  /// The longest wait of a failing source in seconds, unless its interval is longer.
  static let slowest = 3_600.0
  static let goneWait = 86_400.0
  static let postponedWait = 10.0

  private(set) var slots: [String: Slot] = [:]
  private var queue = DueQueue()

  init() {}

  /// Lays out the sources of a configuration. Known ones keep their due times, so a reload shifts
  /// nothing.
  ///
  /// - Parameter remembered: what the state file knows of each source's next poll and interval.
  mutating func configure(
    _ sources: [(name: String, interval: SourceSettings.Interval)],
    remembered: [String: (next: Date?, interval: Double?)], now: Date
  ) {
    var kept: [String: Slot] = [:]
    var fresh = 0
    for source in sources {
      if var slot = slots[source.name] {
        if slot.interval.policy != source.interval {
          slot.interval = PollInterval(source.interval, remembered: slot.interval.current)
          slot.due = min(slot.due, now + slot.interval.current)
        }
        kept[source.name] = slot
        continue
      }
      let known = remembered[source.name]
      let interval = PollInterval(source.interval, remembered: known?.interval)
      let stagger = min(Double(fresh) / Self.startsPerSecond, interval.current)
      var due = now + stagger
      if let next = known?.next, next > due {
        // A clock set back must not silence a source: never further off than its slowest wait.
        due = min(next, now + max(interval.current, Self.slowest))
      }
      kept[source.name] = Slot(interval: interval, due: due)
      fresh += 1
    }
    slots = kept
    queue = DueQueue(slots.lazy.filter { !$0.value.isRunning }.map { ($0.value.due, $0.key) })
  }

  /// The sources to start now, longest overdue first, at most `capacity`. They count as running.
  /// O(log n) for each.
  mutating func start(at now: Date, capacity: Int) -> [String] {
    var started: [String] = []
    while started.count < capacity, let first = queue.first, first.due <= now {
      queue.removeFirst()
      slots[first.name]?.isRunning = true
      started.append(first.name)
    }
    return started
  }

  /// A poll ended. `chance` is uniform in 0..<1.
  ///
  /// - Returns: when the source is polled next, or nil when it is no longer watched.
  @discardableResult
  mutating func finished(_ name: String, _ outcome: Outcome, at now: Date, chance: Double) -> Date?
  {
    guard var slot = slots[name], slot.isRunning else { return nil }
    slot.isRunning = false
    switch outcome {
    case .succeeded(let new):
      slot.failures = 0
      slot.interval.polled(new: new)
      let part = slot.isSettled ? 1 : 0.5 + chance / 2
      slot.due = now + slot.interval.current * part
      slot.isSettled = true
    case .failed(let retryAfter, let isGone):
      slot.failures += 1
      let grown = slot.interval.current * pow(2, Double(min(slot.failures, 10) - 1))
      var wait = min(grown, max(slot.interval.current, Self.slowest))
      if isGone { wait = max(wait, Self.goneWait) }
      wait *= 0.9 + chance / 5
      if let retryAfter { wait = max(wait, retryAfter.secondCount) }
      slot.due = now + wait
      slot.isSettled = true
    case .cancelled:
      slot.due = now
    case .postponed:
      slot.due = now + Self.postponedWait * (0.5 + chance / 2)
    }
    slots[name] = slot
    queue.insert(slot.due, name)
    return slot.due
  }

  /// When something is due next, or nil when all are running or none is watched.
  var nextDue: Date? { queue.first?.due }
}
