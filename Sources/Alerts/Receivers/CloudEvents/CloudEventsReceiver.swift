internal import Fetch

/// CloudEvents 1.0 over HTTP in binary mode: the event itself is the body, what a bus routes by
/// stands in header fields.
package struct CloudEventsReceiver: ReceiverForm {
  package static let word = "cloudevents"
  package static let usualSource = "marsad"

  package var address: String
  /// Who sends, as a URI reference; with the id it names an event.
  package var source: String
  package var login: LoginReference?

  package init(
    address: String, source: String = Self.usualSource, login: LoginReference? = nil
  ) {
    self.address = address
    self.source = source
    self.login = login
  }

  package var secrets: [SecretReference] {
    switch login {
    case .basic(_, let password): [password]
    case .bearer(let token): [token]
    case nil: []
    }
  }
  package var url: String? { address }
  package var usualRate: SendingRate? { nil }

  /// Intermediaries must forward 64 KiB, header fields included.
  static let bodyBytes = 62 << 10

  package func request(
    for event: EventDocument, secrets: RevealedSecrets
  ) throws(DeliveryFailure) -> ReceiverRequest {
    var fields = [
      ("ce-id", event.id), ("ce-source", source), ("ce-specversion", "1.0"),
      ("ce-type", event.tree["type"].string ?? ""), ("ce-time", event.timestamp),
    ]
    if let article = event.tree["article"]["id"].string { fields.append(("ce-subject", article)) }
    var request = ReceiverRequest(
      url: address,
      headers: [HTTPHeader("Content-Type", "application/json")]
        + fields.map { HTTPHeader($0, PercentEncoding.fieldValue($1)) },
      body: EventShortening.fitting(event, limitBytes: Self.bodyBytes))
    switch login {
    case .basic(let user, let password):
      request.login = .basic(user: user, password: secrets[password])
    case .bearer(let token): request.login = .bearer(token: secrets[token])
    case nil: break
    }
    return request
  }
}
