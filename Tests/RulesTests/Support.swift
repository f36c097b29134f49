import Rules
import Text

let someMark = SourceMark(file: "marsad.yaml", line: 1, column: 1)

func mark(_ line: Int) -> SourceMark { SourceMark(file: "marsad.yaml", line: line, column: 5) }

func term(
  _ text: String, _ match: Term.Match = .folded, disguise: Bool = true, in field: Field? = nil,
  atLeast: Int = 1
) -> Term {
  var term = Term(text, mark: someMark)
  term.match = match
  term.seesDisguises = disguise
  term.field = field
  term.atLeast = atLeast
  return term
}

func group(
  all: [Condition] = [], any: [Condition] = [], none: [Condition] = []
) -> Condition {
  var group = Condition.Group(mark: someMark)
  group.all = all
  group.any = any
  group.none = none
  return .group(group)
}

func near(_ terms: [String], _ span: Condition.Near.Span, ordered: Bool = false) -> Condition {
  .near(
    Condition.Near(
      terms: terms.map { term($0) }, within: span, isOrdered: ordered, mark: someMark))
}

func pattern(_ expression: String, in field: Field? = nil) -> Condition {
  .pattern(Condition.Pattern(expression: expression, field: field, mark: someMark))
}

func rule(_ name: String = "rule", _ match: Condition?) -> Rule {
  var rule = Rule(name: name, mark: someMark)
  rule.match = match
  return rule
}

func ruleSet(
  _ rules: [Rule], lists: [String: [Term]] = [:], limits: RuleLimits = RuleLimits()
) throws -> RuleSet {
  try RuleSet(rules: rules, lists: lists, places: [], gazetteer: nil, limits: limits)
}

extension RuleSet {
  /// The spans in the body that the first rule matched.
  func spans(_ body: String, language: String? = nil) -> [Range<Int>] {
    matches(body, language: language).map(\.scalars)
  }

  func matches(_ body: String, title: String = "", language: String? = nil) -> [TermMatch] {
    evaluate(MatchableArticle(title: title, body: body, language: language)).findings.first?.matches
      ?? []
  }

  func holds(_ body: String, title: String = "", language: String? = nil) -> Bool {
    !evaluate(MatchableArticle(title: title, body: body, language: language)).findings.isEmpty
  }
}
