internal import Foundation
import Markup

/// Turns the children of an entry, or of a feed's head, into the one form.
struct EntryReader {
  typealias Node = MarkupTree.Node

  private let tree: LentTree
  private let text: FeedText
  private let vocabulary: FeedVocabulary
  private let names: FeedNames
  private let isAtom: Bool

  init(reader: XMLFeedReader, isAtom: Bool) {
    tree = reader.tree
    text = reader.text
    vocabulary = reader.vocabulary
    names = reader.text.names
    self.isAtom = isAtom
  }

  private func tag(_ node: Node) -> FeedTag? { vocabulary.tag(tree.name(node)) }
  private func date(_ node: Node) -> Date? { tree.withText(of: node) { FeedDate.parse($0) } }

  // MARK: The feed's head

  mutating func readHead(_ head: Node, into feed: inout Feed) {
    var fallbackTitle = ""
    var fallbackText: String?
    var date: Date?
    var period: Int?
    var frequency = 1
    for child in tree.children(of: head) {
      guard let tag = self.tag(child) else { continue }
      switch tag {
      case .title: if feed.title.isEmpty { feed.title = text.plain(child) }
      case .dcTitle, .itunesTitle, .mediaTitle: fallbackTitle = text.plain(child)
      case .description, .abstract:
        if feed.descriptionHTML == nil { feed.descriptionHTML = text.html(child, isAtom: isAtom) }
      case .dcDescription, .itunesSummary, .summary:
        if fallbackText == nil { fallbackText = text.html(child, isAtom: isAtom) }
      case .link: readHeadLink(child, into: &feed)
      case .language: if feed.language == nil { feed.language = nonEmpty(text.value(child)) }
      case .updated: if let time = self.date(child) { feed.updated = time }
      case .published, .dcDate, .created: if date == nil { date = self.date(child) }
      case .ttl: feed.timeToLive = Int(text.value(child)).flatMap { seconds($0, 60) }
      case .updatePeriod: period = Self.periods[text.value(child).lowercased()]
      case .updateFrequency: frequency = max(1, Int(text.value(child)) ?? 1)
      default: break
      }
    }
    if feed.title.isEmpty { feed.title = fallbackTitle }
    if feed.descriptionHTML == nil { feed.descriptionHTML = fallbackText }
    if feed.updated == nil {
      feed.updated =
        date ?? tree.attribute(names.lastmod, of: head).flatMap { FeedDate.parse($0) }
    }
    if feed.timeToLive == nil, let period { feed.timeToLive = period / frequency }
    if feed.homeURL == nil { feed.homeURL = text.address(attribute: names.href, of: head) }
  }

  private static let periods = [
    "hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000,
    "yearly": 31_536_000,
  ]

  private func seconds(_ count: Int, _ unit: Int) -> Int? {
    count > 0 && count < 1_000_000 ? count * unit : nil
  }

  private func readHeadLink(_ node: Node, into feed: inout Feed) {
    guard let address = text.address(attribute: names.href, of: node) else {
      if let address = text.address(node) { feed.homeURL = address }
      return
    }
    switch tree.attribute(names.rel, of: node)?.lowercased() ?? "alternate" {
    case "alternate", "": if feed.homeURL == nil { feed.homeURL = address }
    case "self": feed.selfURL = address
    case "hub": if feed.hub == nil { feed.hub = address }
    case "next", "prev-archive": feed.nextPage = address
    default: break
    }
  }

  // MARK: Entries

  func entry(_ node: Node) -> Entry {
    var entry = Entry()
    var draft = Draft()
    for child in tree.children(of: node) {
      if let tag = self.tag(child) { read(tag, child, into: &entry, &draft) }
    }
    if entry.title.isEmpty { entry.title = draft.title }
    finish(node, &entry, draft)
    return entry
  }

  /// What is decided only when all children are known.
  private struct Draft {
    var title = ""
    var link: String?
    var linkRank = 0
    var origLink: String?
    var summaryTag: FeedTag?
    var secondText: String?
    var fallbackText: String?
    var dcDate: Date?
    var created: Date?
  }

