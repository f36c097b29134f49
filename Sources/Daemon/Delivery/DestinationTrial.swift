package import Alerts
package import Fetch
package import Foundation
internal import State

/// One event to one destination, beside the queue: nothing is remembered of it.
package struct DestinationTrial: Sendable {
  /// The event's id, which is the message's.
  package var id: String
  package var answer: DeliveryAnswer
  package var seconds: Double

  /// Sends it. To a log nothing is written, since a daemon may be writing there: it is only looked
  /// at whether one could.
  package static func run(
    _ event: EventDocument, _ bytes: [UInt8], to settings: DestinationSettings,
    engine: FetchEngine, environment: [String: String], now: Date
  ) async -> DestinationTrial {
    let message = OutgoingMessage(alert: event.id, event: bytes)
    let began = ContinuousClock.now
    let answer: DeliveryAnswer
    if case .log(let path, _) = settings.kind {
      answer = DeliveryAnswer(failure: hindrance(path))
    } else {
      answer = await post(message, settings, engine, environment, now: now)
    }
    let seconds = (ContinuousClock.now - began).inSeconds
    return DestinationTrial(id: event.id, answer: answer, seconds: seconds)
  }

  /// What would be sent of an event, and its content type. Nothing leaves the machine, and secrets
  /// that a receiver wants in its body are not read.
  package static func body(
    of event: EventDocument, _ bytes: [UInt8], to settings: DestinationSettings
  ) throws(DeliveryFailure) -> (bytes: [UInt8], contentType: String) {
    switch settings.kind {
    case .log, .program: return (bytes, TemplateFormat.standardContentType)
    case .webhook(let webhook):
      return (try webhook.shaped(bytes), webhook.contentType)
    case .receiver(let receiver, _):
      let hidden = receiver.form.secrets.reduce(into: [:]) { $0[$1] = "…" }
      let request = try receiver.form.request(for: event, secrets: RevealedSecrets(hidden))
      let type = request.headers.first { $0.name.lowercased() == "content-type" }?.value
      return (request.body, type ?? "application/octet-stream")
    case .email(let email, _):
      return (EmailMessage.make(event, email), "message/rfc822")
    }
  }

  private static func post(
    _ message: OutgoingMessage, _ settings: DestinationSettings, _ engine: FetchEngine,
    _ environment: [String: String], now: Date
  ) async -> DeliveryAnswer {
    do throws(DeliveryFailure) {
      let sender = try DeliverySender(
        settings, engine: engine, environment: environment, now: now)
      return await sender.send([message], now: now)
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
