/// Mattermost's incoming webhooks: one attachment, in its Markdown, with a colour.
package struct MattermostReceiver: ReceiverForm {
  package static let word = "mattermost"

  /// The hook's address, which is its key.
  package var hook: SecretReference
  /// In place of the hook's own, where the hook allows it.
  package var channel: String?
  package var username: String?
  package var iconURL: String?

  package init(
    hook: SecretReference, channel: String? = nil, username: String? = nil, iconURL: String? = nil
  ) {
    self.hook = hook
    self.channel = channel
    self.username = username
    self.iconURL = iconURL
  }

  package var secrets: [SecretReference] { [hook] }
  package var place: [String] { [channel ?? ""] }
  package var usualRate: SendingRate? { SendingRate(count: 1, per: .seconds(1), burst: 5) }

  /// A post may have 16,383 runes.
  static let textRunes = 8_000

  package func flaw(in secrets: RevealedSecrets) -> SecretFlaw? {
    SecretFlaw(hook, unlessAddress: secrets[hook], like: "https://mattermost.example/hooks/…")
  }

  package func request(
    for event: EventDocument, secrets: RevealedSecrets
  ) throws(DeliveryFailure) -> ReceiverRequest {
    let briefing = Briefing(event)
    let markup = MattermostMarkup()
    let text = markup.text(briefing.lines, limit: Self.textRunes)
    let fallback = markup.text(Array(briefing.lines.prefix(2)), limit: 1_000)
    return .json(secrets[hook]) { writer in
      for (name, value) in [("channel", channel), ("username", username), ("icon_url", iconURL)] {
        guard let value else { continue }
        writer.key(name)
        writer.string(value)
      }
      writer.key("attachments")
      writer.list([text]) { writer, text in
        writer.object { writer in
          writer.key("fallback")
          writer.string(fallback)
          writer.key("color")
          writer.string(briefing.tone.webColour)
          writer.key("text")
          writer.string(text)
        }
      }
    }
  }

  package func judge(_ answer: ReceiverAnswer) -> DeliveryFailure? {
    guard var failure = answer.failure() else {
      let said = answer.text.trimmingPrefix { $0.isWhitespace }
      return said.hasPrefix("ok") ? nil : answer.stranger(without: "Mattermost's ok")
    }
    let kind = answer.json["id"].string ?? ""
    let advice: String?
    switch kind {
    case "web.incoming_webhook.invalid.app_error", "web.incoming_webhook.user.app_error":
      advice = "the hook is no longer there: make a new one and put its address into the secret"
    case "web.incoming_webhook.channel.app_error", "web.incoming_webhook.permissions.app_error",
      "web.incoming_webhook.channel_locked.app_error":
      advice = "check channel: it must exist and the hook be allowed to post there"
    case "web.incoming_webhook.disabled.app_error":
      advice = "incoming webhooks are switched off: ask the server's administrator"
    default: advice = nil
    }
    // Told as 400, though no message would be taken.
    if advice != nil, failure.scope == .message { failure.scope = .destination }
    return failure.adding(said: answer.json["message"].string, advice: advice)
  }
}

/// Mattermost's Markdown. It knows Slack's links and mentions too, and mentions are found in the text
/// before Markdown is: signs that begin one are parted from what follows by a zero-width space.
struct MattermostMarkup: BriefingMarkup {
  func escape(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "@", "<":
        escaped.append(scalar)
        escaped.append("\u{200B}")
      case "\\", "`", "*", "{", "}", "[", "]", "(", ")", "#", "+", "-", ".", "!", "_", ">", "~",
        "|", "$":
        escaped.append("\\")
        escaped.append(scalar)
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }

  func strong(_ text: String) -> String { "**\(text)**" }
  func link(_ text: String, to url: String) -> String { "[\(text)](\(url))" }
  func quote(_ text: String) -> String { "> \(text)" }
  func length(_ text: String) -> Int { text.unicodeScalars.count }

  /// A quote goes on until an empty line.
  func gap(_ upper: Briefing.Line, _ lower: Briefing.Line) -> String {
    upper.role == .quote && lower.role != .quote ? "\n\n" : "\n"
  }
}
