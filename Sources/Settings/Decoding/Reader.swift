/// How one kind of value is read, shown in the schema and named in messages.
struct Reader<Value>: Sendable {
  /// For messages and the reference: "a duration such as 30s, 5m or 1h30m".
  var expects: String
  var schema: Schema
  /// Gives the value, or nil after faults. `path` names the value in messages: `sources[0].every`.
  var read: @Sendable (_ node: YAMLNode, _ path: String, _ reading: Reading) -> Value?

  init(
    _ expects: String, _ schema: Schema,
    read: @escaping @Sendable (YAMLNode, String, Reading) -> Value?
  ) {
    self.expects = expects
    self.schema = schema
    self.read = read
  }

  /// A reader of scalars: nil from `parse` means "not of this kind".
  static func scalar(
    _ expects: String, _ schema: Schema, parse: @escaping @Sendable (String) -> Value?
  ) -> Reader {
    Reader(expects, schema) { node, path, reading in
      guard let text = node.scalar, let value = parse(text) else {
        reading.refuse(node, path, expected: expects)
        return nil
      }
      return value
    }
  }

  func map<Other>(_ change: @escaping @Sendable (Value) -> Other) -> Reader<Other> {
    Reader<Other>(expects, schema) { [read] node, path, reading in
      read(node, path, reading).map(change)
    }
  }

  /// A list; anything else is a list of one. Refused elements are left out after their faults.
  func list(_ expects: String, allowsEmpty: Bool = true) -> Reader<[Value]> {
    Reader<[Value]>(expects, .list(schema, allowsEmpty: allowsEmpty)) {
      [read] node, path, reading in
      guard let nodes = node.sequence else {
        guard !node.isEmpty else {
          reading.refuse(node, path, expected: expects)
          return nil
        }
        return read(node, path, reading).map { [$0] }
      }
      if nodes.isEmpty, !allowsEmpty, node.isWhole {
        reading.fail(node.mark, "\(path) is an empty list", "expected \(expects)")
        return nil
      }
      return nodes.enumerated().compactMap { read($0.element, "\(path)[\($0.offset)]", reading) }
    }
  }
}
