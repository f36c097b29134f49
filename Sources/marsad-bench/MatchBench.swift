import Foundation
import Rules
import Text

/// Runs a list of terms over a text, a document a line. Arguments: `TERMS TEXT [--rounds N]`, the
/// files of the floors' programs: a term a line, the text as it is.
enum MatchBench {
  static func run(_ arguments: [String]) async throws {
    let options = BenchOptions(arguments)
    guard options.plain.count == 2 else {
      throw BenchOptions.Usage("match TERMS TEXT [--rounds N]")
    }
    let terms = try lines(options.plain[0])
    let texts = try lines(options.plain[1])
    let bytes = texts.reduce(0) { $0 + $1.utf8.count }
    let mark = SourceMark(file: "bench", line: 1, column: 1)
    var rule = Rule(name: "terms", mark: mark)
    rule.match = .list(name: "terms", mark: mark)
    let begin = Usage.now
    let rules = try RuleSet(
      rules: [rule], lists: ["terms": terms.map { Term($0, mark: mark) }], places: [],
      gazetteer: nil, limits: RuleLimits())
    let compiled = Usage.now - begin
    var folding = Int.max
    var whole = Int.max
    var hits = 0
    var deciding = Int.max
    var matched = 0
    for _ in 0..<max(1, options.number("--rounds") ?? 3) {
      var before = Usage.now
      var words = 0
      for text in texts { words += FoldedText(text).words.count }
      folding = min(folding, (Usage.now - before).cpuMicroseconds)
      guard words > 0 else { return }
      before = Usage.now
      matched = 0
      for text in texts { matched += rules.matching(MatchableArticle(title: "", body: text)).count }
      deciding = min(deciding, (Usage.now - before).cpuMicroseconds)
      before = Usage.now
      hits = 0
      for text in texts {
        let verdict = rules.evaluate(MatchableArticle(title: "", body: text))
        hits += verdict.findings.reduce(0) { $0 + $1.matches.count }
      }
      whole = min(whole, (Usage.now - before).cpuMicroseconds)
    }
    print(
      """
      \(terms.count) terms compiled in \(compiled.cpuMicroseconds / 1_000) ms; \(bytes / 1_000_000) MB \
      of text: folding \(bytes / max(1, folding)) MB/s, fold and match \
      \(bytes / max(1, deciding)) MB/s, \(matched) of \(texts.count) documents; with \(hits) matches told \
      \(bytes / max(1, whole)) MB/s; peak \(Usage.peakMebibytes) MiB
      """)
  }

  private static func lines(_ file: String) throws -> [String] {
    try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map(String.init)
  }
}
