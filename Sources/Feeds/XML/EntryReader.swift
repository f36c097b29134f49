internal import Foundation
import Markup

/// Turns the children of an entry, or of a feed's head, into the one form.
struct EntryReader {
  typealias Node = MarkupTree.Node

  let tree: LentTree
  let text: FeedText
  let vocabulary: FeedVocabulary
  let names: FeedNames
  let isAtom: Bool

  init(reader: XMLFeedReader, isAtom: Bool) {
    tree = reader.tree
    text = reader.text
    vocabulary = reader.vocabulary
    names = reader.text.names
    self.isAtom = isAtom
  }

  func tag(_ node: Node) -> FeedTag? { vocabulary.tag(tree.name(node)) }
  func date(_ node: Node) -> Date? { tree.withText(of: node) { FeedDate.parse($0) } }

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
  struct Draft {
    var title = ""
    var link: String?
    var linkRank = 0
    var origLink: String?
    var summaryTag: FeedTag?
    var secondText: String?
    var fallbackText: String?
    var dcDate: Date?
    var created: Date?
    /// Of the feed that the entry was taken from.
    var sourceAuthors: [String] = []
    var geo = GeoDraft()
  }

  private func read(_ tag: FeedTag, _ node: Node, into entry: inout Entry, _ draft: inout Draft) {
    switch tag {
    case .title where entry.title.isEmpty:
      entry.title = text.plain(node, isAtom: isAtom)
      entry.titleIsLiteral = isAtom && tree.hasAttributes(node) && text.isLiteral(node)
    case .dcTitle, .mediaTitle, .itunesTitle:
      if draft.title.isEmpty { draft.title = text.plain(node) }
    case .link, .prefixedLink: readLink(tag, node, into: &entry, &draft)
    case .origLink: draft.origLink = text.address(node)
    case .guid, .id:
      guard entry.id == nil || tag == .guid else { return }
      entry.id = nonEmpty(text.value(node)).map { tag == .id ? text.identity($0, at: node) : $0 }
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
    case .author, .creator, .itunesAuthor: readAuthor(node, into: &entry.authors)
    case .source where isAtom: readSource(node, into: &draft)
    case .category, .itunesCategory, .mediaCategory, .subject:
      readCategory(node, into: &entry)
    case .keywords: for word in text.list(node) { add(word, to: &entry.categories) }
    case .enclosure: readEnclosure(node, attribute: names.url, into: &entry)
    case .mediaContent, .mediaGroup: readMedia(tag, node, into: &entry, &draft)
    case .geoPoint, .geoShape, .geoCircle, .geoWhere, .geoLatitude, .geoLongitude, .geoName:
      readGeo(tag, node, into: &draft.geo)
    case .language: entry.language = nonEmpty(text.value(node))
    default: break
    }
  }

  private func finish(_ node: Node, _ entry: inout Entry, _ draft: Draft) {
    if entry.summaryHTML == nil { entry.summaryHTML = draft.fallbackText }
    if entry.contentHTML == nil { entry.contentHTML = draft.secondText }
    entry.updated = entry.updated ?? draft.dcDate
    entry.coordinates = draft.geo.coordinates
    entry.published = entry.published ?? draft.created ?? entry.updated
    if entry.id == nil {
      entry.id = tree.attribute(names.about, of: node).flatMap(nonEmpty)
    }
    entry.url = draft.origLink ?? draft.link
    if entry.url == nil {
      entry.url =
        text.address(attribute: names.href, of: node)
        ?? (entry.idIsPermalink ? entry.id.flatMap(URLs.absolute) : nil)
    }
    if entry.url == nil {
      entry.url =
        tree.attribute(names.about, of: node).flatMap(URLs.absolute)
        ?? entry.id.flatMap(URLs.absolute)
    }
    if entry.authors.isEmpty { entry.authors = draft.sourceAuthors }
    if entry.updated == nil {
      entry.updated = tree.attribute(names.lastmod, of: node).flatMap { FeedDate.parse($0) }
    }
    if entry.language == nil { entry.language = text.ownLanguage(node) }
  }
}
