import Testing

@testable import Feeds

@Suite struct OPMLTests {
  private func document(_ body: String) throws -> OPML.Document {
    try OPML.document(Array("<opml version=\"1.0\"><body>\(body)</body></opml>".utf8))
  }

  @Test func `folders, categories and addresses of subscriptions are read`() throws {
    let found = try document(
      """
      <outline text="Syria"><outline title="East" text="e">
      <outline type="rss" text="Difaf &amp; Co" xmlUrl=" https://difaf.test/feed " htmlUrl="https://difaf.test/"
      category="/News/Arabic,/News"/></outline></outline>
      <outline text="old" xmlUrl="feed://old.test/rss"/><outline text="odd" xmlUrl="feed:https://odd.test/"/>
      <outline text="a folder alone"/>
      """)
    #expect(found.refused == [])
    #expect(
      found.outlines == [
        OPMLOutline(
          title: "Difaf & Co", feedURL: "https://difaf.test/feed", homeURL: "https://difaf.test/",
          folders: ["Syria", "East"], categories: ["News", "Arabic"]),
        OPMLOutline(title: "old", feedURL: "http://old.test/rss"),
        OPMLOutline(title: "odd", feedURL: "https://odd.test/"),
      ])
  }

  @Test func `an outline that names no feed is told, not lost`() throws {
    let found = try document(
      """
      <outline type="rss" text="none"/><outline text="ftp" xmlUrl="ftp://a.test/"/>
      <outline type="rss" text="good" xmlUrl="https://a.test/"/>
      """)
    #expect(found.outlines.map(\.title) == ["good"])
    #expect(
      found.refused == [
        .init(title: "none", address: ""), .init(title: "ftp", address: "ftp://a.test/"),
      ])
  }

  @Test func `what is written is read again, whatever it holds`() throws {
    let outlines = [
      OPMLOutline(
        title: "A \"quoted\" <b> & c", feedURL: "https://a.test/?b=1&c=\"2\"", folders: ["x & y"],
        categories: ["x & y", "z"]),
      OPMLOutline(title: "عنوان", feedURL: "https://b.test/"),
      OPMLOutline(title: "second", feedURL: "https://c.test/", folders: ["x & y"]),
    ]
    let text = OPML.written(title: "t\u{1}<", outlines)
    #expect(text.contains("<opml version=\"2.0\">"))
    #expect(text.contains("<title>t&lt;</title>"))
    let again = try OPML.read(Array(text.utf8))
    #expect(again.map(\.title) == ["A \"quoted\" <b> & c", "second", "عنوان"])
    #expect(again.map(\.folders) == [["x & y"], ["x & y"], []])
    #expect(again.map(\.categories) == [["x & y", "z"], [], []])
    #expect(again.first?.feedURL == "https://a.test/?b=1&c=%222%22")
  }

  @Test func `another file is refused, and so are too many subscriptions`() {
    #expect(throws: FeedError.self) { try OPML.document(Array("<rss/>".utf8)) }
    let many = String(repeating: "<outline xmlUrl=\"https://a.test/\"/>", count: 3)
    #expect(throws: FeedError.self) {
      try OPML.document(Array("<opml><body>\(many)</body></opml>".utf8), limit: 2)
    }
  }
}
