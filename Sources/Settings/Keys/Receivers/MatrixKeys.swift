internal import Alerts

/// `matrix:`
enum MatrixKeys {
  static let url = Key(
    "url", NetworkReaders.webAddress, "The homeserver of the account.",
    example: "https://matrix.example", isRequired: true)
  static let room = Key(
    "room",
    ReceiverReaders.text(
      "a room's id such as \"!abcdef:matrix.example\" (not an alias)",
      pattern: #"^![^\s]{1,254}$"#
    ) { text in
      text.hasPrefix("!") && (2...255).contains(text.utf8.count)
        && text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
    },
    "The room's id, which begins with `!`; its settings show it under Advanced.",
    example: "\"!abcdef:matrix.example\"", isRequired: true)
  static let token = Key(
    "token", SecretReaders.reference, "The account's access token.",
    example: "{credential: matrix-token}", isRequired: true)
  static let section = Section(
    id: "matrix", title: "url, room and token",
    meaning: "A Matrix room, and the account that writes there.",
    keys: [url.definition, room.definition, token.definition])

  static let matrix = Key(
    "matrix",
    ReceiverReaders.section(section) { fields, _ in
      let url = fields[url]
      let room = fields[room]
      let token = fields[token]
      guard let url, let room, let token else { return nil }
      return .matrix(MatrixReceiver(homeserver: url, room: room, token: token))
    },
    "Notices in a Matrix room.",
    example:
      "{url: https://matrix.example, room: \"!abcdef:matrix.example\", token: {credential: matrix-token}}"
  )
}
