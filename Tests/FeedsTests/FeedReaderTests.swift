import Foundation
import Testing

@testable import Feeds

@Suite struct FeedReaderTests {
  private func read(_ text: String, type: String? = nil) throws -> FeedDocument {
    try FeedReader.read(
      Array(text.utf8), contentType: type, url: "https://site.test/feed/", limits: FeedLimits())
  }

  private func feed(_ text: String) throws -> Feed {
    guard case .feed(let feed) = try read(text) else {
      throw FeedError(.format, "no feed")
    }
    return feed
  }

  @Test func `RSS gives entries with absolute links, plain titles and whole texts`() throws {
    let feed = try feed(
      """
      <?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>صحيفة</title>
      <item><title><![CDATA[عودة <b>داعش</b> &amp; خلاياه]]></title><link>/a/1</link>
      <guid isPermaLink="false">g-1</guid><dc:creator>عمر خطاب</dc:creator>
      <pubDate>Thu, 14 Mar 2024 10:00:00 +0300</pubDate>
      <description>مختصر</description><content:encoded><![CDATA[<p>النص</p>]]></content:encoded>
      <enclosure url="https://site.test/a.mp3" type="audio/mpeg" length="1"/></item>
      </channel></rss>
      """)
    let entry = try #require(feed.entries.first)
    #expect(entry.title == "عودة داعش & خلاياه")
    #expect(entry.url == "https://site.test/a/1")
    #expect(entry.id == "g-1" && !entry.idIsPermalink)
    #expect(entry.authors == ["عمر خطاب"])
    #expect(entry.published == Date(timeIntervalSince1970: 1_710_399_600))
    #expect(entry.contentHTML?.contains("النص") == true)
    #expect(entry.enclosures.map(\.url) == ["https://site.test/a.mp3"])
  }

  @Test func `Atom, RDF and JSON feeds give the same entry`() throws {
    let atom = try feed(
      """
      <feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><id>tag:1</id>
      <title>One</title><link rel="alternate" href="https://site.test/1"/></entry></feed>
      """)
    let rdf = try feed(
      """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
      <channel><title>t</title></channel><item rdf:about="tag:1"><title>One</title>
      <link>https://site.test/1</link></item></rdf:RDF>
      """)
    let json = try feed(
      #"{"version":"https://jsonfeed.org/version/1.1","title":"t","items":[{"id":"tag:1","title":"One","url":"https://site.test/1"}]}"#
    )
    for feed in [atom, rdf, json] {
      #expect(feed.entries.map(\.title) == ["One"])
      #expect(feed.entries.map(\.url) == ["https://site.test/1"])
    }
  }

  @Test func `a news sitemap gives pages with headline and date, an index its sitemaps`() throws {
    let map = try read(
      """
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://site.test/1</loc>
      <news:news><news:publication_date>2024-03-14T10:00:00Z</news:publication_date>
      <news:title>One</news:title></news:news></url></urlset>
      """)
    guard case .sitemap(let entries) = map else { throw FeedError(.format, "no sitemap") }
    #expect(entries.map(\.url) == ["https://site.test/1"])
    #expect(entries.map(\.title) == ["One"])
    #expect(entries.first?.published == Date(timeIntervalSince1970: 1_710_410_400))
    let index = try read(
      "<sitemapindex><sitemap><loc>https://site.test/news.xml</loc></sitemap></sitemapindex>")
    guard case .sitemapIndex(let maps) = index else { throw FeedError(.format, "no index") }
    #expect(maps.map(\.url) == ["https://site.test/news.xml"])
  }

  @Test func `a page is told apart and names its feeds, that of comments last`() throws {
    let page = try read(
      """
      <!doctype html><html><head><title>t</title>
      <link rel="alternate" type="application/rss+xml" href="/comments/feed/">
      <link rel="alternate" type="application/rss+xml" title="main" href="/feed/"></head>
      <body><p>x</p></body></html>
      """, type: "text/html")
    guard case .page(let hints) = page else { throw FeedError(.format, "no page") }
    #expect(
      hints.feeds.map(\.url) == ["https://site.test/feed/", "https://site.test/comments/feed/"])
  }

  @Test(arguments: [
    "<br />\n<b>Warning</b>: something in <b>/srv/x.php</b><br />\n<?xml version=\"1.0\"?><rss><channel><item><title>One</title></item></channel></rss>",
    "<rss><channel><item><title>One</title></item><item><title>Two</ti",
    "<rss><channel><item><title>One</title><foo></bar></item></channel></rss>",
    "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><rss><channel><item><title>One</title><description>&b;</description></item></channel></rss>",
  ])
  func `a damaged feed gives what is whole`(text: String) throws {
    #expect(try feed(text).entries.map(\.title) == ["One"])
  }

  @Test func `entries that are never closed are read, however many they are`() throws {
    let items = (0..<1000).map { "<item><title>T\($0)</title><link>/\($0)</link>" }
    let feed = try feed("<rss><channel>" + items.joined() + "</channel></rss>")
    #expect(Set(feed.entries.map(\.title)) == Set((0..<1000).map { "T\($0)" }))
    #expect(feed.entries.allSatisfy { $0.url == "https://site.test/" + $0.title.dropFirst() })
  }

  @Test func `what is no feed says so, and nothing at all is empty`() {
    #expect(throws: FeedError.self) { try read("just words", type: "text/plain") }
    do throws(FeedError) {
      _ = try FeedReader.read(
        [], contentType: nil, url: "https://site.test/", limits: FeedLimits())
      Issue.record("an empty document was read")
    } catch {
      #expect(error.kind == .empty)
    }
  }

  @Test func `more entries than the limit are refused, not cut`() {
    var limits = FeedLimits()
    limits.entries = 2
    let text = "<rss><channel><item/><item/><item/></channel></rss>"
    do throws(FeedError) {
      _ = try FeedReader.read(
        Array(text.utf8), contentType: nil, url: "https://site.test/", limits: limits)
      Issue.record("three entries were read")
    } catch {
      #expect(error.kind == .tooMany)
    }
  }
}
