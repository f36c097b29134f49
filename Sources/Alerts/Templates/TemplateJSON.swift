/// Proves that a template of JSON makes JSON of every event, and finds out of each value whether it
/// stands within quotes or is a whole value.
///
/// It reads the template's words as a JSON parser does, through all ways that conditions and loops
/// may take, in all states that they may leave behind; `first` and `last` are understood. What the
/// proof cannot follow (two conditions that always hold together) is refused.
struct TemplateJSON {
  enum Place: Equatable, Sendable {
    /// Part of a text in quotes.
    case string
    case whole
  }

  /// Of lists and objects in each other.
  static let depthLimit = 64
  /// States that may stand beside each other.
  private static let stateLimit = 64
  private static let stepLimit = 4_000_000

  /// By the outputs' numbers.
  private(set) var places: [Place?]
  private(set) var faults: [TemplateOffsetFault] = []
  private let scalars: [Unicode.Scalar]
  private var steps = 0
  /// Of the innermost loop: whether its first, its last element is at hand, as far as it is known.
  private var first: Bool?
  private var last: Bool?

  init(_ scalars: [Unicode.Scalar], outputs: Int) {
    self.scalars = scalars
    places = Array(repeating: nil, count: outputs)
  }

  mutating func prove(_ program: [TemplateNode]) {
    let ends = run(program, [Way(state: JSONState(), reason: nil)])
    guard faults.isEmpty else { return }
    if let open = ends.first(where: { !$0.state.isFinished }) {
      fail(
        max(scalars.count - 1, 0), "the JSON ends where \(open.state.expected) is expected", open,
        hint: "close what is open: ] or }")
    }
  }

  /// A state, and what has to be so that it comes about.
  private struct Way {
    var state: JSONState
    var reason: String?
  }

  private mutating func fail(_ offset: Int, _ message: String, _ way: Way, hint: String? = nil) {
    guard faults.isEmpty else { return }
    let reason = way.reason.map { ", \($0)" } ?? ""
    faults.append(.init(offset, message + reason, hint))
  }

  private mutating func merge(_ ways: [Way], at offset: Int) -> [Way] {
    var seen: Set<JSONState> = []
    let merged = ways.filter { seen.insert($0.state).inserted }
    if merged.count > Self.stateLimit, faults.isEmpty {
      faults.append(
        .init(
          offset, "the JSON here depends on too many conditions", "let each part be whole in itself"
        ))
    }
    return merged
  }

  private mutating func run(_ nodes: [TemplateNode], _ start: [Way]) -> [Way] {
    var ways = start
    for node in nodes {
      guard faults.isEmpty, !ways.isEmpty else { return [] }
      switch node {
      case .text(let range, _): read(range, &ways)
      case .output(let expression, let number): put(expression, number, &ways)
      case .choice(let branches, let otherwise): ways = choose(branches, otherwise, ways)
      case .each(let loop): ways = turn(loop, ways)
      }
    }
    return ways
  }

  private mutating func read(_ range: Range<Int>, _ ways: inout [Way]) {
    for index in range { advance(scalars[index], at: index, &ways) }
    ways = merge(ways, at: range.lowerBound)
  }

  private mutating func advance(_ scalar: Unicode.Scalar, at offset: Int, _ ways: inout [Way]) {
    guard faults.isEmpty else { return }
    steps += ways.count
    guard steps <= Self.stepLimit else {
      faults.append(.init(offset, "the template is too large and too intricate", "make it shorter"))
      return
    }
    for index in ways.indices {
      let before = ways[index]
      if !ways[index].state.read(scalar) {
        let (message, hint) = before.state.refusal(of: scalar)
        return fail(offset, message, before, hint: hint)
      }
    }
  }

