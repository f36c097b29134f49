/// Reads JSON the way pages write it: raw line breaks in strings, trailing commas, comment or CDATA
/// wrappers, an end that was cut off. What cannot be read ends the value that holds it, so that
/// the members before it are kept. At most 64 levels and 50,000 values.
struct JSONScanner {
  private let bytes: [UInt8]
  private var at = 0
  private var values = 0
  private var broken = false

  static func read(_ text: String) -> [JSONValue] {
    var scanner = JSONScanner(bytes: Array(text.utf8))
    return scanner.documents()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// Every value of the text: some pages write several objects after one another.
  private mutating func documents() -> [JSONValue] {
    var result: [JSONValue] = []
    while at < bytes.count, result.count < 64, !broken {
      // What stands before a value (`<!--`, `//<![CDATA[`, an assignment) is stepped over.
      guard bytes[at] == 0x7B || bytes[at] == 0x5B && !startsCDATA else {
        at += 1
        continue
      }
      result.append(value(depth: 0))
    }
    return result
  }

  /// `[CDATA[` is a wrapper, not an array.
  private var startsCDATA: Bool {
    at + 1 < bytes.count && bytes[at + 1] == 0x43 || at > 0 && bytes[at - 1] == 0x41
  }

  private mutating func value(depth: Int) -> JSONValue {
    skipSpace()
    values += 1
    guard at < bytes.count, depth < 64, values < 50_000 else {
      broken = true
      return .null
    }
    switch bytes[at] {
    case 0x7B: return object(depth: depth)
    case 0x5B: return array(depth: depth)
    case 0x22: return .string(string())
    case 0x2D, 0x30...0x39: return number()
    case 0x74: return word("true", .bool(true))
    case 0x66: return word("false", .bool(false))
    case 0x6E: return word("null", .null)
    case 0x75: return word("undefined", .null)
    default:
      broken = true
      return .null
    }
  }

  private mutating func object(depth: Int) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = []
    at += 1
    while !broken {
      skipSpace()
      guard at < bytes.count else { break }
      if bytes[at] == 0x7D {
        at += 1
        break
      }
      if bytes[at] == 0x2C {
        at += 1
        continue
      }
      guard bytes[at] == 0x22 else {
        broken = true
        break
      }
      let key = string()
      skipSpace()
      guard at < bytes.count, bytes[at] == 0x3A else {
        broken = true
        break
      }
      at += 1
      members.append((key, value(depth: depth + 1)))
    }
    return .object(members)
  }

  private mutating func array(depth: Int) -> JSONValue {
    var elements: [JSONValue] = []
    at += 1
    while !broken {
      skipSpace()
      guard at < bytes.count else { break }
      if bytes[at] == 0x5D {
        at += 1
        break
      }
      if bytes[at] == 0x2C {
        at += 1
        continue
      }
      elements.append(value(depth: depth + 1))
    }
    return .array(elements)
  }

  private mutating func string() -> String {
    var text: [UInt8] = []
    at += 1
    while at < bytes.count {
      let byte = bytes[at]
      if byte == 0x22 {
        if endsString(at) {
          at += 1
          break
        }
        text.append(byte)
        at += 1
      } else if byte == 0x5C {
        at += 1
        escape(into: &text)
      } else {
        text.append(byte)
        at += 1
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Whether a quote closes the string: headlines with bare quotes inside are common, and what
  /// follows a real end is one of `, : ] }` or the end.
  private func endsString(_ quote: Int) -> Bool {
    var next = quote + 1
    let end = min(bytes.count, quote + 64)
    while next < end, bytes[next] <= 0x20 { next += 1 }
    guard next < bytes.count else { return true }
    if next == end { return true }
    switch bytes[next] {
    case 0x3A, 0x5D, 0x7D: return true
    case 0x2C:
      // A comma inside a headline: `"He said "no", twice"`. After a real one comes a value or key.
      var after = next + 1
      while after < bytes.count, bytes[after] <= 0x20 { after += 1 }
      guard after < bytes.count else { return true }
      switch bytes[after] {
      case 0x22, 0x7B, 0x5B, 0x2D, 0x30...0x39, 0x74, 0x66, 0x6E, 0x75, 0x7D, 0x5D, 0x2C:
        return true
      default: return false
      }
    default: return false
    }
  }

  private mutating func escape(into text: inout [UInt8]) {
    guard at < bytes.count else { return }
    let byte = bytes[at]
    at += 1
    switch byte {
    case 0x6E: text.append(0x0A)
    case 0x74: text.append(0x09)
    case 0x72: text.append(0x0D)
    case 0x62, 0x66: text.append(0x20)
    case 0x75:
      guard var code = hex4() else { return }
      if (0xD800...0xDBFF).contains(code), at + 1 < bytes.count, bytes[at] == 0x5C,
        bytes[at + 1] == 0x75
      {
        at += 2
        if let low = hex4(), (0xDC00...0xDFFF).contains(low) {
          code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
      }
      let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
      text.append(contentsOf: Array(String(Character(scalar)).utf8))
    default: text.append(byte)
    }
  }

  private mutating func hex4() -> UInt32? {
    guard at + 4 <= bytes.count else { return nil }
    var code: UInt32 = 0
    for offset in 0..<4 {
      let byte = bytes[at + offset]
      switch byte {
      case 0x30...0x39: code = code << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: code = code << 4 | UInt32(byte - 0x37)
      case 0x61...0x66: code = code << 4 | UInt32(byte - 0x57)
      default: return nil
      }
    }
    at += 4
    return code
  }

  private mutating func number() -> JSONValue {
    let start = at
    while at < bytes.count, at - start < 40 {
      switch bytes[at] {
      case 0x30...0x39, 0x2B, 0x2D, 0x2E, 0x45, 0x65: at += 1
      default: return .number(Double(String(decoding: bytes[start..<at], as: UTF8.self)) ?? 0)
      }
    }
    return .number(Double(String(decoding: bytes[start..<at], as: UTF8.self)) ?? 0)
  }

  private mutating func word(_ text: String, _ value: JSONValue) -> JSONValue {
    guard bytes[at...].starts(with: text.utf8) else {
      broken = true
      return .null
    }
    at += text.utf8.count
    return value
  }

  private mutating func skipSpace() {
    while at < bytes.count {
      if bytes[at] <= 0x20 {
        at += 1
      } else if bytes[at] == 0xC2, at + 1 < bytes.count, bytes[at + 1] == 0xA0 {
        at += 2
      } else if bytes[at] == 0xEF, at + 2 < bytes.count, bytes[at + 1] == 0xBB {
        at += 3
      } else {
        return
      }
    }
  }
}
