internal import Places
internal import Text

extension ArticleReading {
  /// A found place that meets a condition, and how far it lies from what the condition names.
  struct Hold {
    var leaf: PlaceLeaf
    var found: FoundPlace
    var distanceKilometres: Double?
  }

  mutating func holds(_ node: PlaceNode) -> Bool {
    switch node {
    case .group(let all, let any, let none):
      for part in all where !holds(part) { return false }
      if !any.isEmpty {
        var found = false
        for part in any where !found { found = holds(part) }
        if !found { return false }
      }
      for part in none where holds(part) { return false }
      return true
    case .leaf(let leaf):
      let subjects = leaf.isSubject ? self.subjects() : []
      let found = places()
      return found.indices.contains { isHeld(leaf, by: found[$0], subjects) }
    case .near(let parts, let span): return !neighbours(parts, span, limit: 1).isEmpty
    }
  }

  /// Every place that fulfils a leaf of a node that holds.
  mutating func collect(_ node: PlaceNode, into matches: inout [PlaceMatch]) {
    switch node {
    case .group(let all, let any, _):
      for part in all { collect(part, into: &matches) }
      for part in any where holds(part) { collect(part, into: &matches) }
    case .leaf(let leaf):
      for hold in holding(leaf) { add(hold, to: &matches) }
    case .near(let parts, let span):
      let groups = neighbours(parts, span, limit: set.limits.matchesOfTermShown)
      for hold in groups.joined() { add(hold, to: &matches) }
    }
  }

  /// One element for each place and condition, at its first mention.
  private func add(_ hold: Hold, to matches: inout [PlaceMatch]) {
    let isKnown = matches.contains {
      $0.place.id == hold.found.place.id && $0.relation == hold.leaf.relation
        && $0.area == hold.leaf.name
    }
    guard !isKnown, matches.count < set.limits.matchesShown else { return }
    matches.append(
      PlaceMatch(
        place: hold.found.place, relation: hold.leaf.relation, area: hold.leaf.name,
        distanceKilometres: hold.distanceKilometres, text: hold.found.text,
        field: hold.found.inTitle ? .title : .body, scalars: hold.found.scalars,
        isStated: hold.found.isStated, confidence: hold.found.confidence, also: hold.found.also))
  }

  /// All mentions that fulfil a leaf, in text order.
  mutating func holding(_ leaf: PlaceLeaf) -> [Hold] {
    let subjects = leaf.isSubject ? self.subjects() : []
    return places().compactMap { hold(leaf, $0, subjects) }
  }

  private func isHeld(
    _ leaf: PlaceLeaf, by found: FoundPlace, _ subjects: Set<String>
  ) -> Bool {
    found.confidence >= leaf.certainty.least
      && (!leaf.isSubject || subjects.contains(found.place.id))
      && leaf.test?.test(found.place).holds != false && isOutside(leaf, found)
  }

  private func hold(_ leaf: PlaceLeaf, _ found: FoundPlace, _ subjects: Set<String>) -> Hold? {
    guard found.confidence >= leaf.certainty.least,
      !leaf.isSubject || subjects.contains(found.place.id)
    else { return nil }
    guard let test = leaf.test else {
      return isOutside(leaf, found) ? Hold(leaf: leaf, found: found) : nil
    }
    let answer = test.test(found.place)
    guard answer.holds, isOutside(leaf, found) else { return nil }
    return Hold(leaf: leaf, found: found, distanceKilometres: answer.distanceKilometres)
  }

  func isOutside(_ leaf: PlaceLeaf, _ found: FoundPlace) -> Bool {
    !leaf.outside.contains { $0.test.test(found.place).holds }
  }

  // MARK: Near each other

  /// Mentions of one part that are tried; a text that names more places is a list of them.
  private static let mostMentions = 60

