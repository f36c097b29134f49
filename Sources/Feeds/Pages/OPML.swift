internal import Markup

/// One subscription of an OPML file (opml.org/spec2).
package struct OPMLOutline: Equatable, Sendable {
  package var title: String
  package var feedURL: String
  /// A feed, or a page of another sort (`type="link"`), which only Marsad's own files subscribe to.
  package var isFeed = true
  package var homeURL: String?
  /// Names of the folders around it, outermost first.
  package var folders: [String]
  /// The parts of its `category`, each once.
  package var categories: [String]
  /// What Marsad itself wrote there.
  package var own: Own

  /// Attributes of Marsad's own, in the namespace ``OPML/namespace``: as a configuration writes
  /// them, and not judged here.
  package struct Own: Equatable, Sendable {
    package var every: String?
    package var language: String?
    package var country: String?
    /// Where it is not found out.
    package var kind: String?
    /// Where categories cannot hold them: they are cut at commas and slashes.
    package var tags: [String]?

    package init(
      every: String? = nil, language: String? = nil, country: String? = nil, kind: String? = nil,
      tags: [String]? = nil
    ) {
      self.every = every
      self.language = language
      self.country = country
      self.kind = kind
      self.tags = tags
    }
  }

  package init(
    title: String, feedURL: String, homeURL: String? = nil, folders: [String] = [],
    categories: [String] = [], own: Own = Own()
  ) {
    self.title = title
    self.feedURL = feedURL
    self.homeURL = homeURL
    self.folders = folders
    self.categories = categories
    self.own = own
  }
}

/// Lists of subscriptions as readers export them.
package enum OPML {
  /// Names Marsad's own attributes, whose prefix is `marsad`.
  package static let namespace = "urn:marsad:opml"

  /// What a file holds.
  package struct Document: Equatable, Sendable {
    /// In the file's order.
    package var outlines: [OPMLOutline] = []
    /// Outlines that should name a feed and name none: what they are called, and the address as
    /// written, empty where there is none.
    package var refused: [Refused] = []

    package struct Refused: Equatable, Sendable {
      package var title: String
      package var address: String

      package init(title: String, address: String) {
        self.title = title
        self.address = address
      }
    }

    package init() {}
  }

  /// The subscriptions in the file's order, at most `limit`.
  package static func read(
    _ bytes: [UInt8], limit: Int = 20_000
  ) throws(FeedError) -> [OPMLOutline] {
    try document(bytes, limit: limit).outlines
  }

  /// The subscriptions, and what only looks like one.
  package static func document(
    _ bytes: [UInt8], limit: Int = 20_000
  ) throws(FeedError) -> Document {
    let decoded = TextDecoding.decode(bytes, contentType: nil, kind: .xml)
    let tree: MarkupTree
    do {
      // No one files that deep; every subscription tells its folders.
      tree = try XMLParser.parse(decoded.utf8, limits: MarkupLimits(depth: 32))
    } catch {
      throw FeedError(markup: error)
    }
    func isNamed(_ node: MarkupTree.Node, _ name: String) -> Bool {
      tree.nameText(node).lowercased() == name
    }
    guard tree.children(of: MarkupTree.document).contains(where: { isNamed($0, "opml") }) else {
      throw FeedError(.format, "found no OPML file: its first element is not <opml>")
    }
    var document = Document()
    // Made once a folder: what stands in it shares the text.
    var names: [MarkupTree.Node: String] = [:]
    for node in tree.descendants(of: MarkupTree.document) where isNamed(node, "outline") {
      let type = tree.attribute("type", of: node)?.lowercased()
      let own = own(node, tree)
      // Others' links are bookmarks, not to be watched.
      let isLink = type == "link" && own != OPMLOutline.Own()
      let written =
        isLink
        ? tree.attribute("url", of: node)
        : tree.attribute("xmlUrl", of: node) ?? tree.attribute("xmlurl", of: node)
      guard written != nil || type == "rss" || type == "atom" else { continue }
      let title = name(node, tree) ?? ""
      guard document.outlines.count + document.refused.count < limit else {
        throw FeedError(.tooMany, "over \(limit) subscriptions in one OPML file")
      }
      guard let written, let address = address(written) else {
        document.refused.append(.init(title: title, address: written ?? ""))
        continue
      }
      var folders: [String] = []
      var above = tree.parent(node)
      while let found = above {
        if isNamed(found, "outline") {
          let name = names[found] ?? name(found, tree) ?? ""
          names[found] = name
          if !name.isEmpty { folders.append(name) }
        }
        above = tree.parent(found)
      }
      var outline = OPMLOutline(
        title: title, feedURL: address, homeURL: tree.attribute("htmlUrl", of: node),
        folders: folders.reversed(),
        categories: categories(tree.attribute("category", of: node) ?? ""), own: own)
      outline.isFeed = !isLink
      document.outlines.append(outline)
    }
    return document
  }

  private static func own(_ node: MarkupTree.Node, _ tree: MarkupTree) -> OPMLOutline.Own {
    func value(_ name: String) -> String? {
      tree.attribute("marsad:\(name)", of: node).map(PlainText.oneLine)
    }
    let tags = value("tags").map { text in
      text.split(separator: ",").prefix(50).map {
        String($0).replacing("%2C", with: ",").replacing("%25", with: "%")
      }
    }
    return OPMLOutline.Own(
      every: value("every"), language: value("language"), country: value("country"),
      kind: value("kind"), tags: tags)
  }

  private static func name(_ node: MarkupTree.Node, _ tree: MarkupTree) -> String? {
    let text = tree.attribute("title", of: node) ?? tree.attribute("text", of: node) ?? ""
    let plain = PlainText.oneLine(text)
    return plain.isEmpty ? nil : plain
  }

  /// An http or https address, also behind the `feed:` that some readers write before it.
  private static func address(_ written: String) -> String? {
    var text = written.trimmingMarkupSpace()
    let scheme = text.prefix(7).lowercased()
    if scheme == "feed://" {
      text = "http://" + text.dropFirst(7)
    } else if scheme.hasPrefix("feed:") {
      text = String(text.dropFirst(5))
    }
    guard let address = URLs.resolve(text, base: ""), URLs.isHTTP(address) else { return nil }
    return address
  }

  /// `/Boston/Weather,/Syria` as its words.
  private static func categories(_ text: String) -> [String] {
    var found: [String] = []
    for part in text.split(whereSeparator: { $0 == "," || $0 == "/" }).prefix(50) {
      let plain = PlainText.oneLine(String(part))
      if !plain.isEmpty, !found.contains(plain) { found.append(plain) }
    }
    return found
  }
}
