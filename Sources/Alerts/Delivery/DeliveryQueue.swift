package import Foundation

/// The order in which one destination's messages go out: a pure value. The caller brings time,
/// chance and what attempts came to, and carries out what is returned.
///
/// - Messages go in the order of commits, one at a time (or one batch, for logs).
/// - A failure of the destination holds the queue: the oldest message is the probe, with its own
///   schedule; the others wait and use no attempts.
/// - A message that is refused steps aside at once and retries alone; where the order is strict it
///   holds the queue too.
/// - Retry-After holds everything and uses no attempt. 410, or five days of trying without a
///   success, put the destination out of use.
/// - A rate spaces attempts, whatever they come to.
package struct DeliveryQueue: Sendable {
  package struct Message: Equatable, Sendable {
    package var id: Int64
    /// Attempts used up.
    package var tries: Int
    package var isAside: Bool
    package var due: Date?

    package init(id: Int64, tries: Int = 0, isAside: Bool = false, due: Date? = nil) {
      self.id = id
      self.tries = tries
      self.isAside = isAside
      self.due = due
    }
  }

  package enum Step: Equatable, Sendable {
    /// Send these, in this order, and report with `delivered` or `failed`.
    case attempt([Int64])
    /// Nothing before then, unless something is enqueued.
    case wait(until: Date)
    /// Nothing waits.
    case idle
    /// An attempt is under way.
    case busy
    case disabled
  }

  /// What is to be recorded of one message.
  package struct Verdict: Equatable, Sendable {
    package enum Fate: Equatable, Sendable {
      case delivered
      case again(at: Date, tries: Int, isAside: Bool)
      case dead
      /// The destination went out of use with this attempt, and all that waits with it.
      case disabled(reason: String)
      /// Nothing is to be recorded: the attempt did not count.
      case uncounted
    }

    package var id: Int64
    package var fate: Fate
  }

  /// What people should hear of the destination, each once.
  package enum Notice: Equatable, Sendable {
    /// - Parameter stage: how long it had failed: 0 for what an operator must act on at once,
    ///   15 minutes, 1 day.
    case failing(since: Date, stage: Duration, failure: DeliveryFailure, attempts: Int)
    case recovered(since: Date, attempts: Int)
    case disabled(since: Date, reason: String, attempts: Int)
  }

  /// After so long without a success a destination is put out of use.
  package static let patience: TimeInterval = 5 * 86_400
  static let stages: [TimeInterval] = [0, 900, 86_400]
  /// So many different messages must be refused before refusals alone count against the patience.
  static let telling = 3
  /// Seconds by which a clock may be set back without more ado.
  static let clockSlack: TimeInterval = 2
  /// Refusals of single messages are told this far apart, however many there are.
  static let refusalPause: TimeInterval = 86_400

  /// A change holds for the attempts to come.
  package var manner: DeliveryManner
  /// Since when nothing succeeded although it was tried; nil while it works.
  package internal(set) var failingSince: Date?
  package private(set) var isDisabled: Bool
  var main: Deque = Deque()
  /// By due time.
  var aside: [Message] = []
  private var inFlight: [Message] = []
  /// The ids of all that are here.
  package private(set) var ids: Set<Int64> = []
  /// The last attempt failed by the destination's fault: when the next probe goes out.
  var probeDue: Date?
  /// Retry-After.
  var heldUntil: Date?
  private var throttles = 0
  var lastSeen: Date?
  private var wasAside = false
  private var meter = RateMeter()
  /// Attempts that failed since `failingSince`.
  package private(set) var attempts: Int
  var refused: Set<Int64> = []
  var refusalTold: Date?
  package private(set) var lastFailure: DeliveryFailure?
  /// How many of `stages` were told.
  package internal(set) var toldStages: Int

  /// - Parameters:
  ///   - attempts: how many failed since `failingSince`, by what is remembered.
  ///   - toldStages: what of it was told, by what is remembered.
  ///   - lastFailure: the last of those, by what is remembered.
  package init(
    manner: DeliveryManner = DeliveryManner(), failingSince: Date? = nil, attempts: Int = 0,
    toldStages: Int = 0, lastFailure: DeliveryFailure? = nil, isDisabled: Bool = false
  ) {
    self.manner = manner
    self.failingSince = failingSince
    self.attempts = attempts
    self.toldStages = toldStages
    self.lastFailure = lastFailure
    self.isDisabled = isDisabled
  }

  package var count: Int { main.count + aside.count + inFlight.count }
  /// No message waits longer than this for its next attempt.
  package var longestWait: TimeInterval {
    let longest = max(manner.schedule.waits.max() ?? .zero, DeliveryFailure.longestThrottle)
    return longest.seconds * (1 + RetrySchedule.jitter)
  }
  /// Messages that wait in order.
  package var orderedCount: Int { main.count }

  /// Adds a message; its place is by its id, the order of commits. One that is here stays as it is.
  package mutating func enqueue(_ message: Message) {
    guard ids.insert(message.id).inserted else { return }
    place(message)
  }

  /// Takes out what is gone from the outbox, under way or not: it came to nothing.
  package mutating func withdraw(_ gone: [Int64]) {
    withdraw { gone.contains($0) }
  }

  /// Takes out what waits and is not among these.
  package mutating func keepOnly(_ wanted: Set<Int64>) {
    let underWay = Set(inFlight.map(\.id))
    withdraw { !wanted.contains($0) && !underWay.contains($0) }
  }

  private mutating func withdraw(where isUnwanted: (Int64) -> Bool) {
    ids = ids.filter { !isUnwanted($0) }
    inFlight.removeAll { isUnwanted($0.id) }
    aside.removeAll { isUnwanted($0.id) }
    main.removeAll { isUnwanted($0.id) }
  }

  /// Puts a destination back to use, as a replay asks.
  package mutating func enable() {
    isDisabled = false
    probeDue = nil
    heldUntil = nil
    forgetFailures()
  }

  /// Lets the next probe go out now; Retry-After is still obeyed.
  package mutating func hurry(now: Date) {
    if let due = probeDue, due > now { probeDue = now }
  }

  /// Begins a message's schedule anew (a replay). One in flight is left to its end.
  package mutating func renew(_ id: Int64) {
    guard !inFlight.contains(where: { $0.id == id }) else { return }
    if ids.contains(id) {
      aside.removeAll { $0.id == id }
      main.remove(id)
    }
    ids.insert(id)
    main.insert(Message(id: id))
  }

  /// What to do now. An attempt that is returned counts as under way.
  package mutating func next(now: Date, batch: Int = 1) -> Step {
    followClock(now)
    guard !isDisabled else { return .disabled }
    guard inFlight.isEmpty else { return .busy }
    guard count > 0 else { return .idle }
    // A clock that was set back must not make a wait endless.
    heldUntil = heldUntil.map { min($0, now + longestWait) }
    probeDue = probeDue.map { min($0, now + longestWait) }
    if let heldUntil, heldUntil > now { return .wait(until: heldUntil) }
    if let probeDue, probeDue > now { return .wait(until: probeDue) }
    let isHeld = probeDue != nil
    let asideDue = aside.first.map { $0.due ?? .distantPast }
    guard let first = main.first else {
      guard let asideDue, asideDue > now else { return sendAside(now: now) }
      return .wait(until: asideDue)
    }
    let isDue = isHeld || (first.due ?? .distantPast) <= now
    // While the queue is held the oldest message alone goes out.
    if let asideDue, !isHeld, asideDue <= now, !isDue || !wasAside {
      return sendAside(now: now)
    }
    guard isDue else {
      let due = first.due ?? now
      return .wait(until: min(due, asideDue ?? due))
    }
    if let opening = meter.opening(manner.rate, now: now) { return .wait(until: opening) }
    meter.take(manner.rate, now: now)
    wasAside = false
    inFlight = main.removeFirst(isHeld || first.tries > 0 ? 1 : max(1, batch), dueBy: now)
    return .attempt(inFlight.map(\.id))
  }

  private mutating func sendAside(now: Date) -> Step {
    if let opening = meter.opening(manner.rate, now: now) { return .wait(until: opening) }
    meter.take(manner.rate, now: now)
    wasAside = true
    inFlight = [aside.removeFirst()]
    return .attempt(inFlight.map(\.id))
  }

  /// The attempt under way succeeded, for all that were sent.
  package mutating func delivered(now: Date) -> (verdicts: [Verdict], notices: [Notice]) {
    followClock(now)
    let verdicts = inFlight.map { Verdict(id: $0.id, fate: .delivered) }
    for message in inFlight { ids.remove(message.id) }
    inFlight = []
    probeDue = nil
    heldUntil = nil
    var notices: [Notice] = []
    if let since = failingSince, toldStages > 0 {
      notices.append(.recovered(since: since, attempts: attempts))
    }
    forgetFailures()
    return (verdicts, notices)
  }

  /// The attempt under way failed. Of a batch the first message is the one that was tried.
  ///
  /// - Parameter chance: uniform in 0..<1.
  package mutating func failed(
    _ failure: DeliveryFailure, now: Date, chance: Double
  ) -> (verdicts: [Verdict], notices: [Notice]) {
    followClock(now)
    guard var tried = inFlight.first else { return ([], []) }
    for other in inFlight.dropFirst() { main.insert(other) }
    inFlight = []
    if failure.scope == .cut {
      place(tried)
      return ([Verdict(id: tried.id, fate: .uncounted)], [])
    }
    attempts += 1
    lastFailure = failure
    if failingSince == nil { failingSince = now }
    if let reason = reasonToDisable(failure, tried: tried, now: now) {
      isDisabled = true
      let since = failingSince ?? now
      let notice = Notice.disabled(since: since, reason: reason, attempts: attempts)
      main = Deque()
      aside = []
      ids = []
      return ([Verdict(id: tried.id, fate: .disabled(reason: reason))], [notice])
    }
    if case .throttled(let wait) = failure.scope {
      throttles += 1
      // One that always says "in a second" is not asked every second for ever.
      let least = Double(min(300, 1 << min(throttles - 1, 10)))
      let until = now + max(wait.seconds, least)
      heldUntil = until
      tried.due = nil
      place(tried)
      let fate = Verdict.Fate.again(at: until, tries: tried.tries, isAside: tried.isAside)
      return ([Verdict(id: tried.id, fate: fate)], dueNotices(now: now))
    }
    throttles = 0
    let isHeld =
      failure.scope == .destination || manner.order == .strict && failure.scope == .message
    probeDue = nil
    tried.tries += 1
    guard failure.scope != .aborted,
      let wait = manner.schedule.wait(after: tried.tries, chance: chance)
    else {
      ids.remove(tried.id)
      if failure.scope == .destination {
        probeDue = now + (manner.schedule.waits.first ?? .seconds(5)).seconds
      }
      return ([Verdict(id: tried.id, fate: .dead)], dueNotices(now: now))
    }
    let due = now + wait.seconds
    tried.due = due
    if isHeld { probeDue = due }
    if failure.scope == .message {
      tried.isAside = !isHeld
      refused.insert(tried.id)
    }
    place(tried)
    let fate = Verdict.Fate.again(at: due, tries: tried.tries, isAside: tried.isAside)
    return ([Verdict(id: tried.id, fate: fate)], dueNotices(now: now))
  }
}

extension DeliveryQueue {
  private mutating func place(_ message: Message) {
    guard message.isAside, manner.order == .lenient else { return main.insert(message) }
    let due = message.due ?? .distantPast
    var low = 0
    var high = aside.count
    while low < high {
      let middle = (low + high) / 2
      if (aside[middle].due ?? .distantPast) <= due { low = middle + 1 } else { high = middle }
    }
    aside.insert(message, at: low)
  }

  private mutating func forgetFailures() {
    failingSince = nil
    throttles = 0
    attempts = 0
    refused = []
    lastFailure = nil
    toldStages = 0
  }
}

extension Duration {
  /// In seconds, fractions kept.
  var seconds: TimeInterval {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
