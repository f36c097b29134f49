import Daemon
import Foundation
import TestSupport
import Testing

/// Articles that change after their first sight, through the whole daemon.
@Suite struct RevisionTests {
  private static let title = "Shelling near the old bridge closes the road to the north"
  private static let lines = [
    "Two people were wounded on Friday when shells landed near the old bridge, an official said.",
    "The official, who asked not to be named, said the road had been closed since the morning.",
    "Ambulances carried the wounded to the hospital, where one of them was operated on.",
    "The area has seen several such incidents since the beginning of the month.",
  ]

  private func page(_ title: String = title, _ lines: [String] = lines, clock: String = "10:43")
    -> Reply
  {
    .text(
      """
      <!doctype html><html lang="en"><head><title>\(title) - The Valley</title></head><body>
      <article><h1>\(title)</h1><time>Updated \(clock)</time><div class="entry-content">
      \(lines.map { "<p>\($0)</p>" }.joined())</div></article></body></html>
      """, 200, [("Content-Type", "text/html; charset=utf-8")])
  }

  private func feed(_ summary: String, items: Bool = true) -> Reply {
    let old = (1...6).map {
      "<item><title>Old item number \($0)</title><link>/old/\($0)</link></item>"
    }
    let item =
      "<item><title>\(Self.title)</title><link>/a/1</link><description>\(summary)</description></item>"
    return .text(
      """
      <rss version="2.0"><channel><title>The Valley</title><link>/</link>
      \(items ? item : "")\(old.joined())</channel></rss>
      """, 200, [("Content-Type", "application/rss+xml")])
  }

  private func desk(changes: String, more: String = "") async throws -> Desk {
    let desk = try Desk()
    try desk.configure(
      sources: "  - {name: Valley, url: \"\(desk.site.url("/feed"))\"}",
      rules: "  - {name: shelling, match: shelling, changes: \(changes)}", more: more)
    desk.site.on("/feed", feed("", items: false))
    try await desk.once()
    desk.site.on("/feed", feed("first"))
    desk.site.on("/a/1", page())
    try await desk.once()
    #expect(desk.log.map(\.type) == ["article.matched"])
    return desk
  }

  @Test func `an edit that the feed tells of is one revision with what changed`() async throws {
    let desk = try await desk(changes: "[new, revised]")
    desk.site.on("/feed", feed("second"))
    let lines = [Self.lines[0].replacingOccurrences(of: "Two", with: "Three")] + Self.lines[1...]
    desk.site.on("/a/1", page(Self.title, lines, clock: "12:10"))
    try await desk.once()
    desk.site.on("/feed", feed("third"))
    desk.site.on("/a/1", page(Self.title, lines, clock: "13:55"))
    try await desk.once()
    #expect(desk.log.map(\.type) == ["article.matched", "article.revised"])
    let event = try #require(desk.log.last)
    #expect(event.id != desk.log.first?.id)
    #expect(event.changes?.map(\.field) == ["body"])
    #expect(event.changes?.map(\.before.text) == ["Two"])
    #expect(event.changes?.map(\.after.text) == ["Three"])
    #expect(event.matches?.isEmpty == false)
    #expect(Set(desk.hooks.map(\.id)) == Set(desk.log.map(\.id)))
  }

  @Test func `words that are taken back are told although the rule finds nothing now`() async throws
  {
    let desk = try await desk(changes: "[new, revised]")
    desk.site.on("/feed", feed("second"))
    desk.site.on(
      "/a/1",
      page(
        "Road to the north closed for repairs",
        ["An earlier report on incidents near the bridge was withdrawn by the editors on Friday."]
          + Self.lines[1...].map { $0.replacingOccurrences(of: "wounded", with: "workers") }))
    try await desk.once()
    let event = try #require(desk.log.last)
    #expect(event.type == "article.revised")
    #expect(event.matches?.isEmpty == true)
    #expect(event.changes?.first?.field == "title")
  }

  @Test func `a rule that asks for new articles alone hears of no edit`() async throws {
    let desk = try await desk(changes: "new")
    desk.site.on("/feed", feed("second"))
    desk.site.on("/a/1", page(Self.title + " again"))
    try await desk.once()
    #expect(desk.log.count == 1)
  }

  @Test func `the page of an alert is looked at again and its edit told`() async throws {
    let desk = try await desk(changes: "[new, revised, removed]")
    desk.site.on("/a/1", page(Self.title + ", army denies it"))
    try await desk.once(after: 1_800)
    #expect(desk.log.count == 1)
    try await desk.once(after: 3_700)
    #expect(desk.log.map(\.type) == ["article.matched", "article.revised"])
    #expect(desk.log.last?.changes?.map(\.after.text) == ["army denies it"])
    let looks = desk.site.requests.count { $0.path == "/a/1" }
    try await desk.once(after: 3_800)
    #expect(desk.site.requests.count { $0.path == "/a/1" } == looks)
    try await desk.once(after: 22_000)
    #expect(desk.site.requests.count { $0.path == "/a/1" } == looks + 1)
    #expect(desk.log.count == 2)
  }

