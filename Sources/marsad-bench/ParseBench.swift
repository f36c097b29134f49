import Feeds
import Foundation

/// Reads feed documents again and again, from bytes to entries. Arguments: `[--rounds N] FILES`,
/// gzipped or not: that is undone before the clock starts.
enum ParseBench {
  static func run(_ arguments: [String]) async throws {
    let options = BenchOptions(arguments)
    guard !options.plain.isEmpty else { throw BenchOptions.Usage("parse [--rounds N] FILES") }
    let documents = try options.plain.map(BenchOptions.inflatedFile)
    let bytes = documents.reduce(0) { $0 + $1.count }
    var best = Int.max
    var entries = 0
    for _ in 0..<max(1, options.number("--rounds") ?? 5) {
      entries = 0
      let before = Usage.now
      for document in documents {
        let read = try FeedReader.read(
          document, contentType: nil, url: "http://bench.test/feed", limits: FeedLimits())
        if case .feed(let feed) = read { entries += feed.entries.count }
      }
      best = min(best, (Usage.now - before).cpuMicroseconds)
    }
    print(
      "\(documents.count) feeds, \(entries) entries: \(best / documents.count) us each, "
        + "\(bytes / max(1, best)) MB/s")
  }
}
