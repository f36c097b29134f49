internal import Places
internal import Text

extension ArticleReading {
  /// Tries one rule and says in words what was missing.
  mutating func explain(_ compiled: CompiledRule) -> Explanation {
    prepareLists()
    var missing: [String] = []
    if !isInSources(compiled), let sources = compiled.rule.sources {
      missing.append("the source is none of \(listed(sources))")
    }
    if !isInLanguages(compiled), let languages = compiled.rule.languages {
      missing.append("the language is \(article.language ?? "unknown"), not \(listed(languages))")
    }
    var matches: [Match] = []
    if let node = compiled.node {
      if !holds(node) { missing += lacks(node) }
      collectFound(node, into: &matches)
    }
    var placeMatches: [PlaceMatch] = []
    if let place = compiled.place {
      if !holds(place) { missing += lacks(place) }
      collect(place, into: &placeMatches)
    }
    return Explanation(
      rule: compiled.rule, isMatched: missing.isEmpty, matches: arranged(matches),
      places: placeMatches, missing: missing)
  }

  /// Like `collect`, for a node that need not hold.
  private mutating func collectFound(_ node: Node, into matches: inout [Match]) {
    if case .group(let all, let any, _) = node {
      for part in all + any { collectFound(part, into: &matches) }
    } else if holds(node) {
      collect(node, into: &matches)
    }
  }

  private mutating func lacks(_ node: Node) -> [String] {
    switch node {
    case .group(let all, let any, let none):
      var lacking: [String] = []
      for part in all where !holds(part) { lacking += lacks(part) }
      var isAnyMet = any.isEmpty
      for part in any where !isAnyMet { isAnyMet = holds(part) }
      if !isAnyMet {
        let parts = any.flatMap { lacks($0) }
        lacking.append(parts.count == 1 ? parts[0] : "none of: \(parts.joined(separator: "; "))")
      }
      for part in none where holds(part) { lacking.append(excluded(part)) }
      return lacking
    case .term(let leaf): return [lacks(leaf)]
    case .list(let list):
      let terms = set.lists[list].terms
      if let name = set.lists[list].name {
        return ["no term of list \(quoted(name)) in the text"]
      }
      let shown = terms.prefix(5).map { quoted($0.text) }.joined(separator: ", ")
      return ["none of \(terms.count) terms (\(shown), …) in the text"]
    case .near(let near): return [lacks(near)]
    case .pattern(let pattern):
      return ["pattern \(quoted(pattern.expression)) not in \(place(pattern.field))"]
    }
  }

  private func lacks(_ leaf: TermLeaf) -> String {
    let count = scans(leaf.field).reduce(0) { $0 + $1.hits(of: leaf.needle).count }
    if leaf.atLeast > 1 {
      return "\(quoted(leaf.text)) \(count) times in \(place(leaf.field)), not \(leaf.atLeast)"
    }
    return "\(quoted(leaf.text)) not in \(place(leaf.field))"
  }

  private func lacks(_ near: NearLeaf) -> String {
    let absent = near.terms.filter { leaf in
      scans(leaf.field).allSatisfy { $0.hits(of: leaf.needle).isEmpty }
    }
    let names = near.terms.map { quoted($0.text) }.joined(separator: " and ")
    if !absent.isEmpty {
      return absent.map { "\(quoted($0.text)) not in \(place($0.field))" }.joined(separator: "; ")
    }
    switch near.within {
    case .sentence: return "\(names) not in one sentence"
    case .words(let count):
      let order = near.isOrdered ? " in this order" : ""
      let nearest = closest(near).map { ", the nearest are \($0) apart" } ?? ""
      return "\(names) not within \(count) words\(order)\(nearest)"
    }
  }

  private mutating func excluded(_ node: Node) -> String {
    var found: [Match] = []
    collect(node, into: &found)
    guard let first = arranged(found).first else { return "excluded by none" }
    return
      "excluded by \(quoted(first.text)) in the \(first.field.rawValue) (none: \(quoted(first.term)))"
  }

