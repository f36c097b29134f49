import Alerts
import Daemon
import Foundation
import State
import TestSupport
import Testing

/// Every known receiver, by the service that the daemon runs, against a strict one on the loopback.
@Suite(.timeLimit(.minutes(2))) struct ReceiverDeliveryTests {
  private let post: DeliveryPost
  private let server: LoopbackServer

  init() throws {
    post = try DeliveryPost()
    server = try LoopbackServer()
  }

  private func team(_ kind: ReceiverCase) throws -> DestinationSettings {
    server.answering(kind.judge)
    return post.receiver(try kind.receiver(post, server.url("")))
  }

  @Test(arguments: ReceiverCase.all)
  func `every alert is taken: Arabic and English, large, hostile, and of every type`(
    kind: ReceiverCase
  ) async throws {
    let alerts = SampleAlert.ordinary + SampleAlert.large + SampleAlert.hostileAlerts
    try post.commit(alerts)
    let stored = SampleAlert.stored
    try post.state.commit(
      alerts: stored.map { id, type, event in
        AlertRecord(
          id: id, type: type, at: LeapingClock.origin, event: event, destinations: ["team"])
      })
    let team = try team(kind)
    #expect(try await post.service([team]).drain(for: .zero) == 0)
    for row in try post.state.deliveries() {
      #expect(row.state == .delivered, "\(row.alert): \(row.lastError ?? "")")
    }
    #expect(server.requests.count == alerts.count + stored.count)
  }

  @Test(arguments: ReceiverCase.all)
  func `a wait that is asked for is waited, and what comes again is the same message`(
    kind: ReceiverCase
  ) async throws {
    let team = try team(kind)
    server.answering { _ in kind.tooMany(30) }
    try post.commit([SampleAlert.matched(1), SampleAlert.matched(2)])
    #expect(try await post.service([team]).drain(for: .seconds(25)) == 2)
    #expect(server.requests.count == 1)
    server.answering(kind.judge)
    #expect(try await post.service([team]).drain(for: .seconds(60)) == 0)
    #expect(post.clock.date.timeIntervalSince(LeapingClock.origin) >= 30)
    let requests = server.requests
    #expect(requests.count == 3)
    #expect(requests[0].path == requests[1].path && requests[0].body == requests[1].body)
    #expect(requests[1].body != requests[2].body)
  }

  @Test(arguments: ReceiverCase.all)
  func `a replay is the same request, and a message that was answered badly is not lost`(
    kind: ReceiverCase
  ) async throws {
    let team = try team(kind)
    server.answering { _ in .text("<html>Please sign in</html>") }
    try post.commit([SampleAlert.matched()])
    let waiting = try await post.service([team]).drain(for: .zero)
    // Of a workflow every 2xx is a success: it says nothing of its own.
    #expect(waiting == (kind.name == "teams" ? 0 : 1))
    server.answering(kind.judge)
    let row = try #require(try post.state.deliveries().first)
    _ = try post.state.requestRetry([row.id], at: post.clock.date)
    #expect(try await post.service([team]).drain(for: .seconds(60)) == 0)
    #expect(server.requests.count >= 2)
    #expect(server.requests.allSatisfy { $0.body == server.requests[0].body })
    #expect(server.requests.allSatisfy { $0.path == server.requests[0].path })
  }

  @Test(arguments: ReceiverCase.all)
  func `no secret is shown, whatever comes back`(kind: ReceiverCase) async throws {
    let team = try team(kind)
    let secrets = kind.secrets
    server.answering { request in
      let field = request.header("authorization") ?? ""
      return .redirect(to: "https://elsewhere.example\(request.path)&\(field)")
    }
    try post.commit([SampleAlert.matched()])
    _ = try await post.service([team]).drain(for: .zero)
    server.answering { request in
      let field = request.header("authorization") ?? ""
      return .text(
        "\(request.path) \(field) \(secrets) \(String(decoding: request.body, as: UTF8.self))", 404)
    }
    _ = try await post.service([team]).drain(for: .seconds(60))
    #expect(server.requests.count > 1)
    let told = try post.everythingTold()
    #expect(told.contains("redirects are not followed"))
    #expect(told.contains("answered 404"))
    for secret in secrets { #expect(!told.contains(secret), "\(secret)") }
  }

  @Test(arguments: ReceiverCase.all)
  func `a server that cannot be reached is told without its address`(
    kind: ReceiverCase
  ) async throws {
    let silent = try LoopbackServer()
    let base = silent.url("")
    silent.stop()
    let team = post.receiver(try kind.receiver(post, base))
    try post.commit([SampleAlert.matched()])
    #expect(try await post.service([team]).drain(for: .zero) == 1)
    let told = try post.everythingTold()
    #expect(told.contains("no connection"))
    for secret in kind.secrets { #expect(!told.contains(secret), "\(secret)") }
  }

  @Test func `a hook put in place of a dead one gets a new chance`() async throws {
    let team = try team(.slack)
    server.answering { _ in .text("channel_is_archived", 410) }
    try post.commit([SampleAlert.matched()])
    _ = try await post.service([team]).drain(for: .zero)
    #expect(try post.state.destinations().first?.disabledAt != nil)
    try post.scratch.write("slack", server.url("/services/another"))
    _ = post.service([team])
    #expect(try post.state.destinations().first?.disabledAt == nil)
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
}
