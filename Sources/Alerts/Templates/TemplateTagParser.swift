internal import Foundation
internal import Text

/// A loop around what is being read.
struct TemplateScope {
  /// What its element is called beside `this`.
  var name: String?
  var element: TemplateField
}

/// Reads what stands within one tag, and tells each fault at its own place.
struct TemplateTagParser {
  /// Of parentheses and `not` in each other.
  private static let depthLimit = 32
  /// Of filters behind one value.
  static let filterLimit = 16

  let scalars: [Unicode.Scalar]
  let scopes: [TemplateScope]
  private let tokens: [TemplateTokens.Token]
  private var position = 0
  private var depth = 0
  var faults: [TemplateOffsetFault]
  /// Whether `first` or `last` stands in it.
  var asksForEnds = false

  init(_ scalars: [Unicode.Scalar], in range: Range<Int>, scopes: [TemplateScope]) {
    let tokens = TemplateTokens(scalars, in: range)
    self.scalars = scalars
    self.scopes = scopes
    self.tokens = tokens.tokens
    faults = Array(tokens.faults.prefix(1))
  }

  // MARK: Tokens

  var peek: TemplateTokens.Token { tokens[position] }

  mutating func next() -> TemplateTokens.Token {
    let token = tokens[position]
    if position < tokens.count - 1 { position += 1 }
    return token
  }

  mutating func accept(sign: String) -> Bool { accept(.sign(sign)) }

  mutating func accept(word: String) -> Bool { accept(.word(word)) }

  private mutating func accept(_ kind: TemplateTokens.Kind) -> Bool {
    guard peek.kind == kind else { return false }
    _ = next()
    return true
  }

  mutating func fail(_ offset: Int, _ message: String, _ hint: String? = nil) {
    // After the first fault of its tokens nothing else of a tag is sure.
    if faults.isEmpty { faults.append(.init(offset, message, hint)) }
  }

  func words(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }

  mutating func expectEnd() {
    let token = peek
    guard token.kind != .end else { return }
    var hint: String?
    if case .word(let word) = token.kind {
      if TemplateFilter.names.contains(word) {
        hint = "a filter stands behind a |"
      } else if word == "in" {
        hint = "write {{#each LIST as NAME}}"
      }
    }
    if token.kind == .sign("(") { hint = "arguments stand behind a filter's name: | truncate(100)" }
    fail(token.range.lowerBound, "\(token.words) is not expected here", hint)
  }

  // MARK: Tags

  /// `{{ value | filters }}`
  mutating func output(_ format: TemplateFormat) -> TemplateExpression? {
    let first = peek
    if first.kind == .end {
      fail(first.range.lowerBound, "an empty tag", "write a field: {{ article.title }}")
      return nil
    }
    if case .word(let word) = first.kind,
      let hint = Self.blockHint(word, followed: tokens.count > 2)
    {
      fail(first.range.lowerBound, "\(first.words) is no field", hint)
      return nil
    }
    let expression = expression()
    expectEnd()
    guard faults.isEmpty else { return nil }
    if format != .json, !expression.kind.isPlain {
      let refusal = expression.refusal(among: format)
      fail(expression.offset, refusal.message, refusal.hint)
      return nil
    }
    return expression
  }

  /// What people write who know another language.
  private static func blockHint(_ word: String, followed: Bool) -> String? {
    switch word {
    case "if", "each": "a block begins with #: {{#\(word) …}}"
    case "for", "range", "foreach": "lists are gone through by {{#each LIST as NAME}}"
    case "end", "endif", "endfor", "fi": "a block ends with {{/if}} or {{/each}}"
    case "elif", "elsif", "elseif": "write {{else if …}}"
    case "unless": "write {{#if not …}}"
    case "set", "let",
      "with" where followed:
      "there are no variables"
    case "include",
      "partial" where followed:
      "a template stands in one piece"
    default: nil
    }
  }

