internal import Alerts

/// `ntfy:`
enum NtfyKeys {
  static let url = Key(
    "url", NetworkReaders.webAddress, "The server, without the topic.", default: "https://ntfy.sh",
    example: "https://ntfy.sh")
  static let topic = Key(
    "topic",
    ReceiverReaders.plainOrSecret(
      "a topic of 1 to 64 letters, digits, - and _", pattern: "^[-_A-Za-z0-9]{1,64}$",
      { NtfyReceiver.isTopic($0) }),
    "The topic. On a public server whoever knows it can read along: keep it as a secret there.",
    example: "{credential: ntfy-topic}", isRequired: true)
  static let token = Key(
    "token", SecretReaders.reference, "An access token, where the topic wants one.",
    default: "none", example: "{credential: ntfy-token}")
  static let section = Section(
    id: "ntfy", title: "url and topic", meaning: "A topic of an ntfy server.",
    keys: [url.definition, topic.definition, token.definition])

  static let ntfy = Key(
    "ntfy",
    ReceiverReaders.section(section) { fields, _ in
      let server = fields.value(url, else: "https://ntfy.sh")
      let topic = fields[topic]
      let token = fields[token]
      return topic.map { .ntfy(NtfyReceiver(server: server, topic: $0, token: token)) }
    },
    "Notifications by ntfy.",
    example: "{url: https://ntfy.sh, topic: {credential: ntfy-topic}}")
}