  private mutating func put(
    _ expression: TemplateExpression, _ number: Int, _ ways: inout [Way]
  ) {
    steps += ways.count
    for index in ways.indices {
      let way = ways[index]
      guard let place = ways[index].state.put() else {
        let isKey = way.state.wantsKey
        return fail(
          expression.offset,
          "\(expression.words) stands where \(way.state.expected) is expected in the JSON", way,
          hint: isKey ? "a key stands in quotes: \"{{ … }}\"" : nil)
      }
      if let other = places[number], other != place {
        return fail(
          expression.offset,
          "\(expression.words) stands within quotes on one way and outside on another", way,
          hint: "open and close quotes in the same part")
      }
      places[number] = place
      guard place == .string else { continue }
      if expression.filters.last == .json {
        return fail(
          expression.offset,
          "json gives a whole value with quotes of its own, and here it stands within quotes", way,
          hint: "take the quotes around it away, or the filter")
      }
      if !expression.kind.isPlain {
        let refusal = expression.refusal(among: .json)
        return fail(expression.offset, refusal.message, way, hint: refusal.hint)
      }
    }
    ways = merge(ways, at: expression.offset)
  }

  // MARK: Ways

  private mutating func choose(
    _ branches: [TemplateBranch], _ otherwise: [TemplateNode], _ start: [Way]
  ) -> [Way] {
    var left = start
    var ends: [Way] = []
    for branch in branches {
      let verdict = verdict(of: branch.condition)
      if verdict == false { continue }
      let words = branch.condition.words
      let taken =
        verdict == nil ? left.map { Way(state: $0.state, reason: "where \(words) holds") } : left
      ends += run(branch.nodes, taken)
      if verdict == true {
        left = []
        break
      }
      left = left.map { Way(state: $0.state, reason: "where \(words) does not hold") }
    }
    if !left.isEmpty { ends += run(otherwise, left) }
    return merge(ends, at: branches.first?.condition.offset ?? 0)
  }

  private mutating func turn(_ loop: TemplateLoop, _ start: [Way]) -> [Way] {
    let words = loop.list.words
    var ends = run(
      loop.otherwise,
      start.map { Way(state: $0.state, reason: "where \(words) has no elements") })
    let outer = (first, last)
    defer { (first, last) = outer }
    var seen: Set<JSONState> = []
    var fresh = start.map { Way(state: $0.state, reason: "where \(words) has elements") }
    var isFirst = true
    while !fresh.isEmpty, faults.isEmpty {
      // The first turn is another than those after it; of these each is like the last but one.
      if !isFirst { for way in fresh { seen.insert(way.state) } }
      first = isFirst
      last = true
      let done = run(loop.nodes, fresh)
      ends += done
      guard loop.limit != 1 else { break }
      last = false
      fresh = loop.asksForEnds ? run(loop.nodes, fresh) : done
      for byte in String(decoding: loop.separator, as: UTF8.self).unicodeScalars {
        advance(byte, at: loop.separatorOffset, &fresh)
      }
      fresh = merge(fresh, at: loop.separatorOffset).filter { !seen.contains($0.state) }.map {
        Way(state: $0.state, reason: "where \(words) has several elements")
      }
      isFirst = false
    }
    return merge(ends, at: loop.list.offset)
  }

  /// nil where it is not known.
  private func verdict(of condition: TemplateCondition) -> Bool? {
    switch condition {
    case .holds(let expression):
      switch expression.end {
      case .first: return first
      case .last: return last
      default: return nil
      }
    case .compares: return nil
    case .not(let inner): return verdict(of: inner).map { !$0 }
    case .all(let parts):
      let verdicts = parts.map { verdict(of: $0) }
      if verdicts.contains(false) { return false }
      return verdicts.contains(nil) ? nil : true
    case .any(let parts):
      let verdicts = parts.map { verdict(of: $0) }
      if verdicts.contains(true) { return true }
      return verdicts.contains(nil) ? nil : false
    }
  }
}

extension TemplateCondition {
  fileprivate var offset: Int {
    switch self {
    case .holds(let expression): expression.offset
    case .compares(let left, _, _): left.offset
    case .not(let inner): inner.offset
    case .all(let parts), .any(let parts): parts.first?.offset ?? 0
    }
  }

  /// For messages.
  fileprivate var words: String {
    switch self {
    case .holds(let expression): expression.words
    case .compares(let left, let comparison, let right):
      "\(left.words) \(comparison.rawValue) \(right.words)"
    case .not(let inner): "not \(inner.words)"
    case .all(let parts): parts.map(\.words).joined(separator: " and ")
    case .any(let parts): parts.map(\.words).joined(separator: " or ")
    }
  }
}
