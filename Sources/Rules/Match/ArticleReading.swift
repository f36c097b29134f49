internal import Places
internal import Text

/// One article under all rules: its fields scanned once, its places found at most once.
struct ArticleReading {
  let article: MatchableArticle
  let set: RuleSet
  /// Title and body, then author and URL where rules ask for them.
  let fields: [FieldScan]
  private(set) var costlyPatterns: [Fault] = []

  private var foundPlaces: [FoundPlace]?
  /// Filled by `subjects()`.
  var subjectsSoFar: Set<String>?
  /// The places of the lists' terms that were found.
  private var listFinds = ListFinds(lists: 0)
  private var patternResults: [PatternKey: [Range<Int>]] = [:]
  /// What each pattern may still cost on this article.
  private var patternSteps: [Int: Int] = [:]

  private struct PatternKey: Hashable {
    var index: Int
    var field: Field
  }

  init(_ article: MatchableArticle, set: RuleSet) {
    self.article = article
    self.set = set
    var texts: [(Field, String)] = [(.title, article.title), (.body, article.body)]
    if set.usesAuthor { texts.append((.author, article.authors.joined(separator: "\n"))) }
    if set.usesURL { texts.append((.url, article.url)) }
    fields = texts.map { field, text in
      FieldScan(field, FoldedText(text, language: article.language), needles: set.needles)
    }
  }

  /// Rules worth trying, in their order.
  mutating func candidates() -> [Int] {
    var isCandidate = [Bool](repeating: false, count: set.rules.count)
    for number in set.alwaysTried { isCandidate[number] = true }
    noteUses { isCandidate[$0] = true }
    return isCandidate.indices.filter { isCandidate[$0] }
  }

  /// Tells which rules and lists the hits belong to.
  private mutating func noteUses(_ mark: (Int) -> Void) {
    let set = set
    var finds = ListFinds(lists: set.lists.count)
    for scan in fields where !scan.hits.isEmpty {
      withUnsafeTemporaryAllocation(of: RuleSet.FoundUse.self, capacity: scan.hits.count) { uses in
        let count = set.readUses(of: scan.hits, into: uses)
        for at in 0..<count {
          if !uses[at].only.isSeveral {
            Self.note(uses[at].only, of: set, &finds, mark)
          } else {
            for use in set.usesOfNeedle[Int(uses[at].needle)] {
              Self.note(set.uses[Int(use)], of: set, &finds, mark)
            }
          }
        }
      }
    }
    listFinds = finds
  }

  /// Needs no more than the set: a reading is costly to hand on for each find.
  @inline(__always)
  private static func note(
    _ use: RuleSet.Use, of set: RuleSet, _ finds: inout ListFinds, _ mark: (Int) -> Void
  ) {
    let number = Int(use.number)
    guard let term = use.term else {
      mark(number)
      return
    }
    if finds.isEmpty(number) { for rule in set.rulesOfList[number] { mark(rule) } }
    finds.add(term, to: number)
  }

  mutating func prepareLists() { noteUses { _ in } }

  /// Whether a term of a list was found, in its field and often enough.
  func holds(list: Int) -> Bool {
    let terms = set.lists[list].terms
    return listFinds.contains(in: list) {
      holds(terms[$0].needle, terms[$0].field, terms[$0].atLeast)
    }
  }

  /// The terms of a list that were found, in its field and often enough, in the list's order.
  func termsFound(ofList list: Int) -> [TermLeaf] {
    let terms = set.lists[list].terms
    let places = listFinds.terms(of: list).sorted()
    var found: [TermLeaf] = []
    var last = -1
    for place in places where place != last {
      last = place
      let leaf = terms[place]
      if holds(leaf.needle, leaf.field, leaf.atLeast) { found.append(leaf) }
    }
    return found
  }

  func isInScope(_ rule: CompiledRule) -> Bool {
    isInSources(rule) && isInLanguages(rule)
  }

  func isInSources(_ rule: CompiledRule) -> Bool {
    guard let sources = rule.sources else { return true }
    return sources.contains(article.sourceName) || !sources.isDisjoint(with: article.sourceTags)
  }

  /// An article of unknown language is let in unless its script speaks against all of them.
  func isInLanguages(_ rule: CompiledRule) -> Bool {
    guard let languages = rule.languages else { return true }
    if let language = article.language { return languages.contains(LanguageTag.primary(language)) }
    let script =
      fields[1].text.words.isEmpty ? fields[0].text.mainScript : fields[1].text.mainScript
    return languages.contains { StemLanguage.isPlausible(language: $0, script: script) }
  }

  /// Field scans that a term or pattern may stand in.
  func scans(_ field: Field?) -> ArraySlice<FieldScan> {
    fields[numbers(field)]
  }

  private func numbers(_ field: Field?) -> Range<Int> {
    guard let field else { return 0..<2 }
    guard let index = fields.firstIndex(where: { $0.field == field }) else { return 0..<0 }
    return index..<index + 1
  }

  /// Whether a needle was found often enough in title and body together, or in its field.
  func holds(_ needle: UInt32, _ field: Field?, _ atLeast: Int) -> Bool {
    var count = 0
    for number in numbers(field) {
      count += fields[number].hits(of: needle).count
      if count >= atLeast { return true }
    }
    return false
  }

  /// Places found before now; none when nobody asked.
  var placesSoFar: [FoundPlace] { foundPlaces ?? [] }

  /// All places of the article, found at the first call; the one that its source states is last.
  mutating func places() -> [FoundPlace] {
    if let foundPlaces { return foundPlaces }
    var found =
      set.finder?.places(
        title: fields[0].text, body: fields[1].text, language: article.language,
        country: article.country) ?? []
    if let point = article.statedPoint, let finder = set.finder {
      found.append(finder.place(at: point))
    }
    foundPlaces = found
    return found
  }

  /// Byte ranges of a pattern in a field; none where it was too costly, which is noted once.
  mutating func matches(of pattern: PatternLeaf, in scan: FieldScan) -> [Range<Int>] {
    let key = PatternKey(index: pattern.index, field: scan.field)
    if let known = patternResults[key] { return known }
    let entry = set.patterns[pattern.index]
    var ranges: [Range<Int>] = []
    var steps = patternSteps[pattern.index] ?? set.limits.patternSteps
    let result = entry.regex.matches(
      in: scan.text.bytes, limit: set.limits.matchesOfTermShown, steps: &steps)
    patternSteps[pattern.index] = steps
    switch result {
    case .found(let found): ranges = found
    case .gaveUp:
      costlyPatterns.append(
        Fault(
          entry.mark, "pattern needs more than \(set.limits.patternSteps) steps on an article",
          hint: "make it more specific or raise limits.pattern_steps", weight: .warning))
    }
    patternResults[key] = ranges
    return ranges
  }
}
