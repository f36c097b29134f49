/// Reads the text of a ``Selector``.
struct SelectorParser {
  private static let lengthLimit = 2000
  private static let nestingLimit = 4

  private let scalars: [Unicode.Scalar]
  private var at = 0
  private var nesting = 0
  /// Selectors so far, those inside of others included.
  private var count = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  mutating func list() throws(SelectorError) -> [Selector.Complex] {
    guard scalars.count <= Self.lengthLimit else {
      throw SelectorError(
        column: Self.lengthLimit, message: "a selector of over \(Self.lengthLimit) characters")
    }
    let list = try commaList()
    guard at == scalars.count else { throw unexpected() }
    return list
  }

  private mutating func commaList() throws(SelectorError) -> [Selector.Complex] {
    var list: [Selector.Complex] = []
    while true {
      skipSpace()
      list.append(try complex())
      skipSpace()
      guard peek == "," else { return list }
      at += 1
    }
  }

  private mutating func complex() throws(SelectorError) -> Selector.Complex {
    var compounds = [try compound()]
    var combinators: [Selector.Combinator] = []
    while true {
      let hadSpace = skipSpace()
      guard let sign = peek, sign != ",", sign != ")" else { break }
      switch sign {
      case ">": combinators.append(.child)
      case "+": combinators.append(.next)
      case "~": combinators.append(.later)
      default:
        guard hadSpace else { throw unexpected() }
        combinators.append(.descendant)
        compounds.append(try compound())
        continue
      }
      at += 1
      skipSpace()
      compounds.append(try compound())
    }
    var outer: [(combinator: Selector.Combinator, compound: Selector.Compound)] = []
    for index in combinators.indices.reversed() {
      outer.append((combinators[index], compounds[index]))
    }
    count += 1
    return Selector.Complex(
      subject: compounds[compounds.count - 1], outer: outer, number: count)
  }

  private mutating func compound() throws(SelectorError) -> Selector.Compound {
    var compound = Selector.Compound()
    let start = at
    if peek == "*" {
      at += 1
    } else if let sign = peek, Self.isName(sign) || sign == "\\" {
      compound.type = try name("an element").lowercased()
    }
    while let sign = peek {
      switch sign {
      case "#":
        at += 1
        compound.conditions.append(.id(try name("an id after #")))
      case ".":
        at += 1
        compound.conditions.append(.className(try name("a class after .")))
      case "[":
        at += 1
        compound.conditions.append(try attribute())
      case ":":
        at += 1
        compound.conditions.append(try pseudoClass())
      default:
        if at == start { throw unexpected() }
        return compound
      }
    }
    if at == start { throw unexpected() }
    return compound
  }

  private mutating func attribute() throws(SelectorError) -> Selector.Condition {
    let open = at
    skipSpace()
    let attribute = try name("an attribute after [").lowercased()
    skipSpace()
    guard let sign = peek else { throw unclosed("[", open) }
    if sign == "]" {
      at += 1
      return .attribute(attribute, .present, ignoresCase: false)
    }
    var kind: Unicode.Scalar = "="
    if sign != "=" {
      guard "~|^$*".unicodeScalars.contains(sign), at + 1 < scalars.count, scalars[at + 1] == "="
      else { throw unexpected() }
      kind = sign
      at += 1
    }
    at += 1
    skipSpace()
    let value = try peek == "\"" || peek == "'" ? quoted() : name("a value after =")
    skipSpace()
    var ignoresCase = false
    if let flag = peek, flag == "i" || flag == "I" || flag == "s" || flag == "S" {
      ignoresCase = flag == "i" || flag == "I"
      at += 1
      skipSpace()
    }
    guard peek == "]" else { throw peek == nil ? unclosed("[", open) : unexpected() }
    at += 1
    let match: Selector.Match =
      switch kind {
      case "~": .word(value)
      case "|": .language(value)
      case "^": .prefix(value)
      case "$": .suffix(value)
      case "*": .part(value)
      default: .equal(value)
      }
    return .attribute(attribute, match, ignoresCase: ignoresCase)
  }

  private mutating func pseudoClass() throws(SelectorError) -> Selector.Condition {
    let start = at
    if peek == ":" {
      throw SelectorError(column: start, message: "pseudo-elements (::) select no element")
    }
    let name = try name("a name after :").lowercased()
    switch name {
    case "first-child": return .nth(.init(step: 0, offset: 1))
    case "last-child": return .nth(.init(step: 0, offset: 1, fromEnd: true))
    case "first-of-type": return .nth(.init(step: 0, offset: 1, ofType: true))
    case "last-of-type": return .nth(.init(step: 0, offset: 1, fromEnd: true, ofType: true))
    case "only-child":
      return .not([
        .init(
          subject: .init(conditions: [.not([Self.simple(.nth(.init(step: 0, offset: 1)))])]),
          outer: []),
        .init(
          subject: .init(conditions: [
            .not([Self.simple(.nth(.init(step: 0, offset: 1, fromEnd: true)))])
          ]), outer: []),
      ])
    case "empty": return .empty
    case "root": return .root
    case "not", "is", "where", "matches":
      let inner = try inParentheses(name) { (parser) throws(SelectorError) in
        try parser.commaList()
      }
      return name == "not" ? .not(inner) : .any(inner)
    case "nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type":
      var nth = try inParentheses(name) { (parser) throws(SelectorError) in try parser.nth() }
      nth.fromEnd = name.contains("last")
      nth.ofType = name.hasSuffix("type")
      return .nth(nth)
    default:
      throw SelectorError(column: start + 1, message: "unknown pseudo-class :\(name)")
    }
  }

