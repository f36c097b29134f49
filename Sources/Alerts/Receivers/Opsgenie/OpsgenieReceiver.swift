internal import Fetch

/// Opsgenie's alert API v2: an alert has its own id as alias, by which it is acknowledged and closed.
package struct OpsgenieReceiver: ReceiverForm {
  package static let word = "opsgenie"
  package static let usualURL = "https://api.opsgenie.com"

  package var key: SecretReference
  /// The server; that of the European Union is another one.
  package var server: String

  package init(key: SecretReference, server: String = Self.usualURL) {
    self.key = key
    self.server = server
  }

  package var secrets: [SecretReference] { [key] }
  package var url: String? { server }
  package var usualRate: SendingRate? { SendingRate(count: 2, per: .seconds(1), burst: 10) }
  package var knowsAcknowledgements: Bool { true }

  static let messageUnits = 130
  static let descriptionUnits = 15_000
  static let entityUnits = 512
  static let tagUnits = 50

  package func takes(_ event: EventDocument) -> Bool { event.kind != .alive }

  package func flaw(in secrets: RevealedSecrets) -> SecretFlaw? {
    guard secrets[key].unicodeScalars.contains(where: { !$0.isVisibleASCII }) else { return nil }
    return SecretFlaw(key, found: "no API key", expected: "the key of an API integration")
  }

  package func request(
    for event: EventDocument, secrets: RevealedSecrets
  ) throws(DeliveryFailure) -> ReceiverRequest {
    let alarm = Alarm(event)
    let alerts = ReceiverRequest.address(server, "v2/alerts")
    let one = "\(alerts)/\(PercentEncoding.segment(alarm.id))"
    let url =
      switch alarm.step {
      case .opens: alerts
      case .acknowledged: "\(one)/acknowledge?identifierType=alias"
      case .ends: "\(one)/close?identifierType=alias"
      }
    let headers = [HTTPHeader("Authorization", "GenieKey \(secrets[key])")]
    return .json(url, headers: headers) { writer in
      writer.key("source")
      writer.string("Marsad")
      guard alarm.step == .opens else { return }
      let briefing = Briefing(event)
      writer.key("message")
      writer.string(briefing.sentence(fitting: Self.messageUnits, .utf16))
      writer.key("alias")
      writer.string(alarm.id)
      writer.key("description")
      writer.string(
        PlainMarkup(.utf16).text(briefing.lines, limit: Self.descriptionUnits))
      writer.key("priority")
      writer.string(briefing.tone.geniePriority)
      writer.key("entity")
      writer.string(TextCut.prefix(event.place, fitting: Self.entityUnits, .utf16))
      writer.key("tags")
      writer.list([event.type] + [event.ruleName].compactMap(\.self)) { writer, tag in
        writer.string(
          TextCut.prefix(tag.replacing(",", with: " "), fitting: Self.tagUnits, .utf16))
      }
      writer.key("details")
      writer.object { writer in
        writer.key("id")
        writer.string(event.id)
        writer.key("time")
        writer.string(event.timestamp)
        guard let link = briefing.link else { return }
        writer.key("url")
        writer.string(link)
      }
    }
  }

  package func judge(_ answer: ReceiverAnswer) -> DeliveryFailure? {
    let advice: String? =
      switch answer.status {
      case 401, 403:
        "the key is not that of an API integration that may write; accounts in the European Union "
          + "have their own url, https://api.eu.opsgenie.com"
      default: nil
      }
    return answer.failure()?.adding(said: answer.json["message"].string, advice: advice)
  }
}

extension Briefing.Tone {
  fileprivate var geniePriority: String {
    switch self {
    case .critical: "P1"
    case .high: "P2"
    case .medium, .trouble: "P3"
    case .low: "P4"
    case .good, .plain: "P5"
    }
  }
}
