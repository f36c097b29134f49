internal import Articles
internal import Foundation
internal import Rules

/// Events that never were, one of each sort: every template is tried on them when the configuration
/// is read, and `marsad destinations test NAME --print` shows what becomes of one.
package struct SampleEvent: Equatable, Sendable {
  /// `article.matched`, `alerts.digest`, …
  package let name: String
  package let bytes: [UInt8]

  package static let all: [SampleEvent] =
    [
      SampleEvent("article.matched", matched), SampleEvent("article.revised", revised),
      SampleEvent("article.removed", removed), SampleEvent("alerts.digest", digest),
      SampleEvent("source.failing", failing),
      SampleEvent("source.silent", silent), SampleEvent("source.changed", changed),
      SampleEvent("source.gap", gap), SampleEvent("source.recovered", recovered),
      SampleEvent(
        "destination.disabled",
        .operational(
          .destinationDisabled, destination: "team", error: failure,
          measured: [(.waiting, .integer(12)), (.failingSince, .date(now - 432_000))],
          occasion: now, now: now)),
      SampleEvent("marsad.alive", alive),
      SampleEvent("marsad.test", .test(destination: "desk", now: now)),
      SampleEvent("alert.acknowledged", acknowledged),
      SampleEvent("bare", bare), SampleEvent("hostile", hostile), SampleEvent("large", large),
    ]

  package static func named(_ name: String) -> SampleEvent? { all.first { $0.name == name } }

  private init(_ name: String, _ event: AlertEvent) { self.init(name, event.encoded()) }

  private init(_ name: String, _ bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  private static let now = Date(timeIntervalSince1970: 1_774_083_804.123)
  private static let rule: AlertEvent.RuleInfo = .init(
    name: "isis-return", severity: .high, tags: ["isis"])
  private static let source: AlertEvent.SourceInfo = .init(
    name: "Al-Sharq News", url: "https://news.example/", tags: ["syria"])
  private static let failure = AlertEvent.Failure(
    kind: "status", message: "answered 503", since: now - 86_400, count: 12)
}

// MARK: - Of articles

extension SampleEvent {
  /// Everything is there.
  private static let matched = article(
    title: "عودة عناصر داعـ.ـش إلى محيط البوكمال",
    excerpt: "قالت مصادر محلية إن مجموعة من عناصر داعـ.ـش شوهدت ليلاً قرب البوكمال…")

  private static let revised: AlertEvent = {
    var event = matched
    event.kind = .revised
    event.id = "evt_sampleofarevisionxxxxxxxxxxxxxxxx"
    event.matches = []
    event.changes = [
      .init(
        part: .title, before: .init(text: "عناصر", scalars: 5..<10),
        after: .init(text: "مجموعات من", scalars: 5..<15)),
      .init(
        part: .body, before: .init(text: "", scalars: 40..<40),
        after: .init(text: "بحسب شهود", scalars: 40..<49)),
    ]
    return event
  }()

  private static let removed: AlertEvent = {
    var event = matched
    event.kind = .removed
    event.id = "evt_sampleofaremovalxxxxxxxxxxxxxxxxx"
    event.matches = []
    event.places = []
    event.removal = .init(reason: "404 Not Found", since: now - 900, looks: 2)
    return event
  }()

  /// What may be null is null, and what may be empty is empty.
  private static let bare: AlertEvent = {
    var event = AlertEvent(
      id: "alr_sampleofabarealertxxxxxxxxxxxxxxx", kind: .matched, timestamp: now)
    event.rule = .init(name: "attacks", severity: .low)
    event.article = .init(
      identity: "bare", url: nil, title: "", published: nil, firstSeen: now, language: nil,
      body: "", source: .init(name: "wire", url: ""))
    return event
  }()

  /// A headline that tries everything.
  private static let hostile: AlertEvent = {
    let title =
      "\"}]}, {{article.title}} \\\" \\u0022 </title><script>alert('x')</script>&amp; <!channel> "
      + "@everyone [عاجل](https://evil.example) *_~` | = %0A&to=all\r\nTo: all\t\u{0}\u{1B}[31m"
      + "\u{85}\u{2028}\u{202E}gnp.\u{2066}\u{2069}\u{2069}\u{FFFE}😀 #1"
    var event = article(title: title, excerpt: String(repeating: title, count: 4))
    event.rule?.name = "a\"b\\c"
    event.rule?.tags = ["\u{202E}\"", "}"]
    event.matches = Array(repeating: event.matches[0], count: 3)
    for index in event.matches.indices {
      event.matches[index].text = title
      event.matches[index].snippet = title
    }
    event.article?.source.name = "Al-Sharq\n\"News\""
    return event
  }()

  /// As much as an event holds.
  private static let large: AlertEvent = {
    let words = String(repeating: "خبر عاجل \"<&>\" ", count: 400)
    var event = article(title: String(words.prefix(2_000)), excerpt: words)
    event.matches = Array(repeating: event.matches[0], count: 50)
    event.places = Array(repeating: event.places[0], count: 50)
    event.alsoAt = Array(repeating: event.alsoAt[0], count: 20)
    event.article?.authors = Array(repeating: "سمر يزبك", count: 50)
    return event
  }()

  private static func article(title: String, excerpt: String) -> AlertEvent {
    var event = AlertEvent(
      id: "alr_sampleofanalertxxxxxxxxxxxxxxxxxx", kind: .matched, timestamp: now)
    event.rule = rule
    var article = AlertEvent.ArticleInfo(
      identity: "sample", url: "https://news.example/2026/03/21/1",
      canonicalURL: "https://news.example/2026/03/21/1", title: title,
      authors: ["سمر يزبك", "Jane Roe"], published: now - 1_200, firstSeen: now - 60,
      language: "ar", body: excerpt, source: source)
    article.forwardedFrom = .init(name: "قناة الشرق", url: "https://t.me/sharq")
    event.article = article
    event.story = .init(id: "sty_sample", first: article.id, count: 2)
    event.evidence = .init(sha256: String(repeating: "0", count: 64), fetched: now - 30)
    event.matches = [
      .init(
        condition: "list isis", term: "داعش", text: "داعـ.ـش", found: "disguise: separators",
        field: .title, start: 11, end: 18, snippet: "عودة عناصر داعـ.ـش إلى محيط البوكمال"),
      .init(
        condition: "any", term: "عودة", text: "عودة", found: "as written", field: .title, start: 0,
        end: 4, snippet: "عودة عناصر داعـ.ـش إلى"),
    ]
    var place = AlertEvent.PlaceSpot(
      name: "Al-Bukamal", id: "geonames:174448", country: "SY", admin: "Deir ez-Zor",
      latitude: 34.4526, longitude: 40.9188, text: "البوكمال", field: .title, start: 28, end: 36,
      relation: "within", area: "border-strip", distanceKilometres: 12.3)
    place.confidence = 0.94
    place.also = [.init(name: "Abu Kamal", id: "geonames:1", country: "IQ")]
    event.places = [place]
    event.truncated = ["authors": 3]
    event.alsoAt = [
      .init(
        identity: "copy", url: "https://other.example/7", title: "داعش يعود إلى البوكمال",
        source: "Other News", seen: now)
    ]
    return event
  }
}

// MARK: - Of operations, and of many alerts

extension SampleEvent {
  private static let failing = AlertEvent.operational(
    .sourceFailing, source: source, error: failure,
    measured: [(.failingSeconds, .integer(86_400)), (.message, .text("answered 503"))],
    occasion: now, now: now)

  private static let silent = AlertEvent.operational(
    .sourceSilent, source: source,
    measured: [(.quietSeconds, .integer(172_800)), (.usualSeconds, .integer(21_600))],
    occasion: now,
    now: now)

  private static let changed = AlertEvent.operational(
    .sourceChanged, source: source,
    measured: [
      (.known, .integer(2)), (.entries, .integer(40)),
      (.message, .text("only 2 of 40 links are known: taken as a new baseline")),
    ], occasion: now, now: now)

  private static let gap = AlertEvent.operational(
    .sourceGap, source: source,
    measured: [
      (.since, .date(now - 7_200)), (.caughtUp, .integer(3)),
      (.message, .text("nothing of the last window is left")),
    ], occasion: now, now: now)

  /// Of the network, which is no source.
  private static let recovered = AlertEvent.operational(
    .sourceRecovered,
    measured: [
      (.failingSeconds, .integer(3_600)), (.watched, .integer(40)), (.waiting, .integer(2)),
      (.names, .text("Al-Sharq News, wire")),
    ], occasion: now - 3_600, now: now)

  private static let alive: AlertEvent = {
    let names: [AlertEvent.MeasureName] = [
      .sources, .failing, .silent, .paused, .articles, .alerts, .waiting, .held, .dead,
    ]
    var event = AlertEvent.operational(.alive, occasion: now, now: now)
    event.measured = names.enumerated().map { ($0.element, .integer($0.offset)) }
    return event
  }()

  private static let digest: AlertEvent = {
    var members = (1...30).map { number in
      var member = AlertEvent.Digest.Member(
        id: "alr_sample\(number)", type: "article.matched", timestamp: now - Double(600 * number),
        rule: number > 28 ? "attacks" : "isis-return", severity: number > 28 ? "low" : "high")
      member.title = "خبر \(number) من البوكمال"
      member.url = "https://news.example/2026/03/21/\(number)"
      member.source = "Al-Sharq News"
      return member
    }
    members.append(
      .init(id: "evt_sample", type: "marsad.test", timestamp: now, rule: nil, severity: nil))
    return .digest(
      AlertEvent.Digest(
        reason: .quiet, from: now - 28_800, until: now, count: 42,
        rules: [
          .init(name: "isis-return", severity: "high", count: 39),
          .init(name: "attacks", severity: "low", count: 2),
        ], members: members, more: (32...42).map { "alr_sample\($0)" }),
      destination: "desk", now: now)
  }()

  private static let acknowledged = AlertEvent.acknowledgement(
    ofAlert: matched.id, stored: matched.encoded(), at: now
  ).event
}
