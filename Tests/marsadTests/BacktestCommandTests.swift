import Foundation
import TestSupport
import Testing

/// `marsad backtest` as a person meets it.
@Suite struct BacktestCommandTests {
  private struct Post {
    let scratch: Scratch
    let config: String

    /// Three articles, read by one round of the real program.
    init() throws {
      let site = try LoopbackServer()
      site.on(
        "/feed",
        .text(
          """
          <rss><channel>
          <item><guid>1</guid><link>http://x.example/1</link><title>An attack\u{202E} on a convoy</title></item>
          <item><guid>2</guid><link>http://x.example/2</link><title>A raid at dawn</title></item>
          <item><guid>3</guid><link>http://x.example/3</link><title>Prices rise</title></item>
          </channel></rss>
          """, 200, [("Content-Type", "application/rss+xml")]))
      scratch = try Scratch()
      config = try scratch.write(
        "marsad.yaml",
        """
        state: state.sqlite
        network: {allow_private: [127.0.0.0/8], robots: ignore}
        sources:
          - {name: wire, url: "\(site.url("/feed"))", full_text: never, first_poll: alert}
        rules: [{name: attack, match: attack, alert: file}]
        destinations: {file: {log: alerts.jsonl}}
        """)
      let once = try Program.run(["once", "--config", config])
      try #require(once.status == 0, "\(once.errors)")
    }

    func backtest(_ arguments: String...) throws -> Program.Result {
      try Program.run(["backtest"] + arguments + ["--config", config])
    }
  }

  private static func rules(_ result: Program.Result) throws -> [[String: Any]] {
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return try #require((object as? [String: Any])?["rules"] as? [[String: Any]])
  }

  private static func count(_ rule: [String: Any], _ key: String) -> Int? {
    (rule[key] as? [String: Any])?["count"] as? Int
  }

  @Test func `a running rule and a draft are counted, for people and for machines`() throws {
    let post = try Post()
    let text = try post.backtest("attack", "--since", "1h")
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.errors.isEmpty)
    #expect(text.output.contains("3 articles tried"))
    #expect(text.output.contains("attack: 1 article\n"))
    #expect(text.output.contains("An attack\\u{202e} on a convoy · wire http://x.example/1"))
    #expect(text.output.contains("words  attack"))
    let running = try Self.rules(try post.backtest("attack", "--json"))
    #expect(Self.count(running[0], "running") == 1)
    #expect(running[0]["draft"] is NSNull)

    let draft = try post.scratch.write(
      "draft.yaml",
      "rules: [{name: attack, match: raid, sources: [wire]}, {name: prices, match: prices}]")
    let machine = try Self.rules(try post.backtest(draft, "--json"))
    #expect(machine.map { $0["standing"] as? String } == ["compared", "new"])
    #expect(
      ["running", "draft", "gained", "lost"].map { Self.count(machine[0], $0) } == [1, 1, 1, 1])
    #expect(Self.count(machine[1], "gained") == 1)
    let lost = try #require((machine[0]["lost"] as? [String: Any])?["samples"] as? [[String: Any]])
    #expect((lost[0]["missing"] as? [String])?.isEmpty == false)
    let people = try post.backtest(draft)
    #expect(people.output.contains("1 gained, 1 lost"))
    #expect(people.output.contains("lacks  "))
    let none = try post.backtest("attack", "--until", "2020-01-01", "--json")
    #expect(Self.count(try Self.rules(none)[0], "running") == 0)
  }

  @Test func `it works beside a running daemon, on what that has read by then`() async throws {
    let site = try LoopbackServer()
    site.on(
      "/feed",
      .text(
        "<rss><channel><item><guid>1</guid><title>An attack at noon</title></item></channel></rss>",
        200, [("Content-Type", "application/rss+xml")]))
    let scratch = try Scratch()
    let config = try scratch.write(
      "marsad.yaml",
      """
      state: state.sqlite
      network: {allow_private: [127.0.0.0/8], robots: ignore}
      sources:
        - {name: wire, url: "\(site.url("/feed"))", every: 1s, full_text: never, first_poll: alert}
      rules: [{name: attack, match: attack, alert: file}]
      destinations: {file: {log: alerts.jsonl}}
      """)
    let daemon = try Program(["run", "--config", config])
    #expect(await eventually { !scratch.lines("alerts.jsonl").isEmpty })
    let result = try Program.run(["backtest", "attack", "--config", config, "--json"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(Self.count(try Self.rules(result)[0], "running") == 1)
    #expect(daemon.isRunning)
    #expect(daemon.terminate() == 0)
  }

  @Test func `wrong names are exit 2, refused files exit 78, a missing state exit 1`() throws {
    let post = try Post()
    let rule = try post.backtest("atack")
    #expect(rule.status == 2)
    #expect(rule.errors.contains("did you mean the rule \"attack\"?"))
    #expect(try post.backtest("none.yaml").status == 2)
    #expect(try post.backtest("attack", "--since", "yesterday").status == 2)
    let source = try post.backtest("attack", "--source", "wird")
    #expect(source.status == 2)
    #expect(source.errors.contains("did you mean \"wire\"?"))
    let empty = try post.scratch.write("empty.yaml", "lists: {a: [b]}")
    #expect(try post.backtest(empty).status == 2)
    let broken = try post.scratch.write(
      "broken.yaml", "rules:\n  - {name: attack, match: {list: nobody}}\n  - {name: b, mach: c}")
    let refused = try post.backtest(broken)
    #expect(refused.status == 78)
    #expect(refused.errors.contains("\(broken):2:") && refused.errors.contains("\(broken):3:"))
    let gone = try post.backtest("attack", "--state", post.scratch.path("gone.sqlite"))
    #expect(gone.status == 1)
    #expect(gone.errors.contains("gone.sqlite"))
  }
}
