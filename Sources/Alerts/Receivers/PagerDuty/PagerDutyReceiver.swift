internal import Fetch

/// PagerDuty's Events API v2: an alert opens an incident, its acknowledgement is passed on, and what
/// recovers ends its own.
package struct PagerDutyReceiver: ReceiverForm {
  package static let word = "pagerduty"
  package static let usualURL = "https://events.pagerduty.com/v2/enqueue"

  /// The integration's, which decides whom it reaches.
  package var key: SecretReference
  package var address: String

  package init(key: SecretReference, address: String = Self.usualURL) {
    self.key = key
    self.address = address
  }

  package var secrets: [SecretReference] { [key] }
  package var url: String? { address }
  /// 120 events a minute and integration are let through.
  package var usualRate: SendingRate? { SendingRate(count: 2, per: .seconds(1), burst: 20) }
  package var knowsAcknowledgements: Bool { true }

  static let keyLength = 32
  static let summaryUnits = 1_024
  static let sourceUnits = 255
  /// All of it may have 512 KB.
  static let accountUnits = 8_000

  package func takes(_ event: EventDocument) -> Bool { event.kind != .alive }

  package func flaw(in secrets: RevealedSecrets) -> SecretFlaw? {
    let text = secrets[key]
    guard text.utf8.count != Self.keyLength || !text.isWord else { return nil }
    return SecretFlaw(
      key, found: "no integration key", expected: "the 32 letters and digits of one")
  }

  package func request(
    for event: EventDocument, secrets: RevealedSecrets
  ) throws(DeliveryFailure) -> ReceiverRequest {
    let alarm = Alarm(event)
    return .json(address) { writer in
      writer.key("routing_key")
      writer.string(secrets[key])
      writer.key("event_action")
      writer.string(alarm.step.action)
      writer.key("dedup_key")
      writer.string(alarm.id)
      guard alarm.step == .opens else { return }
      let briefing = Briefing(event)
      writer.key("payload")
      writer.object { Self.write(event, briefing, to: &$0) }
      writer.key("client")
      writer.string("Marsad")
      guard let link = briefing.link else { return }
      writer.key("links")
      writer.list([link]) { writer, link in
        writer.object { writer in
          writer.key("href")
          writer.string(link)
          writer.key("text")
          writer.string("The article")
        }
      }
    }
  }

  private static func write(
    _ event: EventDocument, _ briefing: Briefing, to writer: inout JSONWriter
  ) {
    writer.key("summary")
    writer.string(briefing.sentence(fitting: summaryUnits, .utf16))
    writer.key("source")
    writer.string(TextCut.prefix(event.place, fitting: sourceUnits, .utf16))
    writer.key("severity")
    writer.string(briefing.tone.pagerSeverity)
    writer.key("timestamp")
    writer.string(event.timestamp)
    writer.key("class")
    writer.string(event.type)
    if let rule = event.ruleName {
      writer.key("group")
      writer.string(rule)
    }
    writer.key("custom_details")
    writer.object { writer in
      writer.key("id")
      writer.string(event.id)
      writer.key("details")
      writer.string(briefing.account(fitting: accountUnits, .utf16))
      guard let link = briefing.link else { return }
      writer.key("url")
      writer.string(link)
    }
  }

  package func judge(_ answer: ReceiverAnswer) -> DeliveryFailure? {
    guard var failure = answer.failure() else { return nil }
    let json = answer.json
    let said = [json["message"].string] + json["errors"].list.map(\.string)
    let words = said.compactMap { $0 }.joined(separator: ": ")
    var advice: String?
    if answer.status == 400 {
      if words.lowercased().contains("routing") {
        failure.scope = .destination
        advice = "make an Events API v2 integration in the service and put its key into the secret"
      } else {
        // The same message would be refused again.
        failure.scope = .aborted
      }
    }
    return failure.adding(said: words.isEmpty ? nil : words, advice: advice)
  }
}

extension Alarm.Step {
  fileprivate var action: String {
    switch self {
    case .opens: "trigger"
    case .acknowledged: "acknowledge"
    case .ends: "resolve"
    }
  }
}

extension Briefing.Tone {
  fileprivate var pagerSeverity: String {
    switch self {
    case .critical: "critical"
    case .high: "error"
    case .medium, .trouble: "warning"
    case .low, .good, .plain: "info"
    }
  }
}

extension String {
  /// Letters and digits of ASCII alone.
  var isWord: Bool { !isEmpty && allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } }
}
