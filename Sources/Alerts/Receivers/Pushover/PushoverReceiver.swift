internal import Fetch

/// Pushover: notifications to phones. What is critical sounds until somebody has seen it.
package struct PushoverReceiver: ReceiverForm {
  package static let word = "pushover"
  package static let usualURL = "https://api.pushover.net/1/messages.json"

  /// The application's.
  package var token: SecretReference
  /// A user's or group's key.
  package var user: SecretReference
  package var address: String

  package init(token: SecretReference, user: SecretReference, address: String = Self.usualURL) {
    self.token = token
    self.user = user
    self.address = address
  }

  package var secrets: [SecretReference] { [token, user] }
  package var url: String? { address }
  package var usualRate: SendingRate? { SendingRate(count: 1, per: .seconds(1), burst: 5) }

  static let titleRunes = 250
  static let messageRunes = 1_024
  static let urlBytes = 512
  /// Again every minute, for an hour at most.
  static let retrySeconds = 60
  static let expireSeconds = 3_600

  package func flaw(in secrets: RevealedSecrets) -> SecretFlaw? {
    for (reference, found) in [(token, "no application token"), (user, "no user or group key")]
    where secrets[reference].utf8.count != 30 || !secrets[reference].isWord {
      return SecretFlaw(reference, found: found, expected: "30 letters and digits")
    }
    return nil
  }

  package func request(
    for event: EventDocument, secrets: RevealedSecrets
  ) throws(DeliveryFailure) -> ReceiverRequest {
    let briefing = Briefing(event)
    let markup = PlainMarkup(.runes)
    let lines = (briefing.title.map { [$0] } ?? []) + briefing.details
    var fields = [
      ("token", secrets[token]), ("user", secrets[user]),
      ("title", markup.text([briefing.heading], limit: Self.titleRunes)),
      ("message", markup.text(lines, limit: Self.messageRunes)),
      ("priority", String(briefing.tone.pushPriority)),
    ]
    if briefing.tone == .critical {
      fields += [("retry", String(Self.retrySeconds)), ("expire", String(Self.expireSeconds))]
    }
    if let seconds = Timestamp.seconds(rfc3339: event.timestamp) {
      fields.append(("timestamp", String(seconds)))
    }
    // One that is cut leads nowhere.
    if let link = briefing.link.map(PercentEncoding.ascii), link.utf8.count <= Self.urlBytes {
      fields += [("url", link), ("url_title", "The article")]
    }
    let body = fields.map { "\($0)=\(PercentEncoding.segment($1))" }.joined(separator: "&")
    return ReceiverRequest(
      url: address, headers: [HTTPHeader("Content-Type", "application/x-www-form-urlencoded")],
      body: Array(body.utf8))
  }

  package func judge(_ answer: ReceiverAnswer) -> DeliveryFailure? {
    let json = answer.json
    guard var failure = answer.failure() else {
      return json["status"].integer == 1 ? nil : answer.stranger(without: "Pushover's status 1")
    }
    var advice: String?
    if json["token"].string == "invalid" || json["user"].string == "invalid" {
      failure.scope = .destination
      advice = "check the application's token and the user's key; they are two different ones"
    } else if answer.status == 429 {
      advice = "the application's messages of this month are used up"
    }
    let said = json["errors"].list.compactMap(\.string).joined(separator: "; ")
    return failure.adding(said: said.isEmpty ? nil : said, advice: advice)
  }
}

extension Briefing.Tone {
  /// −2 to 2; 2 sounds until it is acknowledged on the phone.
  fileprivate var pushPriority: Int {
    switch self {
    case .critical: 2
    case .high: 1
    case .medium, .trouble, .plain: 0
    case .low, .good: -1
    }
  }
}
