package import Markup

/// What a page for readers says about feeds.
package struct PageHints: Equatable, Sendable {
  package enum Look: String, Equatable, Sendable {
    case page = "an HTML page"
    case login = "a login page"
    case challenge = "a bot check"
    /// What `https://t.me/CHANNEL` gives, and `/s/CHANNEL` of a channel without a preview.
    case telegramCard = "a Telegram channel's card without its messages"
  }

  /// A feed that the page names.
  package struct FeedLink: Equatable, Sendable {
    package var url: String
    package var title: String?
    package var type: String
  }

  package var title: String = ""
  /// In the page's order; comment feeds stand last.
  package var feeds: [FeedLink] = []
  package var looksLike: Look = .page

  private static let types: Set<String> = [
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json",
    "application/x.atom+xml", "application/x-atom+xml", "text/rss+xml", "application/rss",
  ]

  /// Reads `link rel=alternate` of an HTML tree; `url` is the page's address.
  package init(tree: MarkupTree, url: String) {
    if let node = tree.first(.title) {
      title = PlainText.oneLine(tree.textContent(node))
    }
    var base = url
    if let node = tree.first(.base), let href = tree.attribute(.href, of: node),
      let resolved = URLs.resolve(href, base: url)
    {
      base = resolved
    }
    for node in tree.all(.link) where feeds.count < 100 {
      let relations = tree.attribute(.rel, of: node)?.lowercased().split(separator: " ") ?? []
      let type = tree.attribute(.type, of: node)?.lowercased().trimmingMarkupSpace() ?? ""
      guard relations.contains("alternate") || relations.contains("feed"),
        Self.types.contains(type) || relations.contains("feed"),
        let href = tree.attribute(.href, of: node), let address = URLs.resolve(href, base: base),
        URLs.isHTTP(address), !feeds.contains(where: { $0.url == address })
      else { continue }
      feeds.append(FeedLink(url: address, title: tree.attribute(.title, of: node), type: type))
    }
    let main = feeds.filter { !$0.url.lowercased().contains("comment") }
    feeds = main + feeds.filter { $0.url.lowercased().contains("comment") }
    looksLike = Self.look(tree, title)
  }

  private static func look(_ tree: MarkupTree, _ title: String) -> Look {
    let lower = title.lowercased()
    if lower.contains("just a moment") || lower.contains("attention required")
      || lower.contains("are you a robot") || lower.contains("ddos-guard")
    {
      return .challenge
    }
    if TelegramPage.namesChannel(tree) { return .telegramCard }
    let hasPassword = tree.all(.input).contains {
      tree.attribute(.type, of: $0)?.lowercased() == "password"
    }
    let paragraphs = tree.all(.p).count + tree.all(.article).count
    return hasPassword && paragraphs < 6 && feedless(tree) ? .login : .page
  }

  private static func feedless(_ tree: MarkupTree) -> Bool { tree.all(.a).count < 40 }
}
