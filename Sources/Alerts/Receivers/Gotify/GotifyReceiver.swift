internal import Fetch

/// Gotify: notifications from one's own server, as plain text.
package struct GotifyReceiver: ReceiverForm {
  package static let word = "gotify"

  package var server: String
  /// The application's.
  package var token: SecretReference

  package init(server: String, token: SecretReference) {
    self.server = server
    self.token = token
  }

  package var secrets: [SecretReference] { [token] }
  package var url: String? { server }
  package var usualRate: SendingRate? { nil }

  static let titleRunes = 250
  static let messageRunes = 4_000

  package func flaw(in secrets: RevealedSecrets) -> SecretFlaw? {
    guard secrets[token].unicodeScalars.contains(where: { !$0.isVisibleASCII }) else { return nil }
    return SecretFlaw(token, found: "no token", expected: "the token of an application")
  }

  package func request(
    for event: EventDocument, secrets: RevealedSecrets
  ) throws(DeliveryFailure) -> ReceiverRequest {
    let briefing = Briefing(event)
    let markup = PlainMarkup(.runes)
    let lines = (briefing.title.map { [$0] } ?? []) + briefing.details
    // The token stands in no address.
    let headers = [HTTPHeader("X-Gotify-Key", secrets[token])]
    return .json(ReceiverRequest.address(server, "message"), headers: headers) { writer in
      writer.key("title")
      writer.string(markup.text([briefing.heading], limit: Self.titleRunes))
      writer.key("message")
      writer.string(markup.text(lines, limit: Self.messageRunes))
      writer.key("priority")
      writer.integer(briefing.tone.gotifyPriority)
      writer.key("extras")
      writer.object { writer in
        writer.key("client::display")
        writer.object { writer in
          writer.key("contentType")
          writer.string("text/plain")
        }
        guard let link = briefing.link else { return }
        writer.key("client::notification")
        writer.object { writer in
          writer.key("click")
          writer.object { writer in
            writer.key("url")
            writer.string(link)
          }
        }
      }
    }
  }

  package func judge(_ answer: ReceiverAnswer) -> DeliveryFailure? {
    let json = answer.json
    guard let failure = answer.failure() else {
      return json["id"].integer != nil ? nil : answer.stranger(without: "Gotify's message")
    }
    let advice: String? =
      switch answer.status {
      case 401, 403: "the token must be that of an application, not of a client"
      case 404: "url is that of the server, without /message"
      default: nil
      }
    return failure.adding(
      said: json["errorDescription"].string ?? json["error"].string, advice: advice)
  }
}

extension Briefing.Tone {
  /// From 4 on it sounds, from 8 on it stands out.
  fileprivate var gotifyPriority: Int {
    switch self {
    case .critical: 10
    case .high: 8
    case .medium, .trouble: 5
    case .plain: 4
    case .low, .good: 2
    }
  }
}
