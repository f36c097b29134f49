import Alerts
import Daemon
import Foundation
import Rules
import State
import TestSupport
import Testing

/// Judges requests as Opsgenie's alert API v2 does.
private enum StrictOpsgenie {
  static let key = "eb243592-faa2-4ba2-a551-1afdf565c889"

  static func reply(to request: RecordedRequest) -> Reply {
    guard request.header("authorization") == "GenieKey \(key)" else {
      return .text(#"{"message":"Key format is not valid!","took":0.1}"#, 422)
    }
    guard let posted = PostedJSON(request), request.method == "POST" else { return refusal("body") }
    let tree = posted.tree
    let parts = request.path.split(separator: "/").map(String.init)
    if parts == ["v2", "alerts"] {
      guard let message = tree["message"].string, (1...130).contains(message.utf16.count),
        (1...512).contains(tree["alias"].string?.utf16.count ?? 0),
        (tree["description"].string?.utf16.count ?? 0) <= 15_000,
        (tree["entity"].string?.utf16.count ?? 0) <= 512,
        tree["tags"].list.count <= 20,
        tree["tags"].list.allSatisfy({ ($0.string?.utf16.count ?? 99) <= 50 }),
        ["P1", "P2", "P3", "P4", "P5"].contains(tree["priority"].string ?? ""),
        case .object(let details) = tree["details"], details.values.allSatisfy({ $0.string != nil })
      else { return refusal("alert") }
    } else {
      guard parts.count == 4, parts.prefix(2) == ["v2", "alerts"], !parts[2].isEmpty,
        ["acknowledge?identifierType=alias", "close?identifierType=alias"].contains(parts[3])
      else { return .text(#"{"message":"not found"}"#, 404) }
    }
    return .text(#"{"result":"Request will be processed","took":0.1,"requestId":"r"}"#, 202)
  }

  private static func refusal(_ what: String) -> Reply {
    .text(#"{"message":"Request body is not processable: \#(what)"}"#, 422)
  }
}

@Suite(.timeLimit(.minutes(1))) struct OpsgenieTests {
  private let post: DeliveryPost
  private let server: LoopbackServer
  private let team: DestinationSettings

  init() throws {
    post = try DeliveryPost()
    server = try LoopbackServer()
    server.answering(StrictOpsgenie.reply)
    let key = try post.secret("opsgenie.key", StrictOpsgenie.key)
    team = post.receiver(.opsgenie(OpsgenieReceiver(key: key, server: server.url(""))))
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

  @Test func `an alert is acknowledged and a trouble is closed under the alias it was opened with`()
    async throws
  {
    let alert = SampleAlert.matched(severity: .high)
    try post.commit([alert])
    try post.acknowledge(alert)
    try post.commit([SampleAlarm.failing, SampleAlarm.recovered, SampleAlarm.alive])
    #expect(try await post.service([team]).drain(for: .zero) == 0)
    let opened = try #require(server.requests.first.flatMap(PostedJSON.init)).tree
    #expect(opened["alias"].string == alert.id)
    #expect(opened["priority"].string == "P2")
    let trouble = try #require(
      server.requests[2].body.isEmpty ? nil : PostedJSON(server.requests[2]))
    let alias = try #require(trouble.tree["alias"].string)
    #expect(
      server.requests.map(\.path) == [
        "/v2/alerts", "/v2/alerts/\(alert.id)/acknowledge?identifierType=alias", "/v2/alerts",
        "/v2/alerts/\(alias)/close?identifierType=alias",
      ])
  }

  @Test func `a key that is refused is never shown`() async throws {
    server.answering { request in
      .text(#"{"message":"no integration with \#(request.header("authorization") ?? "")"}"#, 403)
    }
    try post.commit([SampleAlert.matched()])
    #expect(try await post.service([team]).drain(for: .zero) == 1)
    let told = try post.everythingTold()
    #expect(told.contains("api.eu.opsgenie.com"))
    #expect(!told.contains(StrictOpsgenie.key))
  }
}
