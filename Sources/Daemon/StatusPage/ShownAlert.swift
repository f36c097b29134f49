internal import Alerts
internal import Foundation
internal import State
internal import Text

/// What alerts say of one article, as the page shows it: read from the events that were stored, with
/// every rule that spoke of the same article.
struct ShownAlert: Sendable {
  struct Rule: Equatable, Sendable {
    var name: String
    var severity: String
  }

  struct Place: Equatable, Sendable {
    var name: String
    /// Country, by its code, and the first division.
    var region: String
    var point: WorldMap.Point?
    /// In words, such as `12.4 km away`.
    var distance: String?
    /// A condition of the rule asked for it.
    var isMeant: Bool
  }

  struct Snippet: Equatable, Sendable {
    var text: String
    /// Unicode scalars of `text`.
    var words: Range<Int>
  }

  let id: String
  let type: String
  let at: Date
  /// The gravest first.
  private(set) var rules: [Rule]
  let title: String
  let url: String?
  let source: String
  /// Unicode scalars of the title.
  private(set) var titleWords: [Range<Int>]
  let titlePlaces: [Range<Int>]
  private(set) var snippets: [Snippet]
  private(set) var places: [Place]
  /// Near-identical copies, this one included.
  let copies: Int

  /// The same for all alerts of one kind about one article.
  private let article: String

  var severity: String { rules[0].severity }

  private static let snippetsShown = 3
  private static let placesShown = 12

  /// nil where the event cannot be read.
  init?(_ row: AlertRow) {
    guard let event = EventDocument(row.event) else { return nil }
    let tree = event.tree
    let article = tree["article"]
    id = event.id
    type = row.type
    at = row.at
    let severity = tree["rule"]["severity"].string ?? ""
    rules = [
      Rule(
        name: row.rule ?? tree["rule"]["name"].string ?? "",
        severity: Self.severities.contains(severity) ? severity : "medium")
    ]
    self.article = article["id"].string ?? event.id
    title = article["title"].string ?? ""
    url = article["url"].string ?? article["canonical_url"].string
    source = article["source"]["name"].string ?? ""
    copies = tree["story"]["count"].integer ?? 1
    let matches = tree["matches"].list
    titleWords = matches.filter { $0["field"].string == "title" }.compactMap(Self.span)
    titlePlaces = tree["places"].list.filter { $0["field"].string == "title" }
      .compactMap(Self.span)
    var seen: Set<String> = []
    snippets = Array(
      matches.filter { $0["field"].string == "body" }.compactMap(Self.snippet)
        .filter { seen.insert($0.text).inserted }.prefix(Self.snippetsShown))
    places = Array(Self.places(tree["places"].list).prefix(Self.placesShown))
  }

  /// The alerts of these rows, the youngest first, those about one article as one.
  static func all(_ rows: [AlertRow]) -> [ShownAlert] {
    var shown: [ShownAlert] = []
    var index: [String: Int] = [:]
    for alert in rows.compactMap(ShownAlert.init) {
      let key = alert.type + " " + alert.article
      if let first = index[key], alert.type != "article.revised" {
        shown[first].take(alert)
      } else {
        index[key] = shown.count
        shown.append(alert)
      }
    }
    return shown
  }

  /// Another rule that spoke of the article.
  private mutating func take(_ other: ShownAlert) {
    rules += other.rules.filter { !rules.contains($0) }
    rules.sort { Self.rank($0.severity) > Self.rank($1.severity) }
    titleWords += other.titleWords
    let known = Set(snippets.map(\.text))
    snippets += other.snippets.filter { !known.contains($0.text) }
    snippets = Array(snippets.prefix(Self.snippetsShown))
    for place in other.places {
      if let index = places.firstIndex(where: { $0.name == place.name }) {
        if place.isMeant, !places[index].isMeant { places[index] = place }
      } else {
        places.append(place)
      }
    }
    places = Array(
      (places.filter(\.isMeant) + places.filter { !$0.isMeant }).prefix(Self.placesShown))
  }

  static func rank(_ severity: String) -> Int { severities.firstIndex(of: severity) ?? 1 }

  private static let severities = ["low", "medium", "high", "critical"]

  private static func span(_ match: JSONTree) -> Range<Int>? {
    guard let start = match["start"].integer, let end = match["end"].integer, 0 <= start,
      start < end
    else { return nil }
    return start..<end
  }

  /// The snippet holds the words literally.
  private static func snippet(_ match: JSONTree) -> Snippet? {
    guard let text = match["snippet"].string else { return nil }
    let words = match["text"].string ?? ""
    guard !words.isEmpty, let found = text.range(of: words, options: .literal) else {
      return Snippet(text: text, words: 0..<0)
    }
    let scalars = text.unicodeScalars
    let start = scalars.distance(from: scalars.startIndex, to: found.lowerBound)
    return Snippet(text: text, words: start..<(start + words.unicodeScalars.count))
  }

  /// Each place once, those that the rule meant first.
  private static func places(_ list: [JSONTree]) -> [Place] {
    var places: [Place] = []
    for entry in list {
      guard let name = entry["name"].string ?? entry["text"].string, !name.isEmpty else { continue }
      let isMeant = entry["relation"].string != "mentioned"
      if let index = places.firstIndex(where: { $0.name == name }) {
        places[index].isMeant = places[index].isMeant || isMeant
        continue
      }
      var point: WorldMap.Point?
      if let latitude = entry["lat"].number, let longitude = entry["lon"].number,
        (-90...90).contains(latitude), (-180...180).contains(longitude)
      {
        point = WorldMap.Point(longitude: longitude, latitude: latitude)
      }
      let region = [entry["admin"].string, entry["country"].string].compactMap(\.self)
        .filter { !$0.isEmpty && $0 != name }.joined(separator: ", ")
      places.append(
        Place(
          name: name, region: region, point: point,
          distance: entry["distance_km"].number.flatMap { $0 > 0 ? "\($0) km away" : nil },
          isMeant: isMeant))
    }
    return places.filter(\.isMeant) + places.filter { !$0.isMeant }
  }
}
