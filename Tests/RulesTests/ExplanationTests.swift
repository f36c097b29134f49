import Testing

@testable import Rules

@Suite struct ExplanationTests {
  private func missing(_ condition: Condition, _ body: String) throws -> [String] {
    let set = try ruleSet(
      [rule("r", condition)], lists: ["isis": [term("داعش"), term("ISIS")]])
    let explanation = try #require(
      set.explain(MatchableArticle(title: "", body: body, language: "en")).first)
    #expect(explanation.isMatched == explanation.missing.isEmpty)
    return explanation.missing
  }

  @Test func `what is missing is told in words`() throws {
    #expect(try missing(.term(term("war")), "peace") == ["\"war\" not in title or body"])
    #expect(
      try missing(.list(name: "isis", mark: someMark), "peace") == [
        "no term of list \"isis\" in the text"
      ])
    #expect(
      try missing(group(any: [.term(term("war")), .term(term("fire", in: .title))]), "peace") == [
        "none of: \"war\" not in title or body; \"fire\" not in the title"
      ])
    #expect(
      try missing(near(["war", "peace"], .words(2)), "war is not always followed by peace") == [
        "\"war\" and \"peace\" not within 2 words, the nearest are 6 apart"
      ])
    #expect(
      try missing(.term(term("war", atLeast: 2)), "war") == [
        "\"war\" 1 times in title or body, not 2"
      ]
    )
    #expect(
      try missing(group(all: [.term(term("war"))], none: [.term(term("film"))]), "a war film") == [
        "excluded by \"film\" in the body (none: \"film\")"
      ])
    #expect(try missing(.term(term("war")), "war") == [])
  }

  @Test func `what was found is told though it did not suffice`() throws {
    let set = try ruleSet([rule("r", group(all: [.term(term("war")), .term(term("peace"))]))])
    let explanation = try #require(
      set.explain(MatchableArticle(title: "War", body: "and more")).first)
    #expect(!explanation.isMatched)
    #expect(explanation.matches.map(\.text) == ["War"])
  }

  @Test(arguments: [
    ("داعش", "عودة داعش", "as written"), ("داعش", "عودة دَاعِش", "folded"),
    ("داعش", "عودة لداعش", "clitic: ل"), ("دولة", "في الدولة", "clitic: ال"),
    ("دولة", "قالت دولتهم", "clitic: هم"), ("دولة", "وبدولتهم", "clitic: وب … هم"),
    ("لغة", "تعلم للغة", "clitic: ل"), ("ISIS", "isis is", "folded"),
    ("daesh", "d4esh", "disguise: digits"),
    ("داعش", "داعـ.ـش", "disguise: separators"), ("داعش", "د ا ع ش", "disguise: separators"),
    ("pair", "the раіr", "disguise: lookalikes"),
    ("cool", "coooool", "disguise: drawn out letters"),
    ("تحايل", "ٮحاىل", "disguise: missing dots"), ("isis", "I$I$", "disguise: signs"),
    ("تنظيم الدولة", "عاد لتنظيم الدولة", "clitic: ل"),
    ("Islamic State", "the Islamic State", "as written"),
    ("sonra", "sonraki gün", "clitic: ki"), ("Syria", "#FreeSyria", "hashtag"),
    ("daesh", "the d*esh", "disguise: a letter struck out"), ("בית", "הבית", "clitic: ה"),
  ])
  func `each match tells how it was found`(word: String, text: String, manner: String) throws {
    let set = try ruleSet([rule("r", .term(term(word)))])
    let language = word == "sonra" ? "tr" : nil
    #expect(set.matches(text, language: language).map(\.manner.description) == [manner])
  }

  @Test func `inflected words and patterns tell so too`() throws {
    let inflected = try ruleSet([rule("r", .term(term("attack", .inflected)))])
    #expect(
      inflected.matches("attack attacks", language: "en").map(\.manner) == [.asWritten, .inflected])
    #expect(try ruleSet([rule("r", pattern("at+"))]).matches("att").map(\.manner) == [.asWritten])
  }

  @Test func `scope is told`() throws {
    var bound = rule("r", .term(term("war")))
    bound.sources = ["desk"]
    bound.languages = ["ar"]
    let explanation = try #require(
      ruleSet([bound]).explain(MatchableArticle(title: "", body: "war", language: "en")).first)
    #expect(
      explanation.missing == [
        "the source is none of \"desk\"", "the language is en, not \"ar\"",
      ])
  }
}
