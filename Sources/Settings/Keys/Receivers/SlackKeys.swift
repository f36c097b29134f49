internal import Alerts

/// `slack:`
enum SlackKeys {
  static let slack = Key(
    "slack", ReceiverReaders.secret { .slack(SlackReceiver(hook: $0)) },
    "Messages to a Slack channel: the address of an incoming webhook, which is a secret.",
    example: "{credential: slack-url}")
}
