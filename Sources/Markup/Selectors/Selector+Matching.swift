extension Selector {
  /// The elements that match, in document order, at most `limit`.
  package func matches(in tree: MarkupTree, limit: Int = .max) -> [MarkupTree.Node] {
    matches(below: MarkupTree.document, in: tree, limit: limit)
  }

  /// The elements below a node that match; their ancestors may stand above it.
  package func matches(
    below top: MarkupTree.Node, in tree: MarkupTree, limit: Int = .max
  ) -> [MarkupTree.Node] {
    var matcher = SelectorMatcher(tree: tree)
    var found: [MarkupTree.Node] = []
    var current = tree.following(top, below: top)
    while let node = current, found.count < limit {
      if tree.isElement(node), matcher.matches(node, alternatives) { found.append(node) }
      current = tree.following(node, below: top)
    }
    return found
  }

  /// The first element that matches, or nil.
  package func first(in tree: MarkupTree) -> MarkupTree.Node? {
    matches(in: tree, limit: 1).first
  }

  /// Whether one element matches.
  package func matches(_ node: MarkupTree.Node, in tree: MarkupTree) -> Bool {
    var matcher = SelectorMatcher(tree: tree)
    return tree.isElement(node) && matcher.matches(node, alternatives)
  }
}

/// Tries selectors on the elements of one tree.
private struct SelectorMatcher {
  let tree: MarkupTree
  /// Places among siblings, counted once a parent: from the front and from the end, of all and of
  /// the same name.
  private var places: [MarkupTree.Node: (front: Int, end: Int, typeFront: Int, typeEnd: Int)] = [:]
  private var countedParents: Set<MarkupTree.Node> = []
  /// By step of a selector, whether it leads from each node to others that match.
  private var reached: [Step: [UInt8]] = [:]
  private static let unknown: UInt8 = 0
  private static let reached: UInt8 = 1
  private static let unreached: UInt8 = 2

  private struct Step: Hashable {
    let complex: Int
    let step: Int
  }

  init(tree: MarkupTree) { self.tree = tree }

  mutating func matches(_ node: MarkupTree.Node, _ list: [Selector.Complex]) -> Bool {
    for complex in list where matches(node, complex) { return true }
    return false
  }

  private mutating func matches(_ node: MarkupTree.Node, _ complex: Selector.Complex) -> Bool {
    matches(node, complex.subject) && isReached(node, complex, 0)
  }

  /// Whether the steps of a selector from one on lead from an element to others that match.
  private mutating func isReached(
    _ node: MarkupTree.Node, _ complex: Selector.Complex, _ step: Int
  ) -> Bool {
    guard step < complex.outer.count else { return true }
    let (combinator, compound) = complex.outer[step]
    switch combinator {
    case .child, .next:
      guard let element = self.step(combinator, node) else { return false }
      return matches(element, compound) && isReached(element, complex, step + 1)
    case .descendant, .later:
      return isReachedFromFar(node, complex, step)
    }
  }

  /// The same for a step of any length. What holds for an element's parent, or for the sibling
  /// before it, is remembered, so that a selector visits each element once for each of its steps.
  private mutating func isReachedFromFar(
    _ node: MarkupTree.Node, _ complex: Selector.Complex, _ step: Int
  ) -> Bool {
    let (combinator, compound) = complex.outer[step]
    let key = Step(complex: complex.number, step: step)
    // Back to the nearest element of which it is known.
    var unknown: [MarkupTree.Node] = []
    var current: MarkupTree.Node? = node
    var isReached = false
    while let element = current {
      if let known = reached[key]?[element], known != Self.unknown {
        isReached = known == Self.reached
        break
      }
      unknown.append(element)
      current = self.step(combinator, element)
    }
    // And forth again: an element is reached from its neighbour, or as its neighbour is.
    for element in unknown.reversed() {
      if !isReached, let neighbour = self.step(combinator, element) {
        isReached =
          matches(neighbour, compound) && self.isReached(neighbour, complex, step + 1)
      }
      reached[key, default: [UInt8](repeating: Self.unknown, count: tree.count)][element] =
        isReached ? Self.reached : Self.unreached
    }
    return isReached
  }

  private func step(_ combinator: Selector.Combinator, _ node: MarkupTree.Node) -> MarkupTree.Node?
  {
    switch combinator {
    case .descendant, .child: tree.parent(node)
    case .next, .later: previousElement(node)
    }
  }

