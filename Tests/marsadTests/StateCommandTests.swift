import Foundation
import TestSupport
import Testing

/// `marsad state` and `marsad export`, on what a round of the real program left.
@Suite struct StateCommandTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    let site = try LoopbackServer()
    site.on(
      "/feed",
      .text(
        "<rss><channel><item><guid>1</guid><title>An attack near Al-Bukamal</title></item></channel></rss>",
        200, [("Content-Type", "application/rss+xml")]))
    try scratch.write(
      "marsad.yaml",
      """
      state: state.sqlite
      network: {allow_private: [127.0.0.0/8], robots: ignore}
      sources:
        - {name: wire, url: "\(site.url("/feed"))", full_text: never, first_poll: alert}
      rules: [{name: r, match: attack, alert: file}]
      destinations: {file: {log: alerts.jsonl}}
      """)
    let once = try Program.run(["once", "--config", scratch.path("marsad.yaml")])
    try #require(once.status == 0, "\(once.errors)")
  }

  private func marsad(_ arguments: String...) throws -> Program.Result {
    try Program.run(arguments + ["--config", scratch.path("marsad.yaml")])
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func bytes(_ name: String) -> Data? {
    FileManager.default.contents(atPath: scratch.path(name))
  }

  @Test func `check tells that it is sound, and of what size its parts are`() throws {
    let text = try marsad("state", "check")
    #expect(text.status == 0)
    #expect(text.output.contains("is sound") && text.output.contains("evidence"))
    let json = try object(try marsad("state", "check", "--json").output)
    #expect(json["sound"] as? Bool == true)
    #expect(json["schema"] as? Int == json["newest_schema"] as? Int)
    let parts = json["parts"] as? [[String: Any]] ?? []
    #expect(parts.first { $0["name"] as? String == "archive" }?["rows"] as? Int == 1)
  }

  @Test func `a damaged file is exit 1 and the way out, and stays as it is`() throws {
    var data = try #require(bytes("state.sqlite"))
    for place in 8_192..<min(40_000, data.count) { data[place] = 0x5A }
    try data.write(to: URL(fileURLWithPath: scratch.path("state.sqlite")))
    let text = try marsad("state", "check")
    #expect(text.status == 1)
    #expect((text.output + text.errors).contains("restore"))
    let json = try object(try marsad("state", "check", "--json").output)
    #expect(json["sound"] as? Bool == false)
    let once = try marsad("once")
    #expect(once.status == 1)
    #expect(once.errors.contains("is damaged"))
    #expect(bytes("state.sqlite") == data)
  }

  @Test func `a backup is restored, and what was there is named and kept`() throws {
    let copy = scratch.path("copy.sqlite")
    #expect(try marsad("state", "backup", copy).status == 0)
    let again = try marsad("state", "backup", copy)
    #expect(again.status == 1)
    #expect(again.errors.contains("is there already"))
    #expect(try marsad("state", "backup", copy, "--force").status == 0)
    try Data([1, 2, 3]).write(to: URL(fileURLWithPath: scratch.path("state.sqlite")))
    let restored = try object(try marsad("state", "restore", copy, "--json").output)
    let aside = try #require(restored["aside"] as? String)
    #expect(FileManager.default.contents(atPath: aside) == Data([1, 2, 3]))
    #expect(try marsad("alerts", "--json").output.split(separator: "\n").count == 1)
    // The restored state knows what it alerted of.
    try scratch.write("other.yaml", "")
    #expect(try marsad("state", "check").status == 0)
    let refused = try marsad("state", "restore", scratch.path("marsad.yaml"))
    #expect(refused.status == 1)
    #expect(refused.errors.contains("marsad.yaml is no Marsad state file"))
  }

  @Test func `compact says what it needs before it begins, and what it won`() throws {
    let text = try marsad("state", "compact")
    #expect(text.status == 0)
    let lines = text.output.split(separator: "\n")
    #expect(lines.first?.contains("Needs") == true)
    #expect(lines.last?.hasPrefix("Done:") == true)
    #expect(try marsad("state", "check").status == 0)
    let missing = try marsad("state", "compact", "--state", scratch.path("none.sqlite"))
    #expect(missing.status == 1)
    #expect(bytes("none.sqlite") == nil)
  }

  @Test func `restore and compact are refused beside a daemon, check and backup are not`()
    async throws
  {
    let program = try Program(["run", "--config", scratch.path("marsad.yaml")])
    let lock = scratch.path("state.sqlite.lock")
    #expect(
      await eventually {
        let holder = FileManager.default.contents(atPath: lock).map {
          String(decoding: $0, as: UTF8.self)
        }
        return holder?.hasPrefix("\(program.processIdentifier)\n") == true
      })
    let copy = scratch.path("copy.sqlite")
    #expect(try marsad("state", "check").status == 0)
    #expect(try marsad("state", "backup", copy).status == 0)
    for command in [["restore", copy], ["compact"]] {
      let refused = try Program.run(
        ["state"] + command + ["--config", scratch.path("marsad.yaml")])
      #expect(refused.status == 1)
      #expect(
        refused.errors.contains("in use by another Marsad (pid \(program.processIdentifier))"))
    }
    #expect(program.terminate() == 0)
  }

  @Test func `an export is a file of its own name, whole or not there`() throws {
    let file = scratch.path("evidence.warc")
    let said = try object(try marsad("export", "--warc", file, "--json").output)
    #expect(said["alerts"] as? Int == 1 && said["responses"] as? Int == 1)
    let text = String(decoding: try #require(bytes("evidence.warc")), as: UTF8.self)
    #expect(text.hasPrefix("WARC/1.1\r\nWARC-Type: warcinfo\r\n"))
    #expect(text.contains("An attack near Al-Bukamal"))
    #expect(try marsad("export", "--warc", file).status == 1)
    let piped = try marsad("export", "--warc", "-")
    #expect(piped.output.hasPrefix("WARC/1.1\r\n"))
    #expect(piped.errors.contains("1 alerts, 1 answers"))
    #expect(try marsad("export", "--warc", "-", "--alert", "alr_none").status == 1)
    #expect(try marsad("export", "--warc", scratch.path("none/x.warc")).status == 1)
    #expect(try marsad("export").status == 2)
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.url.path)
    #expect(!names.contains { $0.contains("draft") })
  }
}
