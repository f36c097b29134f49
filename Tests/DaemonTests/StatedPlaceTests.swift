import Foundation
import TestSupport
import Testing

/// Coordinates that a feed states, through real sockets.
@Suite struct StatedPlaceTests {
  @Test func `a point of a feed satisfies a place rule though the text names no place`()
    async throws
  {
    let desk = try Desk()
    func feed(_ items: String) -> Reply {
      .text(
        "<rss xmlns:georss=\"http://www.georss.org/georss\"><channel><title>t</title>\(items)</channel></rss>",
        200, [("Content-Type", "application/rss+xml")])
    }
    func item(_ id: Int, _ point: String) -> String {
      """
      <item><guid>e\(id)</guid><title>Attack number \(id) reported</title>\
      <georss:featurename>Site \(id)</georss:featurename><georss:point>\(point)</georss:point></item>
      """
    }
    try desk.configure(
      sources: "  - {name: wire, url: \"\(desk.site.url("/feed"))\", full_text: never}",
      rules: "  - {name: near, match: attack, where: {within: 60 km, of: Al-Bukamal}}")
    desk.site.on("/feed", feed(item(0, "34.6 40.8")))
    try await desk.once()
    desk.site.on(
      "/feed", feed(item(1, "34.6 40.8") + item(2, "33.5 36.3") + item(0, "34.6 40.8")))
    try await desk.once()
    #expect(desk.log.map { $0.article?.title } == ["Attack number 1 reported"])
    let line = try #require(desk.scratch.lines("alerts.jsonl").first)
    #expect(line.contains(#""name":"Site 1","id":"point:34.6,40.8""#))
    #expect(line.contains(#""text":"Site 1","field":null,"start":0,"end":0,"relation":"within""#))
  }
}
