import Foundation
import State

/// What the state file costs: a commit of one article with three deliveries, a baseline of 42
/// entries, a diff of 42 known ones. Arguments: `[--count N] [--folder DIR]`.
enum CommitBench {
  static func run(_ arguments: [String]) async throws {
    let options = BenchOptions(arguments)
    let count = options.number("--count") ?? 2_000
    let base =
      options.text("--folder").map { URL(fileURLWithPath: $0) }
      ?? FileManager.default.temporaryDirectory
    let folder = base.appendingPathComponent(
      "marsad-bench-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let state = try StateFile(path: folder.appendingPathComponent("state.sqlite").path)
    try baselines(state, count: count)
    try diffs(state, count: count)
    try commits(state, count: count)
    state.close()
  }

  private static let now = Date(timeIntervalSince1970: 1_800_000_000)

  private static func observations(_ source: Int) -> [Observation] {
    (0..<42).map { entry in
      Observation(
        guid: "https://site.test/?p=\(source)-\(entry)",
        urlKey: "site.test/\(source)/article-number-\(entry)", url: nil,
        title: "A title of an ordinary length for article \(entry) of source \(source)",
        fingerprint: UInt64(source &* 1_000 &+ entry))
    }
  }

  private static func baselines(_ state: StateFile, count: Int) throws {
    try measure("baseline of 42 entries", count) { source in
      let diff = try state.diff(
        source: "s\(source)", observations: observations(source), now: now)
      guard diff.isBaseline, diff.items.count == 42 else { throw Wrong("baseline") }
      var commit = PollCommit(source: "s\(source)", at: now)
      commit.entries = diff.items
      commit.poll = PollRecord(
        source: "s\(source)", at: now,
        outcome: .read(.init(kind: "rss", url: "https://site.test/\(source)", entries: 42)))
      try state.commit(commit)
    }
  }

  private static func diffs(_ state: StateFile, count: Int) throws {
    try measure("diff of 42 known entries", count) { source in
      let diff = try state.diff(
        source: "s\(source)", observations: observations(source), now: now)
      guard diff.knownCount == 42 else { throw Wrong("diff") }
    }
  }

  private static func commits(_ state: StateFile, count: Int) throws {
    let event = [UInt8](repeating: UInt8(ascii: "x"), count: 1_200)
    let body = String(repeating: "words of an article ", count: 150)
    try measure("article, 3 kB, with 3 deliveries, flushed", count) { number in
      var commit = PollCommit(source: "s0", at: now)
      var article = ArticleRecord(
        identity: "link:site.test/new/\(number)", title: "Title \(number)", text: UInt64(number))
      article.body = body
      commit.articles = [article]
      commit.alerts = [
        AlertRecord(
          id: "alr_\(number)", type: "article.matched", rule: "r\(number)", at: now, event: event,
          destinations: ["a", "b", "c"], article: 0)
      ]
      guard try state.commit(commit).alerts.count == 1 else { throw Wrong("commit") }
    }
  }

  private static func measure(_ what: String, _ count: Int, _ body: (Int) throws -> Void) throws {
    let before = Usage.now
    for number in 0..<count { try body(number) }
    let cost = Usage.now - before
    let wall = Int(cost.wallMilliseconds * 1_000) / count
    print("\(what): \(cost.cpuMicroseconds / count) us CPU, \(wall) us wall each (\(count) times)")
  }

  private struct Wrong: Error, CustomStringConvertible {
    let description: String
    init(_ what: String) { description = "\(what) did not do what it should" }
  }
}
