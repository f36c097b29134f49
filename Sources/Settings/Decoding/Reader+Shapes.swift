internal import Text

/// A value under a name of the user's choice.
struct Named<Value> {
  var name: String
  var mark: SourceMark
  var value: Value
}

enum Shapes {
  /// A mapping with the section's keys.
  static func section(_ section: Section) -> Reader<Fields> {
    Reader<Fields>("a mapping with \(section.title)", .section(section.id)) { node, path, reading in
      Fields(node, section, path, reading)
    }
  }
}

extension Reader {
  /// A mapping of names to such values.
  func named(_ expects: String) -> Reader<[Named<Value>]> {
    Reader<[Named<Value>]>(expects, .map(schema)) { [self] node, path, reading in
      guard let mapping = node.mapping else {
        reading.refuse(node, path, expected: expects)
        return nil
      }
      return mapping.compactMap { pair -> Named<Value>? in
        let below = "\(path).\(pair.key)"
        guard Names.check(pair.key, at: pair.keyMark, path, reading) else { return nil }
        guard !pair.value.isEmpty else {
          if pair.value.isWhole {
            reading.fail(pair.keyMark, "\(below) has no value", "expected \(self.expects)")
          }
          return nil
        }
        return read(pair.value, below, reading).map {
          Named(name: pair.key, mark: pair.keyMark, value: $0)
        }
      }
    }
  }
}

/// Names of sources, rules, destinations, lists and places.
enum Names {
  static let limit = 200

  /// False after a fault.
  static func check(
    _ name: String, at mark: SourceMark, _ path: String, _ reading: Reading
  ) -> Bool {
    if name.isEmpty {
      reading.fail(mark, "an empty name in \(Fields.shown(path))", "expected a text")
      return false
    }
    if name.unicodeScalars.count > limit {
      reading.fail(
        mark, "a name in \(Fields.shown(path)) has \(name.unicodeScalars.count) characters",
        "expected at most \(limit)")
      return false
    }
    if name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      reading.fail(
        mark, "a name in \(Fields.shown(path)) holds control characters", "write it on one line")
      return false
    }
    return true
  }

  static let reader = Reader<String>("a name", .text()) { node, path, reading in
    guard let text = Scalars.text.read(node, path, reading),
      check(text, at: node.mark, path, reading)
    else { return nil }
    return text
  }
}

/// A name that must be defined elsewhere, with the place where it is used.
struct NameUse: Equatable {
  var name: String
  var mark: SourceMark

  static let reader = Reader<NameUse>("a name", .text()) { node, path, reading in
    Scalars.text.read(node, path, reading).map { NameUse(name: $0, mark: node.mark) }
  }
}
