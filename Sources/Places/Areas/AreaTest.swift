/// Why a condition on places cannot be compiled.
package enum AreaTestError: Error, Equatable, Sendable, CustomStringConvertible {
  /// No place has this name, number or code; `nearest` is a listed name like it.
  case unknownPlace(name: String, nearest: String?)
  case unknownArea(name: String)

  package var description: String {
    switch self {
    case .unknownPlace(let name, _): "no place named \"\(name)\""
    case .unknownArea(let name): "no place or area named \"\(name)\" in places"
    }
  }
}

/// One compiled condition on a place: that it lies in, near or inside of something.
///
/// A country or a division has no one position. It counts as near only when its middle is, and half
/// of its reach with it: a mention of Syria is no report from within 60 km of Homs.
package struct AreaTest: Sendable {
  package enum Condition: Hashable, Sendable {
    /// In a country, a division, a continent, or any place.
    case inside(PlaceReference)
    case within(kilometres: Double, of: PlaceReference)
    /// In an area, or at a place, of the configuration's own.
    case area(String)
  }

  package struct Answer: Equatable, Sendable {
    package var holds: Bool
    /// From the place to what the condition names; nil where no distance was asked for.
    package var distanceKilometres: Double?
  }

  private enum Test {
    case continent(String)
    case country(String)
    /// A GeoNames id, and the same as a place bears it.
    case division(Int, id: String)
    case district(Int, id: String)
    /// A settlement or region: itself, or what lies within its reach.
    case around(Place, kilometres: Double)
    case circle(Coordinate, kilometres: Double)
    case shape(AreaShape, kilometres: Double, givesDistance: Bool)
  }

  private let test: Test
  /// What the reference was understood as: the first; nil for an own area.
  package let reading: Place?
  /// Other places of the same name, the likeliest first.
  package let alternatives: [Place]

  package init(
    _ condition: Condition, gazetteer: Gazetteer, ownPlaces: [OwnPlace]
  ) throws(AreaTestError) {
    switch condition {
    case .area(let name):
      guard let own = ownPlaces.first(where: { $0.name == name }) else {
        throw .unknownArea(name: name)
      }
      test = .shape(AreaShape(own.shape), kilometres: 0, givesDistance: false)
      reading = nil
      alternatives = []
    case .inside(let reference):
      if let own = Self.own(reference, ownPlaces) {
        test = .shape(AreaShape(own.shape), kilometres: 0, givesDistance: false)
        reading = nil
        alternatives = []
      } else {
        let found = try Self.find(reference, gazetteer)
        test = Self.inside(found.first)
        reading = found.first
        alternatives = found.others
      }
    case .within(let kilometres, let reference):
      if let own = Self.own(reference, ownPlaces) {
        test = .shape(AreaShape(own.shape), kilometres: kilometres, givesDistance: true)
        reading = nil
        alternatives = []
      } else {
        let found = try Self.find(reference, gazetteer)
        let centre = Self.seat(found.first, reference: reference, others: found.others)
        test = .circle(centre.coordinate, kilometres: kilometres)
        reading = centre
        alternatives = ([found.first] + found.others).filter { $0 != centre }
      }
    }
  }

  package func test(_ place: Place) -> Answer {
    switch test {
    case .continent(let code):
      return Answer(holds: place.lineage.continent == code)
    case .country(let code):
      return Answer(holds: place.lineage.countries.contains(code))
    case .division(let number, let id):
      return Answer(holds: place.lineage.division == number || place.id == id)
    case .district(let number, let id):
      return Answer(holds: place.lineage.district == number || place.id == id)
    case .around(let centre, let reach):
      if place.id == centre.id { return Answer(holds: true) }
      if let code = centre.country, !place.lineage.countries.contains(code) {
        return Answer(holds: false)
      }
      return near(place, centre.coordinate, reach, givesDistance: false)
    case .circle(let centre, let kilometres):
      return near(place, centre, kilometres, givesDistance: true)
    case .shape(let shape, let kilometres, let givesDistance):
      guard let distance = shape.kilometres(from: place.coordinate) else {
        return Answer(holds: false)
      }
      let holds =
        place.reachKilometres == 0
        ? distance <= kilometres
        : Self.middle(of: place).allSatisfy {
          (shape.kilometres(from: $0) ?? .infinity) <= kilometres
        }
      return Answer(holds: holds, distanceKilometres: givesDistance ? distance : nil)
    }
  }
}

