import Foundation
import Places
import Text

/// What finding places costs: `TEXT [--rounds N]`, a text of any length that is cut into articles of
/// about 5 kB. CPU time an article, the best of the rounds.
enum PlacesBench {
  private static let articleBytes = 5_000

  static func run(_ arguments: [String]) async throws {
    let options = BenchOptions(arguments)
    guard options.plain.count == 1 else {
      throw BenchOptions.Usage("locate TEXT [--rounds N]")
    }
    let finder = PlaceFinder(gazetteer: try Gazetteer.standard(), ownPlaces: [])
    let articles = try cut(String(contentsOfFile: options.plain[0], encoding: .utf8))
    let title = FoldedText("")
    var folding = Int.max
    var finding = Int.max
    var found = 0
    for _ in 0..<max(1, options.number("--rounds") ?? 20) {
      let start = Usage.now
      let bodies = articles.map { FoldedText($0) }
      let folded = Usage.now
      found = 0
      for body in bodies {
        found += finder.places(title: title, body: body, language: nil, country: nil).count
      }
      let done = Usage.now
      folding = min(folding, (folded - start).cpuMicroseconds)
      finding = min(finding, (done - folded).cpuMicroseconds)
    }
    let count = max(1, articles.count)
    let bytes = articles.reduce(0) { $0 + $1.utf8.count } / count
    print(
      """
      \(articles.count) articles of \(bytes) bytes: folding \(folding / count) us, \
      places \(finding / count) us an article; \(found) places
      """)
  }

  private static func cut(_ text: String) -> [String] {
    var articles: [String] = []
    var current = ""
    for line in text.split(separator: "\n") {
      current += line + "\n"
      if current.utf8.count >= articleBytes {
        articles.append(current)
        current = ""
      }
    }
    if !current.isEmpty { articles.append(current) }
    return articles
  }
}
