package import Foundation
package import Rules

/// Why a message waits for a digest instead of going out by itself.
package enum HoldReason: String, CaseIterable, Sendable {
  /// The destination's quiet hours.
  case quiet
  /// The destination wants its alerts gathered.
  case digest
  /// More waited than the destination's rate lets through.
  case rate
  /// The rule said enough for a while.
  case throttle
  /// An operator paused the rule.
  case pause
}

/// Which messages of one destination wait for a digest, and when the digest is due: a pure value.
/// Nothing is dropped: what is held is listed in a digest by its id.
package struct HoldPolicy: Sendable {
  /// What is asked about.
  package struct Subject: Equatable, Sendable {
    package var rule: String?
    package var severity: Rule.Severity?
    /// When it was committed.
    package var created: Date

    package init(rule: String? = nil, severity: Rule.Severity? = nil, created: Date) {
      self.rule = rule
      self.severity = severity
      self.created = created
    }
  }

  package struct Hold: Equatable, Sendable {
    package var reason: HoldReason
    /// When the digest may be due, where that is known by now.
    package var release: Date?

    package init(_ reason: HoldReason, release: Date? = nil) {
      self.reason = reason
      self.release = release
    }
  }

  /// What decides over messages that wait already; a change of it is a reason to look at them again.
  package struct Regime: Equatable, Sendable {
    var isQuiet: Bool
    var paused: Set<String>
  }

  package var quiet: DestinationSettings.Quiet?
  package var digest: DestinationSettings.Digest?
  /// By rule.
  package var throttles: [String: Rule.Throttle]
  /// Rules that an operator paused, and until when.
  package var paused: [String: Date] = [:]
  /// When messages of throttled rules went out by themselves, the oldest first.
  private var passed: [String: [Date]] = [:]

  package init(
    quiet: DestinationSettings.Quiet? = nil, digest: DestinationSettings.Digest? = nil,
    throttles: [String: Rule.Throttle] = [:]
  ) {
    self.quiet = quiet
    self.digest = digest
    self.throttles = throttles
  }

  package func regime(at now: Date) -> Regime {
    Regime(isQuiet: isQuiet(at: now), paused: Set(paused.filter { $0.value > now }.keys))
  }

  /// The throttle of a rule whose messages of before are not known yet: `remember` them first.
  package func unknownPast(of rule: String?) -> Rule.Throttle? {
    guard let rule, passed[rule] == nil else { return nil }
    return throttles[rule]
  }

  /// When earlier messages of a rule went out, the oldest first.
  package mutating func remember(_ dates: [Date], of rule: String) { passed[rule] = dates }

  /// Messages that wait are decided anew: what is known of the past is read again.
  package mutating func forgetPast() { passed = [:] }

  /// Whether a message waits, and why; nil lets it go out. To be asked in the order of commits.
  package mutating func hold(_ subject: Subject, now: Date) -> Hold? {
    if let rule = subject.rule, let until = paused[rule], until > now {
      return Hold(.pause, release: until == .distantFuture ? nil : until)
    }
    if let quiet, quiet.isQuiet(at: now), !isExcepted(subject, from: quiet.except) {
      return Hold(.quiet, release: quiet.nextChange(after: now))
    }
    if let hold = throttled(subject, now: now) { return hold }
    if let digest, !isExcepted(subject, from: digest.except) {
      return Hold(.digest, release: subject.created + digest.every.seconds)
    }
    return nil
  }

  private func isQuiet(at now: Date) -> Bool { quiet?.isQuiet(at: now) ?? false }

  private func isExcepted(_ subject: Subject, from severities: [Rule.Severity]) -> Bool {
    subject.severity.map(severities.contains) ?? false
  }

  private mutating func throttled(_ subject: Subject, now: Date) -> Hold? {
    guard let rule = subject.rule, let throttle = throttles[rule] else { return nil }
    // A clock that was set back leaves times of the future behind: they count for nothing.
    var times = (passed[rule] ?? []).filter {
      abs(subject.created.timeIntervalSince($0)) < throttle.seconds
    }
    defer { passed[rule] = times }
    guard times.count < throttle.count else {
      return Hold(.throttle, release: times.first.map { $0 + throttle.seconds })
    }
    times.append(subject.created)
    return nil
  }
}

// MARK: - When a digest is due

/// What is held for one destination, summed up.
package struct HeldBook: Equatable, Sendable {
  /// What goes into a digest together.
  package struct Group: Hashable, Sendable {
    package var reason: HoldReason
    package var rule: String?

    package init(_ reason: HoldReason, rule: String?) {
      self.reason = reason
      self.rule = rule
    }
  }

  package struct Sum: Equatable, Sendable {
    package var count: Int
    /// The first one's commit.
    package var first: Date
    /// The earliest of the group.
    package var release: Date?

    package init(count: Int, first: Date, release: Date?) {
      self.count = count
      self.first = first
      self.release = release
    }
  }

  package private(set) var groups: [Group: Sum] = [:]

  package init() {}

  package var isEmpty: Bool { groups.isEmpty }

  package mutating func add(_ group: Group, _ sum: Sum) {
    guard var known = groups[group] else {
      groups[group] = sum
      return
    }
    known.count += sum.count
    known.first = min(known.first, sum.first)
    known.release = [known.release, sum.release].compactMap(\.self).min()
    groups[group] = known
  }

  package mutating func remove(_ group: Group) { groups[group] = nil }
}

extension HoldPolicy {
  /// What is to become a digest now. In quiet hours nothing is.
  package func due(_ book: HeldBook, now: Date) -> [HeldBook.Group] {
    guard !book.isEmpty, !isQuiet(at: now) else { return [] }
    return book.groups.filter { isDue($0, $1, now: now) }.map(\.key)
  }

  private func isDue(_ group: HeldBook.Group, _ sum: HeldBook.Sum, now: Date) -> Bool {
    if let rule = group.rule, let until = paused[rule], until > now { return false }
    switch group.reason {
    case .quiet, .rate, .pause: return true
    case .throttle:
      guard let rule = group.rule, let throttle = throttles[rule], let release = sum.release else {
        return true
      }
      return release <= now || release > now + throttle.seconds
    case .digest:
      guard let digest else { return true }
      let wait = digest.every.seconds
      return sum.count >= digest.max || abs(now.timeIntervalSince(sum.first)) >= wait
    }
  }

  /// When something changes by itself, for waiting messages or for what is held.
  package func nextChange(_ book: HeldBook, now: Date) -> Date? {
    var moments = [quiet?.nextChange(after: now)].compactMap(\.self)
    moments += paused.values.filter { $0 > now && $0 < .distantFuture }
    for (group, sum) in book.groups where !isQuiet(at: now) {
      switch group.reason {
      case .throttle: if let release = sum.release { moments.append(release) }
      case .digest: if let digest { moments.append(sum.first + digest.every.seconds) }
      case .quiet, .rate, .pause: break
      }
    }
    return moments.filter { $0 > now }.min()
  }
}
