package import Foundation

extension AlertEvent {
  /// What tells a receiver that a person has seen to an alert.
  package struct Acknowledgement: Equatable, Sendable {
    /// The same for the same alert, however often it is acknowledged.
    package var id: String
    /// One line of JSON without its end.
    package var event: [UInt8]
  }

  /// Makes it of the alert as it was stored; its rule and article are the same bytes.
  package static func acknowledgement(
    ofAlert id: String, stored event: [UInt8], at: Date
  ) -> Acknowledgement {
    let own = StableID.event(type: .acknowledged, subject: id, moment: "")
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("schema")
      writer.integer(schema)
      writer.key("id")
      writer.string(own)
      writer.key("type")
      writer.string(Kind.acknowledged.rawValue)
      writer.key("timestamp")
      writer.string(Timestamp.rfc3339(at))
      writer.key("alert")
      writer.string(id)
    }
    var bytes = writer.bytes
    for name in ["rule", "article"] {
      guard let value = StoredMembers(event)[name] else { continue }
      bytes.removeLast()
      bytes += Array(",\"\(name)\":".utf8) + value + [UInt8(ascii: "}")]
    }
    return Acknowledgement(id: own, event: bytes)
  }

  /// An event's line that also says when it was acknowledged, as listings show it.
  package static func listing(acknowledged: Date?, in event: [UInt8]) -> [UInt8] {
    guard let acknowledged, event.last == UInt8(ascii: "}") else { return event }
    let time = Timestamp.rfc3339(acknowledged)
    return event.dropLast() + Array(",\"acknowledged\":\"\(time)\"}".utf8)
  }
}

/// The members of a stored event's top level, as they were written. What is no object has none.
struct StoredMembers {
  private var values: [String: ArraySlice<UInt8>] = [:]

  init(_ event: [UInt8]) {
    var depth = 0
    var name: ArraySlice<UInt8>?
    var start: Int?
    var at = 0
    while at < event.count {
      let byte = event[at]
      switch byte {
      case UInt8(ascii: "\""):
        let end = Self.stringEnd(in: event, from: at)
        if depth == 1, name == nil { name = event[at + 1..<max(at + 1, end - 1)] }
        at = end
        continue
      case UInt8(ascii: ":") where depth == 1 && start == nil: start = at + 1
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 1, let key = name, let first = start {
          values[String(decoding: key, as: UTF8.self)] = event[first..<at]
          name = nil
          start = nil
        }
        if byte != UInt8(ascii: ",") { depth -= 1 }
      default: break
      }
      at += 1
    }
  }

  subscript(name: String) -> ArraySlice<UInt8>? { values[name] }

  /// Behind the closing quote of the string that begins at `start`.
  private static func stringEnd(in event: [UInt8], from start: Int) -> Int {
    var at = start + 1
    while at < event.count, event[at] != UInt8(ascii: "\"") {
      at += event[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(at + 1, event.count)
  }
}
