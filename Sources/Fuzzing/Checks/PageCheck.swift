internal import Articles
internal import Markup

/// Pages and fragments of HTML.
enum PageCheck {
  private static let url = "https://site.test/2024/03/14/story.html"
  private static let selectors: [Selector] = [
    "p", "div p > a", "h1 ~ p", "li + li", "* ~ * ~ a", "div div div div p", ".card h3 a[href]",
    "p:nth-child(2n+1)", ":not(p ~ p) > b", "a:is(div ~ a, p a):last-of-type", ":empty",
    "[class~=x i] > :first-child", "a:nth-last-child(-n+3) + *", "td:only-child", "[href*=a]",
  ].compactMap { try? Selector(parsing: $0) }

  static func check(_ bytes: [UInt8]) throws(Finding) {
    let hash = bytes.caseHash
    try readers(bytes, hash)
    let decoded = TextDecoding.decode(bytes, contentType: nil, kind: .html)
    guard let tree = try? HTMLParser.parse(decoded.utf8) else { return }
    try check(tree, size: decoded.utf8.count)
    let selector = selectors[Int(hash % UInt64(selectors.count))]
    let found = selector.matches(in: tree)
    try Finding.unless(
      found.allSatisfy { tree.isElement($0) }, "\(selector) matches what is no element")
    // Bounded: asking one by one costs a walk each.
    for node in found.prefix(20) {
      try Finding.unless(selector.matches(node, in: tree), "\(selector) unsays a match")
    }
    // Any text may come as a selector, and is read or refused.
    let text = String(decoding: decoded.utf8.prefix(Int(hash >> 8 % 200)), as: UTF8.self)
    _ = try? Selector(parsing: text).matches(in: tree, limit: 5)
  }

  /// All that is linear in a page may fill its share of the bound below.
  private static func limit(_ bytes: [UInt8]) -> Int { 16 * bytes.count + 4096 }

  private static func readers(_ bytes: [UInt8], _ hash: UInt64) throws(Finding) {
    let limit = limit(bytes)
    var settings = ArticleSettings(language: hash % 3 == 0 ? "ar-SY" : nil)
    if hash % 5 == 0 { settings.selectors.body = "div ~ p, article > *" }
    let article = try? ArticleReader.read(bytes, url: url, settings: settings)
    try Finding.unless(
      article == (try? ArticleReader.read(bytes, url: url, settings: settings)),
      "a second reading gives another article")
    try check(article, limit: limit)
    let html = String(decoding: bytes, as: UTF8.self)
    try check(ArticleReader.fromFeedHTML(title: html, html: html, url: url), limit: limit)
    let plain = HTMLText.plain(html)
    try Finding.text(plain, "plain text", limit: limit)
    try Finding.text(HTMLText.collapsed(html), "a line", limit: html.utf8.count)
    let links = (try? FrontPage.links(bytes, url: url)) ?? []
    try Finding.unless(
      links == ((try? FrontPage.links(bytes, url: url)) ?? []),
      "a second reading gives other links")
    for link in links {
      try AddressCheck.isAbsolute(link.url, "a link")
      try Finding.text(link.title, "a link's title", limit: limit)
    }
    try Finding.unless(Set(links.map(\.url)).count == links.count, "a link comes twice")
  }

  private static func check(_ article: Article?, limit: Int) throws(Finding) {
    guard let article else { return }
    try Finding.text(article.title, "a title", limit: limit)
    try Finding.text(article.body, "a body", limit: limit)
    try Finding.text(article.excerpt, "an excerpt", limit: 4 * 281)
    try Finding.unless(article.title.unicodeScalars.count <= 2_000, "a title over its limit")
    try Finding.unless(article.body.unicodeScalars.count <= 200_000, "a body over its limit")
    for author in article.authors { try Finding.text(author, "an author", limit: 4096) }
    try Finding.unless(article.authors.count <= 100, "\(article.authors.count) authors")
    try Finding.text(article.language, "a language", limit: 64)
    try AddressCheck.isAbsolute(article.canonicalURL, "a canonical address")
    try DateCheck.isSane(article.published)
    try Finding.unless(abs(article.publishedOffset ?? 0) <= 26 * 3600, "an offset of days")
  }

  /// The tree holds together, and all that it hands out is valid.
  private static func check(_ tree: MarkupTree, size: Int) throws(Finding) {
    var reached = 0
    var bytes = 0
    for node in tree.descendants(of: MarkupTree.document) {
      reached += 1
      try Finding.unless(reached < tree.count, "a tree of more nodes than it has")
      guard let parent = tree.parent(node) else { throw Finding("a node without a parent") }
      try Finding.unless(
        tree.previous(node).map { tree.next($0) == node } ?? (tree.firstChild(parent) == node),
        "a node that its neighbours do not know")
      try Finding.unless(
        tree.next(node) != nil || tree.lastChild(parent) == node, "a last child that is none")
      if tree.isText(node) {
        let text = tree.textBytes(node)
        bytes += text.count
        try Finding.unless(
          String(validating: text, as: UTF8.self) != nil, "a text node is no valid UTF-8")
      }
    }
    try Finding.unless(bytes <= 4 * size + 64, "a tree of \(bytes) bytes out of \(size)")
  }
}
