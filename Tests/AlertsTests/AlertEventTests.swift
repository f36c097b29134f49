import Alerts
import Foundation
import Rules
import Testing
import Text

@Suite struct AlertEventTests {
  static let now = Date(timeIntervalSince1970: 1_790_000_000.1234)

  static func rule(_ name: String = "isis-return") -> Rule {
    var rule = Rule(name: name, mark: SourceMark(file: "rules.yaml", line: 1, column: 1))
    rule.severity = .high
    rule.tags = ["isis"]
    return rule
  }

  static func event(
    title: String = "عودة داعـ.ـش إلى البوكمال", body: String = "نص الخبر", matches: Int = 1
  ) -> AlertEvent {
    let source = AlertEvent.SourceInfo(
      name: "Al-Sharq", url: "https://news.example/", tags: ["syria"])
    let article = AlertEvent.ArticleInfo(
      identity: "link:news.example/1", url: "https://news.example/1", title: title,
      authors: ["سمر"], published: now, firstSeen: now, language: "ar", body: body,
      source: source)
    let match = AlertEvent.Match(
      condition: "list isis", term: "داعش", text: "داعـ.ـش", field: .title, start: 5, end: 12,
      snippet: "عودة داعـ.ـش إلى")
    let place = AlertEvent.PlaceSpot(
      name: "Al-Bukamal", id: "geonames:174448", country: "SY", latitude: 34.4526, longitude: 40.9,
      text: "البوكمال", field: .title, start: 17, end: 25, relation: "within",
      distanceKilometres: 12.34)
    return .matched(
      rule: rule(), articleIdentity: "link:news.example/1", article: article,
      matches: Array(repeating: match, count: matches), places: [place],
      evidence: AlertEvent.Evidence(sha256: Digest.hex(Digest.sha256([1])), fetched: now),
      now: now)
  }

