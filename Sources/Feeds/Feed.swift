package import Foundation

/// What a feed, sitemap or page turned out to be.
package enum FeedDocument: Equatable, Sendable {
  case feed(Feed)
  case sitemap([SitemapEntry])
  case sitemapIndex([SitemapReference])
  /// A page for readers, with the feeds that it names.
  case page(PageHints)
}

/// A feed of any format in one form. Addresses are absolute.
package struct Feed: Equatable, Sendable {
  package enum Format: String, Equatable, Sendable {
    case rss, atom, rdf, cdf, json
    /// A channel's public preview page.
    case telegram
  }

  package var format: Format
  /// Plain text.
  package var title: String = ""
  package var descriptionHTML: String?
  /// The site's page.
  package var homeURL: String?
  package var selfURL: String?
  /// A BCP 47 tag as written.
  package var language: String?
  package var updated: Date?
  /// How long the feed asks to be left alone, in seconds (`ttl`, `sy:updatePeriod`).
  package var timeToLive: Int?
  /// The WebSub hub.
  package var hub: String?
  /// The page of older entries (RFC 5005).
  package var nextPage: String?
  package var entries: [Entry] = []
  /// What was repaired, in words without the feed's own text.
  package var damage: [String] = []

  package init(format: Format) { self.format = format }
}

/// One entry of a feed.
package struct Entry: Equatable, Sendable {
  /// The `guid` or `id` as written.
  package var id: String?
  /// Whether `id` is the article's address too.
  package var idIsPermalink = false
  package var url: String?
  /// Plain text on one line.
  package var title: String = ""
  /// Whether the feed says that its title is plain text (RFC 4287 §3.1.1.1), where others write HTML.
  package var titleIsLiteral = false
  package var summaryHTML: String?
  package var contentHTML: String?
  package var authors: [String] = []
  package var published: Date?
  package var updated: Date?
  package var categories: [String] = []
  package var enclosures: [Enclosure] = []
  package var language: String?
  /// Where on the map the entry says that it belongs.
  package var coordinates: EntryCoordinates?
  /// Whose words they were, where the entry only passes them on.
  package var forwardedFrom: Attribution?

  package init() {}
}

/// Someone who is named, with an address where there is one.
package struct Attribution: Codable, Equatable, Sendable {
  package var name: String
  package var url: String?

  package init(name: String, url: String? = nil) {
    self.name = name
    self.url = url
  }
}

/// A file that belongs to an entry.
package struct Enclosure: Equatable, Sendable {
  package var url: String
  package var type: String?
  package var bytes: Int?

  package init(url: String, type: String? = nil, bytes: Int? = nil) {
    self.url = url
    self.type = type
    self.bytes = bytes
  }
}

/// One page of a sitemap (sitemaps.org 0.9, with Google's news extension).
package struct SitemapEntry: Equatable, Sendable {
  package var url: String
  package var lastModified: Date?
  /// The headline, in a news sitemap.
  package var title: String?
  package var published: Date?
  package var language: String?
  package var keywords: [String] = []
}

/// A sitemap that an index names.
package struct SitemapReference: Equatable, Sendable {
  package var url: String
  package var lastModified: Date?
}

/// How much of a document is read.
package struct FeedLimits: Equatable, Sendable {
  /// Bytes of the document, unpacked.
  package var bytes: Int
  /// Entries of a feed, or addresses of a sitemap.
  package var entries: Int
  /// Elements and texts.
  package var nodes: Int
  /// Elements inside each other.
  package var depth: Int
  /// Attributes of one element.
  package var attributes: Int

  package init(
    bytes: Int = 16 << 20, entries: Int = 5000, nodes: Int = 500_000, depth: Int = 512,
    attributes: Int = 128
  ) {
    self.bytes = bytes
    self.entries = entries
    self.nodes = nodes
    self.depth = depth
    self.attributes = attributes
  }
}

/// Why a document gave no entries.
package struct FeedError: Error, Equatable, Sendable, CustomStringConvertible {
  package enum Kind: String, Equatable, Sendable {
    case empty
    case format
    case encoding
    case tooLarge = "too_large"
    case tooMany = "too_many"
  }

  package let kind: Kind
  /// What was found and what to do; never holds the document's text.
  package let message: String

  package init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  package var description: String { "\(kind.rawValue): \(message)" }
}
