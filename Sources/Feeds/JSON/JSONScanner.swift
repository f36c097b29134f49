import Markup

/// The text is no JSON from here on.
struct JSONDamage: Error {}

/// Reads JSON (RFC 8259) from front to back. The caller asks for what it wants; all else is passed
/// over without being built, however large or deep. Commas behind a last member and bare control
/// signs in strings are forgiven.
struct JSONScanner {
  private let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Calls `read` at each member's value, which it may read or leave. A value that is no object has
  /// no members and is passed over. False when it is none.
  @discardableResult
  mutating func members(
    _ read: (inout JSONScanner, String) throws(JSONDamage) -> Void
  ) throws(JSONDamage) -> Bool {
    guard take(UInt8(ascii: "{")) else {
      try skip()
      return false
    }
    while !take(UInt8(ascii: "}")) {
      skipSpace()
      let key = try string()
      guard take(UInt8(ascii: ":")) else { throw JSONDamage() }
      try value { (scanner) throws(JSONDamage) in try read(&scanner, key) }
      if !take(UInt8(ascii: ",")), peek != UInt8(ascii: "}") { throw JSONDamage() }
    }
    return true
  }

  /// Calls `read` at each element, as ``members(_:)`` does.
  @discardableResult
  mutating func elements(
    _ read: (inout JSONScanner) throws(JSONDamage) -> Void
  ) throws(JSONDamage) -> Bool {
    guard take(UInt8(ascii: "[")) else {
      try skip()
      return false
    }
    while !take(UInt8(ascii: "]")) {
      try value(read)
      if !take(UInt8(ascii: ",")), peek != UInt8(ascii: "]") { throw JSONDamage() }
    }
    return true
  }

  /// A text that is not empty, or a number as written; nil for any other value.
  mutating func text() throws(JSONDamage) -> String? {
    skipSpace()
    guard let first = peek else { throw JSONDamage() }
    if first == UInt8(ascii: "\"") {
      let text = try string()
      return text.isEmpty ? nil : text
    }
    let start = at
    try skip()
    guard first == UInt8(ascii: "-") || first.isDateDigit else { return nil }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  /// Whether an object begins here.
  mutating func isObject() -> Bool {
    skipSpace()
    return peek == UInt8(ascii: "{")
  }

  /// Whether an array begins here.
  mutating func isArray() -> Bool {
    skipSpace()
    return peek == UInt8(ascii: "[")
  }

  private var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func value(
    _ read: (inout JSONScanner) throws(JSONDamage) -> Void
  ) throws(JSONDamage) {
    skipSpace()
    let start = at
    try read(&self)
    if at == start { try skip() }
    skipSpace()
  }

  private mutating func skipSpace() {
    while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
  }

  private mutating func take(_ sign: UInt8) -> Bool {
    skipSpace()
    guard peek == sign else { return false }
    at += 1
    return true
  }

  /// Past one value; brackets are counted, never gone into.
  private mutating func skip() throws(JSONDamage) {
    var depth = 0
    repeat {
      skipSpace()
      guard let sign = peek else { throw JSONDamage() }
      switch sign {
      case UInt8(ascii: "\""): try skipString()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        at += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard depth > 0 else { throw JSONDamage() }
        depth -= 1
        at += 1
      case UInt8(ascii: ","), UInt8(ascii: ":"):
        guard depth > 0 else { throw JSONDamage() }
        at += 1
      default: try skipWord()
      }
    } while depth > 0
  }

  /// Past a number, `true`, `false` or `null`.
  private mutating func skipWord() throws(JSONDamage) {
    let start = at
    while let sign = peek,
      sign.isDateDigit || sign | 0x20 >= 0x61 && sign | 0x20 <= 0x7A
        || sign == UInt8(ascii: ".") || sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
    {
      at += 1
    }
    guard at > start else { throw JSONDamage() }
  }

  private mutating func skipString() throws(JSONDamage) {
    at += 1
    while let sign = peek {
      at += sign == UInt8(ascii: "\\") ? 2 : 1
      if sign == UInt8(ascii: "\"") { return }
    }
    throw JSONDamage()
  }

  private mutating func string() throws(JSONDamage) -> String {
    guard peek == UInt8(ascii: "\"") else { throw JSONDamage() }
    let start = at + 1
    try skipString()
    let text = bytes.span.extracting(start..<(at - 1))
    guard text.has(UInt8(ascii: "\\")) else { return String(wellFormed: text) }
    return JSONEscapes.decoded(bytes[start..<(at - 1)])
  }
}

/// The escapes in JSON strings.
enum JSONEscapes {
  static func decoded(_ text: ArraySlice<UInt8>) -> String {
    var kept: [UInt8] = []
    kept.reserveCapacity(text.count)
    var rest = text
    while let sign = rest.popFirst() {
      guard sign == UInt8(ascii: "\\"), let escape = rest.popFirst() else {
        kept.append(sign)
        continue
      }
      switch escape {
      case UInt8(ascii: "n"): kept.append(0x0A)
      case UInt8(ascii: "r"): kept.append(0x0D)
      case UInt8(ascii: "t"): kept.append(0x09)
      case UInt8(ascii: "b"), UInt8(ascii: "f"): kept.append(0x20)
      case UInt8(ascii: "u"): kept.append(contentsOf: String(scalar(&rest)).utf8)
      default: kept.append(escape)
      }
    }
    return String(decoding: kept, as: UTF8.self)
  }

  /// The scalar of `\uXXXX`, whose first two signs are gone; U+FFFD for half a pair and NUL.
  private static func scalar(_ rest: inout ArraySlice<UInt8>) -> Unicode.Scalar {
    guard let first = unit(&rest), first != 0 else { return "\u{FFFD}" }
    guard first & 0xF800 == 0xD800 else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
    guard first < 0xDC00, rest.starts(with: "\\u".utf8) else { return "\u{FFFD}" }
    var behind = rest.dropFirst(2)
    guard let second = unit(&behind), second & 0xFC00 == 0xDC00 else { return "\u{FFFD}" }
    rest = behind
    return Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + second & 0x3FF) ?? "\u{FFFD}"
  }

  private static func unit(_ rest: inout ArraySlice<UInt8>) -> UInt32? {
    guard rest.count >= 4,
      let value = UInt32(String(decoding: rest.prefix(4), as: UTF8.self), radix: 16)
    else { return nil }
    rest = rest.dropFirst(4)
    return value
  }
}