  private func previousElement(_ node: MarkupTree.Node) -> MarkupTree.Node? {
    var current = tree.previous(node)
    while let found = current {
      if tree.isElement(found) { return found }
      current = tree.previous(found)
    }
    return nil
  }

  private mutating func matches(_ node: MarkupTree.Node, _ compound: Selector.Compound) -> Bool {
    guard tree.isElement(node) else { return false }
    if let type = compound.type, tree.nameText(node) != type { return false }
    for condition in compound.conditions where !matches(node, condition) { return false }
    return true
  }

  private mutating func matches(_ node: MarkupTree.Node, _ condition: Selector.Condition) -> Bool {
    switch condition {
    case .id(let id):
      return tree.attributeBytes(.id, of: node)?.elementsEqual(id.utf8) ?? false
    case .className(let name):
      return hasWord(tree.attributeBytes(.class, of: node), name)
    case .attribute(let name, let match, let ignoresCase):
      return matches(node, name, match, ignoresCase)
    case .not(let list): return !matches(node, list)
    case .any(let list): return matches(node, list)
    case .nth(let nth):
      guard let place = place(node, nth) else { return false }
      return nth.holds(place)
    case .empty:
      return tree.children(of: node).allSatisfy { tree.isText($0) && tree.textBytes($0).isEmpty }
    case .root:
      return tree.parent(node) == MarkupTree.document
    }
  }

  private func hasWord(_ value: ArraySlice<UInt8>?, _ word: String) -> Bool {
    guard let value, !word.isEmpty else { return false }
    let length = word.utf8.count
    var start = value.startIndex
    while start < value.endIndex {
      var end = start
      while end < value.endIndex, !value[end].isMarkupSpace { end += 1 }
      if end - start == length, value[start..<end].elementsEqual(word.utf8) { return true }
      start = end + 1
    }
    return false
  }

  private func matches(
    _ node: MarkupTree.Node, _ name: String, _ match: Selector.Match, _ ignoresCase: Bool
  ) -> Bool {
    guard tree.hasAttributes(node), var value = tree.attribute(name, of: node) else { return false }
    func folded(_ text: String) -> String { ignoresCase ? text.lowercased() : text }
    value = folded(value)
    switch match {
    case .present: return true
    case .equal(let wanted): return value == folded(wanted)
    case .word(let wanted): return hasWord(Array(value.utf8)[...], folded(wanted))
    case .language(let wanted):
      return value == folded(wanted) || value.hasPrefix(folded(wanted) + "-")
    case .prefix(let wanted): return !wanted.isEmpty && value.hasPrefix(folded(wanted))
    case .suffix(let wanted): return !wanted.isEmpty && value.hasSuffix(folded(wanted))
    case .part(let wanted):
      let needle = Array(folded(wanted).utf8)
      return !needle.isEmpty && Array(value.utf8).contains(needle)
    }
  }

  /// The place of an element among its siblings, from 1.
  private mutating func place(_ node: MarkupTree.Node, _ nth: Selector.Nth) -> Int? {
    guard let parent = tree.parent(node) else { return nil }
    if countedParents.insert(parent).inserted { count(parent) }
    guard let place = places[node] else { return nil }
    switch (nth.ofType, nth.fromEnd) {
    case (false, false): return place.front
    case (false, true): return place.end
    case (true, false): return place.typeFront
    case (true, true): return place.typeEnd
    }
  }

  private mutating func count(_ parent: MarkupTree.Node) {
    let elements = tree.children(of: parent).filter { tree.isElement($0) }
    var byType: [NameID: Int] = [:]
    for (index, element) in elements.enumerated() {
      guard let name = tree.name(element) else { continue }
      byType[name, default: 0] += 1
      places[element] = (index + 1, elements.count - index, byType[name] ?? 0, 0)
    }
    var remaining = byType
    for element in elements {
      guard let name = tree.name(element) else { continue }
      places[element]?.typeEnd = remaining[name] ?? 0
      remaining[name, default: 0] -= 1
    }
  }
}

extension [UInt8] {
  /// Whether another run of bytes stands somewhere in this one.
  fileprivate func contains(_ needle: [UInt8]) -> Bool {
    guard let first = needle.first, needle.count <= count else { return needle.isEmpty }
    var at = 0
    while true {
      at = place(of: first, from: at, to: count)
      guard at + needle.count <= count else { return false }
      if self[at..<(at + needle.count)].elementsEqual(needle) { return true }
      at += 1
    }
  }
}
