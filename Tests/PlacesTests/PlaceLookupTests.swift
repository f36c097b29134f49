import Testing

@testable import Places

@Suite struct PlaceLookupTests {
  private static let camp = OwnPlace(
    name: "tripoli-camp", names: ["Tripoli", "مخيم طرابلس"],
    shape: .point(Coordinate(latitude: 34.4, longitude: 35.8)), country: "LB", mark: here)

  private func lookup(
    _ name: String, country: String? = nil, own: [OwnPlace] = []
  ) throws -> PlaceLookup {
    PlaceLookup(
      PlaceReference(.name(name, country: country), mark: here),
      gazetteer: try Shipped.gazetteer.get(), ownPlaces: own)
  }

  @Test func `all readings of a name are there, and the taken one is what a rule takes`() throws {
    let found = try lookup("Tripoli")
    #expect(found.readings.count > 2)
    let countries = found.readings.compactMap(\.place.country)
    #expect(countries.contains("LY") && countries.contains("LB"))
    let test = try AreaTest(
      .inside(PlaceReference(.name("Tripoli", country: nil), mark: here)),
      gazetteer: try Shipped.gazetteer.get(), ownPlaces: [])
    let taken = try #require(found.taken)
    #expect(found.readings[taken].place == test.reading)
    #expect(found.reason.hasPrefix("the most populous of"))
    #expect(found.readings.allSatisfy { !$0.names.isEmpty })
    #expect(found.readings[taken].names.contains("tripoli"))
    #expect(found.readings.contains { $0.names.contains("طرابلس") })
  }

  @Test func `a country narrows it, and a place of the configuration comes first`() throws {
    let lebanon = try lookup("Tripoli", country: "LB")
    #expect(lebanon.readings.allSatisfy { $0.place.country == "LB" })
    let own = try lookup("Tripoli", own: [Self.camp])
    #expect(own.readings.first?.place.id == "own:tripoli-camp")
    #expect(own.readings.first?.names == ["Tripoli", "مخيم طرابلس"])
    #expect(own.taken == 0 && own.reason == "a place of the configuration")
    #expect(own.readings.count == (try lookup("Tripoli")).readings.count + 1)
  }

  @Test func `for distances a governorate's name means its town`() throws {
    let found = try lookup("دير الزور")
    let taken = try #require(found.taken)
    let seat = try #require(found.takenForDistances)
    #expect(found.readings[taken].place.kind == .division)
    #expect(found.readings[seat].place.kind == .settlement)
    #expect(try lookup("Mosul").takenForDistances == nil)
  }

  @Test(arguments: [
    ("SY-DY", "its ISO 3166 code"),
    ("Georgia", "countries and continents come before other places"),
    ("محافظة دير الزور", "its kind is what the name says"),
  ])
  func `the reason says why`(name: String, reason: String) throws {
    #expect(try lookup(name).reason == reason)
  }

  @Test func `an unknown name has no reading but a nearest one`() throws {
    let none = try lookup("Al-Bukamall")
    #expect(none.readings.isEmpty && none.taken == nil && none.reason.isEmpty)
    #expect(none.nearest != nil)
  }
}
