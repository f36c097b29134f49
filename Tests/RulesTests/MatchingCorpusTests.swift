import Foundation
import TestSupport
import Testing

@testable import Rules

/// Accuracy on the keyword gold that may stand beside the project. The floors only rise.
@Suite(.enabled(if: Corpora.isPresent)) struct MatchingCorpusTests {
  struct Gold: Decodable {
    struct Sentence: Decodable {
      var id: String
      var text: String
    }

    struct Keyword: Decodable {
      var id: String
      var text: String
      var same: [String]
      var inflected: [String]
    }

    struct Obfuscated: Decodable {
      var keyword: String
      var text: String
    }

    var sentences: [Sentence]
    var keywords: [Keyword]
    var obfuscated: [Obfuscated]
  }

  struct Floor: Sendable {
    var language: String
    var same: Double
    var inflected: Double
    var obfuscated: Double
  }

  @Test(arguments: [
    Floor(language: "ar", same: 0.997, inflected: 0.970, obfuscated: 0.996),
    Floor(language: "en", same: 0.999, inflected: 0.988, obfuscated: 0.999),
    Floor(language: "fr", same: 0.996, inflected: 0.962, obfuscated: 0.999),
    Floor(language: "de", same: 0.998, inflected: 0.980, obfuscated: 0.997),
    Floor(language: "ru", same: 0.999, inflected: 0.957, obfuscated: 0.999),
    Floor(language: "tr", same: 0.991, inflected: 0.928, obfuscated: 0.999),
  ])
  func `keywords are found and nothing else`(floor: Floor) throws {
    let file = try #require(Corpora.file("corpora/matching/\(floor.language).json"))
    let gold = try JSONDecoder().decode(Gold.self, from: Data(contentsOf: file))
    #expect(try score(gold, floor.language, .folded) >= floor.same)
    #expect(try score(gold, floor.language, .inflected) >= floor.inflected)
    let set = try compiled(gold, .folded)
    let seen = gold.obfuscated.filter { hits(set, $0.text, floor.language).contains($0.keyword) }
    #expect(Double(seen.count) / Double(gold.obfuscated.count) >= floor.obfuscated)
  }

  @Test func `the case that gave birth to the project is seen`() throws {
    let file = try #require(Corpora.file("seed/article.txt"))
    let text = try String(contentsOf: file, encoding: .utf8)
    let title = "تحذير من عودة مقلقة لتنظيم داعـ.ـش في دير الزور"
    let set = try ruleSet([rule("r", .term(term("داعش")))])
    let matches = set.matches(text, title: title, language: "ar")
    #expect(matches.first?.text == "داعـ.ـش" && matches.first?.field == .title)
    #expect(matches.contains { $0.field == .body && $0.text == "داعش" })
  }

  private func compiled(_ gold: Gold, _ match: Term.Match) throws -> RuleSet {
    try ruleSet(gold.keywords.map { rule($0.id, .term(term($0.text, match))) })
  }

  private func hits(_ set: RuleSet, _ text: String, _ language: String) -> Set<String> {
    let verdict = set.evaluate(MatchableArticle(title: "", body: text, language: language))
    return Set(verdict.findings.map(\.rule.name))
  }

  /// F1 over pairs of keyword and sentence; inflected forms are free in mode `folded`.
  private func score(_ gold: Gold, _ language: String, _ match: Term.Match) throws -> Double {
    let set = try compiled(gold, match)
    var found: [String: Set<String>] = [:]
    for sentence in gold.sentences {
      for keyword in hits(set, sentence.text, language) {
        found[keyword, default: []].insert(sentence.id)
      }
    }
    var right = 0
    var wrong = 0
    var missed = 0
    for keyword in gold.keywords {
      let got = found[keyword.id] ?? []
      let same = Set(keyword.same)
      let inflected = Set(keyword.inflected)
      let wanted = match == .inflected ? same.union(inflected) : same
      right += got.intersection(wanted).count
      missed += wanted.subtracting(got).count
      wrong += got.subtracting(same).subtracting(inflected).count
    }
    return 2 * Double(right) / Double(max(1, 2 * right + wrong + missed))
  }
}
