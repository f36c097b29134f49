import Foundation
import TestSupport
import Testing

/// `--log-format` of the real program.
@Suite struct LogFormatTests {
  let site: LoopbackServer
  let scratch: Scratch
  let path: String

  init() throws {
    site = try LoopbackServer()
    scratch = try Scratch()
    site.otherwise(.text("no", 500))
    path = try scratch.write(
      "marsad.yaml",
      """
      state: state.sqlite
      network: {allow_private: [127.0.0.0/8], robots: ignore}
      sources: [{name: "The \\"East\\"", url: \(site.url("/feed")), every: 1s}]
      rules: [{name: r, match: entry, alert: file}]
      destinations: {file: {log: alerts.jsonl}}
      """)
  }

  private func objects(_ program: Program) -> [[String: String]] {
    program.standardError.split(separator: "\n").compactMap {
      try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: String]
    }
  }

  @Test func `json is one object a line from the first to the last`() async throws {
    let program = try Program(["run", "--config", path, "--log-format", "json"])
    #expect(
      await eventually {
        program.standardError.contains("\"kind\":\"source-failing\"")
      })
    #expect(program.terminate() == 0)
    let lines = program.standardError.split(separator: "\n")
    let objects = objects(program)
    #expect(objects.count == lines.count)
    #expect(objects.first?["kind"] == "started")
    #expect(objects.contains { $0["kind"] == "stopping" })
    let failing = objects.first { $0["kind"] == "source-failing" }
    #expect(failing?["source.name"] == "The \"East\"")
    #expect(failing?["error.code"] == "status")
  }

  @Test func `a refused start is a record too where machines read`() throws {
    try scratch.write("marsad.yaml", "surces: []\n")
    let program = try Program.run(["run", "--config", path, "--log-format", "json"])
    #expect(program.status == 78)
    #expect(program.errors.contains("\"kind\":\"fault\""))
    #expect(try Program.run(["run", "--config", path]).errors.hasPrefix(path))
    #expect(try Program.run(["run", "--config", path, "--log-format", "xml"]).status == 2)
  }

  @Test(
    .enabled(
      if: !FileManager.default.fileExists(atPath: "/run/systemd/journal/socket"),
      "SKIPPED, a missing journal: this machine has one"))
  func `without the journal's socket, lines with priorities go to standard error`() async throws {
    let program = try Program(
      ["run", "--config", path],
      shell: "JOURNAL_STREAM=$(stat -Lc %d:%i /proc/self/fd/2) exec \"$@\"")
    #expect(await eventually { program.standardError.contains("<4>source failing") })
    #expect(program.standardError.hasPrefix("<5>started"))
    #expect(program.terminate() == 0)
  }
}
