internal import Articles
internal import Feeds
internal import Foundation
internal import Places
internal import State

/// What a feed tells of an article and its page may not: kept for when the page is read later.
struct CarriedFacts: Codable, Equatable, Sendable {
  struct Point: Codable, Equatable, Sendable {
    var latitude: Double
    var longitude: Double
    var reachKilometres: Double
    var name: String?
  }

  struct Origin: Codable, Equatable, Sendable {
    var name: String
    var url: String?
  }

  var authors: [String] = []
  var published: Date?
  var language: String?
  var origin: Origin?
  var point: Point?

  init() {}

  init(_ candidate: SourceDocument.Candidate) {
    authors = candidate.entry?.authors ?? []
    published = candidate.published
    language = candidate.entry?.language
    origin = candidate.entry?.forwardedFrom.map { Origin(name: $0.name, url: $0.url) }
    point = candidate.statedPoint.map { point in
      Point(
        latitude: point.coordinate.latitude, longitude: point.coordinate.longitude,
        reachKilometres: point.reachKilometres, name: point.name)
    }
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

  var archivedPoint: ArchivedArticle.Point? {
    point.map { point in
      ArchivedArticle.Point(
        latitude: point.latitude, longitude: point.longitude,
        reachKilometres: point.reachKilometres, name: point.name)
    }
  }

  /// An article that holds no more than these, for the page to be filled in from.
  var article: Article {
    Article(authors: authors, published: published, language: language)
  }
}
