internal import Alerts
internal import Foundation

extension DeliveryLane {
  /// Makes an event of what the queue has to tell.
  func describe(_ notice: DeliveryQueue.Notice, now: Date) -> Report {
    switch notice {
    case .failing(let since, let stage, let failure, let attempts):
      return report(
        .destinationFailing, since: since, occasion: since + stage.inSeconds, failure: failure,
        attempts: attempts, now: now,
        words: "\(failure.message) (since \(Timestamp.rfc3339(since, milliseconds: false)))")
    case .recovered(let since, let attempts):
      return report(
        .destinationRecovered, since: since, occasion: since, failure: nil, attempts: attempts,
        now: now, words: "works again")
    case .disabled(let since, let reason, let attempts):
      return report(
        .destinationDisabled, since: since, occasion: since,
        failure: DeliveryFailure(scope: .gone, kind: "disabled", message: reason),
        attempts: attempts, now: now,
        words: "\(reason); its alerts are kept: marsad deliveries retry")
    }
  }

  private func report(
    _ kind: AlertEvent.Kind, since: Date, occasion: Date, failure: DeliveryFailure?,
    attempts: Int, now: Date, words: String
  ) -> Report {
    let error = failure.map {
      AlertEvent.Failure(kind: $0.kind, message: $0.message, since: since, count: attempts)
    }
    let event = AlertEvent.operational(
      kind, destination: name, error: error,
      measured: [(.waiting, .integer(waiting)), (.failingSince, .date(since))],
      occasion: occasion, now: now)
    return Report(event: event, words: words)
  }
}
