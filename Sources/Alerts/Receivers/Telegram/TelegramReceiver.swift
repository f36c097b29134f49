/// A Telegram bot's messages to one chat, in the HTML of its Bot API.
package struct TelegramReceiver: ReceiverForm {
  package static let word = "telegram"
  package static let usualURL = "https://api.telegram.org"

  package var token: SecretReference
  /// A number, negative for groups and channels, or `@name`.
  package var chat: String
  /// A topic of a group.
  package var thread: Int?
  /// Whether it comes without a sound.
  package var isSilent = false
  /// Of the Bot API's server.
  package var server = Self.usualURL

  package init(token: SecretReference, chat: String) {
    self.token = token
    self.chat = chat
  }

  package var secrets: [SecretReference] { [token] }
  package var url: String? { server }
  package var place: [String] { [chat, thread.map(String.init) ?? ""] }

  /// 20 a minute to a group or channel, about one a second to a person.
  package var usualRate: SendingRate? {
    chat.hasPrefix("-") || chat.hasPrefix("@")
      ? SendingRate(count: 18, per: .seconds(60), burst: 2)
      : SendingRate(count: 1, per: .seconds(1), burst: 3)
  }

  /// A message may have 4,096, in UTF-16 and once its entities are read.
  static let textUnits = 4_096

  package func flaw(in secrets: RevealedSecrets) -> SecretFlaw? {
    let parts = secrets[token].split(separator: ":", omittingEmptySubsequences: false)
    let isSound =
      parts.count == 2 && (1...20).contains(parts[0].utf8.count)
      && parts[0].utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
      && (20...100).contains(parts[1].utf8.count)
      && parts[1].allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-")
      }
    return isSound
      ? nil
      : SecretFlaw(
        token, found: "no token of a Telegram bot",
        expected: "what @BotFather gave: a number, a colon and about 35 letters")
  }

  package func request(
    for event: EventDocument, secrets: RevealedSecrets
  ) throws(DeliveryFailure) -> ReceiverRequest {
    let text = TelegramMarkup().text(Briefing(event).signed, limit: Self.textUnits)
    let url = ReceiverRequest.address(server, "bot\(secrets[token])/sendMessage")
    return .json(url) { writer in
      writer.key("chat_id")
      writer.string(chat)
      if let thread {
        writer.key("message_thread_id")
        writer.integer(thread)
      }
      writer.key("text")
      writer.string(text)
      writer.key("parse_mode")
      writer.string("HTML")
      writer.key("link_preview_options")
      writer.object { writer in
        writer.key("is_disabled")
        writer.boolean(true)
      }
      if isSilent {
        writer.key("disable_notification")
        writer.boolean(true)
      }
    }
  }

  package func judge(_ answer: ReceiverAnswer) -> DeliveryFailure? {
    let json = answer.json
    let wait = ReceiverAnswer.wait(seconds: json["parameters"]["retry_after"].number)
    guard var failure = answer.failure(wait: wait) else {
      return json["ok"] == .boolean(true) ? nil : answer.stranger(without: "Telegram's ok")
    }
    let said = json["description"].string
    let advice = advice(answer.status, said?.lowercased() ?? "", json["parameters"])
    // Told as 400, though no message would be taken.
    if answer.status == 400, advice != nil { failure.scope = .destination }
    return failure.adding(said: said, advice: advice)
  }

  private func advice(_ status: Int, _ said: String, _ parameters: JSONTree) -> String? {
    if let chat = parameters["migrate_to_chat_id"].integer {
      return "the group became a supergroup: write chat: \"\(chat)\""
    }
    if said.contains("chat not found") {
      return "check chat, and add the bot to it (a person must have written to the bot first)"
    }
    if said.contains("thread not found") || said.contains("topic_closed") {
      return "check thread: the topic is closed or gone"
    }
    if said.contains("rights") || said.contains("kicked") || said.contains("not a member")
      || said.contains("blocked by the user")
    {
      return "add the bot to the chat and let it write there"
    }
    if status == 401 || status == 404 {
      return "the token is not valid (any more): ask @BotFather for it"
    }
    return nil
  }
}

/// The HTML that Telegram reads.
struct TelegramMarkup: BriefingMarkup {
  func escape(_ text: String) -> String { HTMLEscape.text(text) }
  func strong(_ text: String) -> String { "<b>\(text)</b>" }

  func link(_ text: String, to url: String) -> String {
    "<a href=\"\(HTMLEscape.text(url))\">\(text)</a>"
  }

  func quote(_ text: String) -> String { "<blockquote>\(text)</blockquote>" }

  /// What Telegram counts: the text without its tags, each reference as the sign it stands for.
  func length(_ text: String) -> Int {
    var count = 0
    /// The sign that ends what is not counted.
    var end: UInt16?
    for unit in text.utf16 {
      switch (unit, end) {
      case (0x3C, nil): end = 0x3E
      case (0x26, nil):
        end = 0x3B
        count += 1
      case (_, nil): count += 1
      case (_, let sign?): if unit == sign { end = nil }
      }
    }
    return count
  }
}
