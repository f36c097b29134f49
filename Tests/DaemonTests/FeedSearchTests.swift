import Fetch
import Settings
import TestSupport
import Testing
import Text

@testable import Daemon

@Suite struct FeedSearchTests {
  @Test func `a section's feed, the site's and the sitemaps of robots are worth asking for`() {
    let addresses = FeedSearch.addresses(
      near: "https://news.example/world",
      robots: "User-agent: *\nSitemap: https://news.example/s.xml\nsitemap: /google-news.xml\n")
    #expect(addresses.first == "https://news.example/world/feed/")
    #expect(addresses.contains("https://news.example/rss.xml"))
    #expect(
      addresses.suffix(2) == ["https://news.example/google-news.xml", "https://news.example/s.xml"])
    #expect(addresses.count <= FeedSearch.limit && Set(addresses).count == addresses.count)
    #expect(FeedSearch.addresses(near: "nonsense", robots: "").isEmpty)
  }

  @Test func `a page that names no feed is told where one was found`() async throws {
    let server = try LoopbackServer()
    let links = (1...8).map {
      "<article><h2><a href='/2026/11/\($0)/story'>A story of some length, number \($0)</a></h2></article>"
    }
    server.on(
      "/",
      .text(
        "<html><head><title>News</title></head><body>\(links.joined())</body></html>", 200,
        [("Content-Type", "text/html")]))
    server.on(
      "/rss.xml",
      .text(
        "<rss version='2.0'><channel><title>News</title><item><title>One</title><link>\(server.url("/1"))</link></item></channel></rss>"
      ))
    server.on("/feed.xml", .text("<html><body>an error page in disguise</body></html>"))
    var source = SourceSettings(
      name: "try", url: server.url("/"), mark: SourceMark(file: "try", line: 1, column: 1))
    source.fetch.allowPrivate = [AddressBlock(bytes: [127, 0, 0, 0], prefixLength: 8)]
    let engine = FetchEngine()
    let found = await FeedSearch.search(near: server.url("/"), source: source, engine: engine)
    await engine.shutdown()
    #expect(found.map(\.url) == [server.url("/rss.xml")])
    #expect(found.first?.kind == "rss" && found.first?.entries == 1)
    #expect(server.requests.count <= FeedSearch.limit + 2)
  }
}
