import Foundation
import Rules
import Testing

@testable import Alerts

@Suite struct BriefingTests {
  static func briefing(_ event: AlertEvent) throws -> Briefing {
    Briefing(try #require(EventDocument(event.encoded())))
  }

  static func briefing(_ json: String) throws -> Briefing {
    Briefing(try #require(EventDocument(Array(json.utf8))))
  }

  /// As it would be read: isolates are seen in tests of their own.
  private func shown(_ briefing: Briefing) -> [String] {
    briefing.lines.map { line in
      line.plain.replacing("\u{2068}", with: "").replacing("\u{2069}", with: "")
    }
  }

  @Test func `a match says how grave, what, who, when, which words and where`() throws {
    var event = AlertEventTests.event()
    event.matches[0].found = "disguise: separators"
    event.matches.append(
      .init(
        condition: "any", term: "خلايا", text: "خلايا", field: .body, start: 100, end: 105,
        snippet: "…عن خلايا نائمة في البادية…"))
    event.matches.append(
      .init(
        condition: "any", term: "البادية", text: "البادية", field: .body, start: 115, end: 122,
        snippet: "…خلايا نائمة في البادية قرب…"))
    event.places[0].area = "Abu Kamal"
    let briefing = try Self.briefing(event)
    #expect(briefing.tone == .high)
    #expect(briefing.link == "https://news.example/1")
    #expect(
      shown(briefing) == [
        "HIGH · isis-return", "عودة داعـ.ـش إلى البوكمال",
        "Al-Sharq · published 2026-09-21 14:13 UTC · alert 2026-09-21 14:13 UTC",
        "Found: داعـ.ـش (داعش), خلايا, البادية",
        "Place: Al-Bukamal (SY), 12.3 km from Abu Kamal", "«…عن خلايا نائمة في البادية…»",
      ])
    let quote = try #require(briefing.details.last)
    #expect(quote.runs.filter(\.isStrong).map(\.text) == ["خلايا", "البادية"])
  }

  @Test func `Arabic within our words is isolated, and a headline alone is not`() throws {
    let lines = try Self.briefing(AlertEventTests.event()).lines.map(\.plain)
    #expect(lines[0] == "HIGH · \u{2068}isis-return\u{2069}")
    #expect(lines[1] == "عودة داعـ.ـش إلى البوكمال")
    #expect(lines[3] == "Found: \u{2068}داعـ.ـش\u{2069}")
  }

  @Test func `a revision shows what stood there and what stands there now`() throws {
    let briefing = try Self.briefing(
      #"""
      {"id":"alr_1","type":"article.revised","timestamp":"2026-11-24T08:43:24.123Z",
      "rule":{"name":"r","severity":"low"},"article":{"title":"T","url":"ftp://x/","source":{"name":"S"}},
      "changes":[{"field":"title","before":{"text":"ten dead"},"after":{"text":"twelve dead"}},
      {"field":"body","before":{"text":""},"after":{"text":"a correction"}}],
      "truncated":{"changes":4},"matches":[],"places":[]}
      """#)
    #expect(briefing.link == nil)
    #expect(
      shown(briefing) == [
        "LOW · r · changed", "T", "S · alert 2026-11-24 08:43 UTC", "Headline before: ten dead",
        "Headline after: twelve dead", "Text before: nothing", "Text after: a correction",
        "and 4 more changes",
      ])
  }

  @Test func `a removal says what is found there and since when`() throws {
    let briefing = try Self.briefing(
      #"""
      {"id":"alr_1","type":"article.removed","timestamp":"2026-11-24T08:43:24Z",
      "rule":{"name":"r","severity":"critical"},"article":{"title":"T","source":{"name":"S"}},
      "removed":{"reason":"404 not found","since":"2026-11-24T08:28:00Z","looks":2}}
      """#)
    #expect(
      shown(briefing) == [
        "CRITICAL · r · taken away", "T", "S · alert 2026-11-24 08:43 UTC",
        "No longer at its address: 404 not found, since 2026-11-24 08:28 UTC",
      ])
  }

  static let digest = #"""
    {"schema":1,"id":"dig_1","type":"alerts.digest","timestamp":"2026-11-24T06:00:00Z",
    "destination":{"name":"team"},"digest":{"reason":"quiet","from":"2026-11-23T22:00:00Z",
    "until":"2026-11-24T06:00:00Z","count":15,"rules":[
    {"name":"isis","severity":"high","count":14},{"name":"border","severity":"low","count":1}]},
    "alerts":[{"id":"alr_1","type":"article.matched","timestamp":"2026-11-24T01:00:00Z","rule":"isis",
    "severity":"high","title":"عودة داعش","url":"https://news.example/1","source":"Al-Sharq"},
    {"id":"alr_2","type":"article.removed","timestamp":"2026-11-24T02:00:00Z","rule":"border",
    "severity":"low","title":"Crossing","url":null,"source":"Nahar"}],"more":["alr_3"]}
    """#

  @Test func `a digest counts by rule and shows the first headlines`() throws {
    let briefing = try Self.briefing(Self.digest)
    #expect(briefing.tone == .high)
    #expect(
      shown(briefing) == [
        "Digest · 15 alerts, held in quiet hours",
        "2026-11-23 22:00 UTC – 2026-11-24 06:00 UTC", "14 × isis · HIGH", "1 × border · LOW",
        "• 🟠 عودة داعش · Al-Sharq", "• 🔵 Crossing · Nahar · taken away", "and 13 more alerts",
        "2026-11-24 06:00 UTC",
      ])
  }

  @Test(arguments: [
    (
      #""type":"source.failing","source":{"name":"Sharq"},"error":{"kind":"dns","message":"no address","since":"2026-11-24T08:00:00Z","count":9}"#,
      "Source Sharq fails since 2026-11-24 08:00 UTC: no address", Briefing.Tone.trouble
    ),
    (
      #""type":"source.failing","error":{"kind":"dns","message":"9 of 9 sources cannot be reached","since":"2026-11-24T08:00:00Z","count":9}"#,
      "9 of 9 sources cannot be reached", .trouble
    ),
    (
      #""type":"source.silent","source":{"name":"Sharq"},"measured":{"quiet_s":1,"message":"nothing new for 3 d"}"#,
      "Source Sharq: nothing new for 3 d", .trouble
    ),
    (
      #""type":"source.recovered","source":{"name":"Sharq"},"measured":{"failing_s":7500}"#,
      "Source Sharq is back after 2 h.", .good
    ),
    (
      #""type":"destination.disabled","destination":{"name":"desk"},"error":{"message":"answered 410"}"#,
      "Destination desk is out of use, and what waited for it is kept as dead letters: answered 410",
      .trouble
    ),
    (#""type":"marsad.alive""#, "Marsad is alive.", .good),
  ])
  func `an event of operations is one plain sentence`(
    members: String, sentence: String, tone: Briefing.Tone
  ) throws {
    let briefing = try Self.briefing(
      #"{"id":"evt_1","timestamp":"2026-11-24T10:05:00Z",\#(members)}"#)
    #expect(briefing.tone == tone)
    #expect(shown(briefing)[1] == sentence)
  }

  @Test func `a test says that it is one, and what a later version says has its type and id`()
    throws
  {
    let test = try Self.briefing(
      AlertEvent.test(destination: "غرفة", now: AlertEventTests.now))
    #expect(shown(test)[0] == "Test · Marsad")
    #expect(shown(test)[1].contains("غرفة"))
    let unknown = try Self.briefing(
      #"{"id":"x_1","type":"article.translated","timestamp":"2026-11-24T10:05:00Z","rule":{"name":"r","severity":"high"},"article":{"title":"T"}}"#
    )
    #expect(
      shown(unknown) == [
        "Marsad · article.translated · r", "T", "2026-11-24 10:05 UTC · x_1",
      ])
  }

  @Test func `no event of any kind lacks a heading`() throws {
    for kind in AlertEvent.Kind.allCases {
      let briefing = try Self.briefing(
        #"{"id":"x","type":"\#(kind.rawValue)","timestamp":"nonsense","article":[],"matches":{},"digest":7}"#
      )
      #expect(!briefing.heading.plain.isEmpty)
      #expect(!briefing.lines.contains { $0.runs.isEmpty })
    }
  }

  @Test(arguments: TextCut.Unit.allCases, [40, 90, 200, 1_000, 4_096])
  func `what is written fits, and its last line says that there was more`(
    unit: TextCut.Unit, limit: Int
  ) throws {
    var event = AlertEventTests.event(title: String(repeating: "عودة داعش ", count: 1_000))
    event.matches = (0..<20).map {
      .init(
        condition: "any", term: "t", text: "word\($0)", field: .body, start: $0 * 500,
        end: $0 * 500 + 5, snippet: String(repeating: "كلمة word\($0) ", count: 20))
    }
    let briefing = try Self.briefing(event)
    let text = PlainMarkup(unit).text(briefing.lines, limit: limit)
    #expect(unit.length(of: text) <= limit)
    #expect(text.hasPrefix("HIGH"))
    if limit < 1_000 { #expect(text.hasSuffix("…")) }
  }
}
