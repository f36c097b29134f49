internal import Text

/// Every reading of a name, and which of them a rule would take and why.
package struct PlaceLookup: Sendable {
  package struct Reading: Equatable, Sendable {
    package var place: Place
    /// The names that lead to it: of a place of the configuration as they stand there, of others
    /// folded and with their words run together.
    package var names: [String]
  }

  /// The likeliest first; a place of the configuration comes before all others.
  package let readings: [Reading]
  /// What `in` takes, as a place in `readings`; nil where there are none.
  package let taken: Int?
  /// What `within D of` takes, where that is another: for distances a name means the town.
  package let takenForDistances: Int?
  /// Why it is the one, in words; empty where there is none.
  package let reason: String
  /// The listed name that is nearest, where there is no reading.
  package let nearest: String?

  package init(_ reference: PlaceReference, gazetteer: Gazetteer, ownPlaces: [OwnPlace]) {
    let own = AreaTest.own(reference, ownPlaces)
    let numbers = gazetteer.numbers(reference)
    let names = gazetteer.names(of: Set(numbers))
    var readings = numbers.map {
      Reading(place: gazetteer.place($0), names: names[$0] ?? [])
    }
    if let own { readings.insert(Reading(place: Place(own), names: own.names), at: 0) }
    self.readings = readings
    taken = readings.isEmpty ? nil : 0
    reason = own == nil ? gazetteer.reason(reference, numbers) : "a place of the configuration"
    let seat = try? AreaTest(
      .within(kilometres: 1, of: reference), gazetteer: gazetteer, ownPlaces: ownPlaces
    ).reading
    takenForDistances = seat.flatMap { seat in
      readings.firstIndex { $0.place.id == seat.id }.flatMap { $0 == 0 ? nil : $0 }
    }
    if readings.isEmpty, case .name(let name, _) = reference.name {
      nearest = gazetteer.suggestions(for: name)
    } else {
      nearest = nil
    }
  }
}

extension Place {
  /// A place of the configuration as findings name it.
  init(_ own: OwnPlace) {
    self.init(
      id: "own:\(own.name)", name: own.names.first ?? own.name, country: own.country,
      coordinate: own.shape.middle ?? Coordinate(latitude: 0, longitude: 0), kind: .own,
      lineage: Lineage(countries: own.country.map { [$0] } ?? []))
  }
}

extension Gazetteer {
  /// Why the first of these is the first.
  fileprivate func reason(_ reference: PlaceReference, _ numbers: [Int]) -> String {
    guard let first = numbers.first else { return "" }
    if isOwn(first) {
      return numbers.count == 1 ? "an imported place of your own" : "the first of your own places"
    }
    guard case .name(let name, let country) = reference.name else { return "its GeoNames number" }
    if country == nil, place(code: name.uppercased()) == first,
      readings(of: NameKey(name)).isEmpty || numbers.count == 1, name.uppercased() == name
    {
      return "its ISO 3166 code"
    }
    guard numbers.count > 1 else {
      return country == nil ? "the only place of this name" : "the only one of this name there"
    }
    let sense = TypeWords.standard.stripped(NameKey(name)).sense
    let ranks = numbers.map { rank($0, sense) }
    if let best = ranks.first, best > ranks[1] {
      return sense == nil
        ? "countries and continents come before other places"
        : "its kind is what the name says"
    }
    let people = numbers.prefix { rank($0, sense) == ranks[0] }.map(population)
    guard people[0] > 0, people[0] > people[1] else { return "the first listed of its like" }
    return "the most populous of \(people.count)" + (ranks.last == ranks[0] ? "" : " of its kind")
  }
}
