import Foundation
import Fuzzing
import Rules
import Text

/// What seeing through disguises adds on clean text: each hit that is gone when it is switched off.
/// Arguments: `FOLDER [--terms N] [--seed N] [--hide yes]`, a folder of corpora with
/// `matching/*.json` and `articles/manifest.jsonl`. Terms are words drawn from each corpus.
enum DisguiseBench {
  private struct Sentences: Decodable {
    struct Sentence: Decodable {
      var text: String
    }

    var sentences: [Sentence]
  }

  static func run(_ arguments: [String]) async throws {
    let options = BenchOptions(arguments)
    guard let folder = options.plain.first else {
      throw BenchOptions.Usage("disguises FOLDER [--terms N] [--seed N] [--hide yes]")
    }
    var words = 0
    var added = 0
    for (name, language, texts) in try corpora(folder) {
      let count = texts.reduce(0) { $0 + FoldedText($1, language: language).words.count }
      let terms = draw(
        options.number("--terms") ?? 1_000, from: texts,
        seed: UInt64(options.number("--seed") ?? 1))
      let hits = try self.added(terms, texts, language)
      words += count
      added += hits.count
      print("\(name): \(terms.count) terms, \(count) words, \(hits.count) hits added")
      if options.text("--hide") == nil { for hit in hits { print("  \(hit)") } }
    }
    let rate = Double(added) * 10_000 / Double(max(1, words))
    print("all: \(added) hits added on \(words) words, \((rate * 100).rounded() / 100) in 10,000")
  }

  private static func corpora(
    _ folder: String
  ) throws -> [(name: String, language: String?, texts: [String])] {
    var corpora: [(String, String?, [String])] = []
    for language in ["ar", "de", "en", "fr", "ru", "tr"] {
      let file = URL(fileURLWithPath: "\(folder)/matching/\(language).json")
      let read = try JSONDecoder().decode(Sentences.self, from: Data(contentsOf: file))
      corpora.append(("matching \(language)", language, read.sentences.map(\.text)))
    }
    let pages = try ArticleCorpus.pages(folder)
    let texts = pages.map { "\($0.expected.title ?? "")\n\($0.expected.body ?? "")" }
    corpora.append(("articles", nil, texts))
    return corpora
  }

  /// Distinct words of three letters and more, each as likely as any other.
  private static func draw(_ count: Int, from texts: [String], seed: UInt64) -> [String] {
    var known: Set<[UInt8]> = []
    var words: [String] = []
    for text in texts {
      let folded = FoldedText(text)
      for word in folded.words.indices where folded.keyText(word).unicodeScalars.count >= 3 {
        guard folded.words[word].hasLetter, known.insert(Array(folded.key(word))).inserted else {
          continue
        }
        words.append(folded.source(folded.words[word].scalars))
      }
    }
    var random = SeededChance(seed: seed)
    return Array(words.shuffled(using: &random).prefix(count))
  }

  private static func added(
    _ terms: [String], _ texts: [String], _ language: String?
  ) throws -> [String] {
    let seeing = try compiled(terms, seesDisguises: true)
    let blind = try compiled(terms, seesDisguises: false)
    var added: [String] = []
    for text in texts {
      let article = MatchableArticle(title: "", body: text, language: language)
      var known: [String: [Range<Int>]] = [:]
      for finding in blind.evaluate(article).findings {
        known[finding.rule.name] = finding.matches.map(\.scalars)
      }
      for finding in seeing.evaluate(article).findings {
        for match in finding.matches
        where !(known[finding.rule.name] ?? []).contains(match.scalars) {
          added.append("\(match.term) as \(match.text) in: \(match.snippet)")
        }
      }
    }
    return added
  }

  private static func compiled(_ terms: [String], seesDisguises: Bool) throws -> RuleSet {
    let mark = SourceMark(file: "terms", line: 1, column: 1)
    let rules = terms.enumerated().map { number, text in
      var term = Term(text, mark: mark)
      term.seesDisguises = seesDisguises
      var rule = Rule(name: "\(number)", mark: mark)
      rule.match = .term(term)
      return rule
    }
    return try RuleSet(rules: rules, lists: [:], places: [], gazetteer: nil)
  }
}
