internal import Fetch
package import Foundation

/// Prometheus' Alertmanager, API v2: it groups, silences and routes what it is given.
///
/// An alert's labels are its identity there; they hold no text of the article and no time. It fires
/// until `lasts` is over, or until somebody acknowledges it here; what recovers ends at once.
package struct AlertmanagerReceiver: ReceiverForm {
  package static let word = "alertmanager"
  package static let usualLasting = Duration.seconds(86_400)

  package var server: String
  package var login: LoginReference?
  /// Further labels of every alert.
  package var labels: [Label]
  /// From the moment at which it is sent, so that a late one is not over when it comes.
  package var lasts: Duration

  package struct Label: Equatable, Sendable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  package init(
    server: String, login: LoginReference? = nil, labels: [Label] = [],
    lasts: Duration = Self.usualLasting
  ) {
    self.server = server
    self.login = login
    self.labels = labels
    self.lasts = lasts
  }

  package var secrets: [SecretReference] {
    switch login {
    case .basic(_, let password): [password]
    case .bearer(let token): [token]
    case nil: []
    }
  }
  package var url: String? { server }
  package var usualRate: SendingRate? { nil }
  package var knowsAcknowledgements: Bool { true }

  static let labelUnits = 200
  static let summaryUnits = 1_000
  static let descriptionUnits = 8_000
  /// A destination's trouble is told of again after days; until then it is the same one.
  static let troubleLasts = Duration.seconds(5 * 86_400)

  package func takes(_ event: EventDocument) -> Bool { event.kind != .alive }

  /// Names that Alertmanager takes, and none of its own.
  package static func isLabel(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, !"0123456789".unicodeScalars.contains(first),
      !own.contains(name)
    else { return false }
    return name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
  }

  private static let own: Set<String> = ["alertname", "alert", "severity", "source", "rule"]

  package func request(
    for event: EventDocument, secrets: RevealedSecrets
  ) throws(DeliveryFailure) -> ReceiverRequest {
    let seconds = Timestamp.seconds(rfc3339: event.timestamp) ?? 0
    return try request(
      for: event, secrets: secrets, at: Date(timeIntervalSince1970: Double(seconds)))
  }

  package func request(
    for event: EventDocument, secrets: RevealedSecrets, at now: Date
  ) throws(DeliveryFailure) -> ReceiverRequest {
    var writer = JSONWriter()
    writer.list([event]) { writer, event in
      writer.object { write(event, at: now, to: &$0) }
    }
    var request = ReceiverRequest(
      url: ReceiverRequest.address(server, "api/v2/alerts"),
      headers: [HTTPHeader("Content-Type", "application/json")],
      body: writer.bytes)
    switch login {
    case .basic(let user, let password):
      request.login = .basic(user: user, password: secrets[password])
    case .bearer(let token): request.login = .bearer(token: secrets[token])
    case nil: break
    }
    return request
  }

  private func write(_ event: EventDocument, at now: Date, to writer: inout JSONWriter) {
    let tree = event.tree
    let alarm = Alarm(event)
    writer.key("labels")
    writer.object { writer in
      func label(_ name: String, _ value: String?) {
        // An empty label is none.
        guard let value, !value.isEmpty else { return }
        writer.key(name)
        writer.string(
          TextCut.prefix(
            ForeignText.line(value, limit: Self.labelUnits), fitting: Self.labelUnits, .runes))
      }
      label("alertname", tree["rule"]["name"].string ?? Self.name(of: event))
      label("alert", alarm.id)
      label("severity", tree["rule"]["severity"].string ?? "info")
      label("source", event.place)
      for own in labels { label(own.name, own.value) }
    }
    let briefing = Briefing(event)
    // Those that come last are shown, also when it is told that an alert is over.
    writer.key("annotations")
    writer.object { writer in
      writer.key("summary")
      writer.string(briefing.sentence(fitting: Self.summaryUnits, .runes))
      writer.key("description")
      writer.string(briefing.account(fitting: Self.descriptionUnits, .runes))
    }
    if alarm.step == .opens {
      writer.key("startsAt")
      writer.string(event.timestamp)
    }
    writer.key("endsAt")
    switch alarm.step {
    case .opens:
      let isTrouble = alarm.id != event.id
      let lasts = isTrouble ? max(lasts, Self.troubleLasts) : lasts
      writer.string(Timestamp.rfc3339(now + lasts.seconds))
    case .acknowledged, .ends: writer.string(event.timestamp)
    }
    if let link = briefing.link {
      writer.key("generatorURL")
      writer.string(PercentEncoding.ascii(link))
    }
  }

  /// Of what no rule brought: the same word when it begins and when it ends.
  private static func name(of event: EventDocument) -> String {
    switch event.kind {
    case .sourceRecovered:
      event.tree["measured"]["failing_s"].isNull ? "source.silent" : "source.failing"
    case .destinationFailing, .destinationDisabled, .destinationRecovered: "destination.failing"
    default: event.type
    }
  }

  package func judge(_ answer: ReceiverAnswer) -> DeliveryFailure? {
    let said = answer.json.string ?? answer.json["message"].string
    return answer.failure()?.adding(
      said: said,
      advice: answer.status == 404 ? "url is that of the server, without /api" : nil)
  }
}
