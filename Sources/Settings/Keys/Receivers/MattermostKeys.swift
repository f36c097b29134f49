internal import Alerts

/// `mattermost:`
enum MattermostKeys {
  static let url = Key(
    "url", SecretReaders.reference, "The address of the incoming webhook, which is a secret.",
    example: "{credential: mattermost-url}", isRequired: true)
  static let channel = Key(
    "channel", HeaderReaders.value,
    "A channel other than the hook's own, by its name in addresses, or `@name` of a person; where the hook allows it.",
    default: "the hook's", example: "news-desk")
  static let username = Key(
    "username", HeaderReaders.value,
    "The name that it posts under, where the server allows it.", default: "the hook's",
    example: "Marsad")
  static let iconURL = Key(
    "icon_url", NetworkReaders.webAddress, "Its picture, where the server allows it.",
    default: "the hook's", example: "https://desk.example/marsad.png")
  static let section = Section(
    id: "mattermost", title: "url, channel and username",
    meaning: "A Mattermost channel, where more is said than the hook's address.",
    keys: [url.definition, channel.definition, username.definition, iconURL.definition])

  static let mattermost = Key(
    "mattermost",
    ReceiverReaders.either(
      { .mattermost(MattermostReceiver(hook: $0)) }, or: section
    ) { fields, _ in
      let channel = fields[channel]
      let username = fields[username]
      let iconURL = fields[iconURL]
      return fields[url].map {
        .mattermost(
          MattermostReceiver(hook: $0, channel: channel, username: username, iconURL: iconURL))
      }
    },
    "Messages to a Mattermost channel: the address of an incoming webhook, which is a secret.",
    example: "{credential: mattermost-url}")
}
