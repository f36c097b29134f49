import Foundation
import TestSupport
import Testing

@Suite struct DestinationsCommandTests {
  let receiver: LoopbackServer
  let scratch: Scratch
  let path: String

  init() throws {
    receiver = try LoopbackServer()
    scratch = try Scratch()
    try scratch.write("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n")
    path = try scratch.write(
      "marsad.yaml",
      """
      state: state.sqlite
      sources: [{name: wire, url: "https://news.example/feed"}]
      rules: [{name: attacks, match: attack}]
      destinations:
        desk:
          webhook: \(receiver.url("/hook"))
          secret: {file: secret}
          insecure: true
          allow_private: [127.0.0.0/8]
        file: {log: \(scratch.path("alerts.jsonl"))}
        lost: {log: /no/such/folder/alerts.jsonl}
      """)
  }

  private func marsad(_ arguments: String...) throws -> Program.Result {
    try Program.run(["destinations"] + arguments + ["--config", path])
  }

  @Test func `a test sends one signed event, says what came back and leaves no trace`() throws {
    receiver.otherwise(.text("thanks \u{1b}[31m", 202))
    let good = try marsad("test", "desk")
    #expect(good.status == 0)
    #expect(good.output.hasPrefix("desk: answered 202 in "))
    #expect(good.output.contains("answer: thanks \\u{1b}[31m"))
    let request = try #require(receiver.requests.first)
    #expect(String(decoding: request.body, as: UTF8.self).contains("\"type\":\"marsad.test\""))
    #expect(request.header("webhook-signature")?.hasPrefix("v1,") == true)
    #expect(good.output.contains(request.header("webhook-id") ?? "?"))
    receiver.otherwise(.answer(404))
    let bad = try marsad("test", "desk", "--json")
    #expect(bad.status == 1)
    #expect(bad.output.contains("\"status\":404"))
    #expect(!FileManager.default.fileExists(atPath: scratch.path("state.sqlite")))
  }

  @Test func `of a log it is looked at whether it can be written, and nothing is`() throws {
    #expect(try marsad("test", "file").status == 0)
    #expect(!FileManager.default.fileExists(atPath: scratch.path("alerts.jsonl")))
    #expect(try marsad("test", "lost").status == 1)
    #expect(try marsad("test", "nobody").errors.contains("there are: desk, file, lost"))
  }

  @Test func `destinations are listed before the first run too`() throws {
    let result = try marsad("--json")
    let rows = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]]
    #expect(rows?.map { $0["name"] as? String } == ["desk", "file", "lost"])
    #expect(rows?.allSatisfy { $0["state"] as? String == "ok" } == true)
    #expect(try marsad().output.contains("webhook"))
  }

  @Test func `a receiver is listed by its kind, and its test says what to do, without its secret`()
    throws
  {
    let hook = receiver.url("/services/T0AB12CD3/B0AB12CD3/x1y2z3Key")
    try scratch.write("slack.url", hook)
    try scratch.write(
      "marsad.yaml",
      """
      state: state.sqlite
      sources: [{name: wire, url: "https://news.example/feed"}]
      rules: [{name: attacks, match: attack}]
      destinations:
        team: {slack: {file: slack.url}, insecure: true, allow_private: [127.0.0.0/8]}
      """)
    let list = try marsad("list", "--json")
    #expect(list.output.contains("\"kind\":\"slack\""))
    receiver.otherwise(.text("no_service", 404))
    let bad = try marsad("test", "team")
    #expect(bad.status == 1)
    #expect(bad.output.contains("answered 404: no_service; the hook is no longer there"))
    receiver.otherwise(.text("ok"))
    let good = try marsad("test", "team")
    #expect(good.status == 0)
    #expect(good.output.contains("team: answered 200 in "))
    let sent = try #require(receiver.requests.last)
    #expect(String(decoding: sent.body, as: UTF8.self).contains("rich_text"))
    for result in [list, bad, good] {
      #expect(!(result.output + result.errors).contains("x1y2z3Key"))
    }
  }
}
