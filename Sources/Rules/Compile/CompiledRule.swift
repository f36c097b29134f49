internal import Places

/// A term of a rule or list: which needle, in which field, how often.
struct TermLeaf: Sendable {
  var needle: UInt32
  /// nil means title or body.
  var field: Field?
  var atLeast: Int
  /// As the rule wrote it.
  var text: String
}

/// Terms of which one suffices: a named list, or a long `any`.
struct TermList: Sendable {
  /// nil for the terms of one rule's own `any`.
  var name: String?
  var terms: [TermLeaf]
}

struct NearLeaf: Sendable {
  var terms: [TermLeaf]
  var within: Condition.Near.Span
  var isOrdered: Bool
}

struct PatternLeaf: Sendable {
  /// Into `RuleSet`'s patterns.
  var index: Int
  var field: Field?
  var expression: String
}

indirect enum Node: Sendable {
  case group(all: [Node], any: [Node], none: [Node])
  case term(TermLeaf)
  case list(Int)
  case near(NearLeaf)
  case pattern(PatternLeaf)

  /// Whether an article without any needle of this node can fulfil it.
  var holdsWithoutNeedles: Bool {
    switch self {
    case .term, .list, .near: return false
    case .pattern: return true
    case .group(let all, let any, _):
      return all.allSatisfy(\.holdsWithoutNeedles)
        && (any.isEmpty || any.contains(where: \.holdsWithoutNeedles))
    }
  }
}

/// A compiled condition on places.
indirect enum PlaceNode: Sendable {
  case group(all: [PlaceNode], any: [PlaceNode], none: [PlaceNode])
  case leaf(PlaceLeaf)
  case near(parts: [PlaceLeaf], within: PlaceNear.Span)
}

struct PlaceLeaf: Sendable {
  var relation: PlaceMatch.Relation
  /// What the rule names.
  var name: String
  var kilometres: Double?
  /// Nil where any place will do that meets the demands.
  var test: AreaTest?
  var outside: [(name: String, test: AreaTest)] = []
  var isSubject = false
  var certainty = PlaceQuality.Certainty.any
}

/// A rule ready to be tried; a class, since each article looks at hundreds of them.
final class CompiledRule: Sendable {
  let rule: Rule
  let node: Node?
  let place: PlaceNode?
  let sources: Set<String>?
  let languages: Set<String>?

  init(
    rule: Rule, node: Node?, place: PlaceNode?, sources: Set<String>?, languages: Set<String>?
  ) {
    self.rule = rule
    self.node = node
    self.place = place
    self.sources = sources
    self.languages = languages
  }
}
