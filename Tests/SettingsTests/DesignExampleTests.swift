import Alerts
import Fetch
import Foundation
import Places
import Rules
import TestSupport
import Testing

@testable import Settings

@Suite struct DesignExampleTests {
  @Test(.enabled(if: Corpora.isPresent))
  func `the design's example is read without an error`() throws {
    let page = try String(contentsOf: #require(Corpora.file("DESIGN.md")), encoding: .utf8)
    let start = try #require(page.range(of: "```yaml\n"))
    let end = try #require(page.range(of: "\n```", range: start.upperBound..<page.endIndex))
    let loaded = load(
      String(page[start.upperBound..<end.lowerBound]),
      beside: [
        "camp.geojson": """
        {"type": "Polygon", "coordinates": [[[40, 34], [41, 34], [41, 35], [40, 34]]]}
        """,
        "/etc/ssl/certs/ca-certificates.crt": "PEM",
      ])
    for fault in loaded.faults { print(fault) }
    #expect(loaded.errors.isEmpty)
    let configuration = try #require(loaded.configuration)
    #expect(configuration.sources.map(\.name) == ["Al-Sharq News"])
    #expect(configuration.rules.first?.match != nil)
  }
}