extension AreaTest {
  private func near(
    _ place: Place, _ centre: Coordinate, _ kilometres: Double, givesDistance: Bool
  ) -> Answer {
    let distance = GreatCircle.kilometres(place.coordinate, centre)
    return Answer(
      holds: distance + place.reachKilometres / 2 <= kilometres,
      distanceKilometres: givesDistance ? distance : nil)
  }

  /// The middle of a place with an extent, and four points half its reach away.
  private static func middle(of place: Place) -> [Coordinate] {
    [place.coordinate]
      + [0.0, 90, 180, 270].map {
        GreatCircle.point(
          from: place.coordinate, kilometres: place.reachKilometres / 2, bearing: $0)
      }
  }

  private static func inside(_ place: Place) -> Test {
    switch place.kind {
    case .continent:
      return place.lineage.continent.map { .continent($0) } ?? .around(place, kilometres: 0)
    case .country: return place.country.map { .country($0) } ?? .around(place, kilometres: 0)
    case .division:
      return place.lineage.division.map { .division($0, id: "geonames:\($0)") }
        ?? .around(place, kilometres: 0)
    case .district:
      return place.lineage.district.map { .district($0, id: "geonames:\($0)") }
        ?? .around(place, kilometres: 0)
    case .region, .border, .own: return .around(place, kilometres: place.reachKilometres)
    case .settlement:
      // A town's quarters and suburbs lie within it: 2 km for a village, 14 km for ten millions.
      return .around(place, kilometres: 2 + Double(place.population).squareRoot() / 260)
    }
  }

  /// `within 60 km of Deir ez-Zor` means the city, though the governorate has more people.
  private static func seat(_ first: Place, reference: PlaceReference, others: [Place]) -> Place {
    guard case .name(let name, _) = reference.name, first.kind != .settlement,
      TypeWords.standard.stripped(NameKey(name)).sense == nil
    else { return first }
    return others.first { $0.kind == .settlement && lies($0, in: first) } ?? first
  }

  private static func lies(_ place: Place, in whole: Place) -> Bool {
    switch whole.kind {
    case .country: place.country == whole.country
    case .division: place.lineage.division == whole.lineage.division
    case .district: place.lineage.district == whole.lineage.district
    default: false
    }
  }

  private static func find(
    _ reference: PlaceReference, _ gazetteer: Gazetteer
  ) throws(AreaTestError) -> (first: Place, others: [Place]) {
    let found = gazetteer.find(reference)
    guard let first = found.first else {
      switch reference.name {
      case .name(let name, let country):
        let shown = country.map { "\(name), \($0)" } ?? name
        throw .unknownPlace(name: shown, nearest: gazetteer.suggestions(for: name))
      case .geonames(let id):
        throw .unknownPlace(name: "geonames \(id)", nearest: nil)
      }
    }
    return (first, Array(found.dropFirst()))
  }

  /// The own place that a reference names: it wins over the gazetteer's.
  static func own(_ reference: PlaceReference, _ places: [OwnPlace]) -> OwnPlace? {
    guard case .name(let name, let country) = reference.name, country == nil else { return nil }
    if let exact = places.first(where: { $0.name == name }) { return exact }
    let key = NameKey(name)
    guard !key.words.isEmpty else { return nil }
    return places.first { place in
      NameKey(place.name) == key || place.names.contains { NameKey($0) == key }
    }
  }
}