  @Test func `a page that is missed twice is told as removed, once`() async throws {
    let desk = try await desk(changes: "[new, removed]")
    desk.site.on("/a/1", .answer(404))
    try await desk.once(after: 3_700)
    #expect(desk.log.count == 1)
    try await desk.once(after: 4_700)
    try await desk.once(after: 90_000)
    #expect(desk.log.map(\.type) == ["article.matched", "article.removed"])
    let event = try #require(desk.log.last)
    #expect(event.removed?.reason == "the server answers 404")
    #expect(event.removed?.looks == 2)
    #expect(event.article?.title == Self.title)
    #expect(event.article?.excerpt.hasPrefix("Two people were wounded") == true)
  }

  @Test func `an article whose text its feed carries is looked for too, and edited by its feed`()
    async throws
  {
    let desk = try Desk()
    try desk.configure(
      sources: "  - {name: Valley, url: \"\(desk.site.url("/feed"))\"}",
      rules: "  - {name: shelling, match: shelling, changes: [new, revised, removed]}")
    desk.site.on("/feed", feed("", items: false))
    try await desk.once()
    let text = String(repeating: Self.lines.joined(separator: " ") + " ", count: 5)
    func whole(_ first: String) -> Reply {
      let item =
        "<item><title>\(Self.title)</title><link>/a/1</link><content:encoded>"
        + "&lt;p&gt;\(first)&lt;/p&gt;&lt;p&gt;\(text)&lt;/p&gt;</content:encoded></item>"
      let old = (1...6).map {
        "<item><title>Old item number \($0)</title><link>/old/\($0)</link></item>"
      }
      return .text(
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
          + "\(item)\(old.joined())</channel></rss>", 200, [("Content-Type", "application/rss+xml")]
      )
    }
    desk.site.on("/feed", whole("Two people were wounded on Friday."))
    desk.site.on("/a/1", page())
    try await desk.once()
    #expect(!desk.site.requests.contains { $0.path == "/a/1" })
    try await desk.once(after: 3_700)
    #expect(desk.site.requests.contains { $0.path == "/a/1" })
    desk.site.on("/feed", whole("Three people were wounded on Friday."))
    try await desk.once(after: 3_800)
    desk.site.on("/a/1", .answer(410))
    for later in [22_000.0, 23_000] { try await desk.once(after: later) }
    #expect(desk.log.map(\.type) == ["article.matched", "article.revised", "article.removed"])
    #expect(desk.log[1].changes?.map(\.after.text) == ["Three"])
  }

  @Test func `a page that is there again at the second look was not removed`() async throws {
    let desk = try await desk(changes: "[new, removed]")
    desk.site.on("/a/1", .answer(404))
    try await desk.once(after: 3_700)
    desk.site.on("/a/1", page())
    try await desk.once(after: 4_700)
    try await desk.once(after: 22_000)
    #expect(desk.log.count == 1)
  }

  @Test func `an article is not gone because its whole site is out of order`() async throws {
    let desk = try await desk(changes: "[new, removed]")
    desk.site.on("/a/1", .answer(404))
    desk.site.on("/feed", .answer(404))
    for later in [3_700.0, 4_700, 5_800, 9_000] { try await desk.once(after: later) }
    #expect(!desk.log.contains { $0.type == "article.removed" })
  }

  @Test func `a page that could not be read before keeps what its feed told`() async throws {
    let desk = try Desk()
    try desk.configure(
      sources: "  - {name: Valley, url: \"\(desk.site.url("/feed"))\"}",
      rules: "  - {name: shelling, match: shelling}")
    desk.site.on("/feed", feed("", items: false))
    try await desk.once()
    let item = """
      <item><title>Report from the valley</title><link>/a/1</link><dc:creator>Rana Khoury</dc:creator>
      <pubDate>Fri, 27 Nov 2026 08:00:00 GMT</pubDate><description>Short</description></item>
      """
    let old = (1...6).map {
      "<item><title>Old item number \($0)</title><link>/old/\($0)</link></item>"
    }
    desk.site.on(
      "/feed",
      .text(
        "<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel>\(item)\(old.joined())"
          + "</channel></rss>", 200, [("Content-Type", "application/rss+xml")]))
    desk.site.on("/a/1", .answer(503))
    try await desk.once()
    #expect(desk.log.isEmpty)
    desk.site.on("/a/1", page())
    try await desk.once(after: 700)
    #expect(desk.log.map(\.type) == ["article.matched"])
    #expect(desk.log.first?.article?.authors == ["Rana Khoury"])
    #expect(desk.log.first?.article?.published == "2026-11-27T08:00:00Z")
  }
}
