/// Makes an event that was stored fit where less is taken.
enum EventShortening {
  /// The stored bytes where they fit. Else lists and texts are cut, as far as is needed, and
  /// `truncated` says how much of each is left out.
  static func fitting(_ event: EventDocument, limitBytes: Int) -> [UInt8] {
    guard event.bytes.count > limitBytes else { return event.bytes }
    var bytes = event.bytes
    for (elements, scalars) in [(50, 1_000), (20, 500), (5, 200), (1, 100), (0, 60)] {
      bytes = shortened(event.tree, elements: elements, scalars: scalars)
      if bytes.count <= limitBytes { break }
    }
    return bytes
  }

  private static let lists: Set<String> = [
    "matches", "places", "changes", "alerts", "more", "also_at",
  ]

  private static func shortened(_ tree: JSONTree, elements: Int, scalars: Int) -> [UInt8] {
    guard case .object(var members) = tree else { return [] }
    var left: [String: Int] = [:]
    for name in lists {
      let list = tree[name].list
      guard list.count > elements else { continue }
      left[name] = list.count - elements
      members[name] = .list(Array(list.prefix(elements)))
    }
    if !left.isEmpty {
      var truncated: [String: JSONTree] = [:]
      if case .object(let known) = tree["truncated"] { truncated = known }
      for (name, count) in left {
        truncated[name] = .integer(count + (tree["truncated"][name].integer ?? 0))
      }
      members["truncated"] = .object(truncated)
    }
    return JSONTree.object(members).cut(scalars: scalars).json
  }
}

extension JSONTree {
  /// An address or id that is cut is another one, or none.
  private static let whole: Set<String> = ["url", "canonical_url", "id", "sha256"]

  /// With every text cut to its beginning.
  fileprivate func cut(scalars: Int) -> JSONTree {
    switch self {
    case .string(let text): .string(TextCut.prefix(text, scalars: scalars))
    case .list(let elements): .list(elements.map { $0.cut(scalars: scalars) })
    case .object(let members):
      .object(
        Dictionary(
          uniqueKeysWithValues: members.map { name, value in
            (name, Self.whole.contains(name) ? value : value.cut(scalars: scalars))
          }))
    case .null, .boolean, .integer, .number: self
    }
  }
}
