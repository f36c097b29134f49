/// What is said about a key: it feeds the decoder, the JSON Schema, the reference page and hints.
struct KeyDefinition: Sendable {
  var name: String
  var meaning: String
  var expects: String
  var schema: Schema
  /// As one would write it, or in words; nil where there is none.
  var fallback: String?
  /// A value in YAML, on one line.
  var example: String
  var since: String
  var isRequired: Bool
  /// Reads a value for its faults alone.
  var probe: @Sendable (YAMLNode, String, Reading) -> Bool
}

/// A key and the reader of its value.
struct Key<Value>: Sendable {
  var definition: KeyDefinition
  var reader: Reader<Value>

  init(
    _ name: String, _ reader: Reader<Value>, _ meaning: String, default fallback: String? = nil,
    example: String, since: String = "0.1", isRequired: Bool = false
  ) {
    self.reader = reader
    definition = KeyDefinition(
      name: name, meaning: meaning, expects: reader.expects, schema: reader.schema,
      fallback: fallback, example: example, since: since, isRequired: isRequired
    ) { node, path, reading in reader.read(node, path, reading) != nil }
  }

  var name: String { definition.name }
}

/// A mapping with known keys.
struct Section: Sendable {
  /// Names it in the schema.
  var id: String
  var title: String
  var meaning: String
  var keys: [KeyDefinition]
  /// What of its keys stands together. The decoder says the same in its own words.
  var demands: [Demand] = []

  /// What keys ask of each other, for the schema.
  enum Demand: Sendable {
    /// The keys of exactly one of these groups.
    case one([[String]])
    /// At least one of these.
    case some([String])
    /// With this key the others too.
    case together(String, [String])
    /// With this key none of the others.
    case apart(String, [String])
  }

  func contains(_ name: String) -> Bool { keys.contains { $0.name == name } }
}
