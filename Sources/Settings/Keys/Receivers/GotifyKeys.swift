internal import Alerts

/// `gotify:`
enum GotifyKeys {
  static let url = Key(
    "url", NetworkReaders.webAddress, "The server.", example: "https://gotify.example",
    isRequired: true)
  static let token = Key(
    "token", SecretReaders.reference, "The token of an application.",
    example: "{credential: gotify-token}", isRequired: true)
  static let section = Section(
    id: "gotify", title: "url and token", meaning: "An application of a Gotify server.",
    keys: [url.definition, token.definition])

  static let gotify = Key(
    "gotify",
    ReceiverReaders.section(section) { fields, _ in
      let url = fields[url]
      let token = fields[token]
      guard let url, let token else { return nil }
      return .gotify(GotifyReceiver(server: url, token: token))
    },
    "Notifications by a Gotify server.",
    example: "{url: \"https://gotify.example\", token: {credential: gotify-token}}")
}
