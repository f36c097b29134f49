internal import Text

/// A mapping's values by key, read on demand with the faults of each.
struct Fields {
  let path: String
  let node: YAMLNode
  private let pairs: [String: YAMLPair]
  private let reading: Reading

  /// Takes a mapping apart: unknown keys are faults with the nearest known name, missing required
  /// ones too.
  ///
  /// `others` are keys that are known in this place but belong to other shapes of it.
  init?(
    _ node: YAMLNode, _ section: Section, _ path: String, _ reading: Reading,
    others: [String] = []
  ) {
    guard let mapping = node.mapping else {
      let keys = section.keys.map(\.name).prefix(6).joined(separator: ", ")
      reading.refuse(node, path, expected: "a mapping with keys such as \(keys)")
      return nil
    }
    var pairs: [String: YAMLPair] = [:]
    for pair in mapping {
      if section.contains(pair.key) {
        pairs[pair.key] = pair
      } else if !others.contains(pair.key) {
        Self.refuseKey(pair, path, known: section.keys.map(\.name) + others, reading)
      }
    }
    for definition in section.keys where definition.isRequired && pairs[definition.name] == nil {
      guard node.isWhole, !mapping.contains(where: { $0.key == definition.name }) else { continue }
      reading.fail(
        node.mark, "\(Self.shown(path)) has no \"\(definition.name)\"",
        "expected \(definition.name): \(definition.example)")
    }
    self.path = path
    self.node = node
    self.pairs = pairs
    self.reading = reading
  }

  static func refuseKey(_ pair: YAMLPair, _ path: String, known: [String], _ reading: Reading) {
    let key = YAMLNode.quoted(pair.key)
    let message = "unknown key \(key) in \(shown(path))"
    if let near = Nearest.name(to: pair.key, among: known) {
      reading.fail(pair.keyMark, message, "did you mean \"\(near)\"?")
    } else {
      let list = known.sorted().joined(separator: ", ")
      reading.fail(pair.keyMark, message, "known here: \(list)")
    }
  }

  /// A mapping of which no shape can be told: its unknown keys, or that the telling one is missing.
  static func refuseShape(
    _ node: YAMLNode, _ path: String, known: [String], expected: String, _ reading: Reading
  ) {
    let unknown = (node.mapping ?? []).filter { !known.contains($0.key) }
    for pair in unknown { refuseKey(pair, path, known: known, reading) }
    guard unknown.isEmpty, node.isWhole else { return }
    reading.fail(node.mark, "\(path) does not say what it is", "expected \(expected)")
  }

  /// The top of a file has no path.
  static func shown(_ path: String) -> String { path.isEmpty ? "the configuration" : path }

  func has<Value>(_ key: Key<Value>) -> Bool { pairs[key.name] != nil }

  func pair<Value>(_ key: Key<Value>) -> YAMLPair? { pairs[key.name] }

  /// Where a key's value stands, or the mapping where it is left out.
  func mark<Value>(_ key: Key<Value>) -> SourceMark {
    pairs[key.name]?.value.mark ?? node.mark
  }

  /// The value, or nil where the key is left out or was refused.
  subscript<Value>(_ key: Key<Value>) -> Value? {
    guard let pair = pairs[key.name] else { return nil }
    let below = path.isEmpty ? key.name : "\(path).\(key.name)"
    guard !(pair.value.isEmpty && !pair.value.isWhole) else { return nil }
    guard !pair.value.isEmpty else {
      reading.fail(pair.keyMark, "\(below) has no value", "expected \(key.reader.expects)")
      return nil
    }
    return key.reader.read(pair.value, below, reading)
  }

  /// The value, or `fallback` where the key is left out or was refused.
  func value<Value>(_ key: Key<Value>, else fallback: Value) -> Value { self[key] ?? fallback }
}
