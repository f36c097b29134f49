import Foundation
import TestSupport
import Testing
import Text

@testable import Places

/// The gazetteer as it ships, beside the sources.
enum Shipped {
  static let gazetteer = Result {
    var folder = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { folder.deleteLastPathComponent() }
    return try Gazetteer.open(
      folder.appendingPathComponent("Sources/Places/Resources/gazetteer.bin").path)
  }
}

let here = SourceMark(file: "t", line: 1, column: 1)

@Suite struct GazetteerTests {
  private func first(_ name: String, country: String? = nil) throws -> Place? {
    try Shipped.gazetteer.get().find(PlaceReference(.name(name, country: country), mark: here))
      .first
  }

  @Test(arguments: [
    ("Al-Bukamal", "SY"), ("البوكمال", "SY"), ("أبو كمال", "SY"), ("Deir ez-Zor Governorate", "SY"),
    ("محافظة دير الزور", "SY"), ("SY-DY", "SY"), ("Norway", "NO"), ("NO", "NO"), ("Mosul", "IQ"),
    ("الموصل", "IQ"), ("Москва", "RU"),
  ])
  func `a place is found by any of its names, with or without a type word, and by its code`(
    name: String, country: String
  ) throws {
    #expect(try first(name)?.country == country)
  }

  @Test func `a country tells places of one name apart`() throws {
    #expect(try first("Tripoli", country: "LY")?.country == "LY")
    #expect(try first("Tripoli", country: "LB")?.country == "LB")
  }

  @Test func `a name that is not there has its nearest suggested`() throws {
    let gazetteer = try Shipped.gazetteer.get()
    #expect(try first("Al-Bukamall") == nil)
    #expect(gazetteer.suggestions(for: "Al-Bukamall") != nil)
  }

  @Test func `a file that is none is refused by name`() throws {
    let scratch = try Scratch()
    let path = try scratch.write("gazetteer.bin", String(repeating: "x", count: 5_000))
    #expect(throws: GazetteerError.self) { try Gazetteer.open(path) }
    #expect(throws: GazetteerError.self) { try Gazetteer.open(scratch.path("none")) }
  }
}