  private static func simple(_ condition: Selector.Condition) -> Selector.Complex {
    .init(subject: .init(conditions: [condition]), outer: [])
  }

  private mutating func inParentheses<Value>(
    _ name: String, _ body: (inout SelectorParser) throws(SelectorError) -> Value
  ) throws(SelectorError) -> Value {
    let open = at
    guard peek == "(" else {
      throw SelectorError(column: at + 1, message: ":\(name) needs ( … )")
    }
    nesting += 1
    guard nesting <= Self.nestingLimit else {
      throw SelectorError(
        column: at + 1, message: "over \(Self.nestingLimit) parentheses inside each other")
    }
    at += 1
    skipSpace()
    let value = try body(&self)
    skipSpace()
    guard peek == ")" else { throw peek == nil ? unclosed("(", open + 1) : unexpected() }
    at += 1
    nesting -= 1
    return value
  }

  /// `odd`, `even`, `3`, `2n+1`, `-n + 3`.
  private mutating func nth() throws(SelectorError) -> Selector.Nth {
    let start = at
    var text = ""
    while let sign = peek, sign != ")" {
      if sign != " " { text.unicodeScalars.append(sign) }
      at += 1
    }
    text = text.lowercased()
    if text == "odd" { return .init(step: 2, offset: 1) }
    if text == "even" { return .init(step: 2, offset: 0) }
    if let number = Self.place(text) { return .init(step: 0, offset: number) }
    if let letter = text.firstIndex(of: "n") {
      let before = text[..<letter]
      let after = text[text.index(after: letter)...]
      let step = before.isEmpty || before == "+" ? 1 : (before == "-" ? -1 : Self.place(before))
      let offset = after.isEmpty ? 0 : Self.place(after)
      if let step, let offset { return .init(step: step, offset: offset) }
    }
    throw SelectorError(column: start + 1, message: "expected a place such as 2, odd or 3n+1")
  }

  /// A number that no sum of two overflows.
  private static func place(_ text: some StringProtocol) -> Int? {
    Int(text).flatMap { (-1_000_000_000...1_000_000_000).contains($0) ? $0 : nil }
  }

  // MARK: Characters

  private var peek: Unicode.Scalar? { at < scalars.count ? scalars[at] : nil }

  private static func isName(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-", "_": true
    default: scalar.value >= 0x80
    }
  }

  @discardableResult
  private mutating func skipSpace() -> Bool {
    let start = at
    while let sign = peek, sign == " " || sign == "\t" || sign == "\n" || sign == "\r" { at += 1 }
    return at > start
  }

  private mutating func name(_ wanted: String) throws(SelectorError) -> String {
    var name = String.UnicodeScalarView()
    let start = at
    while let sign = peek {
      if Self.isName(sign) {
        name.append(sign)
        at += 1
      } else if sign == "\\", at + 1 < scalars.count {
        at += 1
        name.append(escaped())
      } else {
        break
      }
    }
    guard !name.isEmpty else {
      throw SelectorError(column: start + 1, message: "expected \(wanted)")
    }
    return String(name)
  }

  /// What stands behind a backslash: up to six hexadecimal digits and a space, or the sign itself.
  private mutating func escaped() -> Unicode.Scalar {
    var digits = ""
    while digits.count < 6, let sign = peek, sign.properties.isASCIIHexDigit {
      digits.unicodeScalars.append(sign)
      at += 1
    }
    if digits.isEmpty {
      defer { at += 1 }
      return scalars[at]
    }
    if peek == " " { at += 1 }
    return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
  }

  private mutating func quoted() throws(SelectorError) -> String {
    let open = at
    let quote = scalars[at]
    at += 1
    var value = String.UnicodeScalarView()
    while let sign = peek, sign != quote {
      at += 1
      if sign == "\\", at < scalars.count { value.append(escaped()) } else { value.append(sign) }
    }
    guard peek == quote else { throw unclosed(String(quote), open + 1) }
    at += 1
    return String(value)
  }

  private func unclosed(_ sign: String, _ column: Int) -> SelectorError {
    SelectorError(column: column, message: "\(sign) is never closed")
  }

  private func unexpected() -> SelectorError {
    guard let sign = peek else {
      return SelectorError(
        column: at + 1, message: "the selector ends where an element should be named")
    }
    return SelectorError(column: at + 1, message: "unexpected \"\(sign)\"")
  }
}
