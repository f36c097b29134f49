package import Foundation

/// An article as the rules saw it, kept so that other rules can be tried on it later.
package struct ArchivedArticle: Equatable, Sendable {
  /// Where on the map its source put it.
  package struct Point: Codable, Equatable, Sendable {
    package var latitude: Double
    package var longitude: Double
    /// How far the stated line or area reaches from there; 0 for a point.
    package var reachKilometres: Double
    package var name: String?

    package init(
      latitude: Double, longitude: Double, reachKilometres: Double = 0, name: String? = nil
    ) {
      self.latitude = latitude
      self.longitude = longitude
      self.reachKilometres = reachKilometres
      self.name = name
    }
  }

  package var title: String
  package var body: String
  /// Its authors, and whose words it passes on.
  package var authors: [String] = []
  /// As the article itself tells it; nil where it does not.
  package var language: String?
  package var url: String?
  package var published: Date?
  package var point: Point?

  package init(title: String, body: String) {
    self.title = title
    self.body = body
  }
}

/// One article of the archive, its text still packed: unpacking is left to whoever has a thread for
/// it.
package struct ArchiveRow: Sendable {
  package var id: Int64
  /// Several sources may have shown one article; each has a row then.
  package var article: Int64
  /// Whether the archive holds the article of another source too.
  package var isShared: Bool
  /// The source's name.
  package var source: String
  /// When it was first read.
  package var seen: Date
  var language: String?
  var url: String?
  var published: Date?
  var point: ArchivedArticle.Point?
  var text: [UInt8]

  /// The article; nil where its text is damaged.
  package func unpacked() -> ArchivedArticle? {
    guard let parts = ArchiveText.unpacked(text), parts.count >= 2 else { return nil }
    var article = ArchivedArticle(title: parts[0], body: parts[1])
    article.authors = Array(parts[2...])
    article.language = language
    article.url = url
    article.published = published
    article.point = point
    return article
  }
}

/// What of the archive is asked for.
package struct ArchiveQuery: Equatable, Sendable {
  package var since: Date?
  /// Not itself among them.
  package var until: Date?
  /// Of this source alone, by name.
  package var source: String?

  package init(since: Date? = nil, until: Date? = nil, source: String? = nil) {
    self.since = since
    self.until = until
    self.source = source
  }
}

/// How much the archive holds.
package struct ArchiveExtent: Equatable, Sendable {
  package var count: Int
  package var bytes: Int
  /// When the oldest and the newest were first read; nil where there are none.
  package var first: Date?
  package var last: Date?
}
