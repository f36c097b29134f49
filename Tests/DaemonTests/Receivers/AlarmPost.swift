import Alerts
import Daemon
import Foundation
import State
import TestSupport

/// Acknowledgements and events of operations, as receivers that keep alarms get them.
enum SampleAlarm {
  static let failing = operational(.sourceFailing, measured: [])
  static let recovered = operational(
    .sourceRecovered, measured: [(.failingSeconds, .integer(7_200))])
  static let silent = operational(.sourceSilent, measured: [(.quietSeconds, .integer(7_200))])
  static let speaks = operational(
    .sourceRecovered, measured: [(.quietSeconds, .integer(7_200))], occasion: SampleAlert.now + 60)
  static let alive = AlertEvent.operational(
    .alive, occasion: SampleAlert.now, now: SampleAlert.now)

  private static func operational(
    _ kind: AlertEvent.Kind, measured: [(name: AlertEvent.MeasureName, value: AlertEvent.Measure)],
    occasion: Date = SampleAlert.now
  ) -> AlertEvent {
    .operational(
      kind, source: .init(name: "الشرق", url: "https://news.example/"),
      error: .init(kind: "dns", message: "no address", since: SampleAlert.now, count: 3),
      measured: measured, occasion: occasion, now: SampleAlert.now)
  }
}

extension DeliveryPost {
  /// Alerts of every type: Arabic, English, large and hostile ones.
  ///
  /// - Returns: their ids, in order.
  func commitEverything(to destination: String = "team") throws -> [String] {
    let alerts = SampleAlert.ordinary + SampleAlert.large + SampleAlert.hostileAlerts
    try commit(alerts, to: destination)
    let stored = SampleAlert.stored
    try state.commit(
      alerts: stored.map { id, type, event in
        AlertRecord(
          id: id, type: type, at: LeapingClock.origin, event: event, destinations: [destination])
      })
    return alerts.map(\.id) + stored.map(\.id)
  }

  /// Somebody has seen to an alert, an hour after it.
  func acknowledge(_ alert: AlertEvent, to destination: String = "team") throws {
    let now = SampleAlert.now + 3_600
    let told = AlertEvent.acknowledgement(ofAlert: alert.id, stored: alert.encoded(), at: now)
    try state.commit(alerts: [
      AlertRecord(
        id: told.id, type: AlertEvent.Kind.acknowledged.rawValue, at: now, event: told.event,
        destinations: [destination])
    ])
  }
}
