internal import Alerts
internal import Foundation
internal import ServiceLifecycle
internal import Settings
internal import State

/// `marsad.alive` once a day, at its time or as soon after it as the daemon runs. Its id is the day's:
/// neither a restart nor a clock that is set back tells a day twice, and one that is set forward
/// makes up for no day.
struct AliveService: Service {
  let state: StateFile
  let loop: PollLoop
  let observer: any DaemonObserver
  let committed: @Sendable () -> Void
  let surroundings: Daemon.Surroundings

  private static let lookWait = Duration.seconds(20)

  func run() async throws {
    await cancelWhenGracefulShutdown {
      var told: Date?
      while !Task.isCancelled {
        do {
          told = try await tell(after: told)
        } catch let error as StateError {
          observer.note(.stateFailing(code: error.code, message: error.description))
        } catch {}
        try? await surroundings.clock.sleep(for: Self.lookWait)
      }
    }
  }

  /// Tells the day whose time has come, unless it was told.
  ///
  /// - Returns: the day that was told last.
  func tell(after told: Date?) async throws -> Date? {
    let setup = await loop.present
    let now = surroundings.now()
    guard let day = setup.configuration.alive?.day(at: now), day != told else { return told }
    var event = AlertEvent.operational(.alive, occasion: day, now: now)
    guard try !state.hasAlert(event.id) else { return day }
    let report = try StatusReport(state: state, configuration: setup.configuration, now: now)
    let measured = Self.measured(report)
    event.measured = measured.map { ($0.name, .integer($0.count)) }
    if !setup.operations.isEmpty {
      try state.commit(alerts: [
        AlertRecord(
          id: event.id, type: event.kind.rawValue, at: now, event: event.encoded(),
          destinations: setup.operations)
      ])
      committed()
    }
    observer.note(.alive(measured))
    return day
  }

  static func measured(_ report: StatusReport) -> [(name: AlertEvent.MeasureName, count: Int)] {
    [
      (.sources, report.sources.count), (.failing, report.count(.failing)),
      (.silent, report.count(.silent)), (.paused, report.count(.paused)),
      (.articles, report.articlesOfDay), (.alerts, report.alertsOfDay),
      (.waiting, report.waiting),
      (.held, report.destinations.reduce(0) { $0 + $1.sum.held }), (.dead, report.dead),
    ]
  }
}

extension Configuration.Alive {
  /// The day, as its midnight in UTC, whose time has come in the zone; nil before it.
  func day(at now: Date) -> Date? {
    let zone = TimeZone(identifier: zone) ?? .gmt
    let local = now.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: now))
    let midnight = (local / 86_400).rounded(.down) * 86_400
    guard local - midnight >= Double(minute * 60) else { return nil }
    return Date(timeIntervalSince1970: midnight)
  }
}
