internal import Text

/// One node of a YAML file as written: no typing by YAML's rules, every scalar is text.
struct YAMLNode: Sendable {
  enum Value: Sendable {
    /// A key without a value (`every:`).
    case empty
    case scalar(String)
    case sequence([YAMLNode])
    /// Keys in file order, each once.
    case mapping([YAMLPair])
  }

  var value: Value
  var mark: SourceMark
  var form = YAMLScalarForm.other
  /// False where the file broke off inside, so that what seems missing may only be unread.
  var isWhole = true

  var scalar: String? {
    if case .scalar(let text) = value { return text }
    return nil
  }

  var sequence: [YAMLNode]? {
    if case .sequence(let nodes) = value { return nodes }
    return nil
  }

  var mapping: [YAMLPair]? {
    if case .mapping(let pairs) = value { return pairs }
    return nil
  }

  var isEmpty: Bool {
    if case .empty = value { return true }
    return false
  }

  /// A list's elements; anything else is a list of one.
  var elements: [YAMLNode] { sequence ?? [self] }

  /// What stands there, in words, for messages. Long texts are cut.
  var words: String {
    switch value {
    case .empty: "empty"
    case .scalar(let text): YAMLNode.quoted(text)
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  /// A text in quotes on one line, cut to a length that fits into a message.
  static func quoted(_ text: String) -> String {
    let limit = 60
    let scalars = text.unicodeScalars
    let cut = scalars.count > limit
    let line = String(String.UnicodeScalarView(scalars.prefix(limit)))
      .replacing("\n", with: "⏎")
    return "\"\(line)\(cut ? "…" : "")\""
  }
}

/// A key with its value.
struct YAMLPair: Sendable {
  var key: String
  var keyMark: SourceMark
  var value: YAMLNode
}
