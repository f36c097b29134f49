import Articles
import Foundation

/// Reads article pages from bytes to articles. Arguments: `[--rounds N] FILES` (HTML, gzipped or
/// not: that is undone before the clock starts).
enum ExtractBench {
  static func run(_ arguments: [String]) async throws {
    let options = BenchOptions(arguments)
    guard !options.plain.isEmpty else { throw BenchOptions.Usage("extract [--rounds N] FILES") }
    let pages = try options.plain.map(BenchOptions.inflatedFile)
    let bytes = pages.reduce(0) { $0 + $1.count }
    var best = Int.max
    var words = 0
    for _ in 0..<max(1, options.number("--rounds") ?? 3) {
      words = 0
      let before = Usage.now
      for page in pages {
        let article = try? ArticleReader.read(
          page, contentType: "text/html", url: "http://bench.test/article",
          settings: ArticleSettings())
        words += article?.body.utf8.count ?? 0
      }
      best = min(best, (Usage.now - before).cpuMicroseconds)
    }
    print(
      "\(pages.count) pages of \(bytes / pages.count / 1_000) kB, \(words) bytes of text: "
        + "\(best / pages.count) us each, \(bytes / max(1, best)) MB/s")
  }
}
