import Foundation
import TestSupport
import Testing

@testable import Daemon
@testable import State

/// Sources that fail, move, lie, hide behind walls or fall silent: what people are told, and how often.
@Suite struct MisbehavingSourceTests {
  typealias Item = (guid: String, link: String, title: String, text: String, date: Date?)
  private static let rules = "  - {name: r, match: داعش}"
  let time = TestTime()

  private func item(_ desk: Desk, _ number: Int, word: String = "خبر") -> Item {
    (
      "g\(number)", desk.site.url("/a/\(number)"), "\(word) رقم \(number) من المدينة",
      "نص \(number)",
      time.now - Double(number)
    )
  }

  private func once(_ desk: Desk, passing seconds: Double = 600) async throws {
    let time = time
    try await desk.once(now: { time.now })
    time.pass(seconds)
  }

  private func source(_ desk: Desk, _ name: String = "wire") throws -> SourceStatus? {
    let state = try StateFile(path: desk.scratch.path("state.sqlite"), access: .reader)
    defer { state.close() }
    return try state.source(name)
  }

  @Test func `a failing source is told once and its recovery once, over restarts`() async throws {
    let desk = try Desk()
    let feed = Desk.rss([item(desk, 1)])
    desk.site.on("/feed", feed)
    try desk.configure(
      sources: "  - {name: wire, url: \(desk.site.url("/feed")), full_text: never}",
      rules: Self.rules)
    for round in 0..<2 {
      try await once(desk)
      desk.site.on("/feed", .text("oops", 500))
      for _ in 0..<2 { try await once(desk) }
      #expect(desk.told.count == round * 2)
      for _ in 0..<6 { try await once(desk) }
      #expect(desk.told.count == round * 2 + 1)
      desk.site.on("/feed", feed)
      for _ in 0..<3 { try await once(desk) }
    }
    #expect(
      desk.told == ["source.failing", "source.recovered", "source.failing", "source.recovered"])
    #expect(Set(desk.log.map(\.id)).count == 4)
  }

  @Test func `a network that is gone is one event and its return another, over restarts`()
    async throws
  {
    let desk = try Desk()
    let away = try LoopbackServer(host: "127.0.0.3")
    let port = away.port
    away.otherwise(Desk.rss([item(desk, 1)]))
    let sources = (0..<12).map {
      "  - {name: s\($0), url: \"http://127.0.0.3:\(port)/\($0)\", full_text: never}"
    }
    try desk.configure(sources: sources.joined(separator: "\n"), rules: Self.rules)
    try await once(desk)
    away.stop()
    for _ in 0..<6 { try await once(desk) }
    #expect(desk.told == ["source.failing"])
    let line = try #require(desk.scratch.lines("alerts.jsonl").first)
    #expect(line.contains("12 of 12 sources cannot be reached"))
    #expect(!line.contains("\"source\":{"))
    let back = try LoopbackServer(host: "127.0.0.3", port: port)
    back.otherwise(Desk.rss([item(desk, 1)]))
    for _ in 0..<3 { try await once(desk) }
    #expect(desk.told == ["source.failing", "source.recovered"])
    #expect(try source(desk, "s3")?.state == .ok)
  }

  @Test func `a feed that has moved for good is asked at its new place, and back when that fails`()
    async throws
  {
    let desk = try Desk()
    let away = try LoopbackServer(host: "127.0.0.2")
    away.on("/new", Desk.rss([item(desk, 1)]))
    desk.site.on("/feed", .redirect(to: away.url("/new"), 301))
    desk.site.on("/passing", .redirect(to: away.url("/new"), 302))
    try desk.scratch.write("word", "geheim")
    try desk.configure(
      sources: """
          - name: wire
            url: \(desk.site.url("/feed"))
            full_text: never
            headers: {X-Key: geheim}
            login: {user: desk, password: {file: word}}
          - {name: passing, url: \(desk.site.url("/passing")), full_text: never}
        """, rules: Self.rules)
    do {
      let daemon = try desk.daemon(now: { [time] in time.now })
      for _ in 0..<5 { _ = try await daemon.pollAll() }
      _ = try await daemon.once(wait: .zero)
    }
    try await once(desk)
    #expect(desk.site.requests.count { $0.path == "/feed" } == 3)
    #expect(desk.site.requests.count { $0.path == "/passing" } == 7)
    #expect(try source(desk)?.movedTo == away.url("/new"))
    #expect(try source(desk)?.url == desk.site.url("/feed"))
    #expect(try source(desk, "passing")?.movedTo == nil)
    #expect(!"\(away.requests)".contains("geheim"))
    #expect(away.requests.allSatisfy { $0.header("authorization") == nil })
    let asked = desk.site.requests.count { $0.path == "/feed" }
    desk.site.on("/feed", Desk.rss([item(desk, 1), item(desk, 2)]))
    away.on("/new", .text("gone", 404))
    try await once(desk)
    #expect(desk.site.requests.count { $0.path == "/feed" } == asked + 1)
    #expect(try source(desk)?.movedTo == nil)
    #expect(try source(desk)?.state == .ok)
  }

  @Test func `validators that hid news are found out, told once and used no more`() async throws {
    let desk = try Desk()
    try desk.configure(
      sources: "  - {name: wire, url: \(desk.site.url("/feed")), full_text: never}",
      rules: Self.rules)
    // Whoever asks with the validator is told that nothing changed, whoever asks without is not.
    var items = [item(desk, 0)]
    let daemon = try desk.daemon(now: { [time] in time.now })
    for poll in 1..<50 {
      items.insert(item(desk, poll), at: 0)
      let asksWhole = daemon.pipeline.book["wire"].isWholeDue(at: time.now)
      let isBlind = daemon.pipeline.book["wire"].isDistrusted
      desk.site.on(
        "/feed", asksWhole || isBlind ? Desk.rss(items, etag: "\"always\"") : .answer(304))
      _ = try await daemon.pollAll()
      time.pass(600)
    }
    _ = try await daemon.delivery.drain(for: .zero)
    #expect(desk.told == ["source.notice"])
    #expect(try source(desk)?.isDistrusted == true)
    #expect(desk.site.requests.suffix(5).allSatisfy { $0.header("if-none-match") == nil })
  }

  @Test(arguments: [200, 202, 403, 503])
  func `a wall is named, before a feed too`(status: Int) async throws {
    let desk = try Desk()
    let wall = """
      <!doctype html><html><head><title>Just a moment...</title></head><body>
      <div id="challenge-form"><h1>Checking your browser before accessing</h1>
      <script src="/cdn-cgi/challenge-platform/h/b/orchestrate/jsch/v1"></script></div></body></html>
      """
    desk.site.on("/feed", .text(wall, status, [("Content-Type", "text/html")]))
    try desk.configure(
      sources: """
          - {name: auto, url: \(desk.site.url("/feed"))}
          - {name: feed, url: \(desk.site.url("/feed")), kind: feed}
        """, rules: Self.rules)
    try await once(desk)
    #expect(desk.events.failures == ["auto": "blocked", "feed": "blocked"])
  }

  @Test(arguments: [
    (206, "protocol"), (204, "empty"), (202, "status"), (304, "protocol"), (999, "blocked"),
    (401, "status"), (404, "status"), (410, "gone"), (451, "blocked"), (500, "status"),
    (302, "redirect"),
  ])
  func `only a whole answer is a poll`(status: Int, code: String) async throws {
    let desk = try Desk()
    let body = status == 204 || status == 304 ? [] : Array("<rss><channel/></rss>".utf8)
    desk.site.on("/feed", .answer(status, [("Content-Type", "text/xml")], body))
    try desk.configure(
      sources: "  - {name: wire, url: \(desk.site.url("/feed"))}", rules: Self.rules)
    try await once(desk)
    #expect(desk.events.failures == ["wire": code])
  }

  @Test func `an absurd Retry-After is cut to a day and told`() async throws {
    let desk = try Desk()
    desk.site.on("/feed", .answer(429, [("Retry-After", "99999999999")]))
    try desk.configure(
      sources: "  - {name: wire, url: \(desk.site.url("/feed"))}", rules: Self.rules)
    try await once(desk)
    let error = try #require(try source(desk)?.error)
    #expect(error.message.contains("for a day or longer; it is asked again after 24 h (429"))
  }

  enum Paging: CaseIterable, Sendable { case linked, wordPress, sitemap, none }

  @Test(arguments: Paging.allCases)
  func `after a gap, what was missed is looked for`(paging: Paging) async throws {
    let desk = try Desk()
    func items(_ range: Range<Int>) -> [Item] {
      range.reversed().map { item(desk, $0, word: "خلايا داعش") }.map { item in
        var item = item
        item.date = nil
        return item
      }
    }
    let path = paging == .wordPress ? "/feed/" : "/news.xml"
    let more = paging == .linked ? "<atom:link rel=\"next\" href=\"/page2\"/>" : ""
    desk.site.on(path, Desk.rss(items(0..<5), more: more))
    try desk.configure(
      sources: "  - {name: wire, url: \(desk.site.url(path)), full_text: never}",
      rules: Self.rules)
    try await once(desk)
    desk.site.on(path, Desk.rss(items(20..<25), more: more))
    let second = Desk.rss(
      items(10..<20), more: paging == .linked ? "<atom:link rel=\"next\" href=\"/page3\"/>" : "")
    let third = Desk.rss(items(0..<10))
    switch paging {
    case .linked:
      desk.site.on("/page2", second)
      desk.site.on("/page3", third)
    case .wordPress:
      desk.site.on("/feed/?paged=2", second)
      desk.site.on("/feed/?paged=3", third)
    case .sitemap:
      let stamp = ISO8601DateFormatter().string(from: time.now - 60)
      let urls = (5..<20).map {
        "<url><loc>\(desk.site.url("/a/\($0)"))</loc><lastmod>\(stamp)</lastmod>"
          + "<news:news><news:publication_date>\(stamp)</news:publication_date>"
          + "<news:title>خلايا داعش \($0)</news:title></news:news></url>"
      }.joined()
      desk.site.on(
        "/news-sitemap.xml",
        .text(
          "<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
            + "xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">\(urls)</urlset>", 200,
          [("Content-Type", "application/xml")]))
    case .none: break
    }
    try await once(desk)
    let alerts = desk.log.filter { $0.type == "article.matched" }
    #expect(alerts.count == (paging == .none ? 5 : 20), "\(paging)")
    #expect(desk.told == ["source.gap"])
    try await once(desk)
    #expect(desk.log.filter { $0.type == "article.matched" }.count == alerts.count)
  }

  @Test func `a source that falls silent is told once, and is silent in the list until it speaks`()
    async throws
  {
    let desk = try Desk()
    try desk.configure(
      sources: "  - {name: wire, url: \(desk.site.url("/feed")), full_text: never, every: 2h}",
      rules: Self.rules)
    var items = [item(desk, 0)]
    var daemon: Daemon? = try desk.daemon(now: { [time] in time.now })
    func poll(_ times: Int, passing seconds: Double, news: Bool) async throws {
      let daemon = try #require(daemon)
      for _ in 0..<times {
        if news { items.insert(item(desk, items.count), at: 0) }
        desk.site.on("/feed", Desk.rss(items))
        let end = try await daemon.pollAll()
        #expect(end.failures.isEmpty)
        time.pass(seconds)
      }
    }
    try await poll(60, passing: 7_200, news: true)
    try await poll(30, passing: 7_200, news: false)
    #expect(try source(desk)?.state == .ok)
    // A restart between forgets nothing.
    _ = try await daemon?.once(wait: .zero)
    daemon = nil
    daemon = try desk.daemon(now: { [time] in time.now })
    try await poll(20, passing: 7_200, news: false)
    #expect(try source(desk)?.state == .silent)
    try await poll(20, passing: 7_200, news: false)
    try await poll(2, passing: 7_200, news: true)
    _ = try await daemon?.once(wait: .zero)
    #expect(desk.told == ["source.silent", "source.recovered"])
    #expect(try source(desk)?.state == .ok)
  }
}
