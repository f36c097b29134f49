import Alerts
import Daemon
import Fetch
import Foundation
import Rules
import State
import Synchronization
import TestSupport
import Text

/// Alerts for known receivers, made as the pipeline makes them.
enum SampleAlert {
  static let now = LeapingClock.origin

  /// Headlines that try to be more than text.
  static let hostile = [
    "@everyone @here @channel <!channel> <!here> <@U123> <#C1|x> @all",
    "[click](https://evil.example/) ![x](https://evil.example/i.png) <https://evil.example|ok>",
    "<b>bold</b> <a href=\"https://evil.example/\">x</a> <script>alert(1)</script> &lt;i&gt; &amp;",
    "*bold* _it_ ~~gone~~ `code` ||spoiler|| # head\n> quote\n- item\n1. one :smile: $x$",
    "gpj.\u{202E}exe \u{2066}a\u{2069} \u{200B}\u{FEFF}zero\u{AD}width\u{7}\u{1B}[31m\u{0}",
    String(repeating: "\\", count: 300), String(repeating: "<", count: 2_000),
    String(repeating: "*", count: 2_000), String(repeating: "&", count: 2_000),
    "Z" + String(repeating: "\u{335}", count: 1_900), String(repeating: "👨‍👩‍👧‍👦", count: 280),
  ]

  static func matched(
    _ number: Int = 1, title: String = "عودة داعـ.ـش إلى البوكمال", word: String = "داعش",
    body: String = "نص الخبر عن عودة داعش إلى البوكمال وريفها", severity: Rule.Severity = .high,
    matches: Int = 2
  ) -> AlertEvent {
    var rule = Rule(
      name: "عودة isis-return", mark: SourceMark(file: "rules.yaml", line: 1, column: 1))
    rule.severity = severity
    let identity = "link:news.example/\(number)"
    let article = AlertEvent.ArticleInfo(
      identity: identity, url: "https://news.example/\(number)?a=1&b=(2)", title: title,
      published: now, firstSeen: now, language: "ar", body: body,
      source: .init(name: "الشرق Al-Sharq", url: "https://news.example/"))
    let spots = (0..<matches).map { index in
      AlertEvent.Match(
        condition: "any", term: word, text: word, field: .body, start: 100 * index,
        end: 100 * index + 4, snippet: "…\(body.prefix(120)) \(word) \(title.prefix(120))…")
    }
    let place = AlertEvent.PlaceSpot(
      name: "البوكمال", id: "geonames:174448", country: "SY", admin: "Deir ez-Zor",
      latitude: 34.4526, longitude: 40.9, text: "البوكمال", field: .title, start: 17, end: 25,
      relation: "within", area: "Al-Bukamal", distanceKilometres: 12.34)
    return .matched(
      rule: rule, articleIdentity: identity, article: article, matches: spots, places: [place],
      evidence: nil, now: now)
  }

  /// Ten kilobytes of Arabic and of English, and many matches.
  static var large: [AlertEvent] {
    let arabic = String(repeating: "عودة تنظيم داعش إلى البوكمال ", count: 200)
    let english = String(repeating: "Islamic State returns to Al-Bukamal ", count: 300)
    return [
      matched(101, title: arabic, body: arabic, matches: 60),
      matched(102, title: english, word: "Islamic State", body: english, matches: 60),
    ]
  }

  static var hostileAlerts: [AlertEvent] {
    hostile.enumerated().map { index, text in
      matched(200 + index, title: text, word: String(text.prefix(40)), body: text, matches: 60)
    }
  }

