import Foundation
import TestSupport
import Testing

/// `marsad status`, `pause` and `resume` as processes, beside a running daemon and without one.
@Suite struct StatusCommandTests {
  let site: LoopbackServer
  let scratch: Scratch
  let path: String

  init() throws {
    site = try LoopbackServer()
    scratch = try Scratch()
    for name in ["one", "two"] {
      site.on(
        "/" + name,
        .text(
          """
          <rss version="2.0"><channel><title>\(name)</title>
          <item><guid>\(name)-1</guid><title>An entry of \(name)</title></item></channel></rss>
          """, 200, [("Content-Type", "application/rss+xml")]))
    }
    path = try scratch.write(
      "marsad.yaml",
      """
      state: state.sqlite
      network: {allow_private: [127.0.0.0/8], robots: ignore}
      defaults: {every: 1s, full_text: never, first_poll: alert}
      sources:
        - {name: one, url: \(site.url("/one"))}
        - {name: The East, url: \(site.url("/two"))}
      rules:
        - {name: entries, match: entry, alert: file}
      destinations:
        file: {log: alerts.jsonl}
      """)
  }

  private func marsad(_ arguments: String...) throws -> Program.Result {
    try Program.run(arguments + ["--config", path])
  }

  private func json(_ arguments: String...) throws -> [String: Any] {
    let result = try Program.run(arguments + ["--json", "--config", path])
    return try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any] ?? [:]
  }

  private func polls(_ name: String) -> Int { site.requests.count { $0.path == "/" + name } }

  @Test func `a running daemon obeys a pause and its end, and status tells all of it`() async throws
  {
    let site = site
    let program = try Program(["run", "--config", path])
    #expect(await eventually { site.requests.count { $0.path == "/one" } >= 2 })
    let path = path
    #expect(
      await eventually {
        (try? Program.run(["status", "--config", path]))?.output.contains("All is well.") == true
      })
    let well = try marsad("status")
    #expect(well.status == 0)
    #expect(well.output.contains("pid \(program.processIdentifier)"))
    let report = try json("status")
    #expect(report["well"] as? Bool == true)
    #expect((report["daemon"] as? [String: Any])?["version"] as? String == "0.1.0")
    #expect((report["rules"] as? [[String: Any]])?.first?["alerts_24h"] as? Int == 2)

    #expect(try marsad("pause", "source", "one", "--for", "8h").status == 0)
    #expect(
      await eventually { program.standardError.contains("paused source.name=one") })
    // A poll under way may still end.
    let others = polls("two")
    #expect(await eventually { site.requests.count { $0.path == "/two" } >= others + 1 })
    let before = polls("one")
    #expect(await eventually { site.requests.count { $0.path == "/two" } >= others + 4 })
    #expect(polls("one") == before)
    let paused = try marsad("status")
    #expect(paused.status == 0, "\(paused.output)")
    #expect(paused.output.contains("paused   source one, since "))
    #expect(try marsad("sources").output.contains("paused"))
    #expect((try json("status")["sources"] as? [String: Any])?["paused"] as? Int == 1)

    #expect(try marsad("resume", "source", "one").output == "Resumed: source one\n")
    #expect(await eventually { site.requests.count { $0.path == "/one" } > before })
    #expect(program.terminate() == 0)
    let stopped = try marsad("status")
    #expect(stopped.status == 1)
    #expect(stopped.output.contains("daemon.stopped: no daemon runs on this state"))
  }

  @Test func `unknown names are refused with the nearest one, and nothing is paused`() throws {
    _ = try marsad("once")
    let result = try marsad("pause", "source", "one", "the est")
    #expect(result.status == 1)
    #expect(result.errors.contains("there is no source \"the est\"; did you mean \"The East\"?"))
    #expect(try marsad("pause").output == "Nothing is paused.\n")
    #expect(try marsad("pause", "rule", "entrys").errors.contains("did you mean \"entries\"?"))
    #expect(try marsad("resume", "destination", "fil").errors.contains("did you mean \"file\"?"))
    #expect(try marsad("pause", "feed", "one").status == 2)
    #expect(try marsad("pause", "source").status == 2)
    #expect(try marsad("pause", "source", "one", "--for", "soon").status == 2)
  }

  @Test func `pauses are listed, change their end, and end without a configuration too`() throws {
    _ = try marsad("once")
    _ = try marsad("pause", "rule", "entries", "--for", "2h")
    _ = try marsad("pause", "destination", "file")
    let rows =
      try JSONSerialization.jsonObject(
        with: Data(try marsad("pause", "--list", "--json").output.utf8)) as? [[String: Any]] ?? []
    #expect(rows.map { $0["kind"] as? String } == ["destination", "rule"])
    #expect(rows.map { $0["until"] is String } == [false, true])
    #expect(try marsad("destinations").output.contains("until resumed"))
    #expect(try marsad("pause", "rule", "entries").output.contains("until somebody resumes it"))
    #expect(try marsad("resume", "rule", "entries", "file").status == 1)
    #expect(try marsad("resume", "rule", "entries").output == "Not paused: rule entries\n")
    try scratch.write("marsad.yaml", "surces: []\nstate: state.sqlite\n")
    #expect(try marsad("resume", "destination", "file").output == "Resumed: destination file\n")
    #expect(try marsad("pause", "source", "one").status == 78)
  }

  @Test func `once says what it left out`() throws {
    _ = try marsad("once")
    _ = try marsad("pause", "source", "The East")
    #expect(try marsad("once").output.contains("The East: paused, not polled"))
    #expect(try json("once")["paused"] as? [String] == ["The East"])
  }

  @Test func `without a state there is one sentence and exit 1`() throws {
    let result = try marsad("status", "--json")
    #expect(result.status == 1)
    #expect(result.output.contains("\"kind\":\"state.missing\""))
    #expect(result.errors.contains("there is no state file"))
  }
}
