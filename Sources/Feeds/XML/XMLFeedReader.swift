internal import Foundation
import Markup

/// Reads the tree of an XML document as a feed or sitemap.
struct XMLFeedReader {
  typealias Node = MarkupTree.Node

  let tree: LentTree
  let limits: FeedLimits
  let vocabulary: FeedVocabulary
  let text: FeedText
  private let whole: MarkupTree
  private let cutOff: Set<Node>

  /// `tree` is `whole`, lent.
  init(tree: LentTree, of whole: MarkupTree, url: String, limits: FeedLimits) {
    self.tree = tree
    self.whole = whole
    self.limits = limits
    vocabulary = FeedVocabulary(whole)
    text = FeedText(tree: tree, of: whole, url: url)
    cutOff = Set(whole.cutOff)
  }

  private var root: Node? { tree.children(of: MarkupTree.document).first { tree.isElement($0) } }

  var rootDescription: String {
    guard let root else { return "text without any element" }
    return "an XML document of another kind (<\(whole.nameText(root).prefix(40))>)"
  }

  func tag(_ node: Node) -> FeedTag? { vocabulary.tag(tree.name(node)) }

  /// The document, nil when no root element is one that is known here.
  func document(_ decoded: Decoded) throws(FeedError) -> FeedDocument? {
    for root in tree.children(of: MarkupTree.document) {
      guard let tag = tag(root) else { continue }
      let format: Feed.Format
      switch tag {
      case .urlset: return .sitemap(try sitemap(root))
      case .sitemapindex: return .sitemapIndex(try sitemapIndex(root))
      case .rss: format = .rss
      case .rdf: format = .rdf
      case .feed: format = .atom
      case .channel: format = tree.attribute(text.names.href, of: root) != nil ? .cdf : .rss
      case .item, .entry: format = tag == .item ? .rss : .atom
      default: continue
      }
      return .feed(try feed(root, format, decoded))
    }
    return nil
  }

  private func feed(
    _ root: Node, _ format: Feed.Format, _ decoded: Decoded
  ) throws(FeedError) -> Feed {
    var feed = Feed(format: format)
    var containers: [Node] = [MarkupTree.document]
    var items: [Node] = []
    var heads: [Node] = []
    var next = 0
    while next < containers.count {
      let container = containers[next]
      next += 1
      for child in tree.children(of: container) {
        switch tag(child) {
        case .item, .entry:
          items.append(child)
          guard items.count <= limits.entries else {
            throw FeedError(
              .tooMany, "over \(limits.entries) entries in one feed; raise limits.entries")
          }
          containers.append(child)
        case .rss, .rdf, .container: containers.append(child)
        case .channel, .feed:
          heads.append(child)
          containers.append(child)
        default: break
        }
      }
    }
    let isWhole = cutOff.isEmpty ? items : items.filter { !cutOff.contains($0) }
    if isWhole.count < items.count {
      feed.damage.append("the document is cut off; its last entry was left out")
    } else if !cutOff.isEmpty {
      feed.damage.append("the document is cut off")
    }
    if decoded.hadErrors {
      feed.damage.append("\(decoded.errors) bytes are no \(decoded.encoding)")
    }
    if decoded.wrongClaim != nil {
      feed.damage.append("it is \(decoded.encoding) but claims another encoding")
    }
    if let taken = decoded.takenFor {
      feed.damage.append("its text had been taken for \(taken) and encoded again")
    }
    let entryReader = EntryReader(reader: self, isAtom: format == .atom)
    var authors: [String] = []
    for head in heads.isEmpty ? [root] : heads {
      authors += entryReader.readHead(head, into: &feed)
    }
    if feed.language == nil { feed.language = text.language(heads.first ?? root) }
    feed.entries.reserveCapacity(isWhole.count)
    for item in isWhole {
      var entry = entryReader.entry(item)
      // An Atom feed's author wrote what nobody else signs (RFC 4287 §4.2.1).
      if format == .atom, entry.authors.isEmpty { entry.authors = authors }
      feed.entries.append(entry)
    }
    return feed
  }

  // MARK: Sitemaps

  private func sitemap(_ root: Node) throws(FeedError) -> [SitemapEntry] {
    var entries: [SitemapEntry] = []
    for node in tree.children(of: root) where tag(node) == .url && !cutOff.contains(node) {
      var entry = SitemapEntry(url: "")
      for child in tree.children(of: node) {
        switch tag(child) {
        case .loc: entry.url = text.address(child) ?? ""
        case .lastmod: entry.lastModified = date(child)
        case .news: readNews(child, into: &entry)
        default: break
        }
      }
      guard !entry.url.isEmpty else { continue }
      guard entries.count < limits.entries else {
        throw FeedError(
          .tooMany, "over \(limits.entries) addresses in one sitemap; raise limits.entries")
      }
      entries.append(entry)
    }
    return entries
  }

  private func readNews(_ node: Node, into entry: inout SitemapEntry) {
    for child in tree.children(of: node) {
      switch tag(child) {
      case .newsTitle, .title: entry.title = text.plain(child)
      case .newsDate: entry.published = date(child)
      case .newsKeywords, .keywords: entry.keywords = text.list(child)
      case .newsPublication:
        for part in tree.children(of: child) where tag(part) == .language {
          entry.language = text.value(part)
        }
      default: break
      }
    }
  }

  private func sitemapIndex(_ root: Node) throws(FeedError) -> [SitemapReference] {
    var references: [SitemapReference] = []
    for node in tree.children(of: root) where tag(node) == .sitemap && !cutOff.contains(node) {
      var reference = SitemapReference(url: "")
      for child in tree.children(of: node) {
        if tag(child) == .loc { reference.url = text.address(child) ?? "" }
        if tag(child) == .lastmod { reference.lastModified = date(child) }
      }
      guard !reference.url.isEmpty else { continue }
      guard references.count < limits.entries else {
        throw FeedError(
          .tooMany, "over \(limits.entries) sitemaps in one index; raise limits.entries")
      }
      references.append(reference)
    }
    return references
  }

  func date(_ node: Node) -> Date? { tree.withText(of: node) { FeedDate.parse($0) } }
}
