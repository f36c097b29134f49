import Foundation
import TestSupport
import Testing

/// `marsad places` as a person meets it.
@Suite struct PlacesCommandTests {
  private static func readings(_ result: Program.Result) throws -> [[String: Any]] {
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return try #require((object as? [String: Any])?["readings"] as? [[String: Any]])
  }

  @Test func `find shows every reading, for people and for machines`() throws {
    let text = try Program.run(["places", "find", "Tripoli"])
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.output.contains("Tripoli (Tripoli, LY)"))
    #expect(text.output.contains(": the most populous of"))
    #expect(text.output.contains("geonames:2210247"))
    let machine = try Self.readings(try Program.run(["places", "find", "Tripoli", "--json"]))
    #expect(machine.count > 2)
    #expect(machine.filter { $0["taken_by_in"] as? Bool == true }.count == 1)
    #expect(machine.contains { ($0["names"] as? [String])?.contains("طرابلس") == true })
    let number = try Program.run(["places", "find", "2210247", "--json"])
    #expect(try Self.readings(number).map { $0["country"] as? String } == ["LY"])
  }

  @Test func `find takes the places of a configuration, and refuses a broken one`() throws {
    let scratch = try Scratch()
    let config = try scratch.write(
      "marsad.yaml", "places: {camp: {at: [36.8, 42.0], names: [Tripoli]}}")
    let found = try Program.run(["places", "find", "tripoli", "--config", config, "--json"])
    #expect(try Self.readings(found).first?["id"] as? String == "own:camp")
    let broken = try scratch.write("broken.yaml", "plces: {}")
    #expect(try Program.run(["places", "find", "Tripoli", "--config", broken]).status == 78)
  }

  @Test func `a name that is nobody's is exit 1, with the nearest`() throws {
    let result = try Program.run(["places", "find", "Al-Bukamall"])
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("did you mean"))
    let machine = try Program.run(["places", "find", "Al-Bukamall", "--json"])
    #expect(machine.status == 1)
    #expect(try Self.readings(machine).isEmpty)
    #expect(try Program.run(["places", "find"]).status == 2)
  }
}
