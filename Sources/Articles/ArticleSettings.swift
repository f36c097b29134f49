package import Foundation
package import Markup

/// How a page is read. The defaults need no configuration.
package struct ArticleSettings: Sendable, Equatable {
  /// CSS selectors that override the automatic reading, part by part; several matches of `body`
  /// are joined. A selector that matches nothing leaves its part to the automatic reading.
  package struct Selectors: Sendable, Equatable {
    package var title: String?
    package var body: String?
    package var author: String?
    package var published: String?

    package init(
      title: String? = nil, body: String? = nil, author: String? = nil, published: String? = nil
    ) {
      self.title = title
      self.body = body
      self.author = author
      self.published = published
    }
  }

  /// Language tag of the source, such as `ar-SY`; used where text and page say nothing.
  package var language: String?
  package var selectors = Selectors()
  /// When the page was fetched. With it, dates told from now are read (`2 hours ago`) and none lies
  /// after it; without it, only dates are read that are stated in full.
  package var now: Date?
  /// Unicode scalars; longer titles are cut and named in `truncated`.
  package var titleCharacters = 2_000
  /// Unicode scalars of the body; longer ones are cut at a paragraph or word and named in `truncated`.
  package var bodyCharacters = 200_000
  package var markupLimits = MarkupLimits()
  /// Where the page is a further part of an article: its number, and the first part's address.
  package var part = 1
  package var firstPart: String?

  package init(language: String? = nil) { self.language = language }
}
