internal import Fetch

/// Notifications by ntfy, in JSON to the root of its server.
package struct NtfyReceiver: ReceiverForm {
  package static let word = "ntfy"

  package var server: String
  /// Whoever knows it can read it: on a public server it is as good as a password.
  package var topic: PlainOrSecret
  package var token: SecretReference?

  package init(server: String, topic: PlainOrSecret, token: SecretReference? = nil) {
    self.server = server
    self.topic = topic
    self.token = token
  }

  package var secrets: [SecretReference] { [topic.reference, token].compactMap { $0 } }
  package var url: String? { server }
  package var place: [String] { [topic.plain] }
  /// 60 requests at once, then one in 5 seconds.
  package var usualRate: SendingRate? { SendingRate(count: 1, per: .seconds(5), burst: 40) }

  /// A message over 4,096 bytes becomes an attachment, and JSON over twice as much is refused.
  static let messageBytes = 4_000
  static let jsonBytes = 8_000
  static let titleBytes = 200

  package static func isTopic(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
  }

  package func flaw(in secrets: RevealedSecrets) -> SecretFlaw? {
    if let reference = topic.reference, !Self.isTopic(secrets[reference]) {
      return SecretFlaw(
        reference, found: "no ntfy topic", expected: "1 to 64 letters, digits, - and _")
    }
    guard let token, secrets[token].unicodeScalars.contains(where: { !$0.isVisibleASCII }) else {
      return nil
    }
    return SecretFlaw(token, found: "no token", expected: "one such as tk_…")
  }

  package func request(
    for event: EventDocument, secrets: RevealedSecrets
  ) throws(DeliveryFailure) -> ReceiverRequest {
    let briefing = Briefing(event)
    let markup = PlainMarkup(.bytes)
    var limit = Self.messageBytes
    while true {
      let message = markup.text(
        (briefing.title.map { [$0] } ?? []) + briefing.details, limit: limit)
      let request = request(briefing, message, markup, secrets)
      guard request.body.count > Self.jsonBytes, limit > 1_000 else { return request }
      limit -= 500
    }
  }

  private func request(
    _ briefing: Briefing, _ message: String, _ markup: PlainMarkup, _ secrets: RevealedSecrets
  ) -> ReceiverRequest {
    let headers = token.map { [HTTPHeader("Authorization", "Bearer \(secrets[$0])")] } ?? []
    return .json(ReceiverRequest.address(server, ""), headers: headers) { writer in
      writer.key("topic")
      writer.string(secrets[topic])
      writer.key("title")
      writer.string(markup.text([briefing.heading], limit: Self.titleBytes))
      writer.key("message")
      writer.string(message)
      writer.key("priority")
      writer.integer(briefing.tone.priority)
      writer.key("tags")
      writer.list([briefing.tone.emojiTag]) { $0.string($1) }
      if let link = briefing.link {
        writer.key("click")
        writer.string(link)
      }
    }
  }

  package func judge(_ answer: ReceiverAnswer) -> DeliveryFailure? {
    let json = answer.json
    guard var failure = answer.failure() else {
      return json["id"].string != nil ? nil : answer.stranger(without: "ntfy's message")
    }
    let advice: String?
    switch (answer.status, json["code"].integer) {
    case (401, _), (403, _): advice = "the topic wants a token that may write to it"
    case (404, _): advice = "url is that of the server, without the topic"
    case (_, 40_009), (_, 40_010):
      advice = "the server does not take this topic: choose another name"
      failure.scope = .destination
    case (429, _): advice = "the server's limit is reached; set a rate, or ask for a higher limit"
    default: advice = nil
    }
    return failure.adding(said: json["error"].string, advice: advice)
  }
}

extension Briefing.Tone {
  /// 1 to 5; 5 and 4 come with a sound and stand out.
  fileprivate var priority: Int {
    switch self {
    case .critical: 5
    case .high: 4
    case .medium, .trouble, .plain: 3
    case .low, .good: 2
    }
  }

  /// A word that ntfy shows as an emoji.
  fileprivate var emojiTag: String {
    switch self {
    case .critical: "red_circle"
    case .high: "orange_circle"
    case .medium: "yellow_circle"
    case .low: "large_blue_circle"
    case .trouble: "warning"
    case .good: "white_check_mark"
    case .plain: "white_circle"
    }
  }
}

extension Unicode.Scalar {
  /// A sign that may stand in a token.
  var isVisibleASCII: Bool { value > 0x20 && value < 0x7F }
}
