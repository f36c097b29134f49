internal import Alerts
internal import Foundation
internal import Rules
internal import State

/// What one destination holds back, as its lane knows it.
struct Holding {
  var policy: HoldPolicy
  var book = HeldBook()
  /// When more wait than this, because of the rate, they become one digest.
  var burst: Int?
  /// Until when the whole destination is paused.
  var pausedUntil: Date?
  var regime: HoldPolicy.Regime?
  /// A digest lists so many at most; fewer where the receiver found one too large.
  var limit = StateFile.digestLimit
  /// The state file may know of other pauses.
  var isStale = true
  /// What was held by the process before is not read yet.
  var isUnread = true

  init(_ settings: DestinationSettings, throttles: [String: Rule.Throttle]) {
    policy = HoldPolicy(quiet: settings.quiet, digest: settings.digest, throttles: throttles)
    burst = settings.burstDigest
  }

  /// Nothing is held or paused, and no hours are to be watched.
  var isIdle: Bool {
    book.isEmpty && policy.paused.isEmpty && pausedUntil == nil && policy.quiet == nil
  }

  mutating func configure(_ settings: DestinationSettings, throttles: [String: Rule.Throttle]) {
    policy.quiet = settings.quiet
    policy.digest = settings.digest
    policy.throttles = throttles
    policy.forgetPast()
    burst = settings.burstDigest
    regime = nil
  }

  /// - Parameter pauses: those in force.
  mutating func take(_ pauses: [Pause], destination: String) {
    policy.paused = [:]
    pausedUntil = nil
    for pause in pauses {
      let until = pause.until ?? .distantFuture
      switch pause.kind {
      case .rule: policy.paused[pause.name] = until
      case .destination: if pause.name == destination { pausedUntil = until }
      case .source: break
      }
    }
  }
}

extension DeliveryLane {
  /// So many alerts are told in a digest with their titles.
  private static let detailed = 100

  func isPaused(at now: Date) -> Bool { holding.pausedUntil.map { $0 > now } ?? false }

  /// When something changes by itself about what is held.
  func nextHolding(now: Date) -> Date? {
    let paused = holding.pausedUntil.flatMap { $0 < .distantFuture ? $0 : nil }
    return [paused, holding.policy.nextChange(holding.book, now: now)].compactMap(\.self).min()
  }

  /// Learns of pauses and quiet hours, and lets what waits be decided anew when they begin or end;
  /// false when the state file cannot be read now.
  func lookAtHolding(now: Date) -> Bool {
    do throws(StateError) {
      if holding.isStale {
        holding.take(try surroundings.state.pauses(at: now), destination: name)
        holding.isStale = false
      }
      if holding.isUnread { try readBook() }
    } catch {
      tell("state", error.description)
      return false
    }
    let regime = holding.policy.regime(at: now)
    if regime != holding.regime {
      holding.regime = regime
      holding.policy.forgetPast()
      lookAgain()
    }
    return true
  }

  /// Learns what is held by what the state file says.
  private func readBook() throws(StateError) {
    holding.book = HeldBook()
    for sum in try surroundings.state.held(destination: name) {
      guard let reason = HoldReason(rawValue: sum.reason) else { continue }
      holding.book.add(
        .init(reason, rule: sum.rule),
        .init(count: sum.count, first: sum.first, release: sum.release))
    }
    holding.isUnread = false
  }

  /// Holds what is to be held of messages that were just read.
  ///
  /// - Returns: the ids of those.
  func hold(_ items: [OutboxItem], now: Date) throws(StateError) -> Set<Int64> {
    var held: [HeldDelivery] = []
    var sums: [(HeldBook.Group, HeldBook.Sum)] = []
    for item in items where !item.isUrgent && Self.isHoldable(item.type) {
      if let rule = item.rule, let throttle = holding.policy.unknownPast(of: rule) {
        let dates = try surroundings.state.passed(
          destination: name, rule: rule, before: item.id,
          since: item.created - throttle.seconds, limit: throttle.count)
        holding.policy.remember(dates, of: rule)
      }
      let subject = HoldPolicy.Subject(
        rule: item.rule, severity: item.severity.flatMap(Rule.Severity.init),
        created: item.created)
      guard let hold = holding.policy.hold(subject, now: now) else { continue }
      held.append(
        HeldDelivery(delivery: item.id, reason: hold.reason.rawValue, release: hold.release))
      sums.append(
        (
          .init(hold.reason, rule: item.rule),
          .init(count: 1, first: item.created, release: hold.release)
        ))
    }
    try surroundings.state.hold(held)
    for (group, sum) in sums { holding.book.add(group, sum) }
    return Set(held.map(\.delivery))
  }

