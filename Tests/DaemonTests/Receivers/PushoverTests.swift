import Alerts
import Daemon
import Foundation
import Rules
import State
import TestSupport
import Testing

/// Judges messages as Pushover's API does.
private enum StrictPushover {
  static let token = "azGDORePK8gMaC0QOYAMyEEuzJnyUi"
  static let user = "uQiRzpo4DXghDmr9QzzfQu27cmVRsG"

  /// The fields of a form (application/x-www-form-urlencoded); nil for what is none.
  static func form(_ request: RecordedRequest) -> [String: String]? {
    guard request.header("content-type") == "application/x-www-form-urlencoded" else { return nil }
    var fields: [String: String] = [:]
    for pair in String(decoding: request.body, as: UTF8.self).split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let value = String(parts[1]).removingPercentEncoding,
        fields.updateValue(value, forKey: String(parts[0])) == nil
      else { return nil }
    }
    return fields
  }

  static func reply(to request: RecordedRequest) -> Reply {
    guard request.method == "POST", request.path == "/1/messages.json",
      let form = form(request)
    else { return .text(#"{"status":0,"errors":["no form"]}"#, 400) }
    guard form["token"] == token else {
      return .text(
        #"{"token":"invalid","errors":["application token is invalid"],"status":0}"#, 400)
    }
    guard form["user"] == user else {
      return .text(#"{"user":"invalid","errors":["user identifier is invalid"],"status":0}"#, 400)
    }
    let priority = form["priority"].flatMap(Int.init) ?? 9
    guard (1...1_024).contains(form["message"]?.unicodeScalars.count ?? 0),
      (0...250).contains(form["title"]?.unicodeScalars.count ?? 0),
      (form["url"]?.utf8.count ?? 0) <= 512, (-2...2).contains(priority),
      form["timestamp"].flatMap(Int.init) ?? 0 >= 1_790_000_000
    else { return .text(#"{"status":0,"errors":["message is too long or wrong"]}"#, 400) }
    let retry = form["retry"].flatMap(Int.init) ?? 0
    let expire = form["expire"].flatMap(Int.init) ?? 0
    guard priority < 2 || retry >= 30 && (1...10_800).contains(expire) else {
      return .text(#"{"status":0,"errors":["retry and expire are needed"]}"#, 400)
    }
    return .text(#"{"status":1,"request":"r"}"#)
  }
}

@Suite(.timeLimit(.minutes(1))) struct PushoverTests {
  private let post: DeliveryPost
  private let server: LoopbackServer

  init() throws {
    post = try DeliveryPost()
    server = try LoopbackServer()
    server.answering(StrictPushover.reply)
  }

  private func team(token: String = StrictPushover.token) throws -> DestinationSettings {
    post.receiver(
      .pushover(
        PushoverReceiver(
          token: try post.secret("token", token),
          user: try post.secret("user", StrictPushover.user),
          address: server.url("/1/messages.json"))))
  }

  @Test func `every alert is taken: Arabic, English, large, hostile, and of every type`()
    async throws
  {
    let ids = try post.commitEverything()
    #expect(try await post.service([team()]).drain(for: .zero) == 0)
    #expect(try post.states("team").allSatisfy { $0 == .delivered })
    #expect(server.requests.count == ids.count)
  }

  @Test func `only what is critical sounds until somebody has seen it`() async throws {
    try post.commit([
      SampleAlert.matched(1, severity: .critical), SampleAlert.matched(2, severity: .high),
      SampleAlert.matched(3, severity: .low),
    ])
    #expect(try await post.service([team()]).drain(for: .zero) == 0)
    let forms = server.requests.compactMap(StrictPushover.form)
    #expect(forms.map { $0["priority"] } == ["2", "1", "-1"])
    #expect(forms.map { $0["retry"] } == ["60", nil, nil])
    #expect(forms[0]["url"] == "https://news.example/1?a=1&b=%282%29")
    #expect(forms[0]["message"]?.hasPrefix("عودة داعـ.ـش إلى البوكمال") == true)
  }

  @Test func `a token that is refused is the destination's failure, told with what to do`()
    async throws
  {
    let other = String(StrictPushover.token.reversed())
    try post.commit([SampleAlert.matched(1), SampleAlert.matched(2)])
    #expect(try await post.service([team(token: other)]).drain(for: .zero) == 2)
    #expect(server.requests.count == 1)
    let told = try post.everythingTold()
    #expect(told.contains("application token is invalid; check the application"))
    #expect(!told.contains(other))
  }

  @Test func `200 without status 1 is a failure`() async throws {
    server.answering { _ in .text("<html>sign in</html>") }
    try post.commit([SampleAlert.matched()])
    #expect(try await post.service([team()]).drain(for: .zero) == 1)
  }
}
