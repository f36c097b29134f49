import TestSupport
import Testing
import Text

@testable import Rules

@Suite struct ConditionTests {
  @Test func `all, any and none combine`() throws {
    let set = try ruleSet([
      rule(
        "r",
        group(
          all: [.term(term("داعش")), group(any: [.term(term("عودة")), .term(term("خلايا"))])],
          none: [.term(term("مسلسل"))]))
    ])
    #expect(set.matches("عودة داعش").map(\.term) == ["عودة", "داعش"])
    #expect(set.holds("خلايا لداعش"))
    #expect(!set.holds("داعش وحده"))
    #expect(!set.holds("عودة داعش في مسلسل"))
  }

  @Test func `lists match by any of their terms, however many there are`() throws {
    let many = (0..<5_000).map { term("keyword\($0)x") }
    let set = try ruleSet(
      [
        rule("a", .list(name: "isis", mark: someMark)),
        rule("b", .list(name: "many", mark: someMark)),
        rule("c", group(any: many.map(Condition.term))),
      ], lists: ["isis": [term("داعش"), term("Islamic State")], "many": many])
    let verdict = set.evaluate(
      MatchableArticle(title: "Islamic State", body: "keyword4999x keyword17x keyword5000x"))
    #expect(verdict.findings.map(\.rule.name) == ["a", "b", "c"])
    #expect(verdict.findings[0].matches.map(\.condition) == ["list isis"])
    #expect(verdict.findings[0].matches.map(\.field) == [.title])
    #expect(verdict.findings[1].matches.map(\.term) == ["keyword4999x", "keyword17x"])
    #expect(verdict.findings[2].matches.map(\.condition) == ["term", "term"])
  }

