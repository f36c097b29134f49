extension JSONTree {
  /// Members stand in the order of their names.
  func write(to writer: inout JSONWriter) {
    switch self {
    case .null: writer.null()
    case .boolean(let flag): writer.boolean(flag)
    case .integer(let number): writer.integer(number)
    case .number(let number): writer.number(number, digits: 6)
    case .string(let text): writer.string(text)
    case .list(let elements): writer.list(elements) { $1.write(to: &$0) }
    case .object(let members):
      writer.object { writer in
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
          writer.key(name)
          value.write(to: &writer)
        }
      }
    }
  }

  /// One line of JSON.
  var json: [UInt8] {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.bytes
  }
}
