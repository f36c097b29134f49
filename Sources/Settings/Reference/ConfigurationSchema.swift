/// What is written from the one definition of the keys: the JSON Schema for editors and the
/// reference page for people.
package enum ConfigurationSchema {
  /// JSON Schema, draft 2020-12, of a configuration file.
  package static func json() -> String {
    var writer = SchemaWriter()
    writer.document()
    return writer.text
  }

  /// The reference page, in Markdown.
  package static func reference() -> String { ReferencePage.text() }
}

/// Writes JSON with two blanks an indent.
private struct SchemaWriter {
  private(set) var text = ""
  private var depth = 0

  mutating func document() {
    object {
      $0.member("$schema", "https://json-schema.org/draft/2020-12/schema")
      $0.member("title", "Marsad configuration")
      $0.key("$ref")
      $0.string("#/$defs/\(RootKeys.section.id)")
      $0.key("$defs")
      $0.object { writer in
        for section in Sections.all {
          writer.key(section.id)
          writer.section(section)
        }
      }
    }
    text += "\n"
  }

  private mutating func section(_ section: Section) {
    object {
      $0.member("description", section.meaning)
      $0.member("type", "object")
      $0.key("additionalProperties")
      $0.raw("false")
      let required = section.keys.filter(\.isRequired).map(\.name)
      if !required.isEmpty { $0.required(required) }
      if !section.demands.isEmpty {
        $0.key("allOf")
        $0.objects(section.demands) { $0.members(of: $1) }
      }
      $0.key("properties")
      $0.object { writer in
        for key in section.keys {
          writer.key(key.name)
          writer.object {
            $0.member("description", Self.description(of: key))
            $0.members(of: key.schema)
          }
        }
      }
    }
  }

  private static func description(of key: KeyDefinition) -> String {
    let fallback = key.fallback.map { " Default: \($0)." } ?? ""
    return "\(key.meaning)\(fallback) Example: \(key.example)"
  }

  private mutating func members(of demand: Section.Demand) {
    switch demand {
    case .one(let groups):
      key("oneOf")
      objects(groups) { $0.required($1) }
    case .some(let names):
      key("anyOf")
      objects(names) { $0.required([$1]) }
    case .together(let name, let others):
      key("dependentRequired")
      object {
        $0.key(name)
        $0.strings(others)
      }
    case .apart(let name, let others):
      key("if")
      object { $0.required([name]) }
      key("then")
      object {
        $0.key("properties")
        $0.object { writer in
          for other in others {
            writer.key(other)
            writer.raw("false")
          }
        }
      }
    }
  }

  /// The members that say a schema, into an object that is open. Quoted numbers and truths are
  /// taken like bare ones: YAML's typing is not used.
  private mutating func members(of schema: Schema) {
    switch schema {
    case .text(let pattern):
      key("type")
      if pattern != nil {
        string("string")
      } else {
        strings(["string", "number", "boolean"])
      }
      member("pattern", pattern ?? #"\S"#)
    case .amount(let pattern):
      key("type")
      strings(["string", "integer"])
      member("pattern", pattern)
    case .number:
      key("type")
      strings(["number", "string"])
      member("pattern", "^[-+]?[0-9.]+$")
    case .integer(let range):
      key("type")
      strings(["integer", "string"])
      member("pattern", "^[-+]?[0-9_]+$")
      key("minimum")
      raw("\(range.lowerBound)")
      key("maximum")
      raw("\(range.upperBound)")
    case .boolean:
      key("enum")
      raw("[true, false, \"true\", \"false\"]")
    case .choice(let words):
      key("enum")
      strings(words)
    case .list(let element, let allowsEmpty):
      key("anyOf")
      array([element, .array(element, allowsEmpty ? nil : 1...Int.max)])
    case .array(let element, let count):
      member("type", "array")
      key("items")
      object { $0.members(of: element) }
      if let count {
        key("minItems")
        raw("\(count.lowerBound)")
        if count.upperBound < Int.max {
          key("maxItems")
          raw("\(count.upperBound)")
        }
      }
    case .map(let element):
      member("type", "object")
      key("additionalProperties")
      object { $0.members(of: element) }
    case .either(let choices):
      key("anyOf")
      array(choices)
    case .section(let id):
      member("$ref", "#/$defs/\(id)")
    }
  }

  // MARK: JSON

  private mutating func object(_ body: (inout SchemaWriter) -> Void) {
    text += "{"
    depth += 1
    body(&self)
    depth -= 1
    newline()
    text += "}"
  }

  private mutating func array(_ schemas: [Schema]) {
    objects(schemas) { $0.members(of: $1) }
  }

  /// One object for each.
  private mutating func objects<Item>(
    _ items: [Item], _ body: (inout SchemaWriter, Item) -> Void
  ) {
    text += "["
    depth += 1
    for (index, item) in items.enumerated() {
      if index > 0 { text += "," }
      newline()
      object { body(&$0, item) }
    }
    depth -= 1
    newline()
    text += "]"
  }

  private mutating func required(_ names: [String]) {
    key("required")
    strings(names)
  }

  private mutating func key(_ name: String) {
    if text.last != "{" { text += "," }
    newline()
    string(name)
    text += ": "
  }

  private mutating func member(_ name: String, _ value: String) {
    key(name)
    string(value)
  }

  private mutating func strings(_ values: [String]) {
    text += "["
    for (index, value) in values.enumerated() {
      if index > 0 { text += ", " }
      string(value)
    }
    text += "]"
  }

  private mutating func raw(_ value: String) { text += value }

  private mutating func newline() { text += "\n" + String(repeating: "  ", count: depth) }

  private mutating func string(_ value: String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
