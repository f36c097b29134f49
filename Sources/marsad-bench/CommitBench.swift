import Foundation
import State

/// What the state file costs: a commit of one article with three deliveries, of one and of fifty
/// without, each with its text for the archive and without; a baseline of 42 entries, a diff of 42
/// known ones. Arguments: `[--count N] [--folder DIR]`.
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
    for isKept in [false, true] {
      try commits(state, count: count, isKept: isKept)
      try quietCommits(state, count: count, isKept: isKept)
      try batches(state, count: max(1, count / 50), isKept: isKept)
    }
    let extent = try state.archiveExtent()
    print("archive: \(extent.bytes / max(1, extent.count)) bytes an article")
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

  /// Words drawn from a few hundred, so that a text packs about as well as a real one.
  private static func text(_ number: Int, bytes: Int) -> String {
    var random = UInt64(truncatingIfNeeded: number &* 2 &+ 1)
    var text = ""
    while text.utf8.count < bytes {
      var word = ""
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var shape = (random >> 33) % 700
      for _ in 0..<(2 + shape % 6) {
        shape = shape &* 31 &+ 7
        word.unicodeScalars.append(Unicode.Scalar(UInt8(ascii: "a") + UInt8(shape % 26)))
      }
      text += word + " "
    }
    return text
  }

  private static func article(_ name: String, _ number: Int, isKept: Bool) -> ArticleRecord {
    let body = text(number, bytes: 3_000)
    var article = ArticleRecord(
      identity: "link:site.test/\(name)/\(number)", title: "Title \(number)",
      text: UInt64(number))
    article.body = body
    if isKept {
      var seen = ArchivedArticle(title: article.title, body: body)
      seen.url = "https://site.test/\(name)/an-article-number-\(number)"
      seen.language = "en"
      article.archived = seen
    }
    return article
  }

  private static func note(_ isKept: Bool) -> String { isKept ? "archived" : "not archived" }

  private static func commits(_ state: StateFile, count: Int, isKept: Bool) throws {
    let event = [UInt8](repeating: UInt8(ascii: "x"), count: 1_200)
    let name = isKept ? "kept" : "new"
    let articles = (0..<count).map { article(name, $0, isKept: isKept) }
    try measure("article, 3 kB, with 3 deliveries, flushed, \(note(isKept))", count) { number in
      var commit = PollCommit(source: "s0", at: now + Double(number))
      commit.articles = [articles[number]]
      commit.alerts = [
        AlertRecord(
          id: "alr_\(name)_\(number)", type: "article.matched", rule: "r\(number)", at: now,
          event: event, destinations: ["a", "b", "c"], article: 0)
      ]
      guard try state.commit(commit).alerts.count == 1 else { throw Wrong("commit") }
    }
  }

  private static func quietCommits(_ state: StateFile, count: Int, isKept: Bool) throws {
    let name = isKept ? "quietly-kept" : "quiet"
    let articles = (0..<count).map { article(name, $0, isKept: isKept) }
    try measure("article, 3 kB, without alerts, \(note(isKept))", count) { number in
      var commit = PollCommit(source: "s0", at: now + Double(number))
      commit.articles = [articles[number]]
      guard try state.commit(commit).articleIDs.count == 1 else { throw Wrong("commit") }
    }
  }

  /// As the daemon commits articles that alert nobody.
  private static func batches(_ state: StateFile, count: Int, isKept: Bool) throws {
    let name = isKept ? "many-kept" : "many"
    let articles = (0..<count * 50).map { article(name, $0, isKept: isKept) }
    try measure("50 articles, 3 kB each, without alerts, \(note(isKept))", count) { number in
      var commit = PollCommit(source: "s0", at: now + Double(number))
      commit.articles = Array(articles[number * 50..<(number + 1) * 50])
      guard try state.commit(commit).articleIDs.count == 50 else { throw Wrong("commit") }
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
