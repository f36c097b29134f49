import Foundation
import Testing

@testable import Feeds

@Suite struct JSONFeedTests {
  private func feed(_ json: String, limits: FeedLimits = FeedLimits()) throws -> Feed {
    guard
      case .feed(let feed) = try FeedReader.read(
        Array(json.utf8), url: "https://site.test/feed.json", limits: limits)
    else { throw FeedError(.format, "no feed") }
    return feed
  }

  @Test func `every field of version 1.1 is read, whatever its place`() throws {
    let feed = try feed(
      #"""
      {"items": [{"id": 7, "url": "/1", "title": "One &amp; <b>all<\/b>", "summary": "a < b",
        "content_html": "<p>x</p>", "content_text": "y", "date_published": "2024-03-14T10:00:00+03:00",
        "date_modified": "2024-03-15", "tags": ["syria", 3, null], "language": "ar",
        "attachments": [{"url": "a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 12}, {}]},
        {"id": "https://site.test/2", "content_text": "1 < 2", "author": {"name": "Omar"}}],
       "title": " صحيفة \u062f\ud83d\ude00 ", "description": "d", "home_page_url": "https://site.test",
       "feed_url": "feed.json", "next_url": "?page=2", "language": "ar",
       "hubs": [{"type": "WebSub", "url": "https://hub.test/"}],
       "authors": [{"name": "Desk"}, "Other"], "x": {"items": [[{}]]},}
      """#)
    #expect(feed.title == "صحيفة د😀" && feed.descriptionHTML == "d" && feed.language == "ar")
    #expect(feed.homeURL == "https://site.test/" && feed.selfURL == "https://site.test/feed.json")
    #expect(feed.nextPage == "https://site.test/feed.json?page=2")
    #expect(feed.hub == "https://hub.test/")
    let one = try #require(feed.entries.first)
    #expect(one.id == "7" && one.url == "https://site.test/1" && !one.idIsPermalink)
    #expect(one.title == "One & all" && one.summaryHTML == "a &lt; b")
    #expect(one.contentHTML == "<p>x</p>" && one.categories == ["syria", "3"])
    #expect(one.published == Date(timeIntervalSince1970: 1_710_399_600))
    #expect(one.updated == Date(timeIntervalSince1970: 1_710_460_800))
    #expect(one.authors == ["Desk", "Other"] && one.language == "ar")
    #expect(
      one.enclosures == [
        Enclosure(url: "https://site.test/a.mp3", type: "audio/mpeg", bytes: 12)
      ])
    let two = try #require(feed.entries.last)
    #expect(two.url == "https://site.test/2" && two.idIsPermalink && two.authors == ["Omar"])
    #expect(two.contentHTML == "1 &lt; 2")
  }

  @Test(arguments: [
    (#""a\nb\t\"\\\/""#, "a b \"\\/"), (#""\u0041\u00e9\ud83d\ude00""#, "Aé😀"),
    (#""\ud83dx""#, "\u{FFFD}x"), (#""\ude00""#, "\u{FFFD}"),
    (#""\u0000\uZZZZ""#, "\u{FFFD}\u{FFFD}ZZZZ"),
    ("12.50", "12.50"), ("true", ""), ("null", ""), ("[1]", ""), ("{\"a\":1}", ""),
  ])
  func `a title is a text or number, with its escapes`(value: String, title: String) throws {
    #expect(try feed("{\"items\":[],\"title\":\(value)}").title == title)
  }

  @Test func `a feed that is cut off gives its whole entries`() throws {
    let feed = try feed(#"{"items":[{"id":"1"},{"id":"2"},{"id":"3","ti"#)
    #expect(feed.entries.map(\.id) == ["1", "2"])
    #expect(!feed.damage.isEmpty)
  }

  @Test(arguments: [
    "{", "{\"items\"", "{\"items\":[", "{\"items\":[}", "{}", "[]", "{\"items\":{}}", "{\"a\" 1}",
    "{\"items\":[1 2]}", "{\"items\":[],\"a\":}", "{\"items\":[\"\\", "{]", "{\"version\":\"x\"}",
  ])
  func `what is no JSON Feed says so`(json: String) {
    #expect(throws: FeedError.self) { try feed(json) }
  }

  @Test func `more items than the limit are refused`() {
    var limits = FeedLimits()
    limits.entries = 2
    do throws(FeedError) {
      _ = try FeedReader.read(
        Array("{\"items\":[{},{},{}]}".utf8), url: "https://site.test/", limits: limits)
      Issue.record("three items were read")
    } catch {
      #expect(error.kind == .tooMany)
    }
  }
}