  /// One place for each part, all of them other places, each near every other: the first for each
  /// place of the first part.
  mutating func neighbours(
    _ parts: [PlaceLeaf], _ span: PlaceNear.Span, limit: Int
  ) -> [[Hold]] {
    var choices: [[Hold]] = []
    for part in parts {
      var known = Set<String>()
      // On the map every mention of a place is the same.
      let isMap = if case .kilometres = span { true } else { false }
      let all = holding(part).filter { !isMap || known.insert($0.found.place.id).inserted }
      guard !all.isEmpty else { return [] }
      choices.append(Array(all.prefix(Self.mostMentions)))
    }
    var groups: [[Hold]] = []
    for first in choices[0] where groups.count < limit {
      var group = [first]
      if complete(&group, choices, span) { groups.append(group) }
    }
    return groups
  }

  private func complete(
    _ group: inout [Hold], _ choices: [[Hold]], _ span: PlaceNear.Span
  ) -> Bool {
    guard group.count < choices.count else { return true }
    for next in choices[group.count]
    where group.allSatisfy({ isNear($0.found, next.found, span) }) {
      group.append(next)
      if complete(&group, choices, span) { return true }
      group.removeLast()
    }
    return false
  }

  private func isNear(_ one: FoundPlace, _ other: FoundPlace, _ span: PlaceNear.Span) -> Bool {
    guard one.place.id != other.place.id else { return false }
    if case .kilometres(let most) = span {
      return GreatCircle.kilometres(one.place.coordinate, other.place.coordinate) <= most
    }
    guard one.inTitle == other.inTitle, !one.isStated, !other.isStated else { return false }
    let text = fields[one.inTitle ? 0 : 1].text
    let (first, second) =
      one.scalars.lowerBound < other.scalars.lowerBound
      ? (one.scalars, other.scalars) : (other.scalars, one.scalars)
    let from = text.word(atScalar: first.lowerBound)
    let to = text.word(atScalar: second.lowerBound)
    switch span {
    case .words(let most):
      return to - text.word(atScalar: max(first.lowerBound, first.upperBound - 1)) <= most
    case .sentence:
      return from >= to || !text.words[(from + 1)...to].contains(where: \.startsSentence)
    case .kilometres: return false
    }
  }

  // MARK: What the article is about

  /// Places named so often are a subject wherever they stand.
  private static let oftenNamed = 3

  /// The ids of the places that the article is about: those in its headline or its first two
  /// sentences, those named three times or more, and the one that its source states. Where a report
  /// was written (`BEIRUT (Reuters) -`) is none for that.
  mutating func subjects() -> Set<String> {
    if let known = subjectsSoFar { return known }
    let body = fields[1].text
    let lead = Self.lead(of: body)
    var counts: [String: Int] = [:]
    var subjects = Set<String>()
    for found in places() {
      let id = found.place.id
      counts[id, default: 0] += 1
      let isInLead =
        !found.inTitle && !found.isStated && found.scalars.lowerBound < lead
        && !Self.isDateline(found, body)
      if found.inTitle || found.isStated || isInLead || counts[id] == Self.oftenNamed {
        subjects.insert(id)
      }
    }
    subjectsSoFar = subjects
    return subjects
  }

  /// Where the third sentence begins.
  private static func lead(of text: FoldedText) -> Int {
    var sentences = 0
    for word in text.words where word.startsSentence {
      sentences += 1
      if sentences == 3 { return word.scalars.lowerBound }
    }
    return text.scalarCount
  }

  /// Whether a place is among the first words of a text and a dash, a colon or an agency in brackets
  /// parts them from the report.
  private static func isDateline(_ found: FoundPlace, _ text: FoldedText) -> Bool {
    guard let first = text.words.first?.scalars.lowerBound,
      found.scalars.lowerBound - first <= 30
    else { return false }
    let behind = text.source(found.scalars.upperBound..<found.scalars.upperBound + 40)
    var previous: Unicode.Scalar = "\u{0}"
    for scalar in behind.unicodeScalars {
      switch scalar {
      case ".", "!", "?", "؟", "\n": return false
      case ":", "(", "–", "—": return true
      // Not that of `Deir ez-Zor`.
      case "-" where previous == " " || previous == ")": return true
      default: previous = scalar
      }
    }
    return false
  }
}

extension FoldedText {
  /// The word that holds a scalar, or the next one behind it.
  func word(atScalar scalar: Int) -> Int {
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if words[middle].scalars.upperBound <= scalar { low = middle + 1 } else { high = middle }
    }
    return min(low, max(words.count - 1, 0))
  }
}
