import Foundation
import TestSupport
import Testing

/// The real program on a disk of 16 MB that is full: before it starts, and in the middle of its work.
@Suite(.enabled(if: SmallDisk.isAvailable, "SKIPPED, a full disk: needs root"))
struct FullDiskDaemonTests {
  private final class Post: Sendable {
    let site: LoopbackServer
    let receiver: LoopbackServer
    let scratch: Scratch
    let folder: String
    let config: String

    init(_ folder: String) throws {
      self.folder = folder
      site = try LoopbackServer()
      receiver = try LoopbackServer()
      receiver.otherwise(.answer(204))
      scratch = try Scratch()
      try scratch.write("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n")
      config = try scratch.write(
        "marsad.yaml",
        """
        state: \(folder)/state.sqlite
        network: {allow_private: [127.0.0.0/8], robots: ignore}
        sources: [{name: wire, url: "\(site.url("/feed"))", every: 1s, full_text: never}]
        rules: [{name: cells, match: cells, alert: [desk, file]}]
        destinations:
          desk: {webhook: "\(receiver.url("/hook"))", secret: {file: secret}, insecure: true, allow_private: [127.0.0.0/8], retry: [1s, 1s, 1s, 1s, 1s, 1s]}
          file: {log: \(folder)/alerts.jsonl}
        """)
      publish(upTo: 0)
    }

    /// A hundred old entries, then so many that match, each long enough to count.
    func publish(upTo count: Int) {
      let words = String(repeating: "what was seen near the old bridge ", count: 60)
      let old = (0..<100).map { "<item><guid>o\($0)</guid><title>old \($0)</title></item>" }
      let new = (0..<count).map {
        "<item><guid>n\($0)</guid><title>cells \($0)</title><description>\(words)</description></item>"
      }
      site.on(
        "/feed",
        .text(
          "<rss><channel><title>w</title>\((old + new).reversed().joined())</channel></rss>", 200,
          [("Content-Type", "application/rss+xml")]))
    }

    func start() throws -> Program { try Program(["run", "--config", config]) }

    var polls: Int { site.requests.count }
    var arrived: Int { Set(receiver.requests.compactMap { $0.header("webhook-id") }).count }
    var lines: [String] {
      let text = (try? String(contentsOfFile: folder + "/alerts.jsonl", encoding: .utf8)) ?? ""
      return text.split(separator: "\n").map(String.init)
    }

    func fill() throws {
      let descriptor = open(folder + "/filler", O_WRONLY | O_CREAT, 0o600)
      defer { close(descriptor) }
      for size in [65_536, 4_096, 512, 1] {
        let bytes = [UInt8](repeating: 1, count: size)
        while write(descriptor, bytes, size) > 0 {}
      }
    }

    func makeRoom() { unlink(folder + "/filler") }
  }

  @Test(.timeLimit(.minutes(5)))
  func `a disk that fills in the middle delays what comes, and nothing is lost or repeated`()
    async throws
  {
    try await SmallDisk.runAside(bytes: 16 << 20) { folder in
      let post = try Post(folder)
      let program = try post.start()
      #expect(eventuallyHere { post.polls >= 2 })
      post.publish(upTo: 30)
      #expect(eventuallyHere { post.arrived == 30 && post.lines.count == 30 })
      // Polls, commits and deliveries meet the full disk wherever they are.
      for count in [60, 90] {
        try post.fill()
        let polls = post.polls
        post.publish(upTo: count)
        // The log's, or the state file's too once its own log has no room left within.
        #expect(eventuallyHere { program.standardError.contains("the disk is full") })
        #expect(eventuallyHere { post.polls > polls })
        #expect(program.isRunning)
        post.makeRoom()
        #expect(eventuallyHere { post.arrived == count && post.lines.count == count })
      }
      #expect(program.terminate() == 0)
      #expect(post.receiver.requests.count == 90)
      #expect(Set(post.lines).count == 90 && post.lines.count == 90)
      #expect(post.lines.allSatisfy { $0.hasPrefix("{\"schema\"") && $0.hasSuffix("}") })
    }
  }

  @Test(.timeLimit(.minutes(5)))
  func `a start on a full disk says so and waits for room, with a state file or without`()
    async throws
  {
    try await SmallDisk.runAside(bytes: 16 << 20) { folder in
      let post = try Post(folder)
      try post.fill()
      let first = try post.start()
      #expect(eventuallyHere { first.standardError.contains("the disk is full") })
      #expect(first.terminate() == 0)
      let second = try post.start()
      #expect(eventuallyHere { second.standardError.contains("the disk is full") })
      post.makeRoom()
      #expect(eventuallyHere { post.polls >= 2 })
      #expect(second.standardError.contains("state file works again"))
      // A kill leaves a log beside the file; the start that follows wants to write it back.
      second.kill()
      post.publish(upTo: 5)
      try post.fill()
      let third = try post.start()
      #expect(eventuallyHere { third.standardError.contains("the disk is full") })
      #expect(third.isRunning)
      post.makeRoom()
      #expect(eventuallyHere { post.arrived == 5 && post.lines.count == 5 })
      #expect(third.terminate() == 0)
    }
  }

  @Test func `on a read-only disk the reason is said, and nothing is made`() async throws {
    try await SmallDisk.runAside(bytes: 1 << 20) { folder in
      let post = try Post(folder)
      try SmallDisk.makeReadOnly(folder)
      let result = try Program.run(["run", "--config", post.config])
      #expect(result.status == 1)
      #expect(result.errors.contains("read-only"), "\(result.errors)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
  }
}
