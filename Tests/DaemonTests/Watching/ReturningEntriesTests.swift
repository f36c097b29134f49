import Foundation
import TestSupport
import Testing

@testable import Daemon

/// Feeds and pages whose entries come back under other names, in other orders, or from long ago:
/// each is told once, the old ones never.
@Suite(.serialized) struct ReturningEntriesTests {
  typealias Item = (guid: String, link: String, title: String, text: String, date: Date?)

  enum Quirk: String, CaseIterable, Sendable {
    case reordered, shrinks, oldReturns, guidChanges, linkChanges, schemeFlips, titlesFlip
    case everythingGrows
  }

  private static let rules = "  - {name: r, match: داعش}"

  /// Ten entries, and what becomes of them in a poll.
  private func shown(_ quirk: Quirk, poll: Int, base: String, now: Date) -> [Item] {
    var numbers = Array(0..<10)
    switch quirk {
    case .reordered: numbers = numbers.map { ($0 * 7 + poll) % 10 }
    case .shrinks: numbers = Array(numbers.prefix(10 - poll % 9))
    case .oldReturns: numbers = numbers.filter { ($0 + poll) % 3 != 0 }
    case .everythingGrows: numbers = Array((0..<(10 + poll)).suffix(10))
    default: break
    }
    return numbers.map { number in
      let date = now - 3_600 - Double(number * 60)
      var item: Item = (
        "guid-\(number)", "\(base)/a/\(number)",
        "تحركات خلايا داعش على الطريق رقم \(number)",
        "قال الأهالي إن تحركات وقعت على الطريق رقم \(number) مساء اليوم", date
      )
      switch quirk {
      case .guidChanges: item.guid = "guid-\(number)-\(poll)"
      case .linkChanges: item.link = "\(base)/a/\(number)?session=\(poll)x\(number)"
      case .schemeFlips where poll % 2 == 1:
        item.link = "https" + item.link.dropFirst(4) + "/"
      case .titlesFlip where poll % 2 == 1: item.title += " (محدّث)"
      default: break
      }
      return item
    }
  }

  @Test(.timeLimit(.minutes(3)), arguments: Quirk.allCases)
  func `a hundred polls tell each entry once`(quirk: Quirk) async throws {
    let desk = try Desk()
    let time = TestTime()
    let start = time.now
    try desk.configure(
      sources: """
          - {name: wire, url: \(desk.site.url("/feed")), full_text: never, first_poll: alert}
        """, rules: Self.rules)
    let daemon = try desk.daemon(now: { time.now })
    for poll in 0..<100 {
      desk.site.on(
        "/feed",
        Desk.rss(shown(quirk, poll: poll, base: desk.site.url(""), now: start)))
      _ = try await daemon.pollAll()
      time.pass(600)
    }
    _ = try await daemon.delivery.drain(for: .zero)
    let titles = desk.log.compactMap(\.article?.title)
    let expected = quirk == .everythingGrows ? 109 : 10
    #expect(titles.count == expected, "\(quirk)")
    #expect(Set(desk.log.map(\.id)).count == desk.log.count)
  }

  private func page(_ links: [(path: String, title: String)]) -> Reply {
    let items = links.map {
      "<article class=\"post\"><h2><a href=\"\($0.path)\">\($0.title)</a></h2></article>"
    }.joined()
    return .text(
      "<!doctype html><html lang=ar><head><title>t</title></head><body><main>\(items)</main></body></html>",
      200, [("Content-Type", "text/html; charset=utf-8")])
  }

  private func article(_ title: String, published: String) -> Reply {
    let text = String(
      repeating: "قال مسؤولون محليون إن خلايا داعش تحركت في المنطقة خلال الأيام الماضية. ", count: 6
    )
    return .text(
      """
      <!doctype html><html lang=ar><head><title>\(title)</title>
      <meta property="article:published_time" content="\(published)"></head>
      <body><article><h1>\(title)</h1><p>\(text)</p><p>\(text)</p></article></body></html>
      """, 200, [("Content-Type", "text/html; charset=utf-8")])
  }

  private let standing = (0..<8).map {
    (
      path: "/2026/09/0\($0 + 1)/harvest-\($0)",
      title: "موسم القمح في ريف الحسكة رقم \($0) لهذا العام"
    )
  }

  @Test(arguments: [nil, "3650d"] as [String?])
  func `an old article that rotates through a page's boxes wakes nobody, unless asked to`(
    maxAge: String?
  ) async throws {
    let desk = try Desk()
    let time = TestTime()
    desk.site.on("/", page(standing))
    for item in standing {
      desk.site.on(item.path, article(item.title, published: "2026-09-01T10:00:00Z"))
    }
    let old = (path: "/2021/05/02/old", title: "تقرير قديم عن خلايا داعش في ريف دير الزور")
    let new = (path: "/2026/09/20/new", title: "تقرير جديد عن خلايا داعش في ريف دير الزور")
    desk.site.on(old.path, article(old.title, published: "2021-05-02T10:00:00Z"))
    desk.site.on(new.path, article(new.title, published: "2026-09-20T10:00:00Z"))
    let age = maxAge.map { ", max_age: \($0)" } ?? ""
    try desk.configure(
      sources: "  - {name: site, url: \(desk.site.url("/"))\(age)}", rules: Self.rules)
    try await desk.once(now: { time.now })
    desk.site.on("/", page([new] + standing + [old]))
    time.pass(600)
    try await desk.once(now: { time.now })
    #expect(
      Set(desk.log.compactMap(\.article?.title))
        == (maxAge == nil ? [new.title] : [new.title, old.title]))
  }

  @Test func `a redesign is told once and brings no alerts of what stood there`() async throws {
    let desk = try Desk()
    let time = TestTime()
    desk.site.on("/", page(standing))
    try desk.configure(sources: "  - {name: site, url: \(desk.site.url("/"))}", rules: Self.rules)
    try await desk.once(now: { time.now })
    let moved = standing.map { (path: "/new-look\($0.path)", title: $0.title + " خلايا داعش") }
    for item in moved {
      desk.site.on(item.path, article(item.title, published: "2026-09-01T10:00:00Z"))
    }
    desk.site.on("/", page(moved))
    for _ in 0..<4 {
      time.pass(600)
      try await desk.once(now: { time.now })
    }
    #expect(desk.log.map(\.type) == ["source.changed"])
  }

  @Test func `a feed that is made anew brings no alerts of long ago`() async throws {
    let desk = try Desk()
    let time = TestTime()
    func items(_ name: String, from day: Double) -> [Item] {
      (0..<10).map { number in
        (
          "\(name)-\(number)", desk.site.url("/\(name)/\(number)"),
          "خبر \(name) رقم \(number) عن خلايا داعش", "نص الخبر رقم \(number) \(name)",
          time.now - (day + Double(number)) * 86_400
        )
      }
    }
    desk.site.on("/feed", Desk.rss(items("first", from: 1)))
    try desk.configure(
      sources: "  - {name: wire, url: \(desk.site.url("/feed")), full_text: never}",
      rules: Self.rules)
    try await desk.once(now: { time.now })
    time.pass(600)
    desk.site.on("/feed", Desk.rss(items("archive", from: 300)))
    try await desk.once(now: { time.now })
    #expect(desk.log.map(\.type) == ["source.gap"])
  }
}
