import Testing
import Text

@testable import Places

@Suite struct AreaTestTests {
  private func place(_ name: String) throws -> Place {
    try #require(
      try Shipped.gazetteer.get().find(PlaceReference(.name(name, country: nil), mark: here)).first)
  }

  private func test(_ condition: AreaTest.Condition, own: [OwnPlace] = []) throws -> AreaTest {
    try AreaTest(condition, gazetteer: try Shipped.gazetteer.get(), ownPlaces: own)
  }

  private func reference(_ name: String) -> PlaceReference {
    PlaceReference(.name(name, country: nil), mark: here)
  }

  @Test func `a town lies in its governorate, its country and its continent, and in no other`()
    throws
  {
    let town = try place("Al-Bukamal")
    #expect(try test(.inside(reference("Deir ez-Zor Governorate"))).test(town).holds)
    #expect(try test(.inside(reference("Syria"))).test(town).holds)
    #expect(try test(.inside(reference("Asia"))).test(town).holds)
    #expect(try !test(.inside(reference("Iraq"))).test(town).holds)
  }

  @Test func `a distance is measured and told`() throws {
    let near = try test(.within(kilometres: 60, of: reference("Al-Bukamal")))
    let own = near.test(try place("Al-Bukamal"))
    #expect(own.holds && (own.distanceKilometres ?? 9) < 1)
    let damascus = near.test(try place("Damascus"))
    #expect(!damascus.holds)
  }

  @Test func `a polygon with a hole holds what is in it and not what is in the hole`() throws {
    func ring(_ low: Double, _ high: Double) -> [Coordinate] {
      [(low, low), (low, high), (high, high), (high, low), (low, low)].map {
        Coordinate(latitude: $0.0, longitude: $0.1)
      }
    }
    let own = OwnPlace(
      name: "zone", shape: .polygons([[ring(30, 40), ring(34, 36)]]), mark: here)
    let zone = try test(.area("zone"), own: [own])
    func at(_ degrees: Double) -> Place {
      Place(
        id: "x", name: "x", coordinate: Coordinate(latitude: degrees, longitude: degrees),
        kind: .settlement)
    }
    #expect(zone.test(at(31)).holds)
    #expect(!zone.test(at(35)).holds)
    #expect(!zone.test(at(45)).holds)
  }

  @Test func `an area that is not there is refused`() throws {
    #expect(throws: AreaTestError.self) { try test(.area("nowhere")) }
  }

  @Test(arguments: [
    // South, west, north, east; inside; outside.
    ((34.0, 40.0, 35.5, 42.0), (34.45, 40.92), (33.9, 41.0)),
    ((-20.0, 170.0, -10.0, -170.0), (-15.0, 179.9), (-15.0, 160.0)),
    ((-20.0, 170.0, -10.0, -170.0), (-15.0, -175.0), (-15.0, -160.0)),
    ((-60.0, -170.0, 60.0, 170.0), (10.0, 0.0), (10.0, 175.0)),
  ])
  func `a box goes eastwards from its south-west corner`(
    box: (Double, Double, Double, Double), inside: (Double, Double), outside: (Double, Double)
  ) {
    let ring = OwnPlace.Shape.ring(
      southWest: Coordinate(latitude: box.0, longitude: box.1),
      northEast: Coordinate(latitude: box.2, longitude: box.3))
    let polygons = Polygons([[ring]])
    #expect(polygons.contains(Coordinate(latitude: inside.0, longitude: inside.1)))
    #expect(!polygons.contains(Coordinate(latitude: outside.0, longitude: outside.1)))
  }
}
