package import Fetch
package import Foundation

/// A receiver that Marsad speaks to in its own form, and what the configuration says of it.
package enum Receiver: Equatable, Sendable {
  case slack(SlackReceiver)
  case mattermost(MattermostReceiver)
  case discord(DiscordReceiver)
  case telegram(TelegramReceiver)
  case teams(TeamsReceiver)
  case ntfy(NtfyReceiver)
  case matrix(MatrixReceiver)
  case pagerduty(PagerDutyReceiver)
  case opsgenie(OpsgenieReceiver)
  case alertmanager(AlertmanagerReceiver)
  case pushover(PushoverReceiver)
  case gotify(GotifyReceiver)
  case cloudevents(CloudEventsReceiver)

  package var form: any ReceiverForm {
    switch self {
    case .slack(let form): form
    case .mattermost(let form): form
    case .discord(let form): form
    case .telegram(let form): form
    case .teams(let form): form
    case .ntfy(let form): form
    case .matrix(let form): form
    case .pagerduty(let form): form
    case .opsgenie(let form): form
    case .alertmanager(let form): form
    case .pushover(let form): form
    case .gotify(let form): form
    case .cloudevents(let form): form
    }
  }
}

/// What one kind of receiver wants: its request, what its answers mean, and how often it may be
/// asked. Pure: the same event and secrets give the same request, so that a replay is a repeat.
package protocol ReceiverForm: Equatable, Sendable {
  /// Its word in the configuration.
  static var word: String { get }
  /// What must be read before the first message.
  var secrets: [SecretReference] { get }
  /// An address that stands in the configuration itself; nil where it is a secret or a known one.
  var url: String? { get }
  /// What says where messages go, besides address and secrets: one that has moved gets a new chance.
  var place: [String] { get }
  /// Whether it is told that a person has seen to an alert (`alert.acknowledged`).
  var knowsAcknowledgements: Bool { get }
  /// Where the configuration names no rate; nil for as fast as it answers.
  var usualRate: SendingRate? { get }

  /// False for an event that means nothing there: it counts as delivered, and nothing is sent.
  func takes(_ event: EventDocument) -> Bool
  /// What is wrong with a secret, without showing it; nil for nothing.
  func flaw(in secrets: RevealedSecrets) -> SecretFlaw?
  /// - Throws: a failure of the message, for an event that cannot be said there.
  func request(
    for event: EventDocument, secrets: RevealedSecrets
  ) throws(DeliveryFailure) -> ReceiverRequest
  /// The same for receivers that want to be told how long something lasts from now on.
  func request(
    for event: EventDocument, secrets: RevealedSecrets, at now: Date
  ) throws(DeliveryFailure) -> ReceiverRequest
  /// nil for success.
  func judge(_ answer: ReceiverAnswer) -> DeliveryFailure?
}

extension ReceiverForm {
  package var word: String { Self.word }
  package var url: String? { nil }
  package var place: [String] { [] }
  package var knowsAcknowledgements: Bool { false }
  package func takes(_ event: EventDocument) -> Bool { true }
  package func flaw(in secrets: RevealedSecrets) -> SecretFlaw? { nil }
  package func request(
    for event: EventDocument, secrets: RevealedSecrets, at now: Date
  ) throws(DeliveryFailure) -> ReceiverRequest {
    try request(for: event, secrets: secrets)
  }
  package func judge(_ answer: ReceiverAnswer) -> DeliveryFailure? { answer.failure() }
}

/// A secret that cannot be what is asked for.
package struct SecretFlaw: Equatable, Sendable {
  package var reference: SecretReference
  /// What it is not, and what was expected: "no https address", "expected …".
  package var found: String
  package var expected: String

  package init(_ reference: SecretReference, found: String, expected: String) {
    self.reference = reference
    self.found = found
    self.expected = expected
  }
}

/// One message as it goes over the wire.
package struct ReceiverRequest: Equatable, Sendable {
  package var url: String
  package var method: FetchRequest.Method
  package var headers: [HTTPHeader]
  package var body: [UInt8]
  package var login: Login?

  package init(
    url: String, method: FetchRequest.Method = .post, headers: [HTTPHeader] = [], body: [UInt8]
  ) {
    self.url = url
    self.method = method
    self.headers = headers
    self.body = body
  }

  /// A path below a server's address, which may end with a slash.
  static func address(_ server: String, _ path: String) -> String {
    server + (server.hasSuffix("/") ? "" : "/") + path
  }

  /// - Parameter headers: besides the type of the body.
  package static func json(
    _ url: String, method: FetchRequest.Method = .post, headers: [HTTPHeader] = [],
    _ body: (inout JSONWriter) -> Void
  ) -> ReceiverRequest {
    var writer = JSONWriter()
    writer.object(body)
    return ReceiverRequest(
      url: url, method: method,
      headers: [HTTPHeader("Content-Type", "application/json; charset=utf-8")] + headers,
      body: writer.bytes)
  }
}
