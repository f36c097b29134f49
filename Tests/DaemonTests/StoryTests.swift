import Daemon
import Foundation
import State
import TestSupport
import Testing

/// One wire story on several sites, through the whole daemon.
@Suite struct StoryTests {
  private let wire = [
    "The river rose above its banks on Thursday evening and flooded the lower quarters of the town.",
    "Some 2,300 families had to leave their homes before midnight, the civil defence said on its page.",
    "Boats of the fishermen brought people to the school on the hill, which is to serve as a shelter.",
    "According to the water authority the dam above the town holds, though its gates stand open.",
    "The last flood of that height was measured in 1988, when the old market was washed away.",
  ]

  private func feed(_ titles: [(path: String, title: String)]) -> Reply {
    let old = (1...6).map {
      "<item><title>Old item number \($0)</title><link>/old/\($0)</link></item>"
    }
    let items = titles.map { "<item><title>\($0.title)</title><link>\($0.path)</link></item>" }
    return .text(
      "<rss version=\"2.0\"><channel>\((items + old).joined())</channel></rss>", 200,
      [("Content-Type", "application/rss+xml")])
  }

  private func page(_ title: String, _ lines: [String]) -> Reply {
    .text(
      """
      <!doctype html><html lang="en"><head><title>\(title)</title></head><body><article>
      <h1>\(title)</h1><div class="entry-content">\(lines.map { "<p>\($0)</p>" }.joined())</div>
      </article></body></html>
      """, 200, [("Content-Type", "text/html; charset=utf-8")])
  }

  private func desk(oncePer: String) async throws -> Desk {
    let desk = try Desk()
    let names = ["north", "south", "west"]
    try desk.configure(
      sources: names.map { "  - {name: \($0), url: \"\(desk.site.url("/\($0)"))\"}" }
        .joined(separator: "\n"),
      rules: "  - {name: flood, match: {any: [flooded, flood]}, once_per: \(oncePer)}")
    for name in names { desk.site.on("/\(name)", feed([])) }
    try await desk.once()
    desk.site.on("/north", feed([("/n/1", "River floods the lower town")]))
    desk.site.on("/n/1", page("River floods the lower town", wire))
    try await desk.once()
    desk.site.on("/south", feed([("/s/7", "Thousands flee their homes in the valley")]))
    desk.site.on(
      "/s/7", page("Thousands flee their homes in the valley", Array(wire[..<3])))
    desk.site.on("/west", feed([("/w/3", "Mayor asks for help after the flood")]))
    desk.site.on(
      "/w/3",
      page(
        "Mayor asks for help after the flood",
        [
          "A day after the flood the mayor of the town asked the government in the capital for help.",
          "Most families will not be able to go back before the winter, he told reporters on Friday.",
          "A commission is to look into the question whether warnings were given too late this time.",
        ]))
    try await desk.once()
    return desk
  }

  @Test func `copies alert each and share the id of their story`() async throws {
    let desk = try await desk(oncePer: "article")
    let alerts = desk.log
    #expect(alerts.count == 3)
    let wires = alerts.filter { $0.article?.title.contains("Mayor") == false }
    #expect(wires.count == 2)
    #expect(Set(wires.map(\.story?.id)).count == 1)
    #expect(wires.map(\.story?.count) == [1, 2])
    #expect(wires.last?.alsoAt?.map(\.source) == ["north"])
    let other = try #require(alerts.first { $0.article?.title.contains("Mayor") == true })
    #expect(other.story?.id != wires.first?.story?.id)
    #expect(other.alsoAt == nil)
  }

  @Test func `a rule that alerts once a story lists the copies`() async throws {
    let desk = try await desk(oncePer: "story")
    try await desk.once()
    #expect(desk.log.count == 2)
    let first = try #require(desk.log.first)
    #expect(first.article?.title == "River floods the lower town")
    let state = try StateFile(path: desk.scratch.path("state.sqlite"), access: .reader)
    defer { state.close() }
    var copies: [StoryMember] = []
    try state.forEachAlert(withCopies: true) { if $0.id == first.id { copies = $0.copies } }
    #expect(copies.map(\.source) == ["south"])
    #expect(copies.map(\.title) == ["Thousands flee their homes in the valley"])
  }
}
