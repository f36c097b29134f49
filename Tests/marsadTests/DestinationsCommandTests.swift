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
        shaped:
          webhook: \(receiver.url("/shaped"))
          secret: {file: secret}
          insecure: true
          allow_private: [127.0.0.0/8]
          content_type: text/plain
          body: |
            {{ type }}
              {{ article.title }}{{#if not article}}{{ destination.name }}{{/if}}
        file: {log: \(scratch.path("alerts.jsonl"))}
        lost: {log: /no/such/folder/alerts.jsonl}
      """)
  }

  /// Another configuration, with this destination alone.
  private func configure(_ destination: String) throws {
    try scratch.write(
      "marsad.yaml",
      """
      state: state.sqlite
      sources: [{name: wire, url: "https://news.example/feed"}]
      rules: [{name: attacks, match: attack}]
      destinations:
        \(destination)
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
    #expect(try marsad("test", "nobody").errors.contains("there are: desk, shaped, file, lost"))
  }

  @Test func `what would be sent is shown and not sent, and a sample is sent when asked for`()
    throws
  {
    let shown = try marsad("test", "shaped", "--print")
    #expect(shown.status == 0)
    #expect(shown.output == "article.matched\n  عودة عناصر داعـ.ـش إلى محيط البوكمال\n")
    #expect(shown.errors.contains("text/plain, ") && shown.errors.contains("not sent:"))
    let hostile = try marsad("test", "shaped", "--print", "--sample", "hostile")
    #expect(hostile.output.split(separator: "\n").count == 2)
    #expect(!hostile.output.unicodeScalars.contains { $0 == "\u{1b}" || $0 == "\u{202e}" })
    let json = try marsad("test", "shaped", "--print", "--json", "--sample", "marsad.test")
    #expect(
      json.output
        == "{\"destination\":\"shaped\",\"content_type\":\"text/plain\",\"bytes\":18,\"body\":\"marsad.test\\n  desk\"}\n"
    )
    #expect(try marsad("test", "desk", "--print").output.hasPrefix("{\"schema\":1,"))
    #expect(receiver.requests.isEmpty)
    receiver.otherwise(.answer(204))
    #expect(try marsad("test", "shaped", "--sample", "alerts.digest").status == 0)
    #expect(receiver.requests.map(\.path) == ["/shaped"])
    let body = try #require(receiver.requests.first?.body)
    #expect(String(decoding: body, as: UTF8.self) == "alerts.digest\n  desk")
  }

  @Test func `a mail is shown as the relay would get it`() throws {
    try configure(
      "desk: {email: {to: [a@news.example, b@news.example], from: marsad@news.example}}")
    let shown = try marsad("test", "desk", "--print")
    #expect(shown.status == 0)
    #expect(shown.errors.contains("message/rfc822, ") && shown.errors.contains("not sent:"))
    let lines = shown.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines.prefix(3) == [
        "From: Marsad <marsad@news.example>", "To: a@news.example,", " b@news.example",
      ])
    #expect(lines.contains("Content-Type: text/html; charset=utf-8"))
  }

  @Test func `an unknown sample or alert is told with what there is`() throws {
    let sample = try marsad("test", "desk", "--print", "--sample", "article.match")
    #expect(sample.status == 2 || sample.status == 64)
    #expect(sample.errors.contains("did you mean article.matched?"))
    let alert = try marsad("test", "desk", "--print", "--alert", "alr_1")
    #expect(alert.status == 1)
    #expect(alert.errors.contains("state.sqlite"))
    #expect(!FileManager.default.fileExists(atPath: scratch.path("state.sqlite")))
  }

  @Test func `destinations are listed before the first run too`() throws {
    let result = try marsad("--json")
    let rows = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]]
    #expect(rows?.map { $0["name"] as? String } == ["desk", "file", "lost", "shaped"])
    #expect(rows?.allSatisfy { $0["state"] as? String == "ok" } == true)
    #expect(try marsad().output.contains("webhook"))
  }

  @Test func `a receiver is listed by its kind, and its test says what to do, without its secret`()
    throws
  {
    let hook = receiver.url("/services/T0AB12CD3/B0AB12CD3/x1y2z3Key")
    try scratch.write("slack.url", hook)
    try configure("team: {slack: {file: slack.url}, insecure: true, allow_private: [127.0.0.0/8]}")
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
