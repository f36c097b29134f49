import Alerts
import Daemon
import Foundation
import State
import TestSupport
import Testing

/// Judges requests as a bus for CloudEvents 1.0 in binary mode does.
private enum StrictBus {
  static func reply(to request: RecordedRequest) -> Reply {
    guard request.method == "POST", request.header("content-type") == "application/json",
      request.header("ce-specversion") == "1.0",
      let tree = JSONTree(request.body), request.header("ce-id") == tree["id"].string,
      request.header("ce-type") == tree["type"].string,
      request.header("ce-time") == tree["timestamp"].string,
      request.header("ce-source")?.isEmpty == false
    else { return .text("no event", 400) }
    let fields = request.headers.filter { $0.name.lowercased().hasPrefix("ce-") }
    guard fields.allSatisfy({ $0.value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } }) else {
      return .text("a field that is not encoded", 400)
    }
    let size = request.headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
    return size + request.body.count <= 65_536 ? .answer(202) : .text("too large", 413)
  }
}

@Suite(.timeLimit(.minutes(1))) struct CloudEventsTests {
  private let post: DeliveryPost
  private let server: LoopbackServer

  init() throws {
    post = try DeliveryPost()
    server = try LoopbackServer()
    server.answering(StrictBus.reply)
  }

  private var team: DestinationSettings {
    post.receiver(
      .cloudevents(CloudEventsReceiver(address: server.url("/bus"), source: "/غرفة desk")))
  }

  @Test func `every alert is taken, byte for byte as it is stored where it fits`() async throws {
    let ids = try post.commitEverything()
    #expect(try await post.service([team]).drain(for: .zero) == 0)
    #expect(try post.states("team").allSatisfy { $0 == .delivered })
    let alerts = SampleAlert.ordinary + SampleAlert.large + SampleAlert.hostileAlerts
    #expect(server.requests.count == ids.count)
    #expect(server.requests.map(\.body).starts(with: alerts.map { $0.encoded() }))
    #expect(
      server.requests.first?.header("ce-source") == "/%D8%BA%D8%B1%D9%81%D8%A9%20desk")
  }

  @Test func `an event beyond 64 KiB is cut and says so`() async throws {
    let text = String(repeating: "عودة داعش إلى البوكمال ", count: 40)
    let matches = (0..<200).map { index in
      #"{"condition":"any","term":"t","text":"t","field":"body","start":\#(index),"end":1,"snippet":"\#(text)"}"#
    }
    let event =
      #"{"schema":1,"id":"alr_large","type":"article.matched","timestamp":"2026-09-21T14:13:20.000Z","rule":{"name":"r","severity":"high","tags":[]},"article":{"id":"art_1","url":"https://news.example/\#(String(repeating: "a", count: 900))","title":"T"},"matches":[\#(matches.joined(separator: ","))],"places":[],"truncated":{"matches":7}}"#
    try post.state.commit(alerts: [
      AlertRecord(
        id: "alr_large", type: "article.matched", at: LeapingClock.origin,
        event: Array(event.utf8), destinations: ["team"])
    ])
    #expect(try await post.service([team]).drain(for: .zero) == 0)
    let body = try #require(server.requests.first).body
    let tree = try #require(JSONTree(body))
    #expect(body.count > 10_000)
    let kept = tree["matches"].list.count
    #expect(tree["truncated"]["matches"].integer == 200 - kept + 7)
    #expect(tree["article"]["url"].string?.utf8.count == 921)
  }
}
