import Markup

/// The parts of an entry that are more than a text.
extension EntryReader {
  func readLink(
    _ tag: FeedTag, _ node: Node, into entry: inout Entry, _ draft: inout Draft
  ) {
    guard tree.attribute(names.href, of: node) != nil else {
      if let address = text.address(node) {
        draft.link = address
        draft.linkRank = 4
      }
      return
    }
    let relation = tree.attribute(names.rel, of: node)?.lowercased() ?? "alternate"
    if relation == "enclosure" { return readEnclosure(node, attribute: names.href, into: &entry) }
    guard relation == "alternate" || relation.isEmpty,
      let address = text.address(attribute: names.href, of: node)
    else { return }
    if isOwnLink(tag, node) {
      draft.link = address
      draft.linkRank = 4
      return
    }
    let isPage = tree.withAttribute(names.type, of: node) { $0.containsFolded("html") } ?? true
    let rank = isPage ? 3 : 1
    if rank > draft.linkRank {
      draft.link = address
      draft.linkRank = rank
    }
  }

  /// The first of `description` and `summary` is the summary; the other one then is the content.
  func readSummary(
    _ tag: FeedTag, _ node: Node, into entry: inout Entry, _ draft: inout Draft
  ) {
    guard let html = nonEmpty(text.html(node, isAtom: isAtom)) else { return }
    if entry.summaryHTML == nil {
      entry.summaryHTML = html
      draft.summaryTag = tag
    } else if tag != draft.summaryTag, draft.secondText == nil {
      draft.secondText = html
    }
  }

  /// Whether a `link` with an address in an attribute is RSS's own element, written in another's way.
  func isOwnLink(_ tag: FeedTag, _ node: Node) -> Bool {
    !isAtom && tag == .link && tree.attribute(names.rel, of: node) == nil
  }

  func readAuthor(_ node: Node, into authors: inout [String]) {
    var name: String?
    var mail: String?
    for child in tree.children(of: node) {
      switch tag(child) {
      case .name, .title: name = nonEmpty(text.plain(child))
      case .email: mail = nonEmpty(text.value(child))
      default: break
      }
    }
    add(name ?? mail ?? Self.authorName(text.plain(node)), to: &authors)
  }

  func readSource(_ node: Node, into draft: inout Draft) {
    for child in tree.children(of: node) where tag(child) == .author {
      readAuthor(child, into: &draft.sourceAuthors)
    }
  }

  /// The name in `mail@host (Name)`, `Name (mail@host)` and `Name <mail@host>`.
  static func authorName(_ written: String) -> String {
    let bytes = written.utf8
    if bytes.last == UInt8(ascii: ")"), let open = bytes.firstIndex(of: UInt8(ascii: "(")) {
      let outside = String(written[..<open])
      let inside = String(written[bytes.index(after: open)...].dropLast())
      if inside.utf8.contains(UInt8(ascii: "@")), !outside.trimmingMarkupSpace().isEmpty {
        return outside
      }
      return outside.utf8.contains(UInt8(ascii: "@")) ? inside : written
    }
    if bytes.last == UInt8(ascii: ">"), let open = bytes.firstIndex(of: UInt8(ascii: "<")),
      open > bytes.startIndex
    {
      return String(written[..<open])
    }
    return written
  }

  /// A category's term and, where it has one, its label, which is meant for readers.
  func readCategory(_ node: Node, into entry: inout Entry) {
    var isNamed = false
    if tree.hasAttributes(node) {
      for name in [names.term, names.label, names.text] {
        guard let value = tree.attribute(name, of: node), !value.isEmpty else { continue }
        add(value, to: &entry.categories)
        isNamed = true
      }
    }
    if !isNamed { return add(text.plain(node), to: &entry.categories) }
    // Podcasts have categories inside of categories.
    for child in tree.children(of: node) where tag(child) == .itunesCategory {
      if let name = tree.attribute(names.text, of: child) { add(name, to: &entry.categories) }
    }
  }

  func readEnclosure(_ node: Node, attribute: NameID?, into entry: inout Entry) {
    guard entry.enclosures.count < 100, let address = text.address(attribute: attribute, of: node),
      !entry.enclosures.contains(where: { $0.url == address })
    else { return }
    entry.enclosures.append(
      Enclosure(
        url: address, type: tree.attribute(names.type, of: node),
        bytes: (tree.attribute(names.length, of: node) ?? tree.attribute(names.fileSize, of: node))
          .flatMap { Int($0) }.flatMap { $0 < 0 ? nil : $0 }))
  }

  func readMedia(
    _ tag: FeedTag, _ node: Node, into entry: inout Entry, _ draft: inout Draft
  ) {
    if tag == .mediaContent { readEnclosure(node, attribute: names.url, into: &entry) }
    for child in tree.children(of: node) {
      guard let inner = self.tag(child) else { continue }
      switch inner {
      case .mediaTitle where draft.title.isEmpty: draft.title = text.plain(child)
      case .mediaDescription where draft.fallbackText == nil:
        draft.fallbackText = text.html(child, isAtom: false)
      case .mediaContent: readEnclosure(child, attribute: names.url, into: &entry)
      case .mediaCategory: readCategory(child, into: &entry)
      default: break
      }
    }
  }

  func add(_ text: String, to list: inout [String]) {
    let trimmed = text.trimmingMarkupSpace()
    if !trimmed.isEmpty, list.count < 200, !list.contains(trimmed) { list.append(trimmed) }
  }

  func nonEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }
}
