import Alerts
import Daemon
import Foundation
import State
import TestSupport
import Testing

/// Judges alerts as Alertmanager's API v2 does.
private enum StrictAlertmanager {
  static func reply(to request: RecordedRequest) -> Reply {
    guard request.method == "POST", request.path == "/am/api/v2/alerts" else {
      return .text("404 page not found", 404)
    }
    guard let alerts = PostedJSON(request)?.tree.list, !alerts.isEmpty,
      alerts.allSatisfy(isSound)
    else { return .text(#""bad request""#, 400) }
    return .answer(200)
  }

  private static func isSound(_ alert: JSONTree) -> Bool {
    guard case .object(let labels) = alert["labels"], labels["alertname"]?.string != nil,
      labels.allSatisfy({ isName($0.key) && $0.value.string?.isEmpty == false }),
      ["startsAt", "endsAt"].allSatisfy({ isTime(alert[$0]) })
    else { return false }
    let url = alert["generatorURL"]
    return url.isNull
      || (url.string?.allSatisfy { $0.isASCII && $0 > " " } ?? false)
        && url.string?.hasPrefix("https://news.example/") == true
  }

  private static func isName(_ name: String) -> Bool {
    name.first?.isNumber == false
      && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
  }

  static func isTime(_ value: JSONTree) -> Bool { value.isNull || date(value) != nil }

  static func date(_ value: JSONTree) -> Date? {
    value.string.flatMap {
      try? Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse($0)
    }
  }
}

@Suite(.timeLimit(.minutes(1))) struct AlertmanagerTests {
  private let post: DeliveryPost
  private let server: LoopbackServer

  init() throws {
    post = try DeliveryPost()
    server = try LoopbackServer()
    server.answering(StrictAlertmanager.reply)
  }

  private func team(_ change: (inout AlertmanagerReceiver) -> Void = { _ in })
    -> DestinationSettings
  {
    var receiver = AlertmanagerReceiver(server: server.url("/am/"))
    change(&receiver)
    return post.receiver(.alertmanager(receiver))
  }

  private func posted() throws -> [JSONTree] {
    try server.requests.map { try #require(PostedJSON($0)).tree.list[0] }
  }

  @Test func `every alert is taken: Arabic, English, large, hostile, and of every type`()
    async throws
  {
    let ids = try post.commitEverything()
    #expect(try await post.service([team()]).drain(for: .zero) == 0)
    #expect(try post.states("team").allSatisfy { $0 == .delivered })
    // A sign of life wakes nobody.
    #expect(server.requests.count == ids.count - 1)
  }

  @Test func `an alert fires for a day from when it is sent, however late that is`() async throws {
    server.answering { _ in .text("", 503) }
    try post.commit([SampleAlert.matched()])
    _ = try await post.service([team()]).drain(for: .seconds(100_000))
    server.answering(StrictAlertmanager.reply)
    #expect(try await post.service([team()]).drain(for: .seconds(400_000)) == 0)
    let alert = try #require(try posted().last)
    let start = try #require(StrictAlertmanager.date(alert["startsAt"]))
    let end = try #require(StrictAlertmanager.date(alert["endsAt"]))
    #expect(start == SampleAlert.now)
    let sent = post.clock.date
    #expect(sent.timeIntervalSince(SampleAlert.now) > 86_400)
    #expect(end.timeIntervalSince(sent) == 86_400)
  }

  @Test func `an acknowledgement ends the alert of the same labels`() async throws {
    let alert = SampleAlert.matched()
    try post.commit([alert])
    try post.acknowledge(alert)
    let team = team { $0.labels = [.init(name: "team", value: "غرفة الأخبار")] }
    #expect(try await post.service([team]).drain(for: .zero) == 0)
    let trees = try posted()
    #expect(trees[0]["labels"] == trees[1]["labels"])
    #expect(
      trees[0]["labels"]
        == .object([
          "alertname": .string("عودة isis-return"), "alert": .string(alert.id),
          "severity": .string("high"), "source": .string("الشرق Al-Sharq"),
          "team": .string("غرفة الأخبار"),
        ]))
    #expect(trees[1]["endsAt"].string == "2026-09-21T15:13:20.000Z")
    let summary = trees[1]["annotations"]["summary"].string
    #expect(summary?.contains("عودة داعـ.ـش إلى البوكمال") == true)
  }

  @Test func `labels hold no time and no text of the article, and recovery has those of failure`()
    async throws
  {
    try post.commit([SampleAlarm.failing, SampleAlarm.recovered, SampleAlarm.alive])
    #expect(try await post.service([team()]).drain(for: .zero) == 0)
    let trees = try posted()
    #expect(trees.count == 2)
    #expect(trees[0]["labels"] == trees[1]["labels"])
    #expect(trees[1]["endsAt"].string == "2026-09-21T14:13:20.000Z")
  }

  @Test func `a login is sent as a header and never shown`() async throws {
    let password = try post.secret("password", "pa55-of-the-desk")
    server.answering { request in
      request.header("authorization") == "Basic "
        + Data("desk:pa55-of-the-desk".utf8).base64EncodedString()
        ? .text(#""pa55-of-the-desk is right and still no""#, 403) : .text("", 401)
    }
    try post.commit([SampleAlert.matched()])
    let team = team { $0.login = .basic(user: "desk", password: password) }
    #expect(try await post.service([team]).drain(for: .zero) == 1)
    let told = try post.everythingTold()
    #expect(told.contains("answered 403: … is right and still no"))
    #expect(!told.contains("pa55"))
  }
}
