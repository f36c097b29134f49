import Foundation
import TestSupport
import Testing
import Text

@testable import Places

/// Arabic agency prose, invented for these tests: officials, ministries, clubs, newspapers and
/// family names that are villages' too, with the places marked.
@Suite struct NewswireTests {
  @Test func `of Arabic agency prose nine places in ten are found, and little else`() throws {
    let finder = PlaceFinder(gazetteer: try Shipped.gazetteer.get(), ownPlaces: [])
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/newswire-ar.txt")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    var found = 0
    var missed = 0
    var wrong = 0
    for line in lines {
      let (text, expected) = unmark(String(line))
      let spans = finder.places(
        title: FoldedText(""), body: FoldedText(text), language: "ar", country: nil
      ).map(\.scalars)
      for place in expected {
        if spans.contains(where: place.overlaps) { found += 1 } else { missed += 1 }
      }
      wrong += spans.count { span in !expected.contains(where: span.overlaps) }
    }
    #expect(lines.count > 100)
    #expect(Double(found) / Double(found + missed) > 0.9)
    #expect(Double(found) / Double(found + wrong) > 0.93)
  }
}
