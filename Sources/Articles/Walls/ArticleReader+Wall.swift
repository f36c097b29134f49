internal import Markup

extension ArticleReader {
  /// The wall that a page is: a bot check, a consent page, a login, or the site's word that there is
  /// nothing or that it is out of order. Nil for any other page, and for what is no page at all.
  ///
  /// For answers that are no article by their status, or that stand where a feed was expected.
  package static func wall(
    _ bytes: [UInt8], contentType: String? = nil, url: String
  ) -> ArticleError? {
    // Walls are short: what is longer is a page of its own.
    guard bytes.count <= 1 << 20,
      let tree = try? PageParsing.tree(bytes, contentType: contentType, limits: MarkupLimits())
    else { return nil }
    return Wall.find(PageOutline(tree), head: PageHead(tree, url: url), url: url)
      .map(ArticleError.init(wall:))
  }
}
