import Foundation
import TestSupport
import Testing

/// `marsad deliveries` as a process, on a state file that `marsad once` made.
@Suite struct DeliveriesCommandTests {
  let site: LoopbackServer
  let receiver: LoopbackServer
  let scratch: Scratch
  let path: String

  /// One alert of each of two rules; the receiver refuses both for good.
  init() throws {
    site = try LoopbackServer()
    receiver = try LoopbackServer()
    scratch = try Scratch()
    site.on(
      "/feed",
      .text(
        """
        <rss><channel><item><guid>1</guid><title>An attack near the bridge</title></item>
        <item><guid>2</guid><title>A strike in the port</title></item></channel></rss>
        """, 200, [("Content-Type", "application/rss+xml")]))
    receiver.otherwise(.text("no \u{1b}[31mred\u{202e} field\nsecond line", 422))
    try scratch.write("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n")
    path = try scratch.write(
      "marsad.yaml",
      """
      state: state.sqlite
      network: {allow_private: [127.0.0.0/8], robots: ignore}
      sources:
        - {name: wire, url: "\(site.url("/feed"))", full_text: never, first_poll: alert}
      rules:
        - {name: attacks, match: attack}
        - {name: strikes, match: strike}
      defaults: {alert: [desk, file]}
      destinations:
        desk:
          webhook: \(receiver.url("/hook"))
          secret: {file: secret}
          insecure: true
          allow_private: [127.0.0.0/8]
          retry: [100ms, 100ms]
        file: {log: alerts.jsonl}
      operations: [file]
      """)
    _ = try Program.run(["once", "--wait", "5s", "--config", path])
  }

  private func marsad(_ arguments: String...) throws -> Program.Result {
    try Program.run(["deliveries"] + arguments + ["--config", path])
  }

  private func list(_ arguments: String...) throws -> [[String: Any]] {
    let result = try Program.run(["deliveries"] + arguments + ["--json", "--config", path])
    return try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]]
      ?? []
  }

  private func ids(_ rows: [[String: Any]]) -> [Int] { rows.compactMap { $0["id"] as? Int } }

  @Test func `deliveries are listed by state, destination, rule and time`() throws {
    #expect(try list("--dead").count == 2)
    #expect(try list("list", "--only", "dead", "--rule", "strikes").count == 1)
    #expect(try list("--destination", "file").allSatisfy { $0["state"] as? String == "delivered" })
    #expect(try list("--since", "1h", "--dead").count == 2)
    #expect(try list("--until", "1h").isEmpty)
    #expect(try list("--since", "2099-01-01").isEmpty)
    #expect(try list("--dead", "--limit", "1").count == 1)
    #expect(try marsad("--since", "yesterday").status == 2)
  }

  @Test func `one is shown with every attempt, and nothing of an answer harms the terminal`() throws
  {
    let id = try #require(ids(try list("--dead")).first)
    let text = try marsad("show", "\(id)")
    #expect(text.status == 0)
    #expect(text.output.components(separatedBy: "answered 422").count == 4)
    #expect(text.output.contains("| no \\u{1b}[31mred\\u{202e} field"))
    #expect(text.output.contains("| second line"))
    #expect(!text.output.unicodeScalars.contains { $0.value == 0x1b || $0.value == 0x202e })
    let shown = try #require(try list("show", "\(id)").first)
    let history = try #require(shown["history"] as? [[String: Any]])
    #expect(history.count == 3)
    #expect(history[0]["status"] as? Int == 422)
    #expect((history[0]["answer"] as? String)?.hasPrefix("no \u{1b}[31m") == true)
    #expect(try marsad("show", "999999").status == 1)
  }

  @Test func `a rule's dead letters are replayed and then delivered under their ids`() throws {
    let before = receiver.requests.compactMap { $0.header("webhook-id") }
    let result = try marsad("retry", "--rule", "strikes")
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("To be sent again: "))
    receiver.otherwise(.answer(204))
    _ = try Program.run(["once", "--config", path])
    let strikes = try list("--rule", "strikes", "--destination", "desk")
    #expect(strikes.map { $0["state"] as? String } == ["delivered"])
    #expect(receiver.requests.last?.header("webhook-id") == strikes[0]["alert"] as? String)
    #expect(before.contains(receiver.requests.last?.header("webhook-id") ?? ""))
    #expect(
      try list("--rule", "attacks", "--destination", "desk").map { $0["state"] as? String } == [
        "dead"
      ])
    // What was delivered is sent again only when that is said.
    #expect(try marsad("retry", "--rule", "strikes").output.contains("no such"))
    #expect(try marsad("retry", "--rule", "strikes", "--only", "delivered").status == 0)
  }

  @Test func `without ids or a choice nothing is retried or dropped`() throws {
    for command in ["retry", "drop"] {
      #expect(try marsad(command).status == 2)
      #expect(try marsad(command, "1", "--dead").status == 2)
      #expect(try marsad(command, "999999").status == 1)
    }
    #expect(try list("--dead").count == 2)
  }

  @Test func `dropped deliveries are gone and their alerts stay`() throws {
    let alerts = try Program.run(["alerts", "--json", "--config", path]).output
    let result = try Program.run(["deliveries", "drop", "--dead", "--json", "--config", path])
    let told = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    #expect((told?["dropped"] as? [Int])?.count == 2)
    #expect(try list("--destination", "desk").isEmpty)
    #expect(try Program.run(["alerts", "--json", "--config", path]).output == alerts)
  }

  @Test func `alerts are acknowledged by id, and nobody is told who does not know of it`() throws {
    func alerts(_ arguments: String...) throws -> Program.Result {
      try Program.run(["alerts"] + arguments + ["--config", path])
    }
    let before = receiver.requests.count
    let line = try #require(
      try alerts("--limit", "1", "--json").output.split(separator: "\n").first)
    let event = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    let id = try #require(event?["id"] as? String)
    #expect(try alerts("ack", id).output == "Acknowledged: \(id)\n")
    #expect(try alerts("ack", id).output == "Was acknowledged before: \(id)\n")
    #expect(try alerts("list").output.contains("acknowledged 20"))
    let listed = try alerts("--json").output.split(separator: "\n").filter {
      $0.contains("\"acknowledged\":\"20")
    }
    #expect(listed.count == 1)
    #expect(try alerts("ack", "--undo", id, "--json").output.contains("\"undone\":[\"\(id)\"]"))
    #expect(try !alerts().output.contains("acknowledged"))
    let unknown = try alerts("ack", "alr_none")
    #expect(unknown.status == 1)
    #expect(unknown.errors == "marsad alerts ack: there is no alert alr_none\n")
    _ = try Program.run(["once", "--config", path])
    #expect(receiver.requests.count == before)
  }
}
