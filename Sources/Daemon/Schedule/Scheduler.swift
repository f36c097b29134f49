internal import Foundation
internal import Settings

/// When each source is polled: a pure value. The caller brings the time and the chance, starts what
/// is due and reports how it ended.
///
/// A start never stampedes: sources without a due time of their own begin at a bounded rate, and
/// each one's second poll comes after a random part of its interval, so that equal intervals drift
/// apart. A failing source waits longer each time, up to `slowest`, and is never given up. Those that
/// failed last time share a part of the places, so that servers which let every poll wait for its
/// limit cannot keep the others from theirs.
///
/// A clock that jumps shifts all due times with it: nothing falls due because it was set forward, and
/// nothing stands still because it was set back.
struct Scheduler: Sendable {
  struct Slot: Equatable, Sendable {
    var interval: PollInterval
    var due: Date
    var isRunning = false
    var failures = 0
    /// False until the first poll of this run has ended.
    var isSettled = false
    var isPaused = false
  }

  /// What the state file knows of a source.
  struct Past: Equatable, Sendable {
    var next: Date?
    var interval: Double?
    /// When it was last polled, by the clock that set `next`.
    var last: Date?
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
  /// Without a jump, the time is told at least this often, in seconds.
  static let ordinaryStep = 300.0

  private(set) var slots: [String: Slot] = [:]
  /// Due times of sources whose last poll succeeded, or that were not polled yet.
  private var queue = DueQueue()
  /// Those of sources whose last poll failed.
  private var troubled = DueQueue()
  private var troubledRunning = 0
  private var lastTime: Date?

  init() {}

  /// Lays out the sources of a configuration. Known ones keep their due times, so a reload shifts
  /// nothing.
  ///
  mutating func configure(
    _ sources: [(name: String, interval: SourceSettings.Interval)],
    remembered: [String: Past], now: Date
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
        // A clock that was set back since must not silence a source: no wait is longer than the one
        // that was meant, whatever the clock said then.
        let meant = known?.last.map { next.timeIntervalSince($0) } ?? interval.current
        due = min(next, now + min(max(meant, 0), Self.goneWait * 1.1))
      }
      kept[source.name] = Slot(interval: interval, due: due)
      fresh += 1
    }
    slots = kept
    layOut()
  }

  /// Says which sources are not polled now. Those that go on are due at once, at the rate of a start;
  /// polls under way end.
  mutating func pause(_ names: Set<String>, at now: Date) {
    var resumed = 0
    for name in slots.keys.sorted() {
      guard var slot = slots[name], slot.isPaused != names.contains(name) else { continue }
      slot.isPaused.toggle()
      if !slot.isPaused {
        slot.due =
          now + min(Double(resumed) / Self.startsPerSecond, slot.interval.current)
        slot.isSettled = false
        resumed += 1
      }
      slots[name] = slot
    }
    layOut()
  }

  private mutating func layOut() {
    let waiting = slots.lazy.filter { !$0.value.isRunning && !$0.value.isPaused }
    queue = DueQueue(waiting.filter { $0.value.failures == 0 }.map { ($0.value.due, $0.key) })
    troubled = DueQueue(waiting.filter { $0.value.failures > 0 }.map { ($0.value.due, $0.key) })
    troubledRunning = slots.count { $0.value.isRunning && $0.value.failures > 0 }
  }

  /// Hears what time it is. To be called at every look, at least once in `ordinaryStep`.
  ///
  /// - Returns: by how much the clock jumped, in seconds; 0 for an ordinary step. All due times
  ///   have been shifted by it.
  mutating func hear(_ now: Date) -> Double {
    defer { lastTime = now }
    guard let last = lastTime else { return 0 }
    let step = now.timeIntervalSince(last)
    // Set back a little, it only repeats a moment.
    guard step > Self.ordinaryStep || step < -5 else { return 0 }
    for name in slots.keys { slots[name]?.due += step }
    layOut()
    return step
  }

  /// The sources to start now, longest overdue first, at most `capacity`. They count as running.
  /// O(log n) for each.
  ///
  /// - Parameter troubledCapacity: how many of those that failed last time may run at once.
  mutating func start(
    at now: Date, capacity: Int, troubledCapacity: Int = .max
  ) -> [String] {
    var started: [String] = []
    while started.count < capacity {
      let sound = queue.first.flatMap { $0.due <= now ? $0 : nil }
      let other =
        troubledRunning < troubledCapacity
        ? troubled.first.flatMap { $0.due <= now ? $0 : nil } : nil
      let name: String
      if let other, sound.map({ other.due < $0.due }) ?? true {
        troubled.removeFirst()
        troubledRunning += 1
        name = other.name
      } else if let sound {
        queue.removeFirst()
        name = sound.name
      } else {
        break
      }
      slots[name]?.isRunning = true
      started.append(name)
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
    if slot.failures > 0 { troubledRunning = max(0, troubledRunning - 1) }
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
    guard !slot.isPaused else { return slot.due }
    if slot.failures > 0 { troubled.insert(slot.due, name) } else { queue.insert(slot.due, name) }
    return slot.due
  }

  /// When something is due next, or nil when all are running or none is watched.
  var nextDue: Date? { nextDue(troubledCapacity: .max) }

  func nextDue(troubledCapacity: Int) -> Date? {
    let other = troubledRunning < troubledCapacity ? troubled.first?.due : nil
    return [queue.first?.due, other].compactMap(\.self).min()
  }
}
