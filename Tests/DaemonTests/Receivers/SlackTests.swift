import Alerts
import Daemon
import Foundation
import State
import TestSupport
import Testing

/// Judges messages as Slack's incoming webhooks do: 200 and `ok`, or a word of what is wrong.
private enum StrictSlack {
  static let path = "/services/T0AB12CD3/B0AB12CD3/x1y2z3SecretKeyOfTheHook"

  static func reply(to request: RecordedRequest) -> Reply {
    guard request.method == "POST", request.path == path else { return .text("no_service", 404) }
    guard let posted = PostedJSON(request) else { return .text("invalid_payload", 400) }
    guard posted.tree["text"].string?.isEmpty == false else { return .text("no_text", 400) }
    let blocks = posted.tree["blocks"].list
    guard (1...50).contains(blocks.count), blocks.allSatisfy(isSound) else {
      return .text("invalid_blocks", 400)
    }
    guard posted.bytes.count < 13_000 else { return .text("msg_blocks_too_long", 400) }
    return .text("ok")
  }

  private static func isSound(_ block: JSONTree) -> Bool {
    guard block["type"].string == "rich_text" else { return false }
    let sections = block["elements"].list
    let length = sections.flatMap { $0["elements"].list }
      .reduce(0) { $0 + ($1["text"].string?.unicodeScalars.count ?? 0) }
    return !sections.isEmpty && length <= 3_000
      && sections.allSatisfy { section in
        ["rich_text_section", "rich_text_quote"].contains(section["type"].string)
          && !section["elements"].list.isEmpty && section["elements"].list.allSatisfy(isElement)
      }
  }

  private static func isElement(_ element: JSONTree) -> Bool {
    guard element["text"].string?.isEmpty == false else { return false }
    switch element["type"].string {
    case "text": return element["url"].isNull
    case "link":
      return element["url"].string?.hasPrefix("https://news.example/") == true
    default: return false
    }
  }
}

@Suite(.timeLimit(.minutes(1))) struct SlackTests {
  private let post: DeliveryPost
  private let server: LoopbackServer
  private let team: DestinationSettings

  init() throws {
    post = try DeliveryPost()
    server = try LoopbackServer()
    server.answering(StrictSlack.reply)
    let hook = try post.secret("slack.url", server.url(StrictSlack.path))
    team = post.receiver(.slack(SlackReceiver(hook: hook)))
  }

  @Test func `every alert is taken: Arabic, English, large and hostile`() async throws {
    let alerts = SampleAlert.ordinary + SampleAlert.large + SampleAlert.hostileAlerts
    try post.commit(alerts)
    #expect(try await post.service([team]).drain(for: .zero) == 0)
    #expect(try post.states("team").allSatisfy { $0 == .delivered })
    #expect(server.requests.count == alerts.count)
  }

  @Test func `a headline is text and nothing else, also for notifications`() async throws {
    let title = "<!channel> <@U123> & <https://evil.example|ok>"
    try post.commit([SampleAlert.matched(title: title)])
    _ = try await post.service([team]).drain(for: .zero)
    let body = try #require(server.requests.first.flatMap(PostedJSON.init)).tree
    let elements = body["blocks"].list[0]["elements"].list[0]["elements"].list
    #expect(elements.contains { $0["text"].string == title && $0["type"].string == "link" })
    #expect(
      body["text"].string?.contains("&lt;!channel&gt; &lt;@U123&gt; &amp; &lt;https") == true)
    #expect(body["text"].string?.contains("<") == false)
    #expect(body["unfurl_links"] == .boolean(false))
  }

  @Test func `200 without ok is a failure, and a removed hook is told with what to do`()
    async throws
  {
    server.answering { _ in .text("<html>sign in</html>") }
    try post.commit([SampleAlert.matched()])
    #expect(try await post.service([team]).drain(for: .zero) == 1)
    let row = try #require(try post.state.deliveries().first)
    #expect(row.lastError?.contains("without Slack's ok") == true)
    server.answering { _ in .text("no_service", 404) }
    _ = try await post.service([team]).drain(for: .seconds(10))
    let again = try #require(try post.state.deliveries().first)
    #expect(again.lastError?.contains("answered 404: no_service; the hook is no longer") == true)
  }

  @Test func `a wait that is asked for is waited, and the replay is the same message`()
    async throws
  {
    server.answering { _ in .answer(429, [("Retry-After", "30")]) }
    try post.commit([SampleAlert.matched()])
    #expect(try await post.service([team]).drain(for: .seconds(20)) == 1)
    #expect(server.requests.count == 1)
    server.answering(StrictSlack.reply)
    #expect(try await post.service([team]).drain(for: .seconds(60)) == 0)
    #expect(post.clock.date.timeIntervalSince(LeapingClock.origin) >= 30)
    #expect(server.requests.count == 2)
    #expect(server.requests[0].body == server.requests[1].body)
  }

  @Test func `the hook's address is shown nowhere`() async throws {
    let path = StrictSlack.path
    let url = server.url(path)
    server.answering { request in
      request.connection == 0
        ? .redirect(to: "https://elsewhere.example\(path)?again=1")
        : .text("no hook at \(url) or \(path.split(separator: "/").last ?? "")", 404)
    }
    try post.commit([SampleAlert.matched()])
    _ = try await post.service([team]).drain(for: .seconds(400))
    #expect(server.requests.count > 1)
    let told = try post.everythingTold()
    #expect(told.contains("redirects are not followed"))
    for part in ["x1y2z3SecretKeyOfTheHook", "B0AB12CD3", "T0AB12CD3"] {
      #expect(!told.contains(part))
    }
  }

  @Test func `a secret that is no address is refused without being shown`() async throws {
    let wrong = try post.secret("wrong", "xoxb-not-an-address")
    let service = post.service([post.receiver(.slack(SlackReceiver(hook: wrong)))])
    try post.commit([SampleAlert.matched()])
    #expect(try await service.drain(for: .zero) == 1)
    let told = try post.everythingTold()
    #expect(told.contains("is no web address; expected https://hooks.slack.com/services/…"))
    #expect(!told.contains("xoxb"))
  }

  @Test func `a hook put in place of a dead one gets a new chance`() async throws {
    server.answering { _ in .text("channel_is_archived", 410) }
    try post.commit([SampleAlert.matched()])
    _ = try await post.service([team]).drain(for: .zero)
    #expect(try post.state.destinations().first?.disabledAt != nil)
    server.answering(StrictSlack.reply)
    try post.scratch.write("slack.url", server.url(StrictSlack.path) + "?new=1")
    _ = post.service([team])
    #expect(try post.state.destinations().first?.disabledAt == nil)
  }
}
