internal import Alerts
internal import Articles
internal import Feeds
internal import Foundation
internal import Places
internal import Rules
internal import Settings
internal import State

/// What a finding is told of besides the finding itself.
struct AlertContext {
  var article: Article
  var identity: String
  var url: String?
  /// Whose words they were, where the source only passes them on.
  var forwardedFrom: Attribution?
  var source: AlertEvent.SourceInfo
  var firstSeen: Date
  /// What its finding rests on.
  var evidence: AlertEvent.Evidence?
  /// All places of the article, those that satisfied nothing too.
  var places: [FoundPlace]
}

extension AlertEvent {
  /// The alert of one rule about one article.
  static func matched(_ finding: Finding, _ context: AlertContext, now: Date) -> AlertEvent {
    let article = context.article
    var info = ArticleInfo(
      identity: context.identity, url: context.url, canonicalURL: article.canonicalURL,
      title: article.title, authors: article.authors, published: article.published,
      firstSeen: context.firstSeen, language: article.language, body: article.body,
      source: context.source)
    info.forwardedFrom = context.forwardedFrom.map { .init(name: $0.name, url: $0.url) }
    if info.url == nil { info.url = article.canonicalURL }
    var event = matched(
      rule: finding.rule, articleIdentity: context.identity, article: info,
      matches: finding.matches.map(Match.init),
      places: spots(finding, context.places),
      evidence: context.evidence,
      now: now)
    for field in article.truncated { event.truncated[field] = 0 }
    return event
  }

  /// One element for each place and condition that it satisfied, then every other place found, once.
  private static func spots(_ finding: Finding, _ places: [FoundPlace]) -> [PlaceSpot] {
    var spots = finding.places.map(PlaceSpot.init)
    var told = Set(finding.places.map(\.place.id))
    for found in places where told.insert(found.place.id).inserted {
      spots.append(PlaceSpot(found))
    }
    return spots
  }
}

extension AlertEvent.Match {
  init(_ match: TermMatch) {
    self.init(
      condition: match.condition, term: match.term, text: match.text,
      found: match.manner.description, field: match.field, start: match.scalars.lowerBound,
      end: match.scalars.upperBound, snippet: match.snippet)
  }
}

extension AlertEvent.PlaceSpot {
  init(_ match: PlaceMatch) {
    self.init(
      place: match.place, text: match.text, field: match.field, scalars: match.scalars,
      relation: match.relation, area: match.area, distanceKilometres: match.distanceKilometres,
      isStated: match.isStated)
    sureness(match.confidence, match.also)
  }

  init(_ found: FoundPlace) {
    self.init(
      place: found.place, text: found.text, field: found.inTitle ? .title : .body,
      scalars: found.scalars, relation: .mentioned, area: nil, distanceKilometres: nil,
      isStated: found.isStated)
    sureness(found.confidence, found.also)
  }

  private mutating func sureness(_ confidence: Double, _ also: [Place]) {
    self.confidence = confidence
    self.also = also.map { Namesake(name: $0.name, id: $0.id, country: $0.country) }
  }

  private init(
    place: Place, text: String, field: Field, scalars: Range<Int>, relation: PlaceMatch.Relation,
    area: String?, distanceKilometres: Double?, isStated: Bool
  ) {
    self.init(
      name: place.name, id: place.id, country: place.country, admin: place.admin,
      latitude: place.coordinate.latitude, longitude: place.coordinate.longitude, text: text,
      field: field, start: scalars.lowerBound, end: scalars.upperBound, relation: relation.rawValue,
      area: area, distanceKilometres: distanceKilometres, isStated: isStated)
  }
}
