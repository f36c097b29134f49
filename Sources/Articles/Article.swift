package import Foundation

/// What a reader would call the article: its words without the page around them.
package struct Article: Sendable, Equatable {
  /// The headline as the page shows it, without the site's name.
  package var title: String
  /// Plain text; paragraphs are apart by an empty line.
  package var body: String
  package var authors: [String]
  /// When the page says it was published; nil when it does not say. Never the day of viewing.
  package var published: Date?
  /// Seconds east of UTC that the page wrote with `published`; nil without a zone.
  package var publishedOffset: Int?
  /// Whether `published` was stated in the lunar Hijri calendar, so that its day may be off by one.
  package var publishedIsLunar = false
  /// When the page says it was last changed, where that is after its publication.
  package var modified: Date?
  /// The page's own description, where it says more than the headline and the first lines.
  package var summary: String?
  /// The lead image's address; absolute.
  package var image: String?
  /// The part of the site that it stands in, as the page names it.
  package var section: String?
  /// BCP 47 primary subtag, from the text itself; the page's own claim only where the text is too short.
  package var language: String?
  /// Absolute; as stated by the page, so no more than a hint of identity.
  package var canonicalURL: String?
  /// The address of the next part, where the article is cut into pages.
  package var nextPart: String?
  /// The beginning of the body, cut at a word, at most 280 scalars.
  package var excerpt: String
  /// The names of the fields that a limit cut: `title`, `body`.
  package var truncated: [String]
  /// `login` where a login or a subscription stood on the page and some text was read all the same.
  package var wall: String?
  /// Whether the page reads like one article, not like a list of them or an empty shell.
  package var isArticle: Bool

  package init(
    title: String = "", body: String = "", authors: [String] = [], published: Date? = nil,
    publishedOffset: Int? = nil, language: String? = nil, canonicalURL: String? = nil,
    excerpt: String = "", truncated: [String] = [], wall: String? = nil, isArticle: Bool = false
  ) {
    self.title = title
    self.body = body
    self.authors = authors
    self.published = published
    self.publishedOffset = publishedOffset
    self.language = language
    self.canonicalURL = canonicalURL
    self.excerpt = excerpt
    self.truncated = truncated
    self.wall = wall
    self.isArticle = isArticle
  }
}

/// Why a page gave no article or no links. It concerns this page alone.
package struct ArticleError: Error, Equatable, Sendable, CustomStringConvertible {
  package enum Kind: String, Equatable, Sendable {
    case encoding
    case format
    case empty
    case tooLarge = "too_large"
    case tooMany = "too_many"
    case blocked
    /// The page says that there is no such page.
    case missing
    /// The page says that its site is out of order.
    case broken
  }

  package let kind: Kind
  package let message: String

  package init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  package var description: String { message }
}
