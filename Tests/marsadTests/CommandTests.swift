import Foundation
import TestSupport
import Testing

/// The commands as a person meets them: output, faults and exit codes of the real program.
@Suite struct CommandTests {
  @Test func `every fault is one line with file, line, column and hint, and the exit is 78`() throws
  {
    let scratch = try Scratch()
    let path = try scratch.write(
      "marsad.yaml",
      """
      sources:
        - {name: one, url: "https://news.example/", evry: 5m}
        - {name: two, url: "https://news.example/two", every: soon}
      rules:
        - {name: r, match: [a], alert: [dsk]}
      destinations:
        desk: {log: 7, log: alerts.jsonl}
      """)
    let result = try Program.run(["check", "--config", path])
    #expect(result.status == 78)
    let lines = result.output.split(separator: "\n").map(String.init)
    for (place, words) in [
      (":2:", "\"every\""), (":3:", "duration"), (":5:", "\"desk\""), (":7:", "log"),
    ] {
      #expect(
        lines.contains { $0.hasPrefix("\(path)\(place)") && $0.contains(words) },
        "\(place) \(words) in \(lines)")
    }
  }

  @Test func `a rule whose own test fails is refused at its place`() throws {
    let scratch = try Scratch()
    let path = try scratch.write(
      "marsad.yaml",
      """
      sources: [{name: one, url: "https://news.example/"}]
      rules:
        - name: r
          match: داعش
          alert: file
          test:
            - {text: "لتنظيم داعـ.ـش", expect: match}
            - {text: "مداعشة", expect: match}
      destinations: {file: {log: alerts.jsonl}}
      """)
    let result = try Program.run(["check", "--config", path])
    #expect(result.status == 78)
    #expect(result.output.contains("\(path):8:"))
    #expect(!result.output.contains("\(path):7:"))
  }

  @Test func `init tells why a site cannot be looked at, and writes nothing then`() throws {
    let scratch = try Scratch()
    let path = scratch.path("marsad.yaml")
    let result = try Program.run(["init", path, "--site", "http://127.0.0.1:9/feed"])
    #expect(result.status == 1)
    #expect(result.errors.contains("http://127.0.0.1:9/feed: address:"), "\(result.errors)")
    #expect(!FileManager.default.fileExists(atPath: path))
    let both = try Program.run(["init", path, "--site", "http://x.example/", "--opml", "f"])
    #expect(both.status == 2)
  }

  @Test func `init writes a configuration that passes check, and overwrites nothing`() throws {
    let scratch = try Scratch()
    let path = scratch.path("marsad.yaml")
    #expect(try Program.run(["init", "--config", path]).status == 0)
    let written = try String(contentsOfFile: path, encoding: .utf8)
    #expect(try Program.run(["check", "--config", path]).status == 0)
    #expect(try Program.run(["init", "--config", path]).status == 1)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == written)
  }

  @Test func `the version names the libraries, and wrong usage is exit 2`() throws {
    let version = try Program.run(["--version"])
    #expect(version.status == 0)
    #expect(version.output.contains("libcurl") && version.output.contains("SQLite"))
    #expect(try Program.run(["run", "--nonsense"]).status == 2)
  }

  @Test func `sources, alerts and deliveries tell what a round did`() throws {
    let site = try LoopbackServer()
    site.on(
      "/feed",
      .text(
        "<rss><channel><item><guid>1</guid><title>An attack near Al-Bukamal</title></item></channel></rss>",
        200, [("Content-Type", "application/rss+xml")]))
    let scratch = try Scratch()
    let path = try scratch.write(
      "marsad.yaml",
      """
      state: state.sqlite
      network: {allow_private: [127.0.0.0/8], robots: ignore}
      sources:
        - {name: wire, url: "\(site.url("/feed"))", full_text: never, first_poll: alert}
        - {name: gone, url: "\(site.url("/nothing"))"}
      rules: [{name: r, match: attack, alert: file}]
      destinations: {file: {log: alerts.jsonl}}
      """)
    #expect(try Program.run(["once", "--config", path]).status == 1)
    let sources = try Self.json(Program.run(["sources", "--json", "--config", path]).output)
    let states = (sources as? [[String: Any]] ?? []).reduce(into: [String: String]()) {
      $0[$1["name"] as? String ?? ""] = $1["state"] as? String
    }
    #expect(states == ["wire": "ok", "gone": "failing"])
    let alerts = try Program.run(["alerts", "--json", "--config", path]).output
    #expect(alerts.split(separator: "\n").count == 1)
    #expect(alerts == (scratch.lines("alerts.jsonl").first ?? "") + "\n")
    let deliveries = try Self.json(Program.run(["deliveries", "--json", "--config", path]).output)
    #expect((deliveries as? [[String: Any]])?.map { $0["state"] as? String } == ["delivered"])
  }

  private static func json(_ text: String) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(text.utf8))
  }
}
