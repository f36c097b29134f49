import Foundation

/// JSON whose keys keep their order (RFC 8259).
enum JSONValue {
  case null
  case bool(Bool)
  case integer(Int64)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])
  /// JSON that is written already.
  case raw(String)

  static func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }

  static func count(_ value: Int?) -> JSONValue { value.map { .integer(Int64($0)) } ?? .null }

  /// RFC 3339 in UTC.
  static func time(_ date: Date?) -> JSONValue { text(date.map(Timestamps.text)) }

  /// One line. Control, line and paragraph separators and bidi controls are written as escapes, so
  /// that a terminal stays as it is.
  var text: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .number(let value):
      value.isFinite
        ? (value == value.rounded() && abs(value) < 1e15
          ? String(Int64(value)) : String(value)) : "null"
    case .string(let value): Self.quoted(value)
    case .array(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
    case .object(let pairs):
      "{" + pairs.map { Self.quoted($0.key) + ":" + $0.value.text }.joined(separator: ",") + "}"
    case .raw(let text): text
    }
  }

  /// A string in its quotes.
  static func quoted(_ value: String) -> String {
    var result = "\""
    result.reserveCapacity(value.utf8.count + 2)
    for scalar in value.unicodeScalars {
      switch scalar.value {
      case 0x22: result += "\\\""
      case 0x5C: result += "\\\\"
      case 0x0A: result += "\\n"
      case 0x0D: result += "\\r"
      case 0x09: result += "\\t"
      case 0x00...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
