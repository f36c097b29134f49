import Alerts
import Articles
import Feeds
import Fetch
import Foundation
import Testing

@testable import Daemon

@Suite struct SampleServersTests {
  private let opening = Date(timeIntervalSince1970: 1_790_000_000)

  @Test func `the newspaper's front page shows its articles and no feed`() throws {
    let site = SampleSite(opening: opening)
    let (type, html) = try #require(site.document(at: "/", base: "http://127.0.0.1"))
    let links = try FrontPage.links(
      Array(html.utf8), contentType: type, url: "http://127.0.0.1/")
    let articles = SampleArticle.baseline.filter { $0.outlet == .newspaper }
    #expect(Set(links.map(\.url)) == Set(articles.map { "http://127.0.0.1\($0.path)" }))
    #expect(!html.contains("application/rss+xml") && !html.contains("application/atom+xml"))
  }

  @Test(arguments: [SampleArticle.hiddenName, SampleArticle.onlyInTheBox])
  func `an article's text is its paragraphs, without box, comments and form`(
    article: SampleArticle
  ) throws {
    let site = SampleSite(opening: opening)
    site.publish(SampleArticle.firstEdition)
    let (type, html) = try #require(site.document(at: article.path, base: "http://127.0.0.1"))
    let read = try ArticleReader.read(
      Array(html.utf8), contentType: type, url: "http://127.0.0.1\(article.path)",
      settings: ArticleSettings())
    #expect(read.title == article.title)
    #expect(
      read.body.split(separator: "\n").map(String.init).filter { !$0.isEmpty }
        == article.paragraphs)
    #expect(html.contains(try #require(article.seeAlso.first)))
    #expect(html.contains(try #require(article.comments.first)))
  }

  @Test(arguments: [SampleArticle.Outlet.agency, .weekly])
  func `the feeds list their articles, newest first`(outlet: SampleArticle.Outlet) throws {
    let site = SampleSite(opening: opening)
    site.publish(SampleArticle.secondEdition)
    let path = outlet.path.hasSuffix("/") ? String(outlet.path.dropLast()) : outlet.path
    let (type, xml) = try #require(site.document(at: path, base: "http://127.0.0.1"))
    let document = try FeedReader.read(
      Array(xml.utf8), contentType: type, url: "http://127.0.0.1\(outlet.path)",
      limits: FeedLimits())
    guard case .feed(let feed) = document else {
      Issue.record("no feed: \(document)")
      return
    }
    let expected = (SampleArticle.baseline + SampleArticle.secondEdition)
      .filter { $0.outlet == outlet }.reversed()
    #expect(feed.entries.map(\.title) == expected.map(\.title))
    #expect(feed.entries.map(\.published) == expected.map { $0.published(opening: opening) })
  }

  @Test func `a text of one's own becomes an article, an empty one the next sample`() throws {
    let site = SampleSite(opening: opening)
    let own = try #require(site.publish(text: "عنوان\nسطر أول\nسطر ثان\n"))
    #expect(own.title == "عنوان" && own.paragraphs == ["سطر أول", "سطر ثان"])
    #expect(site.document(at: own.path, base: "") != nil)
    #expect(site.publish(text: "") == SampleArticle.firstEdition.first)
    for _ in 0..<4 { #expect(site.publish(text: "") != nil) }
    #expect(site.publish(text: "") == nil)
  }

  @Test func `the receiver takes what is signed for it and refuses all else`() async throws {
    let secret = try WebhookSecret("whsec_" + Data(repeating: 7, count: 32).base64EncodedString())
    let stranger = try WebhookSecret("whsec_" + Data(repeating: 8, count: 32).base64EncodedString())
    let moment = opening
    let receiver = SampleReceiver(secrets: [secret], now: { moment }, arrived: { _ in })
    let server = try DemoServer(port: 0) { try await receiver.respond(to: $0) }
    let body = Array(#"{"id":"alr_1"}"#.utf8)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      defer { group.cancelAll() }
      let url = "http://127.0.0.1:\(try await server.listeningPort())/hook"
      let engine = FetchEngine()
      func post(_ secrets: [WebhookSecret], at time: Date) async throws -> Int {
        var request = FetchRequest(url: url, source: "test")
        request.method = .post
        request.purpose = .webhook
        request.body = body
        request.headers = StandardWebhooks.headers(
          id: "alr_1", timestamp: Int(time.timeIntervalSince1970), body: body, secrets: secrets)
        request.settings.allowPrivate = [try #require(AddressBlock("127.0.0.0/8"))]
        return try await engine.fetch(request).status
      }
      #expect(try await post([secret], at: moment) == 204)
      #expect(try await post([stranger, secret], at: moment) == 204)
      #expect(try await post([stranger], at: moment) == 401)
      #expect(try await post([], at: moment) == 401)
      #expect(try await post([secret], at: moment - 600) == 401)
      await engine.shutdown()
    }
    #expect(receiver.refused == 3)
  }
}