  private func read(_ tag: FeedTag, _ node: Node, into entry: inout Entry, _ draft: inout Draft) {
    switch tag {
    case .title: if entry.title.isEmpty { entry.title = text.plain(node, isAtom: isAtom) }
    case .dcTitle, .mediaTitle, .itunesTitle:
      if draft.title.isEmpty { draft.title = text.plain(node) }
    case .link: readLink(node, into: &entry, &draft)
    case .origLink: draft.origLink = text.address(node)
    case .guid, .id:
      guard entry.id == nil || tag == .guid else { return }
      entry.id = nonEmpty(text.value(node))
      if tag == .guid {
        entry.idIsPermalink =
          tree.attribute(names.isPermaLink, of: node)?.lowercased() != "false"
          && entry.id.map(URLs.isHTTP) == true
      }
    case .description, .summary, .abstract: readSummary(tag, node, into: &entry, &draft)
    case .dcDescription, .mediaDescription, .itunesSummary:
      if draft.fallbackText == nil { draft.fallbackText = text.html(node, isAtom: isAtom) }
    case .content, .encoded, .fullItem, .body:
      let html = nonEmpty(text.html(node, isAtom: isAtom))
      if let html, html.utf8.count > (entry.contentHTML?.utf8.count ?? 0) {
        entry.contentHTML = html
      }
    case .published: if let time = date(node) { entry.published = time }
    case .created: draft.created = date(node)
    case .updated: if let time = date(node) { entry.updated = time }
    case .dcDate: if draft.dcDate == nil { draft.dcDate = date(node) }
    case .author, .creator, .itunesAuthor, .contributor: readAuthor(tag, node, into: &entry)
    case .category, .itunesCategory, .mediaCategory, .subject:
      readCategory(node, into: &entry)
    case .keywords: for word in text.list(node) { add(word, to: &entry.categories) }
    case .enclosure: readEnclosure(node, attribute: names.url, into: &entry)
    case .mediaContent, .mediaGroup: readMedia(tag, node, into: &entry, &draft)
    case .language: entry.language = nonEmpty(text.value(node))
    default: break
    }
  }

  private func finish(_ node: Node, _ entry: inout Entry, _ draft: Draft) {
    if entry.summaryHTML == nil { entry.summaryHTML = draft.fallbackText }
    if entry.contentHTML == nil { entry.contentHTML = draft.secondText }
    entry.updated = entry.updated ?? draft.dcDate
    entry.published = entry.published ?? draft.created ?? entry.updated
    if entry.id == nil {
      entry.id = tree.attribute(names.about, of: node).flatMap(nonEmpty)
    }
    entry.url = draft.origLink ?? draft.link
    if entry.url == nil {
      entry.url =
        text.address(attribute: names.href, of: node)
        ?? (entry.idIsPermalink ? entry.id : nil)
    }
    if entry.url == nil, let about = tree.attribute(names.about, of: node), URLs.isHTTP(about) {
      entry.url = about
    }
    if entry.updated == nil {
      entry.updated = tree.attribute(names.lastmod, of: node).flatMap { FeedDate.parse($0) }
    }
    if entry.language == nil { entry.language = text.ownLanguage(node) }
  }

  private func readLink(_ node: Node, into entry: inout Entry, _ draft: inout Draft) {
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
    let type = tree.attribute(names.type, of: node)?.lowercased() ?? "text/html"
    let rank = type.contains("html") ? 3 : 1
    if rank > draft.linkRank {
      draft.link = address
      draft.linkRank = rank
    }
  }

  /// The first of `description` and `summary` is the summary; the other one then is the content.
  private func readSummary(
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

  private func readAuthor(_ tag: FeedTag, _ node: Node, into entry: inout Entry) {
    guard tag != .contributor else { return }
    var name: String?
    var mail: String?
    for child in tree.children(of: node) {
      switch self.tag(child) {
      case .name, .title: name = text.plain(child)
      case .email: mail = text.value(child)
      default: break
      }
    }
    guard name == nil, mail == nil else { return add(name ?? mail ?? "", to: &entry.authors) }
    let written = text.plain(node)
    // RSS writes `mail@host (Name)`.
    if written.hasSuffix(")"), let open = written.firstIndex(of: "("),
      written.utf8.contains(UInt8(ascii: "@"))
    {
      add(String(written[written.index(after: open)...].dropLast()), to: &entry.authors)
    } else if written.hasSuffix(">"), let open = written.firstIndex(of: "<"),
      open > written.startIndex
    {
      add(String(written[..<open]).trimmingMarkupSpace(), to: &entry.authors)
    } else {
      add(written, to: &entry.authors)
    }
  }

  private func readCategory(_ node: Node, into entry: inout Entry) {
    guard tree.hasAttributes(node) else { return add(text.plain(node), to: &entry.categories) }
    let named =
      tree.attribute(names.label, of: node).flatMap(nonEmpty)
      ?? tree.attribute(names.term, of: node).flatMap(nonEmpty)
      ?? tree.attribute(names.text, of: node).flatMap(nonEmpty)
    add(named ?? text.plain(node), to: &entry.categories)
  }

  private func readEnclosure(_ node: Node, attribute: NameID?, into entry: inout Entry) {
    guard let address = text.address(attribute: attribute, of: node),
      !entry.enclosures.contains(where: { $0.url == address })
    else { return }
    entry.enclosures.append(
      Enclosure(
        url: address, type: tree.attribute(names.type, of: node),
        bytes: (tree.attribute(names.length, of: node) ?? tree.attribute(names.fileSize, of: node))
          .flatMap { Int($0) }))
  }

  private func readMedia(
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

  private func add(_ text: String, to list: inout [String]) {
    let trimmed = text.trimmingMarkupSpace()
    if !trimmed.isEmpty, list.count < 200, !list.contains(trimmed) { list.append(trimmed) }
  }

  private func nonEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }
}
