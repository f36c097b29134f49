internal import Alerts

/// `telegram:`
enum TelegramKeys {
  static let token = Key(
    "token", SecretReaders.reference, "The bot's token, as @BotFather gave it.",
    example: "{credential: telegram-token}", isRequired: true)
  static let chat = Key(
    "chat",
    ReceiverReaders.text(
      "a chat's number such as \"-1001234567890\", or @name",
      pattern: "^(-?[0-9]{1,19}|@[A-Za-z][A-Za-z0-9_]{2,63})$", isChat),
    "The chat: its number (negative for groups and channels), or `@name` of a public one.",
    example: "\"-1001234567890\"", isRequired: true)
  static let thread = Key(
    "thread", Scalars.integer(1...2_147_483_647), "The topic of a group with topics.",
    default: "none", example: "5")
  static let silent = Key(
    "silent", Scalars.boolean, "Messages come without a sound.", default: "false",
    example: "true")
  static let url = Key(
    "url", NetworkReaders.webAddress, "A Bot API server of one's own.",
    default: TelegramReceiver.usualURL, example: "https://bots.desk.example")
  static let section = Section(
    id: "telegram", title: "token and chat", meaning: "A chat, and the bot that writes there.",
    keys: [token.definition, chat.definition, thread.definition, silent.definition, url.definition])

  static let telegram = Key(
    "telegram",
    ReceiverReaders.section(section) { fields, _ in
      let token = fields[token]
      let chat = fields[chat]
      let thread = fields[thread]
      let isSilent = fields.value(silent, else: false)
      let server = fields.value(url, else: TelegramReceiver.usualURL)
      guard let token, let chat else { return nil }
      var receiver = TelegramReceiver(token: token, chat: chat)
      receiver.thread = thread
      receiver.isSilent = isSilent
      receiver.server = server
      return .telegram(receiver)
    },
    "Messages of a Telegram bot to one chat.",
    example: "{token: {credential: telegram-token}, chat: \"-1001234567890\"}")

  @Sendable private static func isChat(_ text: String) -> Bool {
    if text.hasPrefix("@") {
      let name = text.dropFirst()
      return (3...64).contains(name.utf8.count) && name.first?.isLetter == true
        && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    }
    return Int64(text).map { $0 != 0 } ?? false
  }
}
