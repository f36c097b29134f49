internal import Articles
internal import Feeds
internal import Foundation
internal import Places
internal import State

/// What a feed tells of an article and its page may not: kept for when the page is read later.
struct CarriedFacts: Codable, Equatable, Sendable {
  var authors: [String] = []
  var published: Date?
  var language: String?
  var origin: Attribution?
  var point: ArchivedArticle.Point?

  init() {}

  init(_ candidate: SourceDocument.Candidate) {
    authors = candidate.entry?.authors ?? []
    published = candidate.published
    language = candidate.entry?.language
    origin = candidate.entry?.forwardedFrom
    point = candidate.statedPoint.map(ArchivedArticle.Point.init)
  }

  init(encoded: String?) {
    let decoder = JSONDecoder()
    self =
      encoded.flatMap { try? decoder.decode(CarriedFacts.self, from: Data($0.utf8)) }
      ?? CarriedFacts()
  }

  /// nil where there is nothing to keep, or too much to be true.
  var encoded: String? {
    guard self != CarriedFacts(), let data = try? JSONEncoder().encode(self), data.count < 16_384
    else { return nil }
    return String(decoding: data, as: UTF8.self)
  }

  /// An article that holds no more than these, for the page to be filled in from.
  var article: Article {
    Article(authors: authors, published: published, language: language)
  }
}
