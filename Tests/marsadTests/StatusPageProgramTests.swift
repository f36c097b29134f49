import Foundation
import TestSupport
import Testing

/// `listen` of a real daemon: where it serves, where it moves, what it does when it cannot.
@Suite struct StatusPageProgramTests {
  private struct Post {
    let site: LoopbackServer
    let scratch: Scratch

    init() throws {
      site = try LoopbackServer()
      scratch = try Scratch()
      site.on(
        "/feed",
        .text(
          """
          <rss version="2.0"><channel><title>x</title>
          <item><guid>1</guid><title>عودة داعش إلى البوكمال</title></item></channel></rss>
          """, 200, [("Content-Type", "application/rss+xml")]))
    }

    func configure(_ listen: String?, state: String = "state.sqlite") throws -> String {
      try scratch.write(
        "\(state).yaml",
        """
        state: \(state)
        \(listen.map { "listen: \($0)" } ?? "")
        network: {allow_private: [127.0.0.0/8], robots: ignore}
        sources:
          - {name: Sharq, url: \(site.url("/feed")), every: 1s, full_text: never, first_poll: alert}
        rules:
          - {name: isis, match: داعش, alert: file}
        destinations:
          file: {log: \(state).jsonl}
        """)
    }

    func serves(_ address: RawClient.Address, _ path: String = "/-/ready") async -> Bool {
      for _ in 0..<2_000 {
        let answer = await RawClient.get(path, at: address)
        if answer?.hasPrefix("HTTP/1.1 200 ") == true { return true }
        _ = await eventually(within: 0.02) { false }
      }
      return false
    }
  }

  @Test func `page, metrics and health are served, and move with a reload to a unix socket`()
    async throws
  {
    let post = try Post()
    let port = try RawClient.freePort()
    let file = try post.configure("127.0.0.1:\(port)")
    let program = try Program(["run", "--config", file])
    let there = RawClient.Address.loopback(port: port)
    #expect(await post.serves(there))
    #expect(await post.serves(there, "/-/healthy"))
    let scratch = post.scratch
    #expect(await eventually { !scratch.lines("state.sqlite.jsonl").isEmpty })
    let metrics = try #require(await RawClient.get("/metrics", at: there))
    #expect(metrics.contains("marsad_alerts_total{rule=\"isis\"} 1\n"))
    #expect(metrics.contains("Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n"))
    #expect(metrics.contains("marsad_fetch_duration_seconds_count{purpose=\"poll\"}"))
    #expect(!metrics.contains("marsad_match_duration_seconds_count 0\n"))
    let page = try #require(await RawClient.get("/", at: there))
    #expect(page.contains("<mark>داعش</mark>"))
    let foreign = await RawClient.get("/", at: there, host: "evil.example")
    #expect(foreign?.hasPrefix("HTTP/1.1 421 ") == true)

    let path = post.scratch.path("http")
    _ = try post.configure("unix:\(path)")
    program.signal(SIGHUP)
    #expect(await post.serves(.unix(path: path)))
    #expect(await RawClient.get("/", at: there) == nil)

    _ = try post.configure(nil)
    program.signal(SIGHUP)
    #expect(await eventually { !FileManager.default.fileExists(atPath: path) })
    #expect(program.terminate() == 0)
  }

  @Test func `a taken port is told and the watch goes on; it serves once the port is free`()
    async throws
  {
    let post = try Post()
    let port = try RawClient.freePort()
    let first = try Program(["run", "--config", try post.configure("127.0.0.1:\(port)")])
    #expect(await post.serves(.loopback(port: port)))
    let other = try post.configure("127.0.0.1:\(port)", state: "other.sqlite")
    let second = try Program(["run", "--config", other])
    #expect(
      await eventually {
        second.standardError.contains("127.0.0.1:\(port) is taken by another process")
      })
    let scratch = post.scratch
    #expect(await eventually { !scratch.lines("other.sqlite.jsonl").isEmpty })
    #expect(first.terminate() == 0)
    #expect(await post.serves(.loopback(port: port)))
    #expect(second.terminate() == 0)
  }

  @Test func `a unix socket goes with the daemon, and a killed one's is replaced`() async throws {
    let post = try Post()
    let path = post.scratch.path("http")
    let file = try post.configure("unix:\(path)")
    let killed = try Program(["run", "--config", file])
    #expect(await post.serves(.unix(path: path)))
    killed.kill()
    #expect(FileManager.default.fileExists(atPath: path))
    let program = try Program(["run", "--config", file])
    #expect(await post.serves(.unix(path: path)))
    #expect(program.terminate() == 0)
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}