  /// Events of other types, as they lie in the outbox.
  static var stored: [(id: String, type: String, event: [UInt8])] {
    let hostile = "\"<!channel> @everyone [x](https://evil.example/) <b>\\\u{202E} عودة داعش"
    let rule = #""rule":{"name":"<@U1> *r*","severity":"critical"}"#
    let article =
      #""article":{"title":\#(quoted(hostile)),"url":"https://news.example/7","source":{"name":\#(quoted(hostile))}}"#
    let long = quoted(String(repeating: hostile, count: 200))
    let items = (0..<50).map {
      #"{"id":"alr_\#($0)","type":"article.matched","severity":"high","title":\#(long),"url":"https://news.example/\#($0)","source":"S"}"#
    }
    let bodies = [
      (
        "article.revised",
        #"\#(rule),\#(article),"changes":[{"field":"title","before":{"text":\#(long)},"after":{"text":""}}]"#
      ),
      (
        "article.removed",
        #"\#(rule),\#(article),"removed":{"reason":\#(quoted(hostile)),"since":"2026-11-24T08:00:00Z","looks":2}"#
      ),
      (
        "alerts.digest",
        #""digest":{"reason":"quiet","from":"2026-11-24T08:00:00Z","until":"2026-11-24T08:00:00Z","count":500,"rules":[{"name":\#(long),"severity":"high","count":500}]},"alerts":[\#(items.joined(separator: ","))],"more":["alr_99"]"#
      ),
      ("alert.acknowledged", #""alert":"alr_1",\#(rule),\#(article)"#),
      ("article.translated", #"\#(rule),\#(article)"#), ("marsad.alive", #""measured":{}"#),
      ("source.silent", #""source":{"name":\#(long)},"measured":{"message":\#(long)}"#),
    ]
    return bodies.enumerated().map { index, body in
      let text =
        #"{"schema":1,"id":"evt_\#(index)","type":"\#(body.0)","timestamp":"2026-11-24T10:05:00.000Z",\#(body.1)}"#
      return ("evt_\(index)", body.0, Array(text.utf8))
    }
  }

  private static func quoted(_ text: String) -> String {
    var writer = JSONWriter()
    writer.string(text)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  static var ordinary: [AlertEvent] {
    [
      matched(1), matched(2, title: "Islamic State returns to Al-Bukamal", word: "Islamic State"),
      .test(destination: "غرفة الأخبار", now: now),
      .operational(
        .sourceFailing, source: .init(name: "الشرق", url: "https://news.example/"),
        error: .init(kind: "dns", message: "no address", since: now, count: 3), occasion: now,
        now: now),
    ]
  }
}

extension DeliveryPost {
  /// Plain http to the loopback is allowed, as for a receiver on one's own machine; no rate.
  func receiver(
    _ receiver: Receiver, name: String = "team", rate: SendingRate? = nil
  ) -> DestinationSettings {
    var sending = DestinationSettings.Sending()
    sending.isInsecureAllowed = true
    sending.rate = rate
    if let loopback = AddressBlock("127.0.0.0/8") { sending.fetch.allowPrivate = [loopback] }
    return DestinationSettings(name: name, kind: .receiver(receiver, sending), mark: mark)
  }

  /// A secret in a file of its own.
  func secret(_ name: String, _ text: String) throws -> SecretReference {
    try scratch.write(name, text + "\n")
    return .file(path: scratch.path(name), mark: mark)
  }

  func commit(_ events: [AlertEvent], to destination: String = "team") throws {
    try state.commit(
      alerts: events.map { event in
        AlertRecord(
          id: event.id, type: event.kind.rawValue, at: LeapingClock.origin,
          event: event.encoded(), destinations: [destination])
      })
  }

  /// Every text that people may see of how a destination is doing.
  func everythingTold(_ destination: String = "team") throws -> String {
    var texts = events.withLock { $0.map { "\($0)" } }
    for row in try state.deliveries(destination: destination) {
      texts.append("\(row)")
      for attempt in try state.attempts(delivery: row.id) {
        texts.append("\(attempt) \(String(decoding: attempt.answer, as: UTF8.self))")
      }
    }
    texts += try state.destinations().map { "\($0)" }
    return texts.joined(separator: "\n")
  }
}
