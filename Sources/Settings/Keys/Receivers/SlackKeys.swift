internal import Alerts

/// `slack:`, `discord:` and `teams:`, of which an address says everything.
enum SlackKeys {
  static let slack = Key(
    "slack", ReceiverReaders.secret { .slack(SlackReceiver(hook: $0)) },
    "Messages to a Slack channel: the address of an incoming webhook, which is a secret.",
    example: "{credential: slack-url}")
}

enum DiscordKeys {
  static let discord = Key(
    "discord", ReceiverReaders.secret { .discord(DiscordReceiver(hook: $0)) },
    "Messages to a Discord channel: the address of a webhook, which is a secret.",
    example: "{credential: discord-url}")
}

enum TeamsKeys {
  static let teams = Key(
    "teams", ReceiverReaders.secret { .teams(TeamsReceiver(flow: $0)) },
    "Cards to a Microsoft Teams channel: the address of a workflow that posts what it is sent, which is a secret.",
    example: "{credential: teams-url}")
}
