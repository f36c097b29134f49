import Testing

@testable import Feeds

/// Documents that are made to cost much.
@Suite struct HostileFeedTests {
  private static func many(_ count: Int, _ part: (Int) -> String) -> String {
    (0..<count).map(part).joined()
  }

  private static func item(_ content: String) -> String {
    "<rss><channel><item><title>One</title>\(content)</item></channel></rss>"
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      item(many(60_000) { "<enclosure url='http://a.test/\($0)'/>" }),
      item(many(60_000) { "<category>\($0)</category>" }),
      item("<description>" + many(60_000) { _ in "<b>" } + "x</description>"),
      item("<description><![CDATA[" + many(200_000) { _ in "<script>" } + "]]></description>"),
      item("<description><![CDATA[" + many(200_000) { _ in "<" } + "]]></description>"),
      item("<guid>" + many(200_000) { _ in "http://a.test/" } + "</guid>"),
      item("<pubDate>" + many(500_000) { _ in "1 " } + "</pubDate>"),
      item("<link>" + many(200_000) { _ in "http://a.test/" } + "</link>"),
      item("<title>" + many(1_000_000) { _ in "&#0;" } + "</title>"),
      item(
        many(240) { "<a xml:base='\($0)/'>" } + "</a>" + many(20_000) { _ in "<link>x</link>" }),
      "<rss>" + many(240) { _ in "<channel xml:base='x/'>" }
        + many(4000) { _ in "<item><link>x</link><link>y</link></item>" },
      "<rss>" + many(100_000) { _ in "<channel>" }, "<rss>" + many(4900) { _ in "<item>" },
      "{\"items\":[{\"x\":[" + many(400_000) { _ in "{\"a\":\"b\"}," } + "0]}]}",
      "{\"items\":" + many(1_000_000) { _ in "[" },
      "{\"items\":[{\"attachments\":[" + many(100_000) { "{\"url\":\"http://a.test/\($0)\"}," }
        + "]}]}",
      "<html>" + many(100_000) { "<link rel=alternate type='application/rss+xml' href=\($0)>" },
    ])
  func `a hostile document is read in little time`(text: String) {
    let clock = ContinuousClock()
    let bytes = Array(text.utf8)
    let taken = clock.measure {
      _ = try? FeedReader.read(bytes, url: "https://site.test/feed", limits: FeedLimits())
    }
    // A debug build on a loaded machine; whatever is quadratic here takes minutes.
    #expect(taken < .seconds(10))
  }

  @Test func `lists of an entry are bounded`() throws {
    let text = Self.item(
      Self.many(500) { "<enclosure url='http://a.test/\($0)'/><category>\($0)</category>" })
    guard case .feed(let feed) = try FeedReader.read(Array(text.utf8), url: "https://site.test/")
    else { throw FeedError(.format, "no feed") }
    #expect(feed.entries.map(\.enclosures.count) == [100])
    #expect(feed.entries.map(\.categories.count) == [200])
  }
}
