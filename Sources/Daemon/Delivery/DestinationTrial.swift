package import Alerts
package import Fetch
package import Foundation
internal import State

/// One `marsad.test` event to one destination, beside the queue: nothing is remembered of it.
package struct DestinationTrial: Sendable {
  /// The event's id, which is the message's.
  package var id: String
  package var answer: DeliveryAnswer
  package var seconds: Double

  /// Sends it. To a log nothing is written, since a daemon may be writing there: it is only looked
  /// at whether one could.
  package static func run(
    _ settings: DestinationSettings, engine: FetchEngine, environment: [String: String],
    now: Date
  ) async -> DestinationTrial {
    let event = AlertEvent.test(destination: settings.name, now: now)
    let began = ContinuousClock.now
    let answer: DeliveryAnswer
    if case .log(let path, _) = settings.kind {
      answer = DeliveryAnswer(failure: hindrance(path))
    } else {
      answer = await post(event, settings, engine, environment, now: now)
    }
    let seconds = (ContinuousClock.now - began).inSeconds
    return DestinationTrial(id: event.id, answer: answer, seconds: seconds)
  }

  private static func post(
    _ event: AlertEvent, _ settings: DestinationSettings, _ engine: FetchEngine,
    _ environment: [String: String], now: Date
  ) async -> DeliveryAnswer {
    do throws(DeliveryFailure) {
      let sender = try DeliverySender(
        settings, engine: engine, environment: environment, now: now)
      return await sender.send(
        [OutgoingMessage(alert: event.id, event: event.encoded())], now: now)
    } catch {
      return DeliveryAnswer(failure: error)
    }
  }

  private static func hindrance(_ path: String) -> DeliveryFailure? {
    let files = FileManager.default
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let isThere = files.fileExists(atPath: path)
    guard !files.isWritableFile(atPath: isThere ? path : folder) else { return nil }
    let what = isThere || files.fileExists(atPath: folder) ? "may not be written" : "has no folder"
    return DeliveryFailure(
      scope: .destination, kind: "log", message: "log \(path) \(what)", isMisconfigured: true)
  }
}
