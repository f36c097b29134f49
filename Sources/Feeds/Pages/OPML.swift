internal import Markup

/// One subscription of an OPML file (opml.org/spec2).
package struct OPMLOutline: Equatable, Sendable {
  package var title: String
  package var feedURL: String
  package var homeURL: String?
  /// Names of the folders around it, outermost first.
  package var folders: [String]
}

/// Lists of subscriptions as readers export them.
package enum OPML {
  /// The subscriptions in the file's order, at most `limit`.
  package static func read(
    _ bytes: [UInt8], limit: Int = 20_000
  ) throws(FeedError) -> [OPMLOutline] {
    let decoded = TextDecoding.decode(bytes, contentType: nil, kind: .xml)
    let tree: MarkupTree
    do {
      tree = try XMLParser.parse(decoded.utf8)
    } catch {
      throw FeedError(markup: error)
    }
    func isNamed(_ node: MarkupTree.Node, _ name: String) -> Bool {
      tree.nameText(node).lowercased() == name
    }
    guard tree.children(of: MarkupTree.document).contains(where: { isNamed($0, "opml") }) else {
      throw FeedError(.format, "found no OPML file: its first element is not <opml>")
    }
    var outlines: [OPMLOutline] = []
    for node in tree.descendants(of: MarkupTree.document) where isNamed(node, "outline") {
      guard let url = tree.attribute("xmlUrl", of: node) ?? tree.attribute("xmlurl", of: node),
        let address = URLs.resolve(url, base: ""), URLs.isHTTP(address)
      else { continue }
      guard outlines.count < limit else {
        throw FeedError(.tooMany, "over \(limit) subscriptions in one OPML file")
      }
      var folders: [String] = []
      var above = tree.parent(node)
      while let found = above {
        if isNamed(found, "outline"), let name = name(found, tree) { folders.append(name) }
        above = tree.parent(found)
      }
      outlines.append(
        OPMLOutline(
          title: name(node, tree) ?? "", feedURL: address,
          homeURL: tree.attribute("htmlUrl", of: node), folders: folders.reversed()))
    }
    return outlines
  }

  private static func name(_ node: MarkupTree.Node, _ tree: MarkupTree) -> String? {
    let text = tree.attribute("title", of: node) ?? tree.attribute("text", of: node) ?? ""
    let plain = PlainText.oneLine(text)
    return plain.isEmpty ? nil : plain
  }
}
