internal import Alerts
internal import Foundation
internal import Settings
internal import State

/// Events about sources, for the people who run Marsad: to the destinations of `operations`, or to
/// every log where none is named.
extension Pipeline {
  /// So many failures in a row make a failing source; one alone is the network's everyday noise.
  static let failuresToTell = 3

  func failed(_ failure: PollFailure, _ source: SourceSettings, setup: Setup, at now: Date) throws {
    var told: SourceBook.Page?
    book.update(source.name) { page in
      page.isFailing = true
      page.failures += 1
      page.failingSince = page.failingSince ?? now
      guard !page.isFailureTold, page.failures >= Self.failuresToTell || failure.isGone else {
        return
      }
      page.isFailureTold = true
      told = page
    }
    guard let page = told, let since = page.failingSince else { return }
    let event = AlertEvent.operational(
      .sourceFailing, source: info(source),
      error: AlertEvent.Failure(
        kind: failure.code, message: failure.message, since: since, count: page.failures),
      occasion: since, now: now)
    try commit(event, setup: setup)
  }

  func answered(_ source: SourceSettings, setup: Setup, at now: Date) throws {
    let before = book[source.name]
    guard before.isFailing else { return }
    book.update(source.name) { page in
      page.isFailing = false
      page.failures = 0
      page.failingSince = nil
      page.isFailureTold = false
    }
    observer.note(.recovered(source: source.name))
    guard before.isFailureTold, let since = before.failingSince else { return }
    let event = AlertEvent.operational(
      .sourceRecovered, source: info(source),
      measured: [("failing_s", .integer(Int(now.timeIntervalSince(since))))], occasion: since,
      now: now)
    try commit(event, setup: setup)
  }

  /// `source.changed` and `source.gap`: what a diff noticed.
  func noticed(
    _ kind: AlertEvent.Kind, _ message: String, _ source: SourceSettings, setup: Setup,
    measured: [(name: String, value: AlertEvent.Measure)], at now: Date
  ) throws {
    observer.note(
      .sourceNotice(source: source.name, type: kind.rawValue, message: message))
    let event = AlertEvent.operational(
      kind, source: info(source), measured: measured, occasion: now, now: now)
    try commit(event, setup: setup)
  }

  private func commit(_ event: AlertEvent, setup: Setup) throws {
    let destinations = setup.operations
    guard !destinations.isEmpty else { return }
    try state.commit(alerts: [
      AlertRecord(
        id: event.id, type: event.kind.rawValue, at: event.timestamp, event: event.encoded(),
        destinations: destinations)
    ])
    alertsCommitted()
  }

  private func info(_ source: SourceSettings) -> AlertEvent.SourceInfo {
    AlertEvent.SourceInfo(name: source.name, url: source.url, tags: source.tags)
  }
}