  mutating func refuseBlock(_ token: TemplateTokens.Token) {
    guard case .word(let name) = token.kind else {
      fail(
        token.range.lowerBound, "a block's name is expected after the #",
        "write {{#if …}} or {{#each …}}")
      return
    }
    let hint: String
    if let known = Self.blockHint(name, followed: true) {
      hint = known
    } else if let near = Nearest.name(to: name, among: ["if", "each"]) {
      hint = "did you mean {{#\(near) …}}?"
    } else {
      hint = "there are {{#if …}} and {{#each …}}"
    }
    fail(token.range.lowerBound, "unknown block \(token.words)", hint)
  }

  /// `{{#each list as name limit 5 separator ", "}}`, behind the word.
  mutating func loop() -> (TemplateLoop?, TemplateScope?) {
    let list = expression()
    var loop = TemplateLoop(
      list: list, limit: nil, separator: [], separatorOffset: list.offset, nodes: [],
      otherwise: [], asksForEnds: false)
    var scope = TemplateScope(name: nil, element: .any)
    if case .list(let element) = list.kind {
      scope.element = element
    } else {
      fail(
        list.offset, "{{#each}} goes through a list, and \(list.words) is \(list.kind.noun)",
        "lists are matches, places, article.authors, alerts and the like")
    }
    var given: Set<String> = []
    while case .word(let word) = peek.kind, faults.isEmpty {
      let token = next()
      guard ["as", "limit", "separator"].contains(word) else {
        let hint =
          word == "in"
          ? "write {{#each LIST as NAME}}"
          : Nearest.name(to: word, among: ["limit", "separator"]).map { "did you mean \"\($0)\"?" }
            ?? "after the list come as NAME, limit NUMBER and separator \"TEXT\""
        fail(token.range.lowerBound, "\(token.words) is not expected here", hint)
        break
      }
      guard given.insert(word).inserted else {
        fail(token.range.lowerBound, "a second \(token.words)")
        break
      }
      let value = next()
      switch (word, value.kind) {
      case ("as", .word(let name)):
        if name.unicodeScalars.contains("-") || TemplateField.reserved.contains(name)
          || TemplateField.event.members.contains(name)
          || scopes.contains(where: { $0.name == name })
        {
          fail(
            value.range.lowerBound, "\(value.words) cannot name an element",
            "it has a meaning already; choose another name")
        }
        scope.name = name
      case ("limit", .integer(let count)) where (1...10_000).contains(count): loop.limit = count
      case ("separator", .string(let text)):
        loop.separator = Array(text.utf8)
        loop.separatorOffset = value.range.lowerBound
      default:
        let expected =
          switch word {
          case "as": "a name: {{#each matches as match}}"
          case "limit": "a number from 1 to 10000"
          default: "a text in quotes"
          }
        fail(
          value.range.lowerBound, "\(value.words) is no \(word == "as" ? "name" : word)",
          "expected \(expected)")
      }
    }
    expectEnd()
    return (loop, scope)
  }
}

// MARK: - Conditions

extension TemplateTagParser {
  /// Behind `{{#if` or `{{else if`.
  mutating func condition() -> TemplateCondition? {
    if peek.kind == .end {
      fail(
        peek.range.lowerBound, "a condition is missing",
        "write {{#if article}} or {{#if rule.severity == \"high\"}}")
      return nil
    }
    let condition = anyOf()
    expectEnd()
    return faults.isEmpty ? condition : nil
  }

