/// A fault by its offset in the template's scalars.
struct TemplateOffsetFault: Hashable {
  var offset: Int
  var message: String
  var hint: String?

  init(_ offset: Int, _ message: String, _ hint: String? = nil) {
    self.offset = offset
    self.message = message
    self.hint = hint
  }
}

/// What stands within a tag, piece by piece.
struct TemplateTokens {
  enum Kind: Equatable {
    case word(String)
    case string(String)
    case integer(Int)
    case number(Double)
    /// `| ( ) , . [ ] # /` and comparisons.
    case sign(String)
    case end
  }

  struct Token: Equatable {
    var kind: Kind
    var range: Range<Int>

    /// As it stands there, for messages.
    var words: String {
      switch kind {
      case .word(let text): "\"\(text)\""
      case .string: "a text in quotes"
      case .integer(let number): String(number)
      case .number(let number): String(number)
      case .sign(let sign): "\"\(sign)\""
      case .end: "the end of the tag"
      }
    }
  }

  /// Ends with `.end`.
  private(set) var tokens: [Token] = []
  private(set) var faults: [TemplateOffsetFault] = []

  init(_ scalars: [Unicode.Scalar], in range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      let scalar = scalars[index]
      let start = index
      if scalar.properties.isWhitespace {
        index += 1
      } else if Self.beginsWord(scalar) {
        while index < range.upperBound, Self.continuesWord(scalars[index]) { index += 1 }
        add(.word(Self.text(scalars[start..<index])), start..<index)
      } else if Self.isDigit(scalar)
        || scalar == "-" && index + 1 < range.upperBound && Self.isDigit(scalars[index + 1])
      {
        index += 1
        while index < range.upperBound, Self.isDigit(scalars[index]) { index += 1 }
        if index + 1 < range.upperBound, scalars[index] == ".", Self.isDigit(scalars[index + 1]) {
          index += 1
          while index < range.upperBound, Self.isDigit(scalars[index]) { index += 1 }
        }
        number(Self.text(scalars[start..<index]), start..<index)
      } else if scalar == "\"" || scalar == "'" {
        index = string(scalars, start..<range.upperBound, quote: scalar)
      } else {
        index = sign(scalars, start..<range.upperBound)
      }
    }
    tokens.append(Token(kind: .end, range: range.upperBound..<range.upperBound))
  }

  private mutating func add(_ kind: Kind, _ range: Range<Int>) {
    tokens.append(Token(kind: kind, range: range))
  }

  private mutating func number(_ text: String, _ range: Range<Int>) {
    if let whole = Int(text) {
      add(.integer(whole), range)
    } else if let value = Double(text), value.isFinite, abs(value) < 1e15 {
      add(.number(value), range)
    } else {
      faults.append(.init(range.lowerBound, "the number is too large", nil))
      add(.integer(0), range)
    }
  }

  /// The scanner saw that it is closed.
  private mutating func string(
    _ scalars: [Unicode.Scalar], _ range: Range<Int>, quote: Unicode.Scalar
  ) -> Int {
    var text = String.UnicodeScalarView()
    var index = range.lowerBound + 1
    while index < range.upperBound, scalars[index] != quote {
      if scalars[index] == "\\", index + 1 < range.upperBound {
        index += 1
        switch scalars[index] {
        case "n": text.append("\n")
        case "t": text.append("\t")
        case "\\", "\"", "'": text.append(scalars[index])
        default:
          faults.append(
            .init(
              index - 1, "an unknown \\ escape in a text in quotes",
              "known are \\\" \\' \\\\ \\n and \\t"))
        }
      } else {
        text.append(scalars[index])
      }
      index += 1
    }
    let end = min(index + 1, range.upperBound)
    add(.string(String(text)), range.lowerBound..<end)
    return end
  }

  private mutating func sign(_ scalars: [Unicode.Scalar], _ range: Range<Int>) -> Int {
    let start = range.lowerBound
    let next = start + 1 < range.upperBound ? scalars[start + 1] : nil
    let pair = Self.text(scalars[start..<min(start + 2, range.upperBound)])
    if ["==", "!=", "<=", ">="].contains(pair) {
      add(.sign(pair), start..<start + 2)
      return start + 2
    }
    let one = Self.text(scalars[start..<start + 1])
    if "|(),.[]#/<>".contains(one), pair != "||" {
      add(.sign(one), start..<start + 1)
      return start + 1
    }
    let hint: String? =
      switch (scalars[start], next) {
      case ("|", "|"): "write \"or\""
      case ("&", _): "write \"and\""
      case ("!", _): "write \"not\""
      case ("=", _): "write == to compare"
      case ("“", _), ("”", _), ("„", _), ("‘", _), ("’", _), ("«", _), ("»", _), ("`", _):
        "texts stand in straight quotes: \"…\" or '…'"
      case ("@", _): "write first, last or index without the @"
      case ("$", _): "fields are written without a $"
      default: nil
      }
    let shown = pair == "||" || pair == "&&" ? pair : one
    faults.append(.init(start, "\"\(shown)\" means nothing in a tag", hint))
    return start + shown.unicodeScalars.count
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value)
  }

  private static func beginsWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic
  }

  /// A hyphen is none of our names', and is taken so that the nearest name can be told.
  private static func continuesWord(_ scalar: Unicode.Scalar) -> Bool {
    beginsWord(scalar) || isDigit(scalar) || scalar == "-"
      || scalar.properties.generalCategory == .nonspacingMark
  }
}
