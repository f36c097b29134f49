internal import Foundation

/// A point of the map that a source states for an article, beside the article's words.
package struct StatedPoint: Equatable, Sendable {
  package var coordinate: Coordinate
  /// How far the stated line or area reaches from there; 0 for a point.
  package var reachKilometres: Double
  /// What the source calls the place.
  package var name: String?

  package init(coordinate: Coordinate, reachKilometres: Double = 0, name: String? = nil) {
    self.coordinate = coordinate
    self.reachKilometres = reachKilometres
    self.name = name
  }
}

extension PlaceFinder {
  /// The point as a place: `point:35.33,40.14`.
  ///
  /// Which country and division it lies in is told by the settlements around it, and not told near
  /// a border, at sea, in a desert or for an area: then only distances and areas speak for it.
  package func place(at point: StatedPoint) -> FoundPlace {
    let latitude = Self.degrees(point.coordinate.latitude)
    let longitude = Self.degrees(point.coordinate.longitude)
    let name = point.name ?? "\(latitude), \(longitude)"
    var place = Place(
      id: "point:\(latitude),\(longitude)", name: name, coordinate: point.coordinate,
      kind: .settlement, reachKilometres: point.reachKilometres)
    if point.reachKilometres <= Gazetteer.smallAreaKilometres,
      let seat = gazetteer.surroundings(of: point.coordinate)
    {
      place.country = seat.country
      place.admin = seat.division.map { gazetteer.name($0) }
      place.lineage = Place.Lineage(
        continent: seat.continent, countries: [seat.country],
        division: seat.division.map { Int(gazetteer.geonamesID($0)) })
    }
    return FoundPlace(
      place: place, inTitle: false, scalars: 0..<0, text: name, confidence: 1, isStated: true)
  }

  /// At most four digits behind the point, which is ten metres.
  private static func degrees(_ value: Double) -> String {
    let rounded = (value * 10_000).rounded() / 10_000
    return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
  }
}

extension Gazetteer {
  struct Seat {
    var country: String
    var continent: String?
    /// Number of the first-level division's record.
    var division: Int?
  }

  /// Where the nearest settlement is farther away, nothing is told of a point.
  private static let farthestKilometres = 50.0
  /// The extent up to which an area lies where its middle does.
  static let smallAreaKilometres = 10.0

  /// What a point lies in: what its nearest settlement lies in, unless a settlement of another
  /// country, or division, is nearly as near. One pass over all records, most of which their
  /// latitude rules out.
  func surroundings(of point: Coordinate) -> Seat? {
    let slack = 5.0
    var near: [(place: Int, kilometres: Double)] = []
    for place in 0..<count {
      let found = coordinate(place)
      guard abs(found.latitude - point.latitude) < 1, kind(place) == .settlement else { continue }
      let distance = GreatCircle.kilometres(found, point)
      if distance <= 2 * Self.farthestKilometres + slack { near.append((place, distance)) }
    }
    guard let nearest = near.min(by: { $0.kilometres < $1.kilometres }),
      nearest.kilometres <= Self.farthestKilometres, let number = countryNumber(nearest.place)
    else { return nil }
    let rivals = near.filter { $0.kilometres <= 2 * nearest.kilometres + slack }
    guard rivals.allSatisfy({ countryNumber($0.place) == number }) else { return nil }
    let whole = place(nearest.place)
    guard let country = whole.country else { return nil }
    let home = division(nearest.place)
    let isPlain = rivals.allSatisfy { division($0.place) == home }
    return Seat(
      country: country, continent: whole.lineage.continent, division: isPlain ? home : nil)
  }
}
