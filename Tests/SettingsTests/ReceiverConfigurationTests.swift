import Alerts
import Fetch
import Testing

@testable import Settings

@Suite struct ReceiverConfigurationTests {
  private func team(_ text: String) throws -> (Receiver, DestinationSettings.Sending) {
    let loaded = load(
      """
      sources: [{name: Sharq, url: "https://news.example/"}]
      rules: [{name: isis, match: داعش}]
      destinations:
        team: {\(text)}
      """,
      beside: [
        "url": "https://hooks.example/services/a/b/c\n", "topic": "Zq3Topic", "token": "tk_abc",
        "bot": "123456789:AAF-x1y2z3_SecretOfTheBot4567890abc",
      ])
    #expect(loaded.faults.isEmpty)
    guard
      case .receiver(let receiver, let sending)? = loaded.configuration?.destinations.first?.kind
    else { throw Missing() }
    return (receiver, sending)
  }

  private struct Missing: Error {}

  private func path(_ reference: SecretReference?) -> String? {
    guard case .file(let path, _)? = reference else { return nil }
    return path
  }

  @Test(arguments: ["slack", "mattermost", "discord", "teams"])
  func `where an address says everything, a secret alone is enough`(word: String) throws {
    let (receiver, sending) = try team("\(word): {file: url}")
    #expect(receiver.form.word == word)
    #expect(receiver.form.secrets.map(path) == ["/work/url"])
    #expect(sending.rate == receiver.form.usualRate)
    #expect(sending.rate != nil)
  }

  @Test func `the keys of webhooks about sending work here too`() throws {
    let (_, sending) = try team(
      "slack: {file: url}, rate: 5/s, burst: 9, order: strict, retry: [1s], timeout: {total: 3s}, insecure: true, allow_private: [127.0.0.0/8]"
    )
    #expect(sending.rate == SendingRate(count: 5, per: .seconds(1), burst: 9))
    #expect(sending.order == .strict)
    #expect(sending.retry == [.seconds(1)])
    #expect(sending.total == .seconds(3))
    #expect(sending.isInsecureAllowed)
    #expect(sending.fetch.allowPrivate.count == 1)
  }

  @Test func `Mattermost may be told the channel, the name and the picture`() throws {
    let (receiver, _) = try team(
      "mattermost: {url: {file: url}, channel: desk, username: Marsad, icon_url: \"https://a.example/i.png\"}"
    )
    guard case .mattermost(let mattermost) = receiver else { throw Missing() }
    #expect(path(mattermost.hook) == "/work/url")
    #expect(mattermost.channel == "desk")
    #expect(mattermost.username == "Marsad")
    #expect(mattermost.iconURL == "https://a.example/i.png")
  }

  @Test func `Telegram has a chat, a thread, silence and a server`() throws {
    let (receiver, sending) = try team(
      "telegram: {token: {file: bot}, chat: \"-1001\", thread: 5, silent: true, url: https://bots.example}"
    )
    guard case .telegram(let telegram) = receiver else { throw Missing() }
    #expect(telegram.chat == "-1001" && telegram.thread == 5 && telegram.isSilent)
    #expect(telegram.server == "https://bots.example")
    #expect(sending.rate?.count == 18)
    let (person, other) = try team("telegram: {token: {file: bot}, chat: 4711}")
    #expect(person.form.url == "https://api.telegram.org")
    #expect(other.rate?.per == .seconds(1))
  }

  @Test func `an ntfy topic stands in the configuration or in a secret`() throws {
    let (plain, _) = try team("ntfy: {topic: alerts}")
    guard case .ntfy(let first) = plain else { throw Missing() }
    #expect(first.topic == .plain("alerts") && first.server == "https://ntfy.sh")
    let (secret, _) = try team(
      "ntfy: {url: https://ntfy.example, topic: {file: topic}, token: {file: token}}")
    #expect(secret.form.secrets.map(path) == ["/work/topic", "/work/token"])
  }

  @Test func `a Matrix room has an id, a homeserver and a token`() throws {
    let (receiver, _) = try team(
      "matrix: {url: https://matrix.example, room: \"!ab:matrix.example\", token: {file: token}}")
    guard case .matrix(let matrix) = receiver else { throw Missing() }
    #expect(matrix.room == "!ab:matrix.example")
    #expect(matrix.url == "https://matrix.example")
  }
}
