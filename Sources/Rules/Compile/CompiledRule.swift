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

  /// Costs more than the others.
  var isPattern: Bool {
    if case .pattern = self { return true }
    return false
  }

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

/// A class, since each article asks hundreds of them.
final class PlaceLeaf: Sendable {
  let relation: PlaceMatch.Relation
  /// What the rule names.
  let name: String
  let kilometres: Double?
  /// Nil where any place will do that meets the demands.
  let test: AreaTest?
  let outside: [(name: String, test: AreaTest)]
  let isSubject: Bool
  let certainty: PlaceQuality.Certainty

  init(
    relation: PlaceMatch.Relation, name: String, kilometres: Double?, test: AreaTest?,
    outside: [(name: String, test: AreaTest)] = [], isSubject: Bool = false,
    certainty: PlaceQuality.Certainty = .any
  ) {
    self.relation = relation
    self.name = name
    self.kilometres = kilometres
    self.test = test
    self.outside = outside
    self.isSubject = isSubject
    self.certainty = certainty
  }
}

/// A rule ready to be tried; a class, since each article looks at hundreds of them. What is asked
/// first stands first: most need one look at memory and no more.
final class CompiledRule: Sendable {
  let sources: Set<String>?
  let languages: Set<String>?
  /// `node`, made for being tried.
  let decision: Decision?
  let place: PlaceNode?
  let node: Node?
  let rule: Rule

  init(
    rule: Rule, node: Node?, place: PlaceNode?, sources: Set<String>?, languages: Set<String>?
  ) {
    self.rule = rule
    self.node = node
    decision = node.map(Decision.init)
    self.place = place
    self.sources = sources
    self.languages = languages
  }
}
