internal import Alerts
internal import Foundation
internal import Settings
internal import State
internal import Synchronization

/// Events about sources, for the people who run Marsad: to the destinations of `operations`, or to
/// every log where none is named. Each is written together with the note that it was told, so that a
/// restart tells nobody twice.
extension Pipeline {
  /// So many failures in a row make a failing source; one alone is the network's everyday noise.
  static let failuresToTell = 3
  /// Names of sources that an event about many of them holds.
  static let namesTold = 10

  func failed(_ failure: PollFailure, _ source: SourceSettings, setup: Setup, at now: Date) throws {
    let isNetwork = OutageWatch.kinds.contains(failure.code)
    if isNetwork {
      outages.withLock { $0.failed(source.name, at: now) }
    } else if !Self.kindsWithoutNetwork.contains(failure.code) {
      try reached(source, setup: setup, at: now)
    }
    var changed = SourceBook.Page()
    book.update(source.name) { page in
      page.isFailing = true
      page.failures += 1
      page.failingSince = page.failingSince ?? now
      changed = page
    }
    let page = changed
    guard page.told == .nobody, let since = page.failingSince,
      page.failures >= Self.failuresToTell || failure.isGone
    else { return }
    let verdict =
      isNetwork
      ? outages.withLock {
        $0.judge(source.name, began: since, watched: setup.sources.count, now: now)
      } : .tell
    switch verdict {
    case .wait: return
    case .joined:
      book.update(source.name) { $0.told = .inOutage }
      try state.commit(alerts: [], notes: [.told(source.name, .inOutage)])
    case .tell:
      let event = AlertEvent.operational(
        .sourceFailing, source: info(source),
        error: AlertEvent.Failure(
          kind: failure.code, message: failure.message, since: since, count: page.failures),
        occasion: since, now: now)
      try commit(event, setup: setup, notes: [.told(source.name, .itself)])
      book.update(source.name) { $0.told = .itself }
    case .began(let names):
      try outageBegan(names, failure: failure, since: since, setup: setup, now: now)
    }
  }

  /// Failures that say nothing of the network.
  private static let kindsWithoutNetwork: Set<String> = ["address", "robots"]

  /// Something of the source's came through the network.
  private func reached(_ source: SourceSettings, setup: Setup, at now: Date) throws {
    if let ended = outages.withLock({ $0.answered(source.name, at: now) }) {
      try outageEnded(since: ended.since, left: ended.left, setup: setup, now: now)
    }
  }

  func answered(_ source: SourceSettings, setup: Setup, at now: Date) throws {
    try reached(source, setup: setup, at: now)
    let before = book[source.name]
    guard before.isFailing else { return }
    book.update(source.name) { page in
      page.isFailing = false
      page.failures = 0
      page.failingSince = nil
      page.told = .nobody
    }
    observer.note(.recovered(source: source.name))
    switch before.told {
    case .nobody: break
    case .inOutage: try state.commit(alerts: [], notes: [.told(source.name, .nobody)])
    case .itself:
      let since = before.failingSince ?? now
      let event = AlertEvent.operational(
        .sourceRecovered, source: info(source),
        measured: [(.failingSeconds, .integer(Int(now.timeIntervalSince(since))))], occasion: since,
        now: now)
      try commit(event, setup: setup, notes: [.told(source.name, .nobody)])
    }
  }

  /// `source.changed`, `source.gap`, `source.notice`: what a poll noticed.
  func noticed(
    _ kind: AlertEvent.Kind, _ message: String, _ source: SourceSettings, setup: Setup,
    measured: [(name: AlertEvent.MeasureName, value: AlertEvent.Measure)], notes: [SourceNote] = [],
    at now: Date
  ) throws {
    observer.note(
      .sourceNotice(source: source.name, type: kind.rawValue, message: message))
    let event = AlertEvent.operational(
      kind, source: info(source), measured: measured + [(.message, .text(message))],
      occasion: now, now: now)
    try commit(event, setup: setup, notes: notes)
  }

