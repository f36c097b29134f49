/// How far a JSON text has been read (RFC 8259), character by character.
struct JSONState: Hashable {
  private enum Container {
    case list
    case object
  }

  private enum Escape: Hashable {
    case none
    case begun
    /// So many digits of `\uXXXX` are to come.
    case digits(Int)
  }

  private enum Number {
    case minus
    case zero
    case whole
    case point
    case fraction
    case exponent
    case exponentSign
    case exponentDigits

    var isWhole: Bool {
      switch self {
      case .zero, .whole, .fraction, .exponentDigits: true
      default: false
      }
    }
  }

  private enum Step: Hashable {
    case value
    /// A value or the list's end.
    case firstValue
    case key
    /// A key or the object's end.
    case firstKey
    case colon
    /// A value is read.
    case after
    case string(isKey: Bool, Escape)
    case number(Number)
    /// Within `true`, `false` or `null`: what is to come of it.
    case word(String)
  }

  private var open: [Container] = []
  private var step = Step.value

  /// One value and nothing else was read.
  var isFinished: Bool {
    guard open.isEmpty else { return false }
    if case .number(let number) = step { return number.isWhole }
    return step == .after
  }

  /// A key is expected, and no text in quotes is open.
  var wantsKey: Bool { step == .key || step == .firstKey }

  /// Takes a value of which it is only known that it is one, or, within quotes, a part of a text;
  /// nil where it cannot stand.
  mutating func put() -> TemplateJSON.Place? {
    switch step {
    case .string(_, .none): return .string
    case .value, .firstValue:
      step = .after
      return .whole
    default: return nil
    }
  }

  /// False where it cannot stand.
  mutating func read(_ scalar: Unicode.Scalar) -> Bool {
    switch step {
    case .string(let isKey, .none):
      switch scalar.value {
      case 0x22: step = isKey ? .colon : .after
      case 0x5C: step = .string(isKey: isKey, .begun)
      case 0x00..<0x20: return false
      default: break
      }
      return true
    case .string(let isKey, .begun):
      if scalar == "u" {
        step = .string(isKey: isKey, .digits(4))
        return true
      }
      step = .string(isKey: isKey, .none)
      return "\"\\/bfnrt".unicodeScalars.contains(scalar)
    case .string(let isKey, .digits(let count)):
      step = .string(isKey: isKey, count == 1 ? .none : .digits(count - 1))
      return scalar.isASCII && scalar.properties.isASCIIHexDigit
    case .word(let rest):
      guard rest.unicodeScalars.first == scalar else { return false }
      step = rest.unicodeScalars.count == 1 ? .after : .word(String(rest.dropFirst()))
      return true
    case .number(let number):
      if let next = Self.next(number, scalar) {
        step = .number(next)
        return true
      }
      guard number.isWhole else { return false }
      step = .after
    default: break
    }
    if scalar == " " || scalar == "\n" || scalar == "\r" || scalar == "\t" { return true }
    return readSign(scalar)
  }

  private mutating func readSign(_ scalar: Unicode.Scalar) -> Bool {
    switch step {
    case .firstValue where scalar == "]", .firstKey where scalar == "}":
      open.removeLast()
      step = .after
      return true
    case .value, .firstValue: return begin(scalar)
    case .key, .firstKey:
      step = .string(isKey: true, .none)
      return scalar == "\""
    case .colon:
      step = .value
      return scalar == ":"
    default: break
    }
    switch (open.last, scalar) {
    case (.list, ","): step = .value
    case (.object, ","): step = .key
    case (.list, "]"), (.object, "}"): open.removeLast()
    default: return false
    }
    return true
  }

  private mutating func begin(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\"": step = .string(isKey: false, .none)
    case "{", "[":
      guard open.count < TemplateJSON.depthLimit else { return false }
      open.append(scalar == "{" ? .object : .list)
      step = scalar == "{" ? .firstKey : .firstValue
    case "t": step = .word("rue")
    case "f": step = .word("alse")
    case "n": step = .word("ull")
    case "-": step = .number(.minus)
    case "0": step = .number(.zero)
    case "1"..."9": step = .number(.whole)
    default: return false
    }
    return true
  }

  private static func next(_ number: Number, _ scalar: Unicode.Scalar) -> Number? {
    let isDigit = ("0"..."9").contains(scalar)
    switch number {
    case .minus: return scalar == "0" ? .zero : isDigit ? .whole : nil
    case .zero: return scalar == "." ? .point : scalar == "e" || scalar == "E" ? .exponent : nil
    case .whole:
      return isDigit
        ? .whole : scalar == "." ? .point : scalar == "e" || scalar == "E" ? .exponent : nil
    case .point: return isDigit ? .fraction : nil
    case .fraction:
      return isDigit ? .fraction : scalar == "e" || scalar == "E" ? .exponent : nil
    case .exponent:
      return isDigit ? .exponentDigits : scalar == "+" || scalar == "-" ? .exponentSign : nil
    case .exponentSign, .exponentDigits: return isDigit ? .exponentDigits : nil
    }
  }

  // MARK: Words

  /// What may stand next.
  var expected: String {
    switch step {
    case .value: return "a value"
    case .firstValue: return "a value or ]"
    case .key: return "a key in quotes"
    case .firstKey: return "a key in quotes or }"
    case .colon: return "a :"
    case .string(_, .none): return "the text's closing quote"
    case .string: return "the rest of a \\ escape"
    case .word(let rest): return "\"\(rest)\""
    case .number(let number) where !number.isWhole: return "a digit"
    case .number, .after:
      switch open.last {
      case .list: return "a , or ]"
      case .object: return "a , or }"
      case nil: return "the end"
      }
    }
  }

  func refusal(of scalar: Unicode.Scalar) -> (message: String, hint: String?) {
    if case .string(_, .none) = step {
      let what = scalar == "\n" ? "a line break" : "a control character"
      return ("\(what) stands within quotes in the JSON", "write \\n for a line break")
    }
    let message = "\"\(scalar)\" stands where \(expected) is expected in the JSON"
    switch (step, scalar) {
    case (.string, _): return (message, "after a \\ come \" \\ / b f n r t or u and four digits")
    case (.key, "}"), (.value, "]"):
      return (message, "the , before it is one too many: put it where what follows is sure")
    case (.firstKey, ","), (.firstValue, ","):
      return (message, "put the , behind what stands before it, in the same part")
    case (.after, "\""), (.after, "{"), (.after, "["), (.number, "\""), (.number, "{"):
      return (
        message, "a , is missing; between a list's elements: {{#each … separator \",\"}}"
      )
    case (_, "'"), (_, "“"), (_, "”"): return (message, "texts and keys stand in \"…\"")
    case (.value, _), (.firstValue, _):
      return scalar == "{" || scalar == "["
        ? (message, "lists and objects nest deeper than \(TemplateJSON.depthLimit)")
        : (message, "texts stand in \"…\"")
    default: return (message, nil)
    }
  }
}
