/// One rendering of a template.
struct TemplateRendering {
  private struct Turn {
    var element: JSONTree
    /// From 1.
    var index: Int
    var isLast: Bool
  }

  private let format: TemplateFormat
  private let places: [TemplateJSON.Place?]
  private let event: JSONTree
  private var bytes: [UInt8] = []
  private var steps = 0
  private var turns: [Turn] = []

  init(_ template: Template, event: JSONTree) {
    format = template.format
    places = template.places
    self.event = event
  }

  var finished: [UInt8] {
    let end = bytes.lastIndex { $0 != 0x0A && $0 != 0x0D }
    return Array(bytes.prefix(end.map { $0 + 1 } ?? 0))
  }

  mutating func run(_ nodes: [TemplateNode]) throws(TemplateFailure) {
    for node in nodes {
      try step()
      switch node {
      case .text(_, let text): try write(text)
      case .output(let expression, let number): try write(expression, at: places[checked: number])
      case .choice(let branches, let otherwise): try choose(branches, otherwise)
      case .each(let loop): try run(loop)
      }
    }
  }

  private mutating func step(_ count: Int = 1) throws(TemplateFailure) {
    steps += count
    guard steps <= Template.stepLimit else { throw .tooManySteps }
  }

  private mutating func write(_ text: [UInt8]) throws(TemplateFailure) {
    guard bytes.count + text.count <= Template.renderedLimitBytes else { throw .tooLong }
    bytes += text
  }

  private mutating func choose(
    _ branches: [TemplateBranch], _ otherwise: [TemplateNode]
  ) throws(TemplateFailure) {
    for branch in branches where try holds(branch.condition) { return try run(branch.nodes) }
    try run(otherwise)
  }

  private mutating func run(_ loop: TemplateLoop) throws(TemplateFailure) {
    let all = try value(loop.list).list
    let count = min(all.count, loop.limit ?? .max)
    guard count > 0 else { return try run(loop.otherwise) }
    turns.append(Turn(element: .null, index: 0, isLast: false))
    defer { turns.removeLast() }
    for (index, element) in all.prefix(count).enumerated() {
      try step()
      if index > 0 { try write(loop.separator) }
      turns[turns.count - 1] = Turn(
        element: element, index: index + 1, isLast: index == count - 1)
      try run(loop.nodes)
    }
  }
}

// MARK: - Values

extension TemplateRendering {
  private mutating func write(
    _ expression: TemplateExpression, at place: TemplateJSON.Place?
  ) throws(TemplateFailure) {
    if format == .json {
      if place == .whole {
        // A whole value is JSON in any case.
        let value = try value(expression, without: .json)
        return try write(value.json)
      }
      var writer = JSONWriter()
      writer.string(try value(expression).shown)
      return try write(Array(writer.bytes.dropFirst().dropLast()))
    }
    guard let own = format.ownFilter else { return }
    let value = try value(expression, without: own)
    try write(Array(try apply(own, to: .string(value.shown)).shown.utf8))
  }

  /// - Parameter last: a filter that is left out where it is the last one.
  private mutating func value(
    _ expression: TemplateExpression, without last: TemplateFilter? = nil
  ) throws(TemplateFailure) -> JSONTree {
    var value =
      switch expression.operand {
      case .literal(let literal): literal
      case .path(let path): self.value(path)
      }
    var filters = expression.filters[...]
    if let last, filters.last == last { filters.removeLast() }
    for filter in filters { value = try apply(filter, to: value) }
    return value
  }

  private func value(_ path: TemplatePath) -> JSONTree {
    var value: JSONTree
    switch path.root {
    case .event: value = event
    case .element(let depth): value = turns.indices.contains(depth) ? turns[depth].element : .null
    case .first: value = .boolean(turns.last?.index == 1)
    case .last: value = .boolean(turns.last?.isLast ?? false)
    case .index: value = .integer(turns.last?.index ?? 0)
    }
    for step in path.steps {
      switch step {
      case .member(let name): value = value[name]
      case .element(let index):
        let list = value.list
        value = list.indices.contains(index) ? list[index] : .null
      }
    }
    return value
  }

  private mutating func apply(
    _ filter: TemplateFilter, to value: JSONTree
  ) throws(TemplateFailure) -> JSONTree {
    switch filter {
    case .json:
      let bytes = value.json
      try step(1 + bytes.count / 64)
      return .string(String(decoding: bytes, as: UTF8.self))
    case .length:
      switch value {
      case .null: return .integer(0)
      case .list(let elements): return .integer(elements.count)
      case .object(let members): return .integer(members.count)
      default: return .integer(value.shown.unicodeScalars.count)
      }
    case .standIn(let other): return value.isNull || value == .string("") ? other : value
    case .join(let separator):
      let parts = value.list.filter { !$0.isNull }.map(\.shown)
      try step(1 + parts.count)
      return .string(parts.joined(separator: separator))
    default: break
    }
    guard !value.isNull else { return .null }
    let text = value.shown
    // What comes out of a filter goes into the next one: it may have grown.
    guard text.utf8.count <= 4 * Template.renderedLimitBytes else { throw .tooLong }
    try step(1 + text.utf8.count / 64)
    switch filter {
    case .html: return .string(TemplateText.html(text))
    case .markdown: return .string(TemplateText.markdown(text))
    case .url: return .string(PercentEncoding.segment(text))
    case .line: return .string(TemplateText.harmless(text, keepsBreaks: false))
    case .isolate: return .string(TemplateText.isolated(text))
    case .upper: return .string(text.uppercased())
    case .lower: return .string(text.lowercased())
    case .truncate(let limit, let unit): return .string(TextCut.prefix(text, fitting: limit, unit))
    case .time(let zone, let format): return .string(format.text(of: text, zone: zone) ?? text)
    case .json, .length, .standIn, .join: return value
    }
  }
}

// MARK: - Conditions

extension TemplateRendering {
  private mutating func holds(_ condition: TemplateCondition) throws(TemplateFailure) -> Bool {
    try step()
    switch condition {
    case .holds(let expression): return try value(expression).holds
    case .not(let inner): return try !holds(inner)
    case .all(let parts):
      for part in parts where try !holds(part) { return false }
      return true
    case .any(let parts):
      for part in parts where try holds(part) { return true }
      return false
    case .compares(let left, let comparison, let right):
      return Self.compare(try value(left), comparison, try value(right))
    }
  }

  private static func compare(
    _ left: JSONTree, _ comparison: TemplateComparison, _ right: JSONTree
  ) -> Bool {
    if let one = left.number ?? rank(left), let other = right.number ?? rank(right),
      comparison.isOfOrder || left.number != nil
    {
      return switch comparison {
      case .equal: one == other
      case .unequal: one != other
      case .less: one < other
      case .atMost: one <= other
      case .more: one > other
      case .atLeast: one >= other
      }
    }
    return switch comparison {
    case .equal: left == right
    case .unequal: left != right
    default: false
    }
  }

  /// Of a severity among the others.
  private static func rank(_ value: JSONTree) -> Double? {
    value.string.flatMap(TemplateField.severities.firstIndex).map(Double.init)
  }
}

extension [TemplateJSON.Place?] {
  /// nil for what is no JSON.
  fileprivate subscript(checked number: Int) -> TemplateJSON.Place? {
    indices.contains(number) ? self[number] : nil
  }
}
