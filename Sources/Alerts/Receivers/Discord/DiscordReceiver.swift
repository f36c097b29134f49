/// Discord's webhooks: one embed, and no mention of anybody whatever a headline says. `wait=true`
/// makes Discord answer only when the message stands in the channel.
package struct DiscordReceiver: ReceiverForm {
  package static let word = "discord"

  /// The hook's address, which holds its token.
  package var hook: SecretReference

  package init(hook: SecretReference) { self.hook = hook }

  package var secrets: [SecretReference] { [hook] }
  /// A channel takes 30 messages a minute from webhooks.
  package var usualRate: SendingRate? { SendingRate(count: 28, per: .seconds(60), burst: 2) }

  /// An embed's title may have 256 characters, its description 4,096, all together 6,000. Counted
  /// in UTF-16, which is never less than what Discord counts.
  static let titleUnits = 256
  static let descriptionUnits = 4_000

  package func flaw(in secrets: RevealedSecrets) -> SecretFlaw? {
    SecretFlaw(hook, unlessAddress: secrets[hook], like: "https://discord.com/api/webhooks/…")
  }

  package func request(
    for event: EventDocument, secrets: RevealedSecrets
  ) throws(DeliveryFailure) -> ReceiverRequest {
    let briefing = Briefing(event)
    let markup = DiscordMarkup()
    let hook = secrets[hook]
    return .json(hook + (hook.contains("?") ? "&" : "?") + "wait=true") { writer in
      writer.key("allowed_mentions")
      writer.object { writer in
        writer.key("parse")
        writer.list([String]()) { $0.string($1) }
      }
      writer.key("embeds")
      writer.list([briefing]) { writer, briefing in
        writer.object { writer in
          if let title = briefing.title {
            writer.key("title")
            // Its link is the embed's, and all of it is bold there.
            let plain = Briefing.Line(.title, title.runs.map { .init($0.text, isForeign: true) })
            writer.string(markup.text([plain], limit: Self.titleUnits))
          }
          if let link = briefing.link {
            writer.key("url")
            writer.string(link)
          }
          writer.key("description")
          writer.string(
            markup.text([briefing.heading] + briefing.details, limit: Self.descriptionUnits))
          writer.key("color")
          writer.integer(briefing.tone.colour)
          if !Briefing.moment(event.timestamp).isEmpty {
            writer.key("timestamp")
            writer.string(event.timestamp)
          }
        }
      }
    }
  }

  package func judge(_ answer: ReceiverAnswer) -> DeliveryFailure? {
    let json = answer.json
    // The field of the head is rounded, the body's number is not.
    let wait = ReceiverAnswer.wait(seconds: json["retry_after"].number)
    guard let failure = answer.failure(wait: wait) else {
      let isTaken = answer.status == 204 || json["id"].string != nil
      return isTaken ? nil : answer.stranger(without: "Discord's message")
    }
    let advice: String?
    switch (json["code"].integer, answer.status) {
    case (10_015, _), (50_027, _), (_, 404), (_, 401):
      advice = "the webhook was deleted: make a new one and put its address into the secret"
    default: advice = nil
    }
    return failure.adding(said: json["message"].string, advice: advice)
  }
}

/// Discord's Markdown, in which a backslash makes any sign stand for itself.
struct DiscordMarkup: BriefingMarkup {
  func escape(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "~", "|", ">", "<", "#", "-", "+", "[", "]", "(", ")", "@", ":",
        ".":
        escaped.append("\\")
      default: break
      }
      escaped.append(scalar)
    }
    return String(escaped)
  }

  func strong(_ text: String) -> String { "**\(text)**" }
  func link(_ text: String, to url: String) -> String { "[\(text)](\(url))" }
  func quote(_ text: String) -> String { "> \(text)" }
  func length(_ text: String) -> Int { text.utf16.count }
}