  @Test func `a term may be bound to a field`() throws {
    let fields: [Field] = [.title, .body, .author, .url]
    let set = try ruleSet(
      fields.map { rule($0.rawValue, .term(term("khattab", in: $0))) } + [
        rule("any", .term(term("khattab")))
      ])
    func names(_ article: MatchableArticle) -> [String] {
      set.evaluate(article).findings.map(\.rule.name)
    }
    #expect(names(MatchableArticle(title: "Khattab", body: "")) == ["title", "any"])
    #expect(names(MatchableArticle(title: "", body: "khattab")) == ["body", "any"])
    #expect(names(MatchableArticle(title: "", body: "", authors: ["A. Khattab"])) == ["author"])
    #expect(
      names(MatchableArticle(title: "", body: "", url: "https://news.test/by-khattab/1")) == ["url"]
    )
  }

  @Test func `at least counts over title and body`() throws {
    let set = try ruleSet([rule("r", .term(term("aleppo", atLeast: 3)))])
    #expect(!set.holds("Aleppo, Aleppo"))
    #expect(set.matches("Aleppo, aleppo", title: "Aleppo").count == 3)
  }

  @Test(arguments: [
    ("تجار السلاح هنا", true), ("تجار كبار يبيعون السلاح", true), ("السلاح مع تجار", true),
    ("تجار كثيرون يبيعون اليوم السلاح", false), ("تجار فقط", false),
  ])
  func `near counts words`(text: String, expected: Bool) throws {
    #expect(try ruleSet([rule("r", near(["تجار", "السلاح"], .words(3)))]).holds(text) == expected)
  }

  @Test func `near may be in one sentence, or in order`() throws {
    let sentence = try ruleSet([rule("r", near(["arms", "border"], .sentence))])
    #expect(sentence.holds("Arms of all kinds and sizes crossed, again and again, the border."))
    #expect(!sentence.holds("Arms were found. The border is near."))
    let ordered = try ruleSet([
      rule("r", near(["arms", "border", "fire"], .words(6), ordered: true))
    ])
    #expect(ordered.holds("fire arms arms at the border under fire"))
    #expect(!ordered.holds("fire at the border with arms"))
  }

  @Test func `near reports its words`() throws {
    let (text, spans) = unmark(
      "he sold ⟦arms⟧ near the ⟦border⟧; later arms, and then nothing else")
    let set = try ruleSet([rule("r", near(["border", "arms"], .words(4)))])
    #expect(set.spans(text) == spans)
    #expect(set.matches(text).map(\.term) == ["arms", "border"])
  }

  @Test func `patterns search the text as written`() throws {
    let (text, spans) = unmark("قرار ⟦رقم ٤٢⟧ و⟦رقم 7⟧ لا رقم")
    let set = try ruleSet([rule("r", pattern(#"رقم \d+"#))])
    #expect(set.spans(text) == spans)
    #expect(set.matches(text).allSatisfy { $0.condition == "pattern" && $0.term == #"رقم \d+"# })
    #expect(!(try ruleSet([rule("r", pattern("(?i)SYRIA", in: .title))]).holds("syria")))
  }

  @Test func `a pattern that costs too much is given up and told`() throws {
    var limits = RuleLimits()
    limits.patternSteps = 5_000
    let set = try ruleSet(
      [rule("r", pattern("(a+)+$")), rule("s", .term(term("b")))], limits: limits)
    let verdict = set.evaluate(
      MatchableArticle(title: "", body: String(repeating: "a", count: 60) + " b"))
    #expect(verdict.findings.map(\.rule.name) == ["s"])
    #expect(verdict.costlyPatterns.count == 1)
    #expect(verdict.costlyPatterns.first?.weight == .warning)
  }

  /// A pattern and a text that costs it dear: a piece, repeated, and an end.
  struct HostileText: Sendable, CustomTestStringConvertible {
    var expression: String
    var piece: String
    var end: String

    var text: String { String(repeating: piece, count: 200_000 / piece.utf8.count) + end }
    var testDescription: String { expression }
  }

  @Test(arguments: [
    HostileText(expression: "(a+)+$", piece: "a", end: "b"),
    HostileText(expression: "(x+x+)+y", piece: String(repeating: "x", count: 40) + " ", end: "y"),
    HostileText(expression: "<[^>]*+;", piece: "<", end: ";"),
    HostileText(expression: #"(\w+\s?)+\d$"#, piece: "ab ", end: "!"),
    HostileText(expression: "x*", piece: "é", end: ""),
  ])
  func `hostile text costs a pattern no more than its steps, however long it is`(
    hostile: HostileText
  ) throws {
    let regex = try Regex(hostile.expression)
    let bytes = Array(hostile.text.utf8)
    var steps = 20_000
    let time = ContinuousClock().measure {
      let result = regex.matches(in: bytes, limit: 10, steps: &steps)
      #expect(result == .gaveUp)
    }
    #expect(time < .milliseconds(500))
  }

  @Test func `all fields of an article share a pattern's steps`() throws {
    let regex = try Regex("c[ab]*d")
    let text = Array("cab cabd".utf8)
    var steps = 1_000
    #expect(regex.matches(in: text, limit: 10, steps: &steps) == .found([4..<8]))
    let cost = 1_000 - steps
    #expect(cost > 5 && cost < 200)
    steps = cost / 2
    #expect(regex.matches(in: text, limit: 10, steps: &steps) == .gaveUp)
    var limits = RuleLimits()
    limits.patternSteps = 2_000
    let set = try ruleSet([rule("r", pattern("(a+)+$"))], limits: limits)
    let long = String(repeating: "a", count: 60) + "b"
    let verdict = set.evaluate(MatchableArticle(title: long, body: "aaa"))
    #expect(verdict.findings.isEmpty && verdict.costlyPatterns.count == 2)
  }

  @Test func `sources and languages bound a rule`() throws {
    var bound = rule("r", .term(term("syria")))
    bound.sources = ["syria-desk", "Al-Sharq"]
    bound.languages = ["en", "ar"]
    let set = try ruleSet([bound])
    func holds(_ source: String, _ tags: [String], _ language: String?) -> Bool {
      !set.evaluate(
        MatchableArticle(
          title: "", body: "Syria today", language: language, sourceName: source, sourceTags: tags)
      ).findings.isEmpty
    }
    #expect(holds("Al-Sharq", [], "en-GB"))
    #expect(holds("Other", ["syria-desk"], nil))
    #expect(!holds("Other", [], "en"))
    #expect(!holds("Al-Sharq", [], "fr"))
  }

  @Test func `matches stay within their limits`() throws {
    let set = try ruleSet([rule("r", .term(term("war")))])
    let matches = set.matches(String(repeating: "war ", count: 1_000))
    #expect(matches.count == RuleLimits().matchesOfTermShown)
  }
}
