import Alerts
import Daemon
import Foundation
import Rules
import State
import TestSupport
import Testing

/// Judges messages as a Gotify server does.
private enum StrictGotify {
  static let token = "AqW3rT5yU7iO9pZ"

  static func reply(to request: RecordedRequest) -> Reply {
    guard request.path == "/push/message" else {
      return .text(
        #"{"error":"Not Found","errorCode":404,"errorDescription":"page not found"}"#, 404)
    }
    guard request.header("x-gotify-key") == token else {
      return .text(
        #"{"error":"Unauthorized","errorCode":401,"errorDescription":"you need to provide a valid access token"}"#,
        401)
    }
    guard request.method == "POST", let tree = PostedJSON(request)?.tree,
      tree["message"].string?.isEmpty == false, tree["title"].string != nil,
      (0...10).contains(tree["priority"].integer ?? -1), case .object(let extras) = tree["extras"],
      extras.keys.allSatisfy({ $0.contains("::") })
    else { return .text(#"{"error":"Bad Request","errorCode":400}"#, 400) }
    return .text(#"{"id":25,"appid":5,"message":"m"}"#)
  }
}

@Suite(.timeLimit(.minutes(1))) struct GotifyTests {
  private let post: DeliveryPost
  private let server: LoopbackServer
  private let team: DestinationSettings

  init() throws {
    post = try DeliveryPost()
    server = try LoopbackServer()
    server.answering(StrictGotify.reply)
    team = post.receiver(
      .gotify(
        GotifyReceiver(
          server: server.url("/push"), token: try post.secret("gotify", StrictGotify.token))))
  }

  @Test func `every alert is taken: Arabic, English, large, hostile, and of every type`()
    async throws
  {
    let ids = try post.commitEverything()
    #expect(try await post.service([team]).drain(for: .zero) == 0)
    #expect(try post.states("team").allSatisfy { $0 == .delivered })
    #expect(server.requests.count == ids.count)
  }

  @Test func `a headline is plain text, and the token stands in no address`() async throws {
    let title = "[click](https://evil.example/) **bold**"
    try post.commit([SampleAlert.matched(title: title, severity: .critical)])
    #expect(try await post.service([team]).drain(for: .zero) == 0)
    let tree = try #require(server.requests.first.flatMap(PostedJSON.init)).tree
    #expect(tree["extras"]["client::display"]["contentType"].string == "text/plain")
    #expect(tree["message"].string?.hasPrefix(title + "\n") == true)
    #expect(tree["priority"].integer == 10)
    #expect(server.requests.allSatisfy { !$0.path.contains(StrictGotify.token) })
  }

  @Test func `the token of a client is told as such`() async throws {
    let other = try post.secret("client", "CqW3rT5yU7iO9pZ")
    let wrong = post.receiver(
      .gotify(GotifyReceiver(server: server.url("/push/"), token: other)))
    try post.commit([SampleAlert.matched()])
    #expect(try await post.service([wrong]).drain(for: .zero) == 1)
    let told = try post.everythingTold()
    #expect(told.contains("valid access token; the token must be that of an application"))
    #expect(!told.contains("CqW3rT5yU7iO9pZ"))
  }
}
