import Foundation
import TestSupport
import Testing

@testable import Daemon
@testable import Settings

/// Every limit crossed, every hostile input tried, in one run beside a healthy source: each is a
/// named error on its own source and nothing else. `docs/limits.md` holds what people see.
@Suite struct LimitsPageTests {
  private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("docs/limits.md")

  private struct Told {
    var code: String
    var message: String
  }

  /// Polls a source for each case once, and a healthy one beside them.
  private func told(_ cases: [HostileCase], connect: Bool = false) async throws -> [String: Told] {
    let desk = try Desk()
    let silent = try SilentPort()
    var sources = [
      "  - {name: healthy, url: \"\(desk.site.url("/healthy"))\", full_text: never, first_poll: alert}"
    ]
    desk.site.on(
      "/healthy", HostileCase.feed("<item><guid>1</guid><title>خلايا داعش</title></item>"))
    // A host each, so that none holds another up.
    var sites: [LoopbackServer] = []
    for (index, one) in cases.enumerated() {
      let site = try LoopbackServer(host: "127.0.\(2 + index / 200).\(1 + index % 200)")
      site.on("/\(one.name == "redirects" ? "redirects" : "x")", one.reply)
      sites.append(site)
      let limits = one.limits.isEmpty ? "" : ", limits: \(one.limits)"
      let kind = one.name.contains("feed was expected") ? ", kind: feed" : ""
      let path = one.name == "redirects" ? "/redirects" : "/x"
      sources.append(
        "  - {name: \"\(one.name)\", url: \"\(site.url(path))\", full_text: never\(limits)\(kind)}")
    }
    if connect {
      sources.append(
        "  - {name: connect, url: \"http://127.0.0.1:\(silent.port)/\", limits: {connect: 0.3s}}")
    }
    try desk.configure(
      sources: sources.joined(separator: "\n"), rules: "  - {name: r, match: داعش}")
    try await desk.once()
    #expect(desk.log.filter { $0.type == "article.matched" }.count == 1)
    #expect(desk.events.polls.map(\.source) == ["healthy"])
    return desk.events.all.reduce(into: [:]) { told, event in
      guard case .pollFailed(let source, let code, let message) = event else { return }
      // The address of a test is nobody's.
      let plain = message.replacing(/http:\/\/127\.[0-9.:]+/, with: "https://news.example")
      told[source] = Told(code: code, message: plain)
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `each limit that is crossed is a named error on its source, and the page tells it`()
    async throws
  {
    let cases = HostileCase.crossings()
    let crossed = try await told(cases, connect: true)
    let inputs = HostileCase.inputs()
    let tried = try await told(inputs)
    var rows: [String] = []
    for key in LimitKeys.sourceSection.keys where key.name != "slow_for" && key.name != "article" {
      let one = try #require(crossed[key.name], "\(key.name) is crossed by no test")
      #expect(one.message.contains("limits."), "\(key.name): \(one.message)")
      #expect(
        one.message.contains("limits.\(key.name)"), "\(key.name): \(one.message)")
      rows.append(
        "| `\(key.name)` | \(key.fallback ?? "") | \(key.meaning) | `\(one.code)`: \(one.message) |"
      )
    }
    var inputRows: [String] = []
    for input in inputs {
      let one = try #require(tried[input.name], "\(input.name) was taken for sound")
      #expect(!one.message.isEmpty && one.code != "engine")
      inputRows.append("| \(input.name) | `\(one.code)`: \(one.message) |")
    }
    let page = Self.page(rows, inputRows)
    if ProcessInfo.processInfo.environment["MARSAD_WRITE_REFERENCE"] != nil {
      try Data(page.utf8).write(to: Self.file)
    }
    let stored = try String(contentsOf: Self.file, encoding: .utf8)
    #expect(stored == page, "MARSAD_WRITE_REFERENCE=1 swift test --filter LimitsPageTests")
  }

  @Test func `what harms other readers is read as text`() async throws {
    for (name, reply) in HostileCase.tamed() {
      let desk = try Desk()
      desk.site.on("/x", reply)
      try desk.configure(
        sources:
          "  - {name: wire, url: \"\(desk.site.url("/x"))\", full_text: never, first_poll: alert}",
        rules: "  - {name: r, match: title}")
      try await desk.once()
      let title = try #require(desk.log.first?.article?.title, "\(name)")
      #expect(!title.contains("root:") && title.utf8.count < 100_000, "\(name)")
    }
  }

  @Test func `an article over its length is cut and says so`() async throws {
    let desk = try Desk()
    let text = String(repeating: "قال الأهالي إن خلايا داعش تتحرك في المنطقة منذ أيام. ", count: 99)
    desk.site.on(
      "/x",
      HostileCase.feed(
        "<item><guid>1</guid><link>\(desk.site.url("/a"))</link><title>خبر من المدينة</title></item>"
      ))
    desk.site.on(
      "/a",
      .text(
        "<!doctype html><html><head><title>خبر من المدينة</title></head><body><article>"
          + "<h1>خبر من المدينة</h1><p>\(text)</p></article></body></html>", 200,
        [("Content-Type", "text/html; charset=utf-8")]))
    try desk.configure(
      sources: """
          - {name: wire, url: "\(desk.site.url("/x"))", first_poll: alert, limits: {article: 1000}}
        """, rules: "  - {name: r, match: داعش}")
    try await desk.once()
    let line = try #require(desk.scratch.lines("alerts.jsonl").first)
    #expect(line.contains("\"truncated\":{\"body\""), "\(line)")
  }

  private static func page(_ rows: [String], _ inputs: [String]) -> String {
    """
    # Limits

    Every input has a limit. Crossing one is an error on that source alone, told in `marsad sources`, in the journal and, after three polls, by `source.failing`; the next poll begins anew. Limits stand under `limits:`, for everything or for one source. This page is written by the test that crosses each of them (with small values) beside a healthy source.

    ## Of one source

    | limit | default | what it holds | what a person sees |
    |---|---|---|---|
    \(rows.joined(separator: "\n"))

    `slow_for` belongs to `slowest`. An article over `article` characters (200,000) and a title over 2,000 are cut, and the alert says so under `truncated`. The pages of articles are read even where they nest deeper than `depth` or hold more attributes, flattened as browsers do: an article is not lost for its markup.

    ## Of everything

    | limit | default | what happens |
    |---|---|---|
    | `memory` | 96 MiB | what all bodies in flight and trees being read may hold together. A body that finds no room waits and is fetched again when there is some; nothing fails. A new value counts from the next start |
    | `pattern` | 1000000 | a `pattern` that needs more steps on one text counts as not found there, and `pattern.costly` is logged with rule and source |
    | `rules` | 10000 | `marsad check` refuses the configuration: `there are N rules; raise limits.rules` |
    | `queue`, `log` | 100000, none | deliveries that wait for one destination, and the bytes of one alert log: docs/alerts.md |

    Robots.txt is read to 512 KiB and for 10,000 rules, its Crawl-delay counts up to 30 s. A `Retry-After` counts up to 24 h. A web address may have 8 KiB.

    ## Hostile inputs

    | what comes | what a person sees |
    |---|---|
    \(inputs.joined(separator: "\n"))

    Entities that a feed declares are never expanded into each other, and none is ever fetched: a billion laughs and an external entity are read as the words that they are. Addresses are judged where a socket is opened, on every hop and for every address that a name has, so that neither a spelling nor a resolver that changes its mind leads to a private one.

    """
  }
}
