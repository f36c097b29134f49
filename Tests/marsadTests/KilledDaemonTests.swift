import Foundation
import Synchronization
import TestSupport
import Testing

/// The real program, killed with SIGKILL again and again while articles that match are published.
@Suite struct KilledDaemonTests {
  private static let articles = 40
  private static let kills = 25

  /// The feed's window holds everything, as a slow site's does.
  private final class Wire: Sendable {
    private let published = Mutex(0)
    let server: LoopbackServer

    init() throws {
      server = try LoopbackServer()
      show()
    }

    func publish(upTo count: Int) {
      published.withLock { $0 = count }
      show()
    }

    private func show() {
      let count = published.withLock(\.self)
      let items = (0..<count).reversed().map { number in
        """
        <item><guid isPermaLink="false">n\(number)</guid><link>\(server.url("/a/\(number)"))</link>
        <title>تحركات خلايا داعش على الطريق رقم \(number)</title>
        <description>أفاد شهود بتحركات قرب البوكمال، الخبر \(number)</description></item>
        """
      }
      server.on(
        "/feed",
        .text(
          "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>w</title>"
            + items.joined() + "</channel></rss>", 200,
          [("Content-Type", "application/rss+xml")]))
    }
  }

  @Test(.timeLimit(.minutes(5)))
  func `nothing is lost, repeats are the same bytes, and no line of the log is torn`() async throws
  {
    let wire = try Wire()
    let receiver = try LoopbackServer()
    receiver.otherwise(.answer(204))
    let scratch = try Scratch()
    try scratch.write("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n")
    let configuration = try scratch.write(
      "marsad.yaml",
      """
      state: state.sqlite
      network: {allow_private: [127.0.0.0/8], robots: ignore}
      sources:
        - {name: wire, url: \(wire.server.url("/feed")), every: 1s, full_text: never}
      rules:
        - {name: cells, match: داعش, where: {within: 60 km, of: Al-Bukamal}, alert: [desk, file]}
      destinations:
        desk:
          webhook: \(receiver.url("/hook"))
          secret: {file: secret}
          insecure: true
          allow_private: [127.0.0.0/8]
          retry: [1s, 1s, 1s, 1s, 1s, 1s]
        file: {log: alerts.jsonl}
      """)
    let polls = { @Sendable in wire.server.requests.count { $0.path == "/feed" } }

    // The baseline: two polls seen means that the first one is committed.
    var program = try Program(["run", "--config", configuration])
    #expect(await eventually { polls() >= 2 })

    var published = 0
    for kill in 0..<Self.kills {
      published = min(Self.articles, published + (kill % 3 == 0 ? 1 : 2))
      wire.publish(upTo: published)
      // Each time at another point of the work: before the poll, in it, in the commit, in the
      // delivery. The number of hooks that arrived first decides, and nothing else.
      let hooks = receiver.requests.count
      let wanted = kill % 4
      let polled = polls()
      _ = await eventually(within: 5) {
        receiver.requests.count >= hooks + wanted && polls() > polled
      }
      program.kill()
      program = try Program(["run", "--config", configuration])
    }
    wire.publish(upTo: Self.articles)
    let arrived = { @Sendable in
      Set(receiver.requests.compactMap { $0.header("webhook-id") }).count
    }
    #expect(await eventually(within: 60) { arrived() >= Self.articles })
    let logged = { @Sendable in Set(scratch.lines("alerts.jsonl")).count }
    #expect(await eventually(within: 60) { logged() >= Self.articles })
    let last = polls()
    #expect(await eventually { polls() > last })
    #expect(program.terminate() == 0)

    var bodies: [String: Set<[UInt8]>] = [:]
    for request in receiver.requests where request.path == "/hook" {
      bodies[request.header("webhook-id") ?? "", default: []].insert(request.body)
    }
    #expect(bodies.count == Self.articles)
    #expect(bodies.values.allSatisfy { $0.count == 1 })
    // A kill can repeat the one message under way, and no other.
    let hooks = receiver.requests.count { $0.path == "/hook" }
    #expect(hooks <= Self.articles + Self.kills)

    let lines = scratch.lines("alerts.jsonl")
    var ids: [String: Set<String>] = [:]
    for line in lines {
      let event = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      let id = try #require(event?["id"] as? String)
      ids[id, default: []].insert(line)
    }
    #expect(Set(ids.keys) == Set(bodies.keys))
    // What a kill left flushed and unrecorded is recognised.
    #expect(lines.count == ids.count)
    #expect(ids.values.allSatisfy { $0.count == 1 })
    #expect(
      ids.allSatisfy { id, line in bodies[id] == Set(line.map { Array($0.utf8) }) })
  }
}
