internal import Alerts

/// `pushover:`
enum PushoverKeys {
  static let token = Key(
    "token", SecretReaders.reference, "The token of an application.",
    example: "{credential: pushover-token}", isRequired: true)
  static let user = Key(
    "user", SecretReaders.reference, "The key of a user or group.",
    example: "{credential: pushover-user}", isRequired: true)
  static let url = Key(
    "url", NetworkReaders.webAddress, "Where messages are posted, if elsewhere.",
    default: PushoverReceiver.usualURL, example: PushoverReceiver.usualURL)
  static let section = Section(
    id: "pushover", title: "token and user", meaning: "Phones that are told through Pushover.",
    keys: [token.definition, user.definition, url.definition])

  static let pushover = Key(
    "pushover",
    ReceiverReaders.section(section) { fields, _ in
      let token = fields[token]
      let user = fields[user]
      let url = fields.value(url, else: PushoverReceiver.usualURL)
      guard let token, let user else { return nil }
      return .pushover(PushoverReceiver(token: token, user: user, address: url))
    },
    "Notifications to phones by Pushover.",
    example: "{token: {credential: pushover-token}, user: {credential: pushover-user}}")
}