  private mutating func anyOf() -> TemplateCondition {
    var parts = [allOf()]
    while accept(word: "or") { parts.append(allOf()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func allOf() -> TemplateCondition {
    var parts = [negation()]
    while accept(word: "and") { parts.append(negation()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func negation() -> TemplateCondition {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      fail(peek.range.lowerBound, "a condition nests deeper than \(Self.depthLimit)")
      return .holds(.nothing)
    }
    if accept(word: "not") { return .not(negation()) }
    if accept(sign: "(") {
      let inner = anyOf()
      if !accept(sign: ")") {
        fail(peek.range.lowerBound, "\(peek.words) stands where a ) is expected")
      }
      return inner
    }
    return comparison()
  }

  private mutating func comparison() -> TemplateCondition {
    let left = expression()
    guard case .sign(let sign) = peek.kind, let comparison = TemplateComparison(rawValue: sign)
    else { return .holds(left) }
    let token = next()
    let right = expression()
    check(left, comparison, right, at: token.range.lowerBound)
    return .compares(left, comparison, right)
  }

  private mutating func check(
    _ left: TemplateExpression, _ comparison: TemplateComparison, _ right: TemplateExpression,
    at offset: Int
  ) {
    for side in [left, right] where !side.kind.isPlain {
      fail(
        side.offset, "\(side.words) is \(side.kind.noun) and cannot be compared",
        "compare how long it is: \(side.words) | length > 3")
    }
    for (side, other) in [(left, right), (right, left)] {
      guard case .word(let known) = side.kind, case .literal(.string(let text)) = other.operand,
        other.filters.isEmpty, !known.contains(text)
      else { continue }
      let hint =
        Nearest.name(to: text, among: known).map { "did you mean \"\($0)\"?" }
        ?? "it is one of \(known.joined(separator: ", "))"
      fail(other.offset, "\(side.words) is never \"\(text)\"", hint)
    }
    let kinds = [left.kind, right.kind].map { kind -> TemplateField in
      if case .word = kind { return .text }
      return kind == .time ? .text : kind
    }
    if kinds[0] != kinds[1], !kinds.contains(.any) {
      fail(
        offset, "\(left.kind.noun) is compared with \(right.kind.noun)",
        "both sides want to be of one kind")
    }
    if comparison.isOfOrder {
      let isOfSeverity = [left, right].contains { $0.kind == .word(TemplateField.severities) }
      if !isOfSeverity, kinds.contains(where: { $0 != .number && $0 != .any }) {
        fail(
          offset, "\"\(comparison.rawValue)\" compares numbers and severities",
          "for texts there are == and !=")
      }
    }
  }
}

// MARK: - Values

extension TemplateTagParser {
  /// A value with its filters.
  mutating func expression() -> TemplateExpression {
    let start = peek.range.lowerBound
    var expression = operand()
    expression.offset = start
    while peek.kind == .sign("|"), faults.isEmpty {
      _ = next()
      guard expression.filters.count < Self.filterLimit else {
        fail(start, "more than \(Self.filterLimit) filters behind one value")
        break
      }
      guard let filter = filter(of: &expression) else { break }
      expression.filters.append(filter)
    }
    return expression
  }

  private mutating func operand() -> TemplateExpression {
    let token = peek
    func literal(_ value: JSONTree, _ kind: TemplateField) -> TemplateExpression {
      TemplateExpression(
        operand: .literal(value), filters: [], offset: 0, words: words(token.range), kind: kind)
    }
    switch token.kind {
    case .string(let text):
      _ = next()
      return literal(.string(text), .text)
    case .integer(let number):
      _ = next()
      return literal(.integer(number), .number)
    case .number(let number):
      _ = next()
      return literal(.number(number), .number)
    case .word("true"), .word("false"):
      _ = next()
      return literal(.boolean(token.kind == .word("true")), .boolean)
    case .word("null"):
      _ = next()
      return literal(.null, .any)
    case .word:
      return path()
    case .sign("."):
      fail(token.range.lowerBound, "a field begins without a dot", "write article.title")
    default:
      fail(
        token.range.lowerBound, "\(token.words) stands where a field is expected",
        "write a field such as article.title")
    }
    return .nothing
  }

  private mutating func path() -> TemplateExpression {
    let token = next()
    guard case .word(let name) = token.kind, var (path, field) = root(name, token.range) else {
      return .nothing
    }
    var range = token.range
    while faults.isEmpty {
      let shown = words(range)
      if accept(sign: ".") {
        let step = next()
        guard case .word(let member) = step.kind else {
          fail(step.range.lowerBound, "\(step.words) stands where a field of \(shown) is expected")
          break
        }
        guard let below = self.member(member, of: field, shown, step.range) else { break }
        field = below
        path.steps.append(.member(member))
        range = range.lowerBound..<step.range.upperBound
      } else if accept(sign: "[") {
        let step = next()
        guard case .integer(let index) = step.kind, index >= 0 else {
          fail(
            step.range.lowerBound, "\(step.words) is no place in a list",
            "they count from 0: \(shown)[0]")
          break
        }
        guard case .list(let element) = field else {
          fail(
            step.range.lowerBound - 1, "\(shown) is \(field.noun) and has no elements", nil)
          break
        }
        guard accept(sign: "]") else {
          fail(peek.range.lowerBound, "\(peek.words) stands where a ] is expected")
          break
        }
        field = element
        path.steps.append(.element(index))
        range = range.lowerBound..<tokens[position - 1].range.upperBound
      } else {
        break
      }
    }
    guard faults.isEmpty else { return .nothing }
    return TemplateExpression(
      operand: .path(path), filters: [], offset: 0, words: words(range), kind: field)
  }

  private mutating func root(
    _ name: String, _ range: Range<Int>
  ) -> (TemplatePath, TemplateField)? {
    if let index = scopes.lastIndex(where: { $0.name == name }) {
      return (TemplatePath(root: .element(index), steps: []), scopes[index].element)
    }
    switch name {
    case "event": return (TemplatePath(root: .event, steps: []), .event)
    case "this", "first", "last", "index":
      guard let scope = scopes.last else {
        fail(
          range.lowerBound, "\"\(name)\" stands outside of an {{#each}}",
          "it speaks of a list's element")
        return nil
      }
      switch name {
      case "this":
        return (TemplatePath(root: .element(scopes.count - 1), steps: []), scope.element)
      case "index": return (TemplatePath(root: .index, steps: []), .number)
      default:
        asksForEnds = true
        return (TemplatePath(root: name == "first" ? .first : .last, steps: []), .boolean)
      }
    default: break
    }
    if case .object(let members) = TemplateField.event, let field = members[name] {
      return (TemplatePath(root: .event, steps: [.member(name)]), field)
    }
    fail(range.lowerBound, "unknown field \"\(name)\"", hint(forField: name))
    return nil
  }

  private func hint(forField name: String) -> String {
    for scope in scopes.reversed() where scope.element.members.contains(name) {
      return "did you mean \"\(scope.name ?? "this").\(name)\"?"
    }
    let known = TemplateField.event.members
    if let path = TemplateField.path(toField: name) { return "did you mean \"\(path)\"?" }
    let own =
      scopes.compactMap(\.name) + (scopes.isEmpty ? [] : ["this", "first", "last", "index"])
    if let near = Nearest.name(to: name, among: own + known) { return "did you mean \"\(near)\"?" }
    if let near = Nearest.name(to: name, among: TemplateField.event.names),
      let path = TemplateField.path(toField: near)
    {
      return "did you mean \"\(path)\"?"
    }
    return "known here: \((own + known).joined(separator: ", "))"
  }

  private mutating func member(
    _ name: String, of field: TemplateField, _ shown: String, _ range: Range<Int>
  ) -> TemplateField? {
    switch field {
    case .object(let members):
      if let below = members[name] { return below }
      let hint =
        Nearest.name(to: name, among: field.members).map { "did you mean \"\($0)\"?" }
        ?? "known there: \(field.members.joined(separator: ", "))"
      fail(range.lowerBound, "unknown field \"\(name)\" in \(shown)", hint)
    case .open: return .any
    case .list(let element):
      let example = element.members.contains(name) ? ".\(name)" : ""
      fail(
        range.lowerBound, "\(shown) is a list and has no field \"\(name)\"",
        "write \(shown)[0]\(example) for the first, or {{#each \(shown)}}{{this\(example)}}{{/each}}"
      )
    default:
      fail(range.lowerBound, "\(shown) is \(field.noun) and has no field \"\(name)\"", nil)
    }
    return nil
  }
}

extension TemplateExpression {
  /// Why a list or an object cannot stand as a text.
  func refusal(among format: TemplateFormat) -> (message: String, hint: String) {
    let message = "\(words) is \(kind.noun), and a text is wanted here"
    switch kind {
    case .list(let element) where element.isPlain: return (message, "write \(words) | join(\", \")")
    case .list:
      return (message, "write {{#each \(words)}}…{{/each}}, or a part of one: \(words)[0]…")
    case .object(let members):
      let names = members.keys.sorted().prefix(5).joined(separator: ", ")
      return (message, "name one of its fields: \(names)")
    default:
      return (message, "name one of its fields, or write \(words) | json")
    }
  }
}
