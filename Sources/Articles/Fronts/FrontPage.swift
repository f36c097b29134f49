package import Markup

/// One link of a front page that leads to an article.
package struct FrontLink: Sendable, Equatable {
  /// Absolute, as the page wrote it.
  package var url: String
  /// The headline beside or inside the link; empty where the page shows none.
  package var title: String
  /// Whether the page alone does not tell that it leads to an article.
  package var isDoubtful = false

  package init(url: String, title: String) {
    self.url = url
    self.title = title
  }
}

/// Finds the article links of a news page without configuration.
///
/// Three witnesses are heard: the link's words (headlines are longer than labels), its address
/// (dates, slugs and ids against sections, tags and tools), and its place (headings and cards
/// against menus and footers; links of one kind stand in groups and are judged with their group).
/// Linear in the page.
package enum FrontPage {
  /// Article links in document order, each address once. With a `selector`, the links that it
  /// matches or that stand inside what it matches, unjudged. With `doubtful`, links that may lead
  /// to articles follow, marked so: one that was not there at the last poll probably does. With
  /// `markupLimits`, a page that nests deeper or has more attributes on one element is refused.
  ///
  /// - Throws: `ArticleError` as `ArticleReader.read` does; a page without article links is no error.
  package static func links(
    _ bytes: [UInt8], contentType: String? = nil, url: String, selector: String? = nil,
    limit: Int = 5_000, doubtful: Bool = false, markupLimits: MarkupLimits? = nil
  ) throws(ArticleError) -> [FrontLink] {
    let tree = try PageParsing.tree(
      bytes, contentType: contentType, limits: markupLimits ?? MarkupLimits())
    if markupLimits != nil, let excess = tree.excess {
      throw ArticleError(.tooMany, excess.description)
    }
    let page = PageOutline(tree)
    let harvest = LinkHarvest(page, url: url)
    if let selector {
      let chosen = Set(try PageParsing.positions(selector, key: "links", page: page))
      return harvest.selected { position in
        var at = position
        while at >= 0 {
          if chosen.contains(at) { return true }
          at = page.parents[at]
        }
        return false
      }.prefix(limit).map { $0 }
    }
    let judged = harvest.judged()
    let found = judged.articles
    if found.count < 3 {
      let prose = page.prose[page.prose.count - 1]
      if let wall = Wall.find(page, head: PageHead(tree, url: url), url: url) {
        throw ArticleError(wall: wall)
      }
      guard !harvest.isEmpty || prose > 0 else {
        throw ArticleError(.empty, "the page shows no links; it may need JavaScript")
      }
    }
    return Array((doubtful ? found + judged.doubtful : found).prefix(limit))
  }

  /// How many addresses on a page are taken for no articles, by reason, the most first: for people
  /// who look at one page.
  package static func leftOut(
    _ bytes: [UInt8], contentType: String? = nil, url: String
  ) throws(ArticleError) -> [(reason: String, links: Int)] {
    let tree = try PageParsing.tree(bytes, contentType: contentType, limits: MarkupLimits())
    return LinkHarvest(PageOutline(tree), url: url).leftOut()
  }
}
