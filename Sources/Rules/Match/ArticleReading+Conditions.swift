internal import Places
internal import Text

extension ArticleReading {
  /// What a matching rule reports, or nil.
  mutating func finding(_ compiled: CompiledRule) -> Finding? {
    guard holds(compiled) else { return nil }
    var placeMatches: [PlaceMatch] = []
    if let place = compiled.place { collect(place, into: &placeMatches) }
    var matches: [Match] = []
    if let node = compiled.node { collect(node, into: &matches) }
    return Finding(rule: compiled.rule, matches: arranged(matches), places: placeMatches)
  }

  /// Whether the conditions of a rule in scope hold; places last, as they cost most.
  mutating func holds(_ compiled: CompiledRule) -> Bool {
    if let decision = compiled.decision, !holds(decision) { return false }
    if let place = compiled.place, !holds(place) { return false }
    return true
  }

  private mutating func holds(_ decision: Decision) -> Bool {
    var at = decision.first
    while at >= 0 {
      let step = decision.steps[at]
      let isMet =
        switch step.test {
        case .term(let needle, let field, let atLeast): holds(needle, field, Int(atLeast))
        case .list(let list): holds(list: Int(list))
        case .other(let number): holds(decision.others[Int(number)])
        }
      at = Int(isMet ? step.ifMet : step.ifNot)
    }
    return at == Int(Decision.holds)
  }

  /// The same for a part, to tell what was found and what not.
  mutating func holds(_ node: Node) -> Bool {
    switch node {
    case .group(let all, let any, let none):
      // Patterns last: they cost most.
      for part in all where !part.isPattern && !holds(part) { return false }
      if !any.isEmpty {
        var found = false
        for part in any where !part.isPattern && !found { found = holds(part) }
        for part in any where part.isPattern && !found { found = holds(part) }
        if !found { return false }
      }
      for part in none where !part.isPattern && holds(part) { return false }
      for part in all where part.isPattern && !holds(part) { return false }
      for part in none where part.isPattern && holds(part) { return false }
      return true
    case .term(let leaf): return holds(leaf.needle, leaf.field, leaf.atLeast)
    case .list(let list): return holds(list: list)
    case .near(let near): return !windows(of: near, limit: 1).isEmpty
    case .pattern(let pattern):
      for scan in scans(pattern.field) where !matches(of: pattern, in: scan).isEmpty { return true }
      return false
    }
  }

  /// What fulfils a node that holds: of `any`, every part that holds.
  mutating func collect(_ node: Node, into matches: inout [Match]) {
    switch node {
    case .group(let all, let any, _):
      for part in all { collect(part, into: &matches) }
      for part in any where holds(part) { collect(part, into: &matches) }
    case .term(let leaf): collect([leaf], condition: "term", into: &matches)
    case .list(let list):
      collect(
        termsFound(ofList: list), condition: set.lists[list].name.map { "list \($0)" } ?? "term",
        into: &matches)
    case .near(let near):
      for window in windows(of: near, limit: set.limits.matchesOfTermShown) {
        for (leaf, hit) in zip(near.terms, window.hits) {
          matches.append(
            Match("near", leaf.text, window.scan.field, window.scan.scalars(of: hit), hit))
        }
      }
    case .pattern(let pattern):
      for scan in scans(pattern.field) {
        for bytes in self.matches(of: pattern, in: scan) {
          matches.append(
            Match("pattern", pattern.expression, scan.field, scan.text.scalars(ofBytes: bytes)))
        }
      }
    }
  }

  /// The first hits of the terms in text order, no more than are shown.
  private func collect(
    _ leaves: [TermLeaf], condition: String, into matches: inout [Match]
  ) {
    var found: [(field: Int, start: UInt32, leaf: Int, hit: FieldScan.Hit)] = []
    for (number, leaf) in leaves.enumerated() {
      var count = 0
      for (field, scan) in zip(scans(leaf.field).indices, scans(leaf.field)) {
        for hit in scan.hits(of: leaf.needle).prefix(set.limits.matchesOfTermShown - count) {
          found.append((field, hit.start, number, hit))
          count += 1
        }
      }
    }
    if leaves.count > 1 {
      found.sort { ($0.field, $0.start, $0.leaf) < ($1.field, $1.start, $1.leaf) }
    }
    for (field, _, leaf, hit) in found.prefix(set.limits.matchesShown) {
      let scan = fields[field]
      matches.append(Match(condition, leaves[leaf].text, scan.field, scan.scalars(of: hit), hit))
    }
  }

  /// In text order, title first, each once, no more than are shown.
  func arranged(_ matches: [Match]) -> [TermMatch] {
    let sorted = matches.enumerated().sorted { left, right in
      let first = (left.element.field.order, left.element.scalars.lowerBound, left.offset)
      return first < (right.element.field.order, right.element.scalars.lowerBound, right.offset)
    }
    var kept: [Match] = []
    for (_, match) in sorted where kept.count < set.limits.matchesShown {
      let isKnown = kept.reversed().prefix { $0.scalars.lowerBound == match.scalars.lowerBound }
        .contains(match)
      if !isKnown { kept.append(match) }
    }
    return kept.compactMap { match in
      guard let scan = scans(match.field).first else { return nil }
      let bytes = match.hit.map(scan.bytes) ?? scan.text.bytes(ofScalars: match.scalars)
      let text = String(decoding: scan.text.bytes[bytes], as: UTF8.self)
      return TermMatch(
        condition: match.condition, term: match.term, text: text,
        field: match.field, scalars: match.scalars,
        manner: match.hit.map {
          Manner(
            $0.form, Int($0.start)..<Int($0.end), in: scan.text, written: text, term: match.term)
        } ?? .asWritten,
        snippet: Snippet.around(bytes: bytes, in: scan.text))
    }
  }
}

extension FieldScan {
  /// Where the words of a hit stand in the text's UTF-8.
  fileprivate func bytes(of hit: Hit) -> Range<Int> {
    let last = text.words[Int(hit.end) - 1].bytes.upperBound
    return text.words[Int(hit.start)].bytes.lowerBound..<last
  }
}

extension FoldedText {
  fileprivate func bytes(ofScalars scalars: Range<Int>) -> Range<Int> {
    let start = byteOffset(ofScalar: scalars.lowerBound)
    return start..<max(start, byteOffset(ofScalar: scalars.upperBound))
  }
}

/// A match before its text and snippet are cut out.
struct Match: Equatable {
  var condition: String
  var term: String
  var field: Field
  var scalars: Range<Int>
  /// nil for a pattern's.
  var hit: FieldScan.Hit?

  init(
    _ condition: String, _ term: String, _ field: Field, _ scalars: Range<Int>,
    _ hit: FieldScan.Hit? = nil
  ) {
    self.hit = hit
    self.condition = condition
    self.term = term
    self.field = field
    self.scalars = scalars
  }
}

extension Field {
  fileprivate var order: Int {
    switch self {
    case .title: 0
    case .body: 1
    case .author: 2
    case .url: 3
    }
  }
}