  private mutating func lacks(_ node: PlaceNode) -> [String] {
    switch node {
    case .group(let all, let any, let none):
      var lacking: [String] = []
      for part in all where !holds(part) { lacking += lacks(part) }
      var isAnyMet = any.isEmpty
      for part in any where !isAnyMet { isAnyMet = holds(part) }
      if !isAnyMet { lacking.append(any.flatMap { lacks($0) }.joined(separator: "; ")) }
      for part in none where holds(part) {
        var found: [PlaceMatch] = []
        collect(part, into: &found)
        let shown = found.prefix(3).map { quoted($0.text) }.joined(separator: ", ")
        lacking.append("excluded by the place \(shown)")
      }
      return lacking
    case .leaf(let leaf): return [lacks(leaf)]
    case .near(let parts, let span):
      let absent = parts.filter { holding($0).isEmpty }
      if !absent.isEmpty { return absent.map { lacks($0) } }
      let names = parts.map { "one \(described($0))" }.joined(separator: " and ")
      switch span {
      case .kilometres(let most):
        return ["\(names) not within \(Self.kilometres(most)) of each other"]
      case .words(let most): return ["\(names) not within \(most) words"]
      case .sentence: return ["\(names) not in one sentence"]
      }
    }
  }

  /// What a condition asks of a place, without its demands.
  private func described(_ leaf: PlaceLeaf) -> String {
    let name = quoted(leaf.name)
    return switch leaf.relation {
    case .within: "within \(Self.kilometres(leaf.kilometres)) of \(name)"
    case .area: "in the area \(name)"
    case .outside: "outside of \(name)"
    case .inside, .mentioned: "in \(name)"
    }
  }

  /// The demand that a place misses which lies where it should, else the nearest place.
  private mutating func lacks(_ leaf: PlaceLeaf) -> String {
    let what = "no place \(described(leaf))"
    let inside = places().first { leaf.test?.test($0.place).holds ?? true }
    guard let inside else { return what + nearest(leaf) }
    let shown = quoted(inside.text)
    if !isOutside(leaf, inside) {
      let others = leaf.outside.filter { $0.test.test(inside.place).holds }.map { quoted($0.name) }
      return "\(what): \(shown) lies in \(others.joined(separator: ", "))"
    }
    if inside.confidence < leaf.certainty.least {
      let percent = Int((inside.confidence * 100).rounded())
      return "\(what) that is sure enough: \(shown) is so to \(percent) %, "
        + "\(leaf.certainty.rawValue) asks for \(Int(leaf.certainty.least * 100))"
    }
    return "\(what) that the article is about: \(shown) is only mentioned"
  }

  private mutating func nearest(_ leaf: PlaceLeaf) -> String {
    let found = places()
    if found.isEmpty { return ": the text names no known place" }
    let distances = found.compactMap { found in
      leaf.test?.test(found.place).distanceKilometres.map { (found.text, $0) }
    }
    guard let closest = distances.min(by: { $0.1 < $1.1 }) else {
      let names = found.prefix(3).map { quoted($0.text) }.joined(separator: ", ")
      return ": the text names \(names)"
    }
    return ": the nearest is \(quoted(closest.0)), \(Self.kilometres(closest.1)) away"
  }

  private static func kilometres(_ distance: Double?) -> String {
    guard let distance else { return "0 km" }
    return distance < 10 ? "\((distance * 10).rounded() / 10) km" : "\(Int(distance.rounded())) km"
  }

  private func place(_ field: Field?) -> String {
    field.map { "the \($0.rawValue)" } ?? "title or body"
  }

  private func listed(_ names: [String]) -> String {
    names.prefix(8).map { quoted($0) }.joined(separator: ", ") + (names.count > 8 ? ", …" : "")
  }

  private func quoted(_ text: String) -> String { "\"\(SafeDisplay.line(text, limit: 60))\"" }
}
