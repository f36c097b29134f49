import Testing

@testable import Places

@Suite struct StatedPointTests {
  private func place(
    _ latitude: Double, _ longitude: Double, reach: Double = 0, name: String? = nil
  ) throws -> Place {
    PlaceFinder(gazetteer: try Shipped.gazetteer.get(), ownPlaces: []).place(
      at: StatedPoint(
        coordinate: Coordinate(latitude: latitude, longitude: longitude), reachKilometres: reach,
        name: name)
    ).place
  }

  @Test func `a point is a place of its own, named by its degrees or as stated`() throws {
    let bare = try place(35.33, 40.14)
    #expect(bare.id == "point:35.33,40.14" && bare.name == "35.33, 40.14")
    #expect(try place(35.000012345, -4).id == "point:35,-4")
    #expect(try place(35.33, 40.14, name: "مستودع").name == "مستودع")
  }

  @Test func `the settlements around tell country and division`() throws {
    let damascus = try place(33.51, 36.29)
    #expect(damascus.country == "SY" && damascus.lineage.countries == ["SY"])
    #expect(damascus.lineage.continent == "AS")
    let city = try place(35.335, 40.14)
    #expect(city.country == "SY" && city.admin?.contains("Deir") == true)
    #expect(city.lineage.division != nil)
  }

  @Test(arguments: [(0.0, -30.0), (34.45, 40.98), (33.0, 39.5)])
  func `near a border, at sea and in a desert nothing is told`(
    latitude: Double, longitude: Double
  ) throws {
    let place = try place(latitude, longitude)
    #expect(place.country == nil && place.admin == nil && place.lineage == Place.Lineage())
  }

  @Test func `a wide area lies in no country by its middle alone`() throws {
    #expect(try place(33.51, 36.29, reach: 200).country == nil)
    #expect(try place(33.51, 36.29, reach: 5).country == "SY")
  }
}