  /// A source fell silent, or speaks again.
  func rhythmChanged(
    _ change: SourceRhythm.Change, _ source: SourceSettings, setup: Setup, at now: Date
  ) throws {
    switch change {
    case .fellSilent(let usual):
      let quiet = book[source.name].rhythm.quiet
      try noticed(
        .sourceSilent,
        "nothing new for \(Self.words(quiet)), where \(Self.words(usual)) is its longest pause",
        source, setup: setup,
        measured: [(.quietSeconds, .integer(Int(quiet))), (.usualSeconds, .integer(Int(usual)))],
        notes: [.silent(source.name, true)], at: now)
    case .spoke(let quiet):
      let event = AlertEvent.operational(
        .sourceRecovered, source: info(source), measured: [(.quietSeconds, .integer(Int(quiet)))],
        occasion: now, now: now)
      observer.note(
        .sourceNotice(
          source: source.name, type: event.kind.rawValue,
          message: "brings news again after \(Self.words(quiet))"))
      try commit(event, setup: setup, notes: [.silent(source.name, false)])
    }
  }

  // MARK: - Outages

  private func outageBegan(
    _ names: [String], failure: PollFailure, since: Date, setup: Setup, now: Date
  ) throws {
    let fresh = names.filter { book[$0].told == .nobody }
    let message =
      "\(names.count) of \(setup.sources.count) sources cannot be reached: the network itself "
      + "seems to be gone; check this machine's connection and its resolver. "
      + "The last error: \(failure.message)"
    observer.note(.networkNotice(type: AlertEvent.Kind.sourceFailing.rawValue, message: message))
    let event = AlertEvent.operational(
      .sourceFailing,
      error: AlertEvent.Failure(
        kind: failure.code, message: message, since: since, count: names.count),
      measured: [
        (.sources, .integer(names.count)), (.watched, .integer(setup.sources.count)),
        (.names, .text(Self.some(names))),
      ], occasion: since, now: now)
    try commit(
      event, setup: setup,
      notes: [.outage(since: since)] + fresh.map { .told($0, .inOutage) })
    for name in fresh { book.update(name) { $0.told = .inOutage } }
  }

  /// Those that do not answer yet are told of one by one, if they go on failing.
  private func outageEnded(since: Date, left: [String], setup: Setup, now: Date) throws {
    let waiting = left.filter { book[$0].told == .inOutage }
    let seconds = Int(now.timeIntervalSince(since))
    let rest = left.isEmpty ? "" : "; \(left.count) sources have not answered yet"
    observer.note(
      .networkNotice(
        type: AlertEvent.Kind.sourceRecovered.rawValue,
        message: "the network is back after \(Self.words(Double(seconds)))\(rest)"))
    let event = AlertEvent.operational(
      .sourceRecovered,
      measured: [
        (.failingSeconds, .integer(seconds)), (.watched, .integer(setup.sources.count)),
        (.waiting, .integer(left.count)), (.names, .text(Self.some(left))),
      ], occasion: since, now: now)
    try commit(
      event, setup: setup, notes: [.outage(since: nil)] + waiting.map { .told($0, .nobody) })
    for name in waiting { book.update(name) { $0.told = .nobody } }
  }

  private static func some(_ names: [String]) -> String {
    let shown = names.prefix(namesTold).joined(separator: ", ")
    return names.count > namesTold ? shown + ", …" : shown
  }

  /// `3 d 4 h`, `25 min`.
  static func words(_ seconds: Double) -> String {
    let minutes = Int(max(0, seconds) / 60)
    switch minutes {
    case ..<120: return "\(minutes) min"
    case ..<2_880: return "\(minutes / 60) h"
    default:
      let hours = minutes / 60 % 24
      return hours == 0 ? "\(minutes / 1_440) d" : "\(minutes / 1_440) d \(hours) h"
    }
  }

  private func commit(_ event: AlertEvent, setup: Setup, notes: [SourceNote]) throws {
    let destinations = setup.operations
    guard !destinations.isEmpty else {
      if !notes.isEmpty { try state.commit(alerts: [], notes: notes) }
      return
    }
    try state.commit(
      alerts: [
        AlertRecord(
          id: event.id, type: event.kind.rawValue, at: event.timestamp, event: event.encoded(),
          destinations: destinations)
      ], notes: notes)
    alertsCommitted()
  }

  private func info(_ source: SourceSettings) -> AlertEvent.SourceInfo {
    AlertEvent.SourceInfo(name: source.name, url: source.url, tags: source.tags)
  }
}
