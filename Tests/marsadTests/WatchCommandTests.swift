import Foundation
import TestSupport
import Testing

/// `marsad watch` as a process, beside rounds of `marsad once`.
@Suite struct WatchCommandTests {
  let site: LoopbackServer
  let scratch: Scratch
  let path: String

  init() throws {
    site = try LoopbackServer()
    scratch = try Scratch()
    path = try scratch.write(
      "marsad.yaml",
      """
      state: state.sqlite
      network: {allow_private: [127.0.0.0/8], robots: ignore}
      sources: [{name: wire, url: \(site.url("/feed")), full_text: never, first_poll: alert}]
      rules:
        - {name: عودة, match: داعش, severity: high, alert: file}
        - {name: ports, match: port, severity: low, alert: file}
      destinations: {file: {log: alerts.jsonl}}
      """)
    show(["خلايا داعش \u{1B}[31m\u{202E}في الريف"])
    _ = try Program.run(["once", "--config", path])
  }

  private func show(_ titles: [String]) {
    let items = titles.enumerated().map { number, title in
      let safe = title.replacingOccurrences(of: "\u{1B}", with: "&amp;#27;")
      return "<item><guid>g\(title.count)-\(number)</guid><title>\(safe)</title></item>"
    }.joined()
    site.on(
      "/feed",
      .text(
        "<rss version=\"2.0\"><channel>\(items)</channel></rss>", 200,
        [("Content-Type", "application/rss+xml")]))
  }

  private func start(_ arguments: [String], shell: String? = nil) throws -> Program {
    try Program(
      ["watch"] + arguments + ["--config", path], environment: ["TERM": "xterm"], shell: shell)
  }

  @Test func `what is new comes in plain lines, and Ctrl-C ends it with exit 0`() async throws {
    let program = try start(["--since", "1h"])
    #expect(await eventually { program.standardOutput.contains("⟦داعش⟧") })
    show(["A port was closed for the night"])
    _ = try Program.run(["once", "--config", path])
    #expect(await eventually { program.standardOutput.contains("⟦port⟧") })
    let text = program.standardOutput
    #expect(text.hasPrefix("HIGH  عودة  20"))
    #expect(!text.unicodeScalars.contains { [0x1B, 0x202E, 0x2068].contains($0.value) })
    program.signal(SIGINT)
    #expect(await eventually { !program.isRunning })
    #expect(program.exitStatus == 0)
  }

  @Test func `json gives the events byte for byte, of the rules and severities asked for`()
    async throws
  {
    show(["A port was closed for the night"])
    let all = try start(["--since", "1h", "--json"])
    let grave = try start(["--since", "1h", "--json", "--severity", "medium"])
    let ports = try start(["--since", "1h", "--json", "--rule", "ports"])
    _ = try Program.run(["once", "--config", path])
    #expect(await eventually { all.bytes("out").split(separator: 0x0A).count == 2 })
    #expect(await eventually { ports.standardOutput.contains("\"ports\"") })
    let log = [UInt8](try Data(contentsOf: URL(fileURLWithPath: scratch.path("alerts.jsonl"))))
    #expect(all.bytes("out") == log)
    #expect(ports.bytes("out").split(separator: 0x0A) == [log.split(separator: 0x0A)[1]])
    #expect(await eventually { grave.bytes("out").split(separator: 0x0A).count == 1 })
    #expect(all.terminate() == 0)
    #expect(grave.terminate() == 0)
    #expect(ports.terminate() == 0)
  }

  @Test func `without since only what comes now is shown, and without a state it says so`() throws {
    let result = try Program.run(["watch", "--state", "/nowhere/state.sqlite", "--config", path])
    #expect(result.status == 1)
    #expect(result.errors.contains("there is no state file"))
    #expect(try Program.run(["watch", "--severity", "grave", "--config", path]).status == 2)
  }

  @Test(
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script"),
      "SKIPPED, a terminal: script (util-linux) is missing"), arguments: [true, false])
  func `on a terminal there are colours, isolated titles and a line of status`(
    colours: Bool
  ) async throws {
    let program = try start(
      ["--since", "1h"],
      shell: "NO_COLOR=\(colours ? "" : "1") exec script -qfec \"$(printf '%q ' \"$@\")\" /dev/null"
    )
    #expect(await eventually { program.standardOutput.contains("no daemon runs, 1 sources") })
    let text = program.standardOutput
    #expect(text.contains("\u{1B}[1;31mHIGH") == colours)
    #expect(text.contains(colours ? "\u{1B}[1;33mداعش\u{1B}[0m" : "⟦داعش⟧"))
    #expect(text.contains("\u{2068}خلايا"))
    #expect(!text.contains("\u{202E}"))
    program.kill()
  }
}
