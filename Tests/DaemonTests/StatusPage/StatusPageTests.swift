import Alerts
import Foundation
import State
import TestSupport
import Testing

@testable import Daemon

@Suite struct StatusPageTests {
  private static let hostile = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
    "\u{202E}gpj.exe", "&lt;script&gt;", "</style><svg onload=alert(1)>", "line\nfeed\u{0}",
  ]

  @Test(arguments: hostile)
  func `what strangers wrote is text wherever it stands`(text: String) async throws {
    // YAML takes no control characters; a headline may hold any.
    let name = text.contains("\n") ? "plain" : text
    let post = try SightPost(sources: [(name, "https://sharq.example/")], rules: [name])
    let event = try SightPost.event(
      "alr_1", title: text, url: "https://news.example/?a=\"><script>", rule: text,
      severity: text, source: text, snippet: text, word: text, place: text)
    try post.commit("alr_1", rule: name, event: event)
    try post.state.record([
      PollRecord(
        source: name, at: SightPost.now - 30,
        outcome: .failed(kind: "status", message: text))
    ])
    let (answer, html) = await post.page(["q": text])
    #expect(answer.status == 200)
    let tags = html.matches(of: /<([a-z0-9]+)([^>]*)>/)
    let known: Set<Substring> = [
      "html", "head", "meta", "title", "link", "style", "body", "a", "header", "p", "span", "nav",
      "ul", "li", "main", "h1", "div", "dl", "dt", "dd", "section", "h2", "h3", "figure",
      "figcaption", "svg", "rect", "path", "circle", "text", "g", "ol", "article", "bdi",
      "blockquote", "mark", "small", "strong", "table", "caption", "thead", "tbody", "tr", "th",
      "td", "form", "label", "input", "button", "footer", "time", "code",
    ]
    for tag in tags {
      #expect(known.contains(tag.1), "<\(tag.1)")
      // What stands in quotes is a value and no attribute.
      let names = tag.2.replacing(/"[^"]*"/, with: "")
      #expect(!names.contains(/\son[a-z]+=/) && !names.contains("\""), "\(tag.0)")
    }
    #expect(!html.contains("\u{202E}") && !html.contains("\u{0}"))
  }

  @Test(arguments: ["javascript:alert(1)", "data:text/html,x", " https://news.example/", "//x"])
  func `only http and https are links`(url: String) async throws {
    let post = try SightPost()
    try post.commit("alr_1", event: try SightPost.event("alr_1", title: "A headline", url: url))
    let html = await post.page().html
    #expect(html.contains("adline"))
    #expect(!html.contains("href=\"\(url)"))
  }

  @Test func `the policy lets nothing run and nothing load, and knows the style by its hash`()
    async throws
  {
    let post = try SightPost()
    let (answer, html) = await post.page()
    let style = try #require(html.firstMatch(of: /<style>((?s:.*?))<\/style>/))
    let hash = Data(Digest.sha256(Array(style.1.utf8))).base64EncodedString()
    #expect(
      answer.policy
        == "default-src 'none'; style-src 'sha256-\(hash)'; img-src data:; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'")
    #expect(!html.contains(" style=") && !html.contains("<script"))
    let sent = String(decoding: answer.bytes(isHead: true), as: UTF8.self)
    for field in [
      "Cache-Control: no-store", "X-Content-Type-Options: nosniff", "X-Frame-Options: DENY",
      "Referrer-Policy: no-referrer",
    ] { #expect(sent.contains("\r\n\(field)\r\n")) }
  }

  @Test func `matched words are marked in headlines and snippets, and the place is on the map`()
    async throws
  {
    let post = try SightPost()
    try post.commit(
      "alr_1",
      event: try SightPost.event(
        "alr_1", title: "داعش في البوكمال", snippet: "عودة داعش إلى الريف", word: "داعش"))
    try post.commit(
      "alr_2", rule: "other",
      event: try SightPost.event("alr_2", title: "Al-Qaim", latitude: 34.37, longitude: 41.09))
    let html = await post.page().html
    #expect(html.contains("<mark>داعش</mark> في البوكمال"))
    #expect(html.contains("عودة <mark>داعش</mark> إلى الريف"))
    #expect(html.contains("rel=\"noopener noreferrer\""))
    #expect(html.contains("<circle class=\"high\""))
    #expect(html.contains("12.5 km away"))
    // Two places 25 km apart: the map is 200 km wide, not less.
    #expect(html.contains("50 km</text>"))
    #expect(html.contains("<path class=\"land\" d=\"M"))
  }

  @Test func `what is wrong is said first, and all being well too`() async throws {
    let post = try SightPost(
      sources: [("Sharq", "https://a.example/"), ("Badia", "https://b.example/")])
    let well = await post.page().html
    #expect(well.contains("All is well."))
    try post.state.record([
      PollRecord(
        source: "Sharq", at: SightPost.now - 30,
        outcome: .failed(kind: "dns", message: "no such host"))
    ])
    try post.commit("alr_1", event: try SightPost.event("alr_1", title: "x"))
    try post.state.disable("file", at: SightPost.now - 10, reason: "answered 410")
    post.vitals.note(.stateFailing(code: "full", message: "the disk is full"))
    let later = SightPost.now
    let board = StatusBoard(
      path: post.state.path, vitals: post.vitals, metrics: post.metrics,
      standing: post.standing, now: { later })
    let answer = await board.page(WebRequest(path: "/"))
    let html = String(decoding: answer.body, as: UTF8.self)
    #expect(!html.contains("All is well."))
    for words in [
      "the disk is full", "1 source failing", "1 destination out of use", "1 dead letter",
      "dns: no such host", "answered 410",
    ] { #expect(html.contains(words), "\(words)") }
    let failing = try #require(html.range(of: "Sharq</bdi>"))
    let working = try #require(html.range(of: "Badia</bdi>"))
    #expect(failing.lowerBound < working.lowerBound)
  }

  @Test func `10,000 sources fill pages of a hundred, failing ones first, and are found by name`()
    async throws
  {
    let sources = (0..<10_000).map { ("صحيفة \($0) _\($0)%", "https://n\($0).example/feed") }
    let post = try SightPost(sources: sources)
    try post.state.record(
      sources.enumerated().map { index, source in
        PollRecord(
          source: source.0, at: SightPost.now - 60, next: SightPost.now + 540,
          intervalSeconds: 600,
          outcome: index % 50 == 0
            ? .failed(kind: "timeout", message: String(repeating: "no answer ", count: 40))
            : .unchanged)
      })
    let html = await post.page().html
    #expect(html.utf8.count < 1_000_000)
    #expect(html.contains("10\u{202F}000 sources"))
    #expect(html.contains("page 1 of 100"))
    #expect(html.matches(of: /<tr role="row"><th scope="row"/).count == 102)
    #expect(html.matches(of: /class="error"/).count == 100)
    let last = await post.page(["page": "100"]).html
    #expect(last.contains("page 100 of 100"))
    #expect(!last.contains("class=\"error\""))
    // 777, and 7770 to 7779, however the word and the digits are written.
    for text in ["صحيفة 777", " صَحيفه  ٧٧٧", "_777%"] {
      let found = await post.page(["q": text]).html
      let count = found.matches(of: /data-label="Polled"/).count
      #expect(text == "_777%" ? count > 11 : count == 11, "\(text)")
      #expect(found.contains("صحيفة 777 _777%"))
    }
    let byAddress = await post.page(["q": "N42.EXAMPLE"]).html
    #expect(byAddress.matches(of: /data-label="Polled"/).count == 1)
    let none = await post.page(["q": "لا شيء", "page": "7"]).html
    #expect(none.contains("No source of that name or address."))
  }

  @Test func `who asks often gets what was made for the first`() async throws {
    let post = try SightPost()
    let first = await post.page().html
    try post.commit("alr_1", event: try SightPost.event("alr_1", title: "A new headline"))
    #expect(await post.page().html == first)
    #expect(await post.page(["q": "x"]).html.contains("w headline"))
  }

  @Test func `a state file that cannot be read is told, and health still answers`() async throws {
    let post = try SightPost()
    post.pulse.beat()
    post.state.close()
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: post.state.path + suffix)
    }
    #expect(await post.page().answer.status == 503)
    #expect(await post.metricsText().contains("marsad_polls_total"))
    #expect(await post.site.answer(WebRequest(path: "/-/healthy")).status == 200)
  }
}
