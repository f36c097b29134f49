import Foundation
import TestSupport
import Testing

/// `marsad run` as a process: signals, reload, the lock.
@Suite struct RunningDaemonTests {
  private struct Post {
    let site: LoopbackServer
    let scratch: Scratch

    init() throws {
      site = try LoopbackServer()
      scratch = try Scratch()
      site.on("/one", Self.feed("one"))
      site.on("/two", Self.feed("two"))
    }

    static func feed(_ name: String, entries: Int = 1) -> Reply {
      let items = (1...entries).map {
        "<item><guid>\(name)-\($0)</guid><title>An entry of \(name), \($0)</title></item>"
      }
      return .text(
        """
        <?xml version="1.0"?><rss version="2.0"><channel><title>\(name)</title>
        \(items.joined())</channel></rss>
        """, 200, [("Content-Type", "application/rss+xml")])
    }

    func configure(_ sources: [String], more: String = "") throws {
      let list = sources.map {
        "  - {name: \($0), url: \(site.url("/" + $0)), every: 1s, full_text: never}"
      }.joined(separator: "\n")
      try scratch.write(
        "marsad.yaml",
        """
        state: state.sqlite
        network: {allow_private: [127.0.0.0/8], robots: ignore}
        sources:
        \(list)
        rules:
          - {name: any, match: entry, alert: file}
        destinations:
          file: {log: alerts.jsonl}
        \(more)
        """)
    }

    func start() throws -> Program {
      try Program(["run", "--config", scratch.path("marsad.yaml")])
    }

    func polled(_ name: String, times: Int) async -> Bool {
      let site = site
      return await eventually { site.requests.count { $0.path == "/" + name } >= times }
    }
  }

  @Test func `SIGTERM ends it with exit 0, a transfer under way or not`() async throws {
    let post = try Post()
    post.site.on("/two", Reply(.hold))
    try post.configure(["one", "two"])
    let program = try post.start()
    #expect(await post.polled("one", times: 2))
    #expect(await post.polled("two", times: 1))
    let began = ContinuousClock.now
    #expect(program.terminate() == 0)
    #expect(ContinuousClock.now - began < .seconds(10))
  }

  @Test func `a reload brings a new source in, and a broken file is refused and told`() async throws
  {
    let post = try Post()
    try post.configure(["one"])
    let program = try post.start()
    #expect(await post.polled("one", times: 1))
    try post.configure(["one", "two"], more: "surces: []")
    program.signal(SIGHUP)
    #expect(
      await eventually { program.standardError.contains("unknown key \"surces\"") })
    let before = post.site.requests.count { $0.path == "/one" }
    #expect(await post.polled("one", times: before + 2))
    #expect(!post.site.requests.contains { $0.path == "/two" })
    try post.configure(["one", "two"])
    program.signal(SIGHUP)
    #expect(await post.polled("two", times: 2))
    #expect(program.terminate() == 0)
  }

  @Test func `a second daemon on the same state is refused and told who has it`() async throws {
    let post = try Post()
    try post.configure(["one"])
    let program = try post.start()
    #expect(await post.polled("one", times: 1))
    let second = try Program.run(["once", "--config", post.scratch.path("marsad.yaml")])
    #expect(second.status == 1)
    #expect(second.errors.contains("state.sqlite.lock"))
    let third = try Program.run(["run", "--config", post.scratch.path("marsad.yaml")])
    #expect(third.status == 1)
    #expect(third.errors.contains("(pid \(program.processIdentifier))"))
    #expect(program.isRunning)
    #expect(program.terminate() == 0)
  }

  @Test(arguments: ["2>/dev/full", "2> >(true)"])
  func `where nobody takes its log lines the watch goes on`(redirection: String) async throws {
    let post = try Post()
    try post.configure(["one"])
    let program = try Program(
      ["run", "--config", post.scratch.path("marsad.yaml"), "--log-level", "debug"],
      shell: "exec \"$@\" \(redirection)")
    #expect(await post.polled("one", times: 3))
    #expect(program.terminate() == 0)
  }

  @Test func `a refused configuration ends it with 78 and one line a fault`() throws {
    let post = try Post()
    try post.configure(["one"], more: "defaults: {every: soon}")
    let result = try Program.run(["run", "--config", post.scratch.path("marsad.yaml")])
    #expect(result.status == 78)
    let lines = result.errors.split(separator: "\n")
    #expect(lines.count == 1)
    #expect(lines.first?.contains("marsad.yaml:9:") == true)
  }

  /// What a PagerDuty that takes everything was sent.
  private struct Incident: Decodable, Equatable {
    var action: String
    var alert: String

    enum CodingKeys: String, CodingKey {
      case action = "event_action"
      case alert = "dedup_key"
    }
  }

  @Test func `an acknowledged alert is acknowledged at the pager, and the sign of life is told`()
    async throws
  {
    let post = try Post()
    let site = post.site
    site.on("/v2/enqueue", .text("{\"status\":\"success\"}", 202))
    try post.scratch.write("key", "0123456789abcdef0123456789abcdef")
    try post.configure(
      ["one"],
      more: """
          duty:
            pagerduty: {key: {file: key}, url: "\(site.url("/v2/enqueue"))"}
            insecure: true
            allow_private: [127.0.0.0/8]
        operations: [file, duty]
        defaults: {alert: [file, duty]}
        alive: {at: "00:00"}
        """)
    let path = post.scratch.path("marsad.yaml")
    let settings = try String(contentsOfFile: path, encoding: .utf8)
    try post.scratch.write("marsad.yaml", settings.replacing(", alert: file", with: ""))
    let program = try post.start()
    #expect(await post.polled("one", times: 2))
    site.on("/one", Post.feed("one", entries: 2))
    @Sendable func incidents() -> [Incident] {
      site.requests.filter { $0.path == "/v2/enqueue" }.compactMap {
        try? JSONDecoder().decode(Incident.self, from: Data($0.body))
      }
    }
    #expect(await eventually { incidents().count == 1 })
    let opened = try #require(incidents().first)
    #expect(opened.action == "trigger")
    let acknowledged = try Program.run(["alerts", "ack", opened.alert, "--config", path])
    #expect(acknowledged.status == 0, "\(acknowledged.errors)")
    #expect(await eventually { incidents().count == 2 })
    #expect(
      incidents().last == Incident(action: "acknowledge", alert: opened.alert))
    let log = post.scratch.path("alerts.jsonl")
    #expect(
      await eventually {
        (try? String(contentsOfFile: log, encoding: .utf8))?.contains("marsad.alive") == true
      })
    #expect(program.terminate() == 0)
    // The sign of life wakes nobody.
    #expect(incidents().count == 2)
  }
}
