package import Places
package import Text

/// All rules, compiled to be tried on an article in one pass.
///
/// The words of title and body are folded once and looked up in one table, so the number of terms
/// hardly matters; only rules of which something was found are then tried. Patterns and places are
/// looked for only where everything cheaper holds. Nothing changes after `init`, so threads may share it.
package final class RuleSet: Sendable {
  /// What deserves a second look but does not stand in the way, in file order.
  package let warnings: [Fault]

  let rules: [CompiledRule]
  let needles: Needles
  let lists: [TermList]
  let patterns: [(regex: Regex, mark: SourceMark, expression: String)]
  let finder: PlaceFinder?
  let limits: RuleLimits

  /// Uses of each needle, as numbers of `uses`.
  let usesOfNeedle: Rows
  let uses: [Use]
  /// The use of each needle that has but one, so that a find touches one line of memory.
  let onlyUses: [Use]
  /// Rules that name a list, by list.
  let rulesOfList: [[Int]]
  /// Rules that may hold where no needle was found.
  let alwaysTried: [Int]
  let usesAuthor: Bool
  let usesURL: Bool

  /// Where a needle is asked for: by a rule, or by a list at a term's place.
  struct Use: Sendable {
    var number: UInt32
    private var place: UInt32

    /// nil for a rule.
    @inline(__always)
    var term: Int? { place == .max ? nil : Int(place) }
    @inline(__always)
    var isSeveral: Bool { number == .max }

    static func rule(_ number: Int) -> Use { Use(number: UInt32(number), place: .max) }
    static func list(_ number: Int, term: Int) -> Use {
      Use(number: UInt32(number), place: UInt32(term))
    }
    /// For a needle with several.
    static let several = Use(number: .max, place: .max)
  }

  /// A needle that was found, and its use if it has but one.
  struct FoundUse {
    var needle: UInt32
    var only: Use
  }

  /// - Parameters:
  ///   - lists: the terms of each list by its name.
  ///   - places: the configuration's own places and areas.
  ///   - gazetteer: nil where no rule has a `where`, as in benchmarks: places are not recognised.
  /// - Throws: every fault of all rules at once, in file order, with the warnings among them.
  package init(
    rules: [Rule], lists: [String: [Term]], places: [OwnPlace], gazetteer: Gazetteer?,
    limits: RuleLimits = RuleLimits()
  ) throws(RuleFaults) {
    let compiler = RuleCompiler(
      rules: rules, lists: lists, places: places, gazetteer: gazetteer, limits: limits)
    guard !compiler.faults.contains(where: { $0.weight == .error }) else {
      throw RuleFaults(faults: compiler.faults)
    }
    warnings = compiler.faults
    self.rules = compiler.rules
    needles = Needles(compiler.needles)
    self.lists = compiler.lists
    patterns = compiler.patterns
    finder = gazetteer.map { PlaceFinder(gazetteer: $0, ownPlaces: places) }
    self.limits = limits
    var index = UseIndex(lists: compiler.lists)
    for (number, rule) in compiler.rules.enumerated() { index.add(rule, number) }
    uses = index.uses
    usesOfNeedle = Rows(index.rows, count: compiler.needles.needles.count)
    let rows = usesOfNeedle
    let all = index.uses
    onlyUses = compiler.needles.needles.indices.map { needle in
      let row = rows[needle]
      return row.count == 1 ? all[Int(row[row.startIndex])] : .several
    }
    rulesOfList = index.rulesOfList
    alwaysTried = index.alwaysTried
    usesAuthor = index.fields.contains(.author)
    usesURL = index.fields.contains(.url)
  }

  /// Writes the use of each needle among hits once, and tells how many there are.
  ///
  /// - Parameter hits: by needle.
  func readUses(
    of hits: [FieldScan.Hit], into uses: UnsafeMutableBufferPointer<FoundUse>
  ) -> Int {
    onlyUses.withUnsafeBufferPointer { all in
      hits.withUnsafeBufferPointer { hits in
        var count = 0
        var last = UInt32.max
        for hit in hits {
          uses[count] = FoundUse(needle: hit.needle, only: all[Int(hit.needle)])
          // Without a branch, so that many wait for memory together.
          count &+= hit.needle == last ? 0 : 1
          last = hit.needle
        }
        return count
      }
    }
  }

  /// Tries every rule on one article.
  package func evaluate(_ article: MatchableArticle) -> Verdict {
    var reading = ArticleReading(article, set: self)
    var findings: [Finding] = []
    for number in reading.candidates() where reading.isInScope(rules[number]) {
      if let finding = reading.finding(rules[number]) { findings.append(finding) }
    }
    return Verdict(
      findings: findings, places: findings.isEmpty ? reading.placesSoFar : reading.places(),
      language: article.language, costlyPatterns: reading.costlyPatterns)
  }

  /// The rules that match an article, in their order, without what they matched: for counting.
  package func matching(_ article: MatchableArticle) -> [Rule] {
    var reading = ArticleReading(article, set: self)
    var matching: [Rule] = []
    for number in reading.candidates()
    where reading.isInScope(rules[number]) && reading.holds(rules[number]) {
      matching.append(rules[number].rule)
    }
    return matching
  }

  /// Tries every rule on one article and tells for each why it matched or what was missing.
  package func explain(_ article: MatchableArticle) -> [Explanation] {
    var reading = ArticleReading(article, set: self)
    return rules.map { reading.explain($0) }
  }

  /// Runs the rules' own tests. A test that fails is an error at its mark.
  package func runTests() -> [Fault] {
    var faults: [Fault] = []
    for rule in rules {
      for test in rule.rule.tests {
        if let fault = run(test, of: rule) { faults.append(fault) }
      }
    }
    return faults.sorted { $0.mark < $1.mark }
  }

  private func run(_ test: Rule.Test, of rule: CompiledRule) -> Fault? {
    let article = MatchableArticle(
      title: test.title, body: test.text, language: test.language ?? rule.rule.languages?.first)
    let unscoped = CompiledRule(
      rule: rule.rule, node: rule.node, place: rule.place, sources: nil, languages: rule.languages)
    var reading = ArticleReading(article, set: self)
    let explanation = reading.explain(unscoped)
    guard explanation.isMatched != test.expectsMatch else { return nil }
    let name = SafeDisplay.line(rule.rule.name, limit: 60)
    if test.expectsMatch {
      return Fault(
        test.mark, "test of rule \"\(name)\" expects a match and there is none",
        hint: explanation.missing.joined(separator: "; "))
    }
    let found = explanation.matches.map { "\"\(SafeDisplay.line($0.text, limit: 40))\"" }
    return Fault(
      test.mark, "test of rule \"\(name)\" expects no match and there is one",
      hint: found.isEmpty ? nil : "found: \(found.prefix(5).joined(separator: ", "))")
  }
}

