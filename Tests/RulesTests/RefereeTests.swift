import Foundation
import TestSupport
import Testing
import Text

@testable import Rules

/// Whatever the compiled rules find is held against the slow, obvious matcher, on random and on real
/// text.
@Suite struct RefereeTests {
  private let pieces = [
    "داعش", "لداعش", "وبداعش", "داعـ.ـش", "د ا ع ش", "د.ا.ع.ش", "دا3ش", "داااعش", "مداعشة",
    "الدولة", "للدولة",
    "دولتهم", "ودولته", "تنظيم", "لتنظيم", "واحد", "احد", "وزير", "والوزير", "لجنة", "سكان",
    "فواحد", "بيت", "وبيوت", "ساعته", "ساعة", "للغة",
    "ٮحاىل", "تحايل",
    "والحكومة", "حكومات", "حزب", "الأحزاب", "وسيكتب", "يكتب", "أحمد", "احمد", "العالم", "موسى",
    "daesh", "d4esh", "d@esh", "D A E S H", "da/esh", "daeeesh", "dаеsh", "d-a-e-s-h", "Da'esh",
    "Islamic", "State", "state", "ISIS", "I$I$", "isis", "US", "us", "attack", "attacks",
    "attacking",
    "the", "of", "to", "day", "to-day", "day-to-day", "people's", "peoples", "F16", "2024", "война",
    "войны",
    "расе", "race", "叙利亚", "叙", "https://example.com/da-esh/2024/05/12?id=a1b2", "person(s)", "x",
    "y",
  ]
  private let gaps = [" ", " ", " ", " ", ", ", ". ", "\n", "-", "…", "  ", "’", " - ", "/"]

  /// Pieces, and among them the terms with all sorts of things written onto their words.
  private func text(_ random: inout SeededNumbers, of terms: [Term], words: Int) -> String {
    let before = ["", "", "", "ال", "و", "ل", "لل", "وال", "ب", "س"]
    let after = ["", "", "", "", "هم", "ها", "ه"]
    return (0..<words).reduce(into: "") { text, _ in
      var piece = pieces.randomElement(using: &random) ?? ""
      if Bool.random(using: &random), let term = terms.randomElement(using: &random) {
        let words = term.text.split(separator: " ").map { word -> String in
          guard word.unicodeScalars.first.map({ $0.value > 0x600 }) ?? false else {
            return String(word)
          }
          return (before.randomElement(using: &random) ?? "") + word
            + (after.randomElement(using: &random) ?? "")
        }
        piece = words.joined(separator: " ")
      }
      text += piece + (gaps.randomElement(using: &random) ?? "")
    }
  }

  private func term(_ random: inout SeededNumbers) -> Term {
    let count = [1, 1, 1, 2, 2, 3].randomElement(using: &random) ?? 1
    let words = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }
    return made(
      words.joined(separator: " "), Term.Match.allCases.randomElement(using: &random) ?? .folded,
      disguise: Bool.random(using: &random))
  }

  private func made(_ text: String, _ match: Term.Match, disguise: Bool) -> Term {
    var term = Term(text, mark: someMark)
    term.match = match
    term.seesDisguises = disguise
    return term
  }

  /// Every term's finds in one text, by both.
  private func compare(_ terms: [Term], _ text: String, language: String?) throws {
    let set = try ruleSet(terms.enumerated().map { rule("\($0.offset)", .term($0.element)) })
    let folded = FoldedText(text, language: language)
    let scan = FieldScan(.body, folded, needles: set.needles)
    let referee = Referee(folded)
    for (number, term) in terms.enumerated() {
      guard case .term(let leaf) = set.rules[number].node else { continue }
      let finds = scan.hits(of: leaf.needle).map { Int($0.start)..<Int($0.end) }
      #expect(finds == referee.finds(term), "\(term.text) \(term.match) in \(text)")
    }
  }

  @Test(arguments: 1...24)
  func `terms are found where the referee finds them`(seed: UInt64) throws {
    var random = SeededNumbers(seed: seed)
    let language = [nil, "ar", "en", "tr", "fr", "de"].randomElement(using: &random) ?? nil
    var terms = (0..<36).map { _ in term(&random) }.filter { FoldedText($0.text).words.count > 0 }
    // Rests of words that only look as if they began with a clitic.
    terms += ["احد", "زير", "جنة", "كان"].map { made($0, .folded, disguise: true) }
    for _ in 0..<3 {
      try compare(terms, text(&random, of: terms, words: 40), language: language)
    }
  }

  @Test(arguments: 1...16)
  func `near and at_least hold where the referee says so`(seed: UInt64) throws {
    var random = SeededNumbers(seed: seed)
    let few = [
      "داعش", "تنظيم", "الدولة", "daesh", "state", "to", "day", "Islamic State", "تنظيم الدولة",
    ]
    for _ in 0..<6 {
      let terms = (0..<Int.random(in: 2...3, using: &random)).map { _ in
        made(few.randomElement(using: &random) ?? "x", .folded, disguise: true)
      }
      let near = Condition.Near(
        terms: terms,
        within: Bool.random(using: &random)
          ? .sentence : .words(.random(in: 1...6, using: &random)),
        isOrdered: Bool.random(using: &random), mark: someMark)
      var often = terms[0]
      often.atLeast = 2
      let set = try ruleSet([rule("near", .near(near)), rule("often", .term(often))])
      for _ in 0..<4 {
        var text = ""
        for _ in 0..<14 {
          let piece =
            Int.random(in: 0..<3, using: &random) == 0 ? "x" : few.randomElement(using: &random)
          text += (piece ?? "") + ([" ", " ", ". ", ", "].randomElement(using: &random) ?? " ")
        }
        let names = set.evaluate(MatchableArticle(title: "", body: text)).findings.map(\.rule.name)
        let referee = Referee(FoldedText(text))
        let shown = "\(terms.map(\.text)) \(near.within) ordered \(near.isOrdered) in \(text)"
        #expect(names.contains("near") == referee.isNear(near), "\(shown)")
        #expect(names.contains("often") == (referee.finds(terms[0]).count >= 2), "\(shown)")
      }
    }
  }

  @Test(.enabled(if: Corpora.isPresent), arguments: ["ar", "en", "fr", "de", "ru", "tr"])
  func `real sentences hold what the referee finds in them`(language: String) throws {
    let file = try #require(Corpora.file("corpora/matching/\(language).json"))
    let gold = try JSONDecoder().decode(MatchingCorpusTests.Gold.self, from: Data(contentsOf: file))
    let terms = gold.keywords.prefix(60).enumerated().map {
      made(
        $0.element.text, [.folded, .inflected, .exact][$0.offset % 3], disguise: $0.offset % 4 != 0)
    }
    let sentences = gold.sentences.prefix(60).map(\.text) + gold.obfuscated.prefix(40).map(\.text)
    for start in stride(from: 0, to: sentences.count, by: 30) {
      let text = sentences[start..<min(start + 30, sentences.count)].joined(separator: "\n")
      try compare(terms, text, language: language)
    }
  }
}