  static func parsed(_ event: AlertEvent) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(event.encoded()))
    return try #require(object as? [String: Any])
  }

  @Test func `the event holds the fields people rely on`() throws {
    let object = try Self.parsed(Self.event())
    #expect(object["schema"] as? Int == 1)
    #expect(object["type"] as? String == "article.matched")
    #expect(object["timestamp"] as? String == "2026-09-21T14:13:20.123Z")
    let rule = try #require(object["rule"] as? [String: Any])
    #expect(rule["severity"] as? String == "high")
    let article = try #require(object["article"] as? [String: Any])
    #expect(article["title"] as? String == "عودة داعـ.ـش إلى البوكمال")
    #expect(article["published"] as? String == "2026-09-21T14:13:20Z")
    #expect(article["canonical_url"] is NSNull)
    let source = try #require(article["source"] as? [String: Any])
    #expect(source["tags"] as? [String] == ["syria"])
    let match = try #require((object["matches"] as? [[String: Any]])?.first)
    #expect(match["start"] as? Int == 5)
    let place = try #require((object["places"] as? [[String: Any]])?.first)
    #expect(place["lat"] as? Double == 34.4526)
    #expect(place["distance_km"] as? Double == 12.3)
    #expect(place["area"] is NSNull)
    #expect(object["truncated"] == nil)
  }

  @Test func `the same event gives the same bytes, on one line`() {
    let bytes = Self.event().encoded()
    #expect(bytes == Self.event().encoded())
    #expect(!bytes.contains(0x0a))
    #expect(bytes.starts(with: Array(#"{"schema":1,"id":"alr_"#.utf8)))
  }

  @Test func `control and bidi characters are escaped and come back whole`() throws {
    let title =
      "a\u{0}b\u{1b}[31m\u{7f}\u{85}\u{9b}\n\r\t\"\\\u{2028}\u{202e}gpj\u{2066}x\u{2069}عربي"
    let bytes = Self.event(title: title).encoded()
    let text = String(decoding: bytes, as: UTF8.self)
    for scalar in text.unicodeScalars {
      #expect(scalar.value >= 0x20 && !(0x7f...0x9f).contains(scalar.value))
      #expect(
        !(0x2028...0x202e).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value))
    }
    let article = try #require(
      try Self.parsed(Self.event(title: title))["article"] as? [String: Any])
    #expect(article["title"] as? String == title)
    #expect(text.contains("عربي"))
  }

  @Test func `ids depend on rule and article alone and hold no dot`() {
    let id = Self.event().id
    #expect(id == Self.event(title: "another title", body: "edited").id)
    #expect(id != StableID.alert(rule: "other", articleIdentity: "link:news.example/1"))
    #expect(id != StableID.alert(rule: "isis-return", articleIdentity: "link:news.example/2"))
    #expect(
      StableID.alert(rule: "a", articleIdentity: "bc")
        != StableID.alert(rule: "ab", articleIdentity: "c"))
    #expect(!id.contains("."))
    #expect(id.count == 36)
    // Pinned: an id that changed would repeat every alert of the past.
    #expect(
      StableID.alert(rule: "r", articleIdentity: "i") == "alr_p2hwspxnlokeevykbkb7dbnhq4b3dii4")
  }

  @Test func `a long event shrinks its excerpt, then its matches, and says so`() throws {
    let long = Self.event(body: String(repeating: "كلمة ", count: 5_000), matches: 300)
    let bytes = long.encoded()
    #expect(bytes.count <= 20_000)
    let object = try Self.parsed(long)
    #expect((object["matches"] as? [Any])?.count == 50)
    let truncated = try #require(object["truncated"] as? [String: Any])
    #expect(truncated["matches"] as? Int == 250)
    #expect(truncated["excerpt"] as? Bool == true)
  }

  @Test func `a monstrous title and endless authors stay under the hard limit`() throws {
    var event = Self.event(title: String(repeating: "\u{301}", count: 500_000), matches: 1)
    event.article?.authors = Array(repeating: String(repeating: "x", count: 5_000), count: 5_000)
    event.matches[0].snippet = String(repeating: "s", count: 2_000_000)
    event.matches = Array(repeating: event.matches[0], count: 3)
    #expect(event.encoded().count <= 256 << 10)
    #expect(try Self.parsed(event)["truncated"] != nil)
  }

  @Test func `whatever is cut is named, and no part of an event is endless`() throws {
    var event = Self.event(matches: 1)
    let long = String(repeating: "x", count: 300_000)
    event.rule?.tags = Array(repeating: long, count: 60)
    event.article?.authors = [long]
    event.article?.url = "https://news.example/\(long)"
    event.article?.canonicalURL = "https://news.example/\(long)"
    event.article?.forwardedFrom = .init(name: long, url: "https://news.example/\(long)")
    event.article?.source.tags = [long]
    event.alsoAt = Array(
      repeating: .init(
        identity: "i", url: "https://other.example/\(long)", title: long, source: "s",
        seen: Date(timeIntervalSince1970: 0)), count: 30)
    #expect(event.encoded().count <= 256 << 10)
    let truncated = try #require(try Self.parsed(event)["truncated"] as? [String: Any])
    #expect(
      Set(truncated.keys).isSuperset(of: [
        "rule.tags", "authors", "url", "canonical_url", "forwarded_from", "article.source.tags",
        "also_at",
      ]))
    #expect(truncated["rule.tags"] as? Int == 10)
    var notice = AlertEvent.operational(
      .sourceFailing, source: .init(name: "s", url: "https://a.example/\(long)"),
      error: .init(kind: "dns", message: long, since: Date(timeIntervalSince1970: 0), count: 3),
      occasion: Date(timeIntervalSince1970: 0), now: Date(timeIntervalSince1970: 0))
    notice.source?.tags = [long]
    #expect(notice.encoded().count < 20_000)
  }

  @Test func `copies that came later stand in an event's line in place of those it was sent with`()
    throws
  {
    func copy(_ title: String) -> AlertEvent.Copy {
      .init(
        identity: title, url: nil, title: title, source: "s", seen: Date(timeIntervalSince1970: 0))
    }
    var event = Self.event(title: #"","also_at":["#)
    let bare = event.encoded()
    let listed = AlertEvent.Copy.listing([copy("one")], in: bare)
    #expect(AlertEvent.Copy.listing([], in: bare) == bare)
    event.alsoAt = [copy("old")]
    #expect(AlertEvent.Copy.listing([copy("one")], in: event.encoded()) == listed)
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(listed)) as? [String: Any])
    #expect((object["also_at"] as? [[String: Any]])?.map { $0["title"] as? String } == ["one"])
    #expect((object["article"] as? [String: Any])?["title"] as? String == #"","also_at":["#)
  }

  @Test func `what people click is a web address or null`() throws {
    var event = Self.event()
    event.article?.url = "javascript:alert(1)"
    event.article?.canonicalURL = "HTTPS://news.example/1"
    let article = try #require(try Self.parsed(event)["article"] as? [String: Any])
    #expect(article["url"] is NSNull)
    #expect(article["canonical_url"] as? String == "HTTPS://news.example/1")
  }

  @Test func `operational events tell the subject, the error and what was measured`() throws {
    let event = AlertEvent.operational(
      .sourceGap, source: .init(name: "S", url: "https://s.example/"),
      error: .init(kind: "dns", message: "no such host", since: Self.now, count: 3),
      measured: [(.entries, .integer(40)), (.usualSeconds, .number(12.5))], occasion: Self.now,
      now: Self.now)
    let object = try Self.parsed(event)
    #expect((object["source"] as? [String: Any])?["name"] as? String == "S")
    #expect((object["error"] as? [String: Any])?["count"] as? Int == 3)
    #expect((object["measured"] as? [String: Any])?["usual_s"] as? Double == 12.5)
    #expect(object["matches"] == nil)
  }

  @Test(arguments: [
    (-62_135_596_800.0, "0001-01-01T00:00:00.000Z"), (0, "1970-01-01T00:00:00.000Z"),
    (951_782_399.999, "2000-02-28T23:59:59.999Z"), (951_782_400, "2000-02-29T00:00:00.000Z"),
    (-0.5, "1969-12-31T23:59:59.500Z"), (.infinity, "9999-12-31T23:59:59.000Z"),
  ])
  func `moments are written as RFC 3339 says`(seconds: Double, expected: String) {
    #expect(Timestamp.rfc3339(Date(timeIntervalSince1970: seconds)) == expected)
  }
}
