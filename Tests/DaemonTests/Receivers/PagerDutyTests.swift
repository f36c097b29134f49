import Alerts
import Daemon
import Foundation
import Rules
import State
import TestSupport
import Testing

/// Judges events as PagerDuty's Events API v2 does.
private enum StrictPagerDuty {
  static let path = "/v2/enqueue"
  static let key = "R0ABCDEFGHIJ0123456789abcdefghij"

  static func reply(to request: RecordedRequest) -> Reply {
    guard request.method == "POST", request.path == path else { return .text("", 404) }
    guard let posted = PostedJSON(request), posted.bytes.count <= 512_000 else {
      return refusal("Event object is invalid")
    }
    let tree = posted.tree
    guard tree["routing_key"].string == key else { return refusal("Invalid routing key") }
    let dedup = tree["dedup_key"].string?.count ?? 0
    switch tree["event_action"].string {
    case "trigger":
      let payload = tree["payload"]
      let severities = ["critical", "error", "warning", "info"]
      guard let summary = payload["summary"].string, (1...1_024).contains(summary.utf16.count),
        payload["source"].string?.isEmpty == false,
        severities.contains(payload["severity"].string ?? ""),
        payload["timestamp"].string?.hasSuffix("Z") == true, (0...255).contains(dedup),
        tree["links"].list.allSatisfy({ $0["href"].string?.hasPrefix("https://") == true })
      else { return refusal("'payload' is invalid") }
    case "acknowledge", "resolve":
      guard (1...255).contains(dedup) else { return refusal("'dedup_key' is missing") }
    default: return refusal("'event_action' is invalid")
    }
    return .text(#"{"status":"success","message":"Event processed","dedup_key":"k"}"#, 202)
  }

  private static func refusal(_ word: String) -> Reply {
    .text(
      #"{"status":"invalid event","message":"Event object is invalid","errors":["\#(word)"]}"#, 400)
  }
}

@Suite(.timeLimit(.minutes(1))) struct PagerDutyTests {
  private let post: DeliveryPost
  private let server: LoopbackServer
  private let team: DestinationSettings

  init() throws {
    post = try DeliveryPost()
    server = try LoopbackServer()
    server.answering(StrictPagerDuty.reply)
    let key = try post.secret("pagerduty.key", StrictPagerDuty.key)
    team = post.receiver(
      .pagerduty(PagerDutyReceiver(key: key, address: server.url(StrictPagerDuty.path))))
  }

  private func posted() throws -> [JSONTree] {
    try server.requests.map { try #require(PostedJSON($0)).tree }
  }

  @Test func `every alert is taken: Arabic, English, large, hostile, and of every type`()
    async throws
  {
    let ids = try post.commitEverything()
    #expect(try await post.service([team]).drain(for: .zero) == 0)
    #expect(try post.states("team").allSatisfy { $0 == .delivered })
    // A sign of life wakes nobody.
    #expect(server.requests.count == ids.count - 1)
  }

  @Test func `an alert opens an incident under its own id, and its acknowledgement finds it`()
    async throws
  {
    let alert = SampleAlert.matched(severity: .critical)
    try post.commit([alert])
    try post.acknowledge(alert)
    #expect(try await post.service([team]).drain(for: .zero) == 0)
    let trees = try posted()
    #expect(trees.map { $0["event_action"].string } == ["trigger", "acknowledge"])
    #expect(trees.map { $0["dedup_key"].string } == [alert.id, alert.id])
    let payload = trees[0]["payload"]
    #expect(payload["severity"].string == "critical")
    #expect(payload["class"].string == "article.matched")
    #expect(payload["group"].string == "عودة isis-return")
    #expect(payload["source"].string == "الشرق Al-Sharq")
    #expect(payload["summary"].string?.contains("عودة داعـ.ـش إلى البوكمال") == true)
    #expect(trees[0]["links"].list[0]["href"].string == "https://news.example/1?a=1&b=%282%29")
    #expect(trees[1]["payload"].isNull)
  }

  @Test func `what recovers ends the incident that its failure opened, and no other`()
    async throws
  {
    try post.commit([
      SampleAlarm.failing, SampleAlarm.silent, SampleAlarm.recovered, SampleAlarm.speaks,
    ])
    #expect(try await post.service([team]).drain(for: .zero) == 0)
    let trees = try posted()
    let keys = trees.map { $0["dedup_key"].string ?? "" }
    #expect(
      trees.map { $0["event_action"].string } == ["trigger", "trigger", "resolve", "resolve"])
    #expect(keys[0] == keys[2])
    #expect(keys[1] == keys[3])
    #expect(keys[0] != keys[1])
  }

  @Test func `a sign of life wakes nobody`() async throws {
    try post.commit([SampleAlarm.alive])
    #expect(try await post.service([team]).drain(for: .zero) == 0)
    #expect(server.requests.isEmpty)
    #expect(try post.states("team") == [.delivered])
  }

  @Test func `a key that is refused is the destination's failure, told with what to do`()
    async throws
  {
    let other = try post.secret("other.key", String(StrictPagerDuty.key.reversed()))
    let wrong = post.receiver(
      .pagerduty(PagerDutyReceiver(key: other, address: server.url(StrictPagerDuty.path))))
    try post.commit([SampleAlert.matched(1), SampleAlert.matched(2)])
    #expect(try await post.service([wrong]).drain(for: .zero) == 2)
    #expect(server.requests.count == 1)
    let told = try post.everythingTold()
    #expect(told.contains("Invalid routing key; make an Events API v2 integration"))
    #expect(!told.contains(String(StrictPagerDuty.key.reversed())))
  }

  @Test func `an event that is refused is not sent again, and the next one is`() async throws {
    server.answering { request -> Reply in
      let isRefused = String(decoding: request.body, as: UTF8.self).contains("news.example/7")
      return isRefused
        ? .text(#"{"message":"Event object is invalid","errors":["'payload' is invalid"]}"#, 400)
        : StrictPagerDuty.reply(to: request)
    }
    try post.commit([SampleAlert.matched(7), SampleAlert.matched(8)])
    #expect(try await post.service([team]).drain(for: .seconds(600)) == 0)
    #expect(Set(try post.states("team").map { "\($0)" }) == ["dead", "delivered"])
    #expect(server.requests.count == 2)
  }

  @Test func `429 and 500 are tried again with the same event`() async throws {
    let count = CallCount()
    server.answering { request -> Reply in
      switch count.next() {
      case 0: return .text("", 500)
      case 1: return .answer(429, [("Retry-After", "30")])
      default: return StrictPagerDuty.reply(to: request)
      }
    }
    try post.commit([SampleAlert.matched()])
    #expect(try await post.service([team]).drain(for: .seconds(600)) == 0)
    #expect(server.requests.count == 3)
    #expect(Set(server.requests.map(\.body)).count == 1)
    #expect(post.clock.date.timeIntervalSince(LeapingClock.origin) >= 35)
  }
}
