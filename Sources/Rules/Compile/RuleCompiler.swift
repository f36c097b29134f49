internal import Places
internal import Text

/// Turns rules and lists into needles and nodes, and gathers every fault on the way.
struct RuleCompiler {
  let limits: RuleLimits
  let ownPlaces: [OwnPlace]
  let gazetteer: Gazetteer?
  let listNames: [String]

  private(set) var needles = NeedleTable()
  private(set) var lists: [TermList] = []
  private(set) var patterns: [(regex: Regex, mark: SourceMark, expression: String)] = []
  private(set) var rules: [CompiledRule] = []
  private(set) var faults: [Fault] = []

  private var listNumbers: [String: Int] = [:]
  private var termCount = 0
  /// An `any` of more plain terms than this becomes a list: asked by hits, not term by term.
  private static let longAny = 8

  init(
    rules: [Rule], lists: [String: [Term]], places: [OwnPlace], gazetteer: Gazetteer?,
    limits: RuleLimits
  ) {
    self.limits = limits
    ownPlaces = places
    self.gazetteer = gazetteer
    listNames = lists.keys.sorted()
    for name in listNames {
      listNumbers[name] = self.lists.count
      self.lists.append(TermList(name: name, terms: (lists[name] ?? []).compactMap { leaf($0) }))
    }
    if rules.count > limits.rules, let rule = rules.dropFirst(limits.rules).first {
      fail(
        rule.mark, "more than \(limits.rules) rules", "raise limits.rules or join rules by lists")
    }
    for rule in rules.prefix(limits.rules) { add(rule) }
    needles.finish()
    faults.sort { $0.mark < $1.mark }
  }
}

extension RuleCompiler {
  private mutating func add(_ rule: Rule) {
    if rule.match == nil && rule.place == nil {
      fail(rule.mark, "rule \(quoted(rule.name)) has neither match nor where", "add one of them")
    }
    let node = rule.match.flatMap { compile($0) }
    let place = rule.place.flatMap { compile($0) }
    rules.append(
      CompiledRule(
        rule: rule, node: node, place: place,
        sources: rule.sources.map(Set.init),
        languages: rule.languages.map { Set($0.map(LanguageTag.primary)) }))
  }

  private mutating func compile(_ condition: Condition) -> Node? {
    switch condition {
    case .term(let term): return leaf(term).map(Node.term)
    case .list(let name, let mark):
      guard let number = listNumbers[name] else {
        let near = Nearest.name(to: name, among: listNames)
        fail(
          mark, "no list named \(quoted(name))",
          near.map { "did you mean \(quoted($0))?" } ?? "add it to lists")
        return nil
      }
      if lists[number].terms.isEmpty {
        warn(mark, "list \(quoted(name)) holds no terms", "this condition never holds")
      }
      return .list(number)
    case .near(let near): return compile(near)
    case .pattern(let pattern): return compile(pattern)
    case .group(let group): return compile(group)
    }
  }

  private mutating func compile(_ group: Condition.Group) -> Node? {
    if group.all.isEmpty && group.any.isEmpty && group.none.isEmpty {
      fail(group.mark, "an empty condition", "give all, any or none at least one term")
      return nil
    }
    var any = group.any.compactMap { compile($0) }
    let plain = any.compactMap { node -> TermLeaf? in
      if case .term(let leaf) = node { return leaf }
      return nil
    }
    if plain.count > Self.longAny {
      any.removeAll {
        if case .term = $0 { return true }
        return false
      }
      lists.append(TermList(name: nil, terms: plain))
      any.append(.list(lists.count - 1))
    }
    return .group(
      all: group.all.compactMap { compile($0) }, any: any,
      none: group.none.compactMap { compile($0) })
  }

  private mutating func compile(_ near: Condition.Near) -> Node? {
    if near.terms.count < 2 {
      fail(near.mark, "near has \(near.terms.count) terms", "give it two terms or more")
    } else if near.terms.count > 32 {
      fail(near.mark, "near has \(near.terms.count) terms", "at most 32; use several near")
    }
    if case .words(let count) = near.within, count < 1 {
      fail(near.mark, "near within \(count) words", "give 1 or more, or sentence")
    }
    let terms = near.terms.compactMap { leaf($0) }
    guard terms.count == near.terms.count, terms.count >= 2 else { return nil }
    return .near(NearLeaf(terms: terms, within: near.within, isOrdered: near.isOrdered))
  }

  private mutating func compile(_ pattern: Condition.Pattern) -> Node? {
    guard pattern.expression.utf8.count <= limits.patternBytes else {
      fail(
        pattern.mark, "a pattern of \(pattern.expression.utf8.count) bytes",
        "at most \(limits.patternBytes)")
      return nil
    }
    do {
      let regex = try Regex(pattern.expression)
      patterns.append((regex, pattern.mark, pattern.expression))
      return .pattern(
        PatternLeaf(
          index: patterns.count - 1, field: pattern.field, expression: pattern.expression))
    } catch {
      fail(
        pattern.mark, "bad pattern at character \(error.offset + 1): \(error.message)",
        "patterns are PCRE2 regular expressions")
      return nil
    }
  }

  private mutating func leaf(_ term: Term) -> TermLeaf? {
    termCount += 1
    if termCount == limits.terms + 1 {
      fail(term.mark, "more than \(limits.terms) terms", "raise limits.terms")
    }
    guard termCount <= limits.terms else { return nil }
    if term.atLeast < 1 {
      fail(term.mark, "at_least is \(term.atLeast)", "give 1 or more")
      return nil
    }
    do {
      let needle = try needles.add(term, wordLimit: min(limits.wordsOfTerm, 255))
      return TermLeaf(
        needle: UInt32(needle), field: term.field, atLeast: term.atLeast, text: term.text)
    } catch {
      switch error {
      case .empty:
        fail(
          term.mark, "term \(quoted(term.text)) has no letter and no digit", "use pattern for signs"
        )
      case .tooLong(let words):
        fail(
          term.mark, "term of \(words) words",
          "at most \(limits.wordsOfTerm); use near or several terms")
      }
      return nil
    }
  }

  mutating func fail(_ mark: SourceMark, _ message: String, _ hint: String?) {
    faults.append(Fault(mark, message, hint: hint))
  }

  mutating func warn(_ mark: SourceMark, _ message: String, _ hint: String?) {
    faults.append(Fault(mark, message, hint: hint, weight: .warning))
  }

  func quoted(_ text: String) -> String { "\"\(SafeDisplay.line(text, limit: 60))\"" }
}
