import Foundation
import TestSupport
import Testing

/// The real program where few files may be open, and how many it holds.
@Suite struct OpenFilesTests {
  private final class Post: Sendable {
    let site: LoopbackServer
    let scratch: Scratch
    let config: String
    let sources: Int

    init(sources: Int) throws {
      self.sources = sources
      site = try LoopbackServer()
      scratch = try Scratch()
      var list = ""
      for number in 0..<sources {
        list +=
          "  - {name: s\(number), url: \"\(site.url("/s\(number)"))\", every: 1s, full_text: never}\n"
      }
      config = try scratch.write(
        "marsad.yaml",
        """
        state: state.sqlite
        network: {allow_private: [127.0.0.0/8], robots: ignore, per_host: {connections: 64, delay: 0s}}
        sources:
        \(list)rules: [{name: any, match: entry, alert: file}]
        destinations: {file: {log: alerts.jsonl}}
        """)
    }

    func answer(_ reply: (Reply) -> Reply) {
      for number in 0..<sources {
        site.on(
          "/s\(number)",
          reply(
            .text(
              "<rss><channel><item><guid>\(number)</guid><title>An entry</title></item></channel></rss>",
              200, [("Content-Type", "application/rss+xml")])))
      }
    }

    var polled: Int { Set(site.requests.map(\.path)).count }
  }

  @Test func `with too few files it says how to have more, and does not begin`() async throws {
    let post = try Post(sources: 1)
    let program = try Program(
      ["run", "--config", post.config], shell: "ulimit -n 32 && exec \"$@\"")
    #expect(await eventually { !program.isRunning })
    #expect(program.exitStatus == 1)
    #expect(program.standardError.contains("only 32 files may be open"))
    #expect(program.standardError.contains("LimitNOFILE"))
  }

  @Test func `with few files transfers wait for each other, and all are served`() async throws {
    let post = try Post(sources: 60)
    let gate = Gate()
    post.answer { .gated(gate, $0) }
    let program = try Program(
      ["run", "--config", post.config], shell: "ulimit -n 64 && exec \"$@\"")
    #expect(await eventually { post.polled >= 4 })
    #expect(program.openFiles <= 52)
    gate.open()
    #expect(await eventually { post.polled == 60 })
    #expect(program.terminate() == 0)
    #expect(!program.standardError.contains("no more files"), "\(program.standardError)")
  }

  @Test func `when the last files are taken polls are put off, and no source is blamed`()
    async throws
  {
    let post = try Post(sources: 20)
    let gate = Gate()
    post.answer { $0 }
    let program = try Program(
      ["run", "--config", post.config], shell: "exec \"$@\"")
    #expect(await eventually { post.polled == 20 })
    // Every poll now wants a connection of its own, and there are no more to be had.
    post.answer { .gated(gate, $0) }
    try program.limitOpenFiles(to: program.openFiles + 16)
    #expect(await eventually { program.standardError.contains("polls put off") })
    #expect(program.standardError.contains("LimitNOFILE"))
    gate.open()
    let polls = post.site.requests.count
    #expect(await eventually { post.site.requests.count > polls + 40 })
    #expect(program.terminate() == 0)
    #expect(!program.standardError.contains("source failing"))
  }

  @Test func `many polls later it holds its own files and a connection a source`() async throws {
    let post = try Post(sources: 20)
    post.answer { $0 }
    let program = try Program(["run", "--config", post.config])
    #expect(await eventually { post.site.requests.count >= 300 })
    #expect(program.openFiles <= 20 + 40)
    #expect(program.terminate() == 0)
  }
}