/// Gathers which rules each needle may decide.
struct UseIndex {
  private(set) var uses: [RuleSet.Use] = []
  private(set) var rows: [(row: Int, value: Int)] = []
  private(set) var rulesOfList: [[Int]]
  private(set) var alwaysTried: [Int] = []
  private(set) var fields: Set<Field> = []

  init(lists: [TermList]) {
    rulesOfList = [[Int]](repeating: [], count: lists.count)
    for (number, list) in lists.enumerated() {
      for (place, leaf) in list.terms.enumerated() {
        note(leaf, .list(number, term: place))
      }
    }
  }

  mutating func add(_ rule: CompiledRule, _ number: Int) {
    guard let node = rule.node else {
      alwaysTried.append(number)
      return
    }
    if node.holdsWithoutNeedles { alwaysTried.append(number) }
    walk(node, number)
  }

  private mutating func walk(_ node: Node, _ number: Int) {
    switch node {
    case .group(let all, let any, let none):
      for part in all + any + none { walk(part, number) }
    case .term(let leaf): note(leaf, .rule(number))
    case .near(let near): for leaf in near.terms { note(leaf, .rule(number)) }
    case .list(let list): rulesOfList[list].append(number)
    case .pattern(let pattern): if let field = pattern.field { fields.insert(field) }
    }
  }

  private mutating func note(_ leaf: TermLeaf, _ use: RuleSet.Use) {
    if let field = leaf.field { fields.insert(field) }
    rows.append((Int(leaf.needle), uses.count))
    uses.append(use)
  }
}
