internal import Alerts
package import Foundation
internal import Rules
package import Settings
package import State

/// How Marsad is doing, by its state file alone: what `marsad status` shows beside a daemon or
/// without one.
package struct StatusReport: Sendable {
  package struct Destination: Equatable, Sendable {
    package var name: String
    package var row: DestinationRow?
    package var sum: OutboxSum
  }

  /// Something that a person should see to.
  package struct Problem: Equatable, Sendable {
    /// A fixed word: the kind of event where there is one, else `daemon.stopped`, `network.gone`,
    /// `delivery.dead`, `delivery.late`.
    package var kind: String
    /// The source or destination; nil for Marsad itself.
    package var name: String?
    package var message: String
  }

  package var at: Date
  /// nil where nobody holds the state.
  package var holder: StateLock.Holder?
  /// Those of the configuration; the state's last ones where it cannot be read.
  package var sources: [SourceStatus]
  /// Sources that were never polled.
  package var unpolled: [String]
  /// Since when the network itself is gone.
  package var outage: Date?
  package var rules: [RuleSum]
  package var destinations: [Destination]
  package var pauses: [Pause]
  package var articlesOfDay: Int
  package var lastAlert: LastAlert?
  package var stateBytes: Int

  /// Reads it.
  ///
  /// - Parameter configuration: nil where it cannot be read; then the state's own names are shown.
  package init(
    state: StateFile, configuration: Configuration?, now: Date
  ) throws(StateError) {
    at = now
    holder = try StateLock.holder(ofStateAt: state.path)
    let known = try state.sources(at: now)
    let wanted = configuration.map { Set($0.sources.map(\.name)) }
    sources = known.filter { wanted?.contains($0.name) ?? true }
    let polled = Set(sources.lazy.filter { $0.lastPoll != nil }.map(\.name))
    unpolled = (wanted ?? Set(known.map(\.name))).subtracting(polled).sorted()
    outage = try state.outage()
    let sums = try state.ruleSums(at: now)
    if let configuration {
      let byName = Dictionary(sums.map { ($0.name, $0) }) { first, _ in first }
      rules = configuration.rules.map { byName[$0.name] ?? RuleSum(name: $0.name) }
    } else {
      rules = sums
    }
    let rows = try state.destinations().reduce(into: [String: DestinationRow]()) {
      $0[$1.name] = $1
    }
    let outbox = try state.outboxSums()
    let names = configuration?.destinations.map(\.name) ?? Array(rows.keys)
    destinations = names.sorted().map {
      Destination(name: $0, row: rows[$0], sum: outbox[$0] ?? OutboxSum())
    }
    pauses = try state.pauses(at: now)
    articlesOfDay = try state.articles(since: now - 86_400)
    lastAlert = try state.lastAlert()
    stateBytes = state.sizeBytes
  }

  package func count(_ state: SourceStatus.State) -> Int { sources.count { $0.state == state } }

  package var alertsOfDay: Int { rules.reduce(0) { $0 + $1.day } }
  package var waiting: Int { destinations.reduce(0) { $0 + $1.sum.waiting } }
  package var dead: Int { destinations.reduce(0) { $0 + $1.sum.dead + $1.sum.disabled } }

  package func pause(_ kind: Pause.Kind, _ name: String) -> Pause? {
    pauses.first { $0.kind == kind && $0.name == name }
  }
}

extension StatusReport {
  /// A destination that works delivers within this, in seconds.
  static let late = 3_600.0

  /// What a person should see to; none when all is well. What is paused is meant to be so.
  package var problems: [Problem] {
    var found: [Problem] = []
    if holder == nil {
      found.append(Problem(kind: "daemon.stopped", message: "no daemon runs on this state"))
    }
    if let outage {
      let message = "most sources cannot be reached since \(Self.time(outage))"
      found.append(Problem(kind: "network.gone", message: message))
    }
    found += sources.compactMap(Self.problem)
    for destination in destinations { found += problems(of: destination) }
    return found
  }

  private static func problem(_ source: SourceStatus) -> Problem? {
    switch source.state {
    case .failing:
      guard let error = source.error, source.told != .inOutage,
        source.told == .itself || error.count >= Pipeline.failuresToTell
      else { return nil }
      return Problem(
        kind: "source.failing", name: source.name,
        message: "\(error.kind), \(error.count) polls since \(time(error.since)): \(error.message)")
    case .silent:
      let last = source.lastNew.map { "since \(time($0))" } ?? "ever"
      return Problem(
        kind: "source.silent", name: source.name,
        message: "nothing new \(last), which is much longer than is its way")
    case .ok, .paused: return nil
    }
  }

  private func problems(of destination: Destination) -> [Problem] {
    let name = destination.name
    var found: [Problem] = []
    if let row = destination.row, let since = row.disabledAt {
      found.append(
        Problem(
          kind: "destination.disabled", name: name,
          message: "out of use since \(Self.time(since)): \(row.reason ?? "")"))
    } else if let row = destination.row, let since = row.failingSince, row.told > 0 {
      found.append(
        Problem(
          kind: "destination.failing", name: name,
          message: "\(row.failures) attempts failed since \(Self.time(since)): \(row.error ?? "")"))
    } else if pause(.destination, name) == nil, let oldest = destination.sum.oldestWaiting,
      at.timeIntervalSince(oldest) > Self.late
    {
      found.append(
        Problem(
          kind: "delivery.late", name: name,
          message: "\(destination.sum.waiting) wait, the oldest since \(Self.time(oldest))"))
    }
    if destination.sum.dead > 0 {
      found.append(
        Problem(
          kind: "delivery.dead", name: name,
          message: "\(destination.sum.dead) were given up; see marsad deliveries, then retry or "
            + "drop them"))
    }
    return found
  }

  /// `2026-11-24 08:30 UTC`.
  private static func time(_ date: Date) -> String {
    let text = date.formatted(.iso8601)
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) UTC"
  }
}
