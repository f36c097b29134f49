internal import Foundation

/// A JSON value (RFC 8259), as templates and receivers' bodies read an event that was stored.
package indirect enum JSONTree: Equatable, Sendable {
  case null
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case list([JSONTree])
  case object([String: JSONTree])

  /// nil for what is no JSON.
  package init?(_ bytes: [UInt8]) {
    guard let tree = try? JSONDecoder().decode(JSONTree.self, from: Data(bytes)) else {
      return nil
    }
    self = tree
  }

  /// A member of an object; null where there is none.
  package subscript(_ name: String) -> JSONTree {
    guard case .object(let members) = self else { return .null }
    return members[name] ?? .null
  }

  package var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  package var integer: Int? {
    guard case .integer(let number) = self else { return nil }
    return number
  }

  package var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }

  /// Empty for what is no list.
  package var list: [JSONTree] {
    guard case .list(let elements) = self else { return [] }
    return elements
  }

  package var isNull: Bool { self == .null }
}

extension JSONTree: Decodable {
  package init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let flag = try? value.decode(Bool.self) {
      self = .boolean(flag)
    } else if let number = try? value.decode(Int.self) {
      self = .integer(number)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .string(text)
    } else if let elements = try? value.decode([JSONTree].self) {
      self = .list(elements)
    } else {
      self = .object(try value.decode([String: JSONTree].self))
    }
  }
}

/// An event as the outbox holds it, read again: what is shown to people is made of this, so that a
/// replay of long ago is shown like an alert of now.
package struct EventDocument: Equatable, Sendable {
  package let tree: JSONTree
  /// As it is stored.
  package let bytes: [UInt8]

  /// nil where the bytes are no event.
  package init?(_ bytes: [UInt8]) {
    guard let tree = JSONTree(bytes), tree["id"].string != nil, tree["type"].string != nil else {
      return nil
    }
    self.tree = tree
    self.bytes = bytes
  }

  package var id: String { tree["id"].string ?? "" }
  /// Of a version that this one does not know: nil.
  package var kind: AlertEvent.Kind? { tree["type"].string.flatMap(AlertEvent.Kind.init) }
  /// RFC 3339.
  package var timestamp: String { tree["timestamp"].string ?? "" }
}
