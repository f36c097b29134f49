import Foundation
import Places
import Rules
import Text

/// What an article of about 5 kB costs under 1,000 rules, with and without places.
/// Arguments: `CORPORA [--rules N] [--rounds N]`, a folder with `articles/manifest.jsonl`, whose
/// words the rules are made of.
enum ArticleBench {
  static func run(_ arguments: [String]) async throws {
    let options = BenchOptions(arguments)
    guard let folder = options.plain.first else {
      throw BenchOptions.Usage("article CORPORA [--rules N] [--rounds N]")
    }
    let pages = try ArticleCorpus.pages(folder)
    let articles = pages.compactMap { page -> MatchableArticle? in
      guard let body = page.expected.body, (4_500...5_500).contains(body.utf8.count) else {
        return nil
      }
      return MatchableArticle(
        title: page.expected.title ?? "", body: body, language: page.lang, sourceName: "bench")
    }
    guard !articles.isEmpty else { throw BenchOptions.Usage("article: no article of 5 kB") }
    let count = options.number("--rules") ?? 1_000
    let rounds = options.number("--rounds") ?? 20
    let gazetteer = try Gazetteer.standard()
    let plain = try RuleSet(
      rules: rules(count, pages, places: false), lists: [:], places: [], gazetteer: nil)
    let placed = try RuleSet(
      rules: rules(count, pages, places: true), lists: [:], places: [], gazetteer: gazetteer)
    let bytes = articles.reduce(0) { $0 + $1.title.utf8.count + $1.body.utf8.count }
    print("\(articles.count) articles of \(bytes / articles.count) bytes, \(count) rules")
    try measure("Text and Rules", plain, articles, rounds)
    try measure("Text, Rules and Places", placed, articles, rounds)
    let finder = PlaceFinder(gazetteer: gazetteer, ownPlaces: [])
    let before = Usage.now
    for _ in 0..<rounds {
      for article in articles {
        _ = finder.places(
          title: FoldedText(article.title), body: FoldedText(article.body),
          language: article.language, country: nil)
      }
    }
    report("Text and Places alone", before, articles.count * rounds)
  }

  private static func measure(
    _ name: String, _ set: RuleSet, _ articles: [MatchableArticle], _ rounds: Int
  ) throws {
    var findings = 0
    for article in articles { findings += set.evaluate(article).findings.count }
    let before = Usage.now
    for _ in 0..<rounds {
      for article in articles { _ = set.evaluate(article) }
    }
    report("\(name), \(findings) findings", before, articles.count * rounds)
  }

  private static func report(_ name: String, _ before: Usage, _ count: Int) {
    let spent = (Usage.now - before).cpuMicroseconds
    print("\(name): \(spent / count) µs of CPU an article")
  }

  /// Rules of `{all: [{any: [a, b, c]}, {near: [d, e]}], none: [f]}` and the like; with places every
  /// second one asks for one too.
  private static func rules(_ count: Int, _ pages: [ArticleCorpus.Page], places: Bool) throws
    -> [Rule]
  {
    let mark = SourceMark(file: "bench", line: 1, column: 1)
    var known: Set<String> = []
    var words: [String] = []
    for page in pages {
      let folded = FoldedText(page.expected.body ?? "")
      for word in folded.words.indices where folded.keyText(word).unicodeScalars.count >= 4 {
        if known.insert(folded.keyText(word)).inserted { words.append(folded.keyText(word)) }
      }
    }
    let names = ["Syria", "Deir ez-Zor", "Aleppo", "Ukraine", "Germany", "Washington", "Turkey"]
    return (0..<count).map { number in
      func term(_ offset: Int) -> Condition {
        .term(Term(words[(number * 97 + offset * 1_013) % words.count], mark: mark))
      }
      var any = Condition.Group(mark: mark)
      any.any = (0..<6).map(term)
      var all = Condition.Group(mark: mark)
      all.all = [.group(any)]
      all.none = [term(7)]
      if number % 3 == 0 { all.all.append(term(8)) }
      var rule = Rule(name: "rule \(number)", mark: mark)
      rule.match = .group(all)
      if places && number % 2 == 0 {
        let reference = PlaceReference(
          .name(names[number / 2 % names.count], country: nil), mark: mark)
        rule.place = number % 4 == 0 ? .inside(reference) : .within(kilometres: 60, of: reference)
      }
      return rule
    }
  }
}