  /// Digests are what holding leads to, and acknowledgements wake nobody.
  private static func isHoldable(_ type: String) -> Bool {
    type != AlertEvent.Kind.digest.rawValue && type != AlertEvent.Kind.acknowledged.rawValue
  }

  /// Makes digests that are due; false when the state file cannot be written now.
  func digest(now: Date) -> Bool {
    do throws(StateError) {
      try holdBurst()
      let due = holding.policy.due(holding.book, now: now)
      guard !due.isEmpty else { return true }
      let reason = Self.chief(due.map(\.reason))
      var count = 0
      var id = ""
      repeat {
        count = try surroundings.state.fold(
          destination: name, groups: due.map { ($0.reason.rawValue, $0.rule) }, at: now,
          limit: holding.limit, detailed: Self.detailed
        ) { alerts in
          let record = Self.record(alerts, reason: reason, destination: name, now: now)
          id = record.id
          return record
        }
        guard count > 0 else { break }
        surroundings.observer(.digested(digest: id, destination: name, count: count))
      } while count == holding.limit
      for group in due { holding.book.remove(group) }
      mayHaveMore = true
      return load()
    } catch {
      tell("state", error.description)
      return false
    }
  }

  /// A digest that is too large for its receiver comes again as smaller ones; false when the message
  /// is none, or lists too little to be divided.
  func divide(_ message: OutgoingMessage, _ delivery: Int64) throws(StateError) -> Bool {
    guard let event = EventDocument(message.event), event.kind == .digest,
      let listed = event.tree["digest"]["count"].integer, listed > Self.detailed
    else { return false }
    let count = try surroundings.state.unfold(delivery)
    guard count > 0 else { return false }
    queue.withdraw([delivery])
    holding.limit = max(Self.detailed, (count + 1) / 2)
    holding.isUnread = true
    return true
  }

  /// What waits only because of the rate becomes a digest when it is too much; a destination that
  /// fails is left alone until it answers.
  private func holdBurst() throws(StateError) {
    guard let burst = holding.burst, settings.manner.rate != nil, queue.failingSince == nil,
      !queue.isDisabled, queue.orderedCount > burst
    else { return }
    let except = settings.digest?.except ?? [.critical]
    let ids = try surroundings.state.holdUntried(
      destination: name, reason: HoldReason.rate.rawValue, except: except.map(\.rawValue))
    guard !ids.isEmpty else { return }
    queue.withdraw(ids)
    holding.isUnread = true
    try readBook()
  }

  /// What a digest of several reasons is called by.
  private static func chief(_ reasons: [HoldReason]) -> HoldReason {
    HoldReason.allCases.first(where: reasons.contains) ?? .digest
  }

  private static func record(
    _ alerts: [HeldAlert], reason: HoldReason, destination: String, now: Date
  ) -> AlertRecord {
    var counts: [String: (severity: String?, count: Int)] = [:]
    for alert in alerts {
      guard let rule = alert.rule else { continue }
      counts[rule, default: (alert.severity, 0)].count += 1
    }
    func rank(_ severity: String?) -> Int {
      severity.flatMap(Rule.Severity.init).flatMap(Rule.Severity.allCases.firstIndex) ?? -1
    }
    let rules = counts.map {
      AlertEvent.Digest.RuleCount(name: $0.key, severity: $0.value.severity, count: $0.value.count)
    }.sorted {
      (rank($0.severity), $0.count, $1.name) > (rank($1.severity), $1.count, $0.name)
    }
    let detailed = alerts.filter { $0.event != nil }
    let members = detailed.map { alert in
      var member = AlertEvent.Digest.Member(
        id: alert.id, type: alert.type, timestamp: alert.at, rule: alert.rule,
        severity: alert.severity)
      if let document = alert.event.flatMap({ EventDocument($0) }) { member.describe(document) }
      return member
    }.enumerated().sorted {
      let ranks = (rank($0.element.severity), rank($1.element.severity))
      return ranks.0 == ranks.1 ? $0.offset < $1.offset : ranks.0 > ranks.1
    }.map(\.element)
    let times = alerts.map(\.at)
    let event = AlertEvent.digest(
      AlertEvent.Digest(
        reason: reason, from: times.min() ?? now, until: times.max() ?? now, count: alerts.count,
        rules: rules, members: members,
        more: alerts.filter { $0.event == nil }.map(\.id)), destination: destination, now: now)
    return AlertRecord(
      id: event.id, type: event.kind.rawValue, at: now, event: event.encoded(),
      destinations: [destination])
  }
}
