import Alerts
import Daemon
import Foundation
import Settings
import TestSupport
import Testing

/// The main job through real sockets, a real state file and a real log: a page is polled, a rule
/// matches, a signed webhook arrives.
@Suite struct MainJobTests {
  private let rules = """
      - name: isis-al-bukamal
        match: داعش
        where: {within: 60 km, of: Al-Bukamal}
    """

  private func front(_ links: [(path: String, title: String)]) -> Reply {
    let items = links.map {
      "<article class=\"post\"><h2><a href=\"\($0.path)\">\($0.title)</a></h2></article>"
    }.joined()
    return .text(
      """
      <!doctype html><html lang="ar" dir="rtl"><head><title>صحيفة الضفاف</title></head><body>
      <nav><a href="/">الرئيسية</a><a href="/about">من نحن</a></nav><main>\(items)</main>
      </body></html>
      """, 200, [("Content-Type", "text/html; charset=utf-8")])
  }

  private func page(title: String, body: String, beside: String = "", comment: String = "")
    -> Reply
  {
    .text(
      """
      <!doctype html><html lang="ar" dir="rtl"><head><title>\(title) - صحيفة الضفاف</title></head>
      <body><nav><ul><li><a href="/tag/daesh">أخبار داعش</a></li></ul></nav>
      <article><h1 class="entry-title">\(title)</h1><div class="entry-content">
      \(body.split(separator: "\n").map { "<p>\($0)</p>" }.joined())
      </div></article>
      <aside class="related"><h3>اقرأ أيضا</h3><ul><li><a href="/x">\(beside)</a></li></ul></aside>
      <section id="comments"><ol><li class="comment"><p>\(comment)</p></li></ol>
      <form><textarea name="comment"></textarea></form></section></body></html>
      """, 200, [("Content-Type", "text/html; charset=utf-8")])
  }

  private let old = [
    ("/2026/11/01/harvest", "موسم القمح في ريف الحسكة يبدأ وسط آمال بمحصول وفير هذا العام"),
    ("/2026/11/02/school", "افتتاح مدرسة جديدة في مدينة القامشلي بعد أعمال ترميم طويلة"),
    ("/2026/11/03/bridge", "إعادة تأهيل جسر على نهر الخابور بعد سنوات من التوقف عن العمل"),
  ]

  private let quietText = """
    قال مسؤولون محليون في مدينة البوكمال إن أعمال ترميم شبكة المياه ستبدأ مطلع الأسبوع المقبل وتستمر شهرين.
    وأضافوا أن الورشات ستعمل في أحياء المدينة تباعا لتقليل انقطاع المياه عن السكان قدر الإمكان.
    ودعا المسؤولون الأهالي إلى التعاون مع الورشات والإبلاغ عن أي أعطال جديدة في الشبكة.
    """

  @Test(.enabled(if: Corpora.isPresent))
  func `the page that gave birth to Marsad is one alert, by log and webhook, with one id`()
    async throws
  {
    let desk = try Desk()
    let html = try Data(contentsOf: try #require(Corpora.file("seed/article.html")))
    let title =
      "تحذير من عودة مقلقة لتنظيم داعـ.ـش في دير الزور وسط تساؤلات حول دور الأجهزة الأمنية"
    desk.site.on("/", front(old))
    desk.site.on(
      "/archives/18342", .answer(200, [("Content-Type", "text/html; charset=utf-8")], html))
    try desk.configure(sources: "  - {name: Al-Difaf, url: \(desk.site.url("/"))}", rules: rules)
    let first = try await desk.once()
    #expect(first.polls.map(\.isBaseline) == [true])
    #expect(desk.log.isEmpty)
    desk.site.on("/", front([("/archives/18342", title)] + old))
    try await desk.once()
    try await desk.once()
    #expect(desk.log.count == 1)
    #expect(desk.hooks.map(\.id) == desk.log.map(\.id))
    let alert = try #require(desk.log.first)
    #expect(alert.article?.title == title)
    #expect(alert.article?.authors == ["عمر خطاب"])
    #expect(alert.article?.published == nil)
    let hidden = try #require(alert.matches?.first { $0.text == "داعـ.ـش" && $0.field == "title" })
    #expect(hidden.found?.hasPrefix("disguise: ") == true)
    let near = try #require(alert.places?.first { $0.relation == "within" })
    #expect(near.text.contains("البوكمال") && (near.distanceKilometres ?? 99) < 60)
  }

  @Test func `an article that is cut into pages is read to its end`() async throws {
    let desk = try Desk()
    desk.site.on("/", front(old))
    func part(_ text: String, link: String) -> Reply {
      page(
        title: "تقرير مطوّل عن شبكة المياه في مدن الفرات وقراها",
        body: text + "</p><p><a href='\(link)'>الصفحة التالية</a>")
    }
    desk.site.on("/2026/11/20/water", part(quietText, link: "/2026/11/20/water/2"))
    desk.site.on(
      "/2026/11/20/water/2",
      part(
        "وفي الصفحة الثانية قال الأهالي إن محطات الضخ تعمل ساعات قليلة.",
        link: "/2026/11/20/water/3"))
    desk.site.on(
      "/2026/11/20/water/3",
      part(
        "وختم التقرير بأن خلايا داعش هاجمت محطة قرب البوكمال قبل عام كامل.",
        link: "/2026/11/20/water/4"))
    try desk.configure(sources: "  - {name: Al-Difaf, url: \(desk.site.url("/"))}", rules: rules)
    try await desk.once()
    desk.site.on(
      "/", front([("/2026/11/20/water", "تقرير مطوّل عن شبكة المياه في مدن الفرات وقراها")] + old))
    try await desk.once()
    #expect(desk.log.count == 1)
    #expect(desk.log.first?.matches?.contains { $0.text == "داعش" && $0.field == "body" } == true)
    // The fourth page is not there: told, and no loss of what was read.
    #expect(desk.site.requests.filter { $0.path == "/2026/11/20/water/4" }.count == 1)
  }

  /// A link that nothing but its page tells to be an article's.
  private func notice(_ path: String, _ title: String) -> Reply {
    let items = old.map {
      "<article class=\"post\"><h2><a href=\"\($0.0)\">\($0.1)</a></h2></article>"
    }.joined()
    return .text(
      """
      <!doctype html><html lang="ar" dir="rtl"><head><title>صحيفة الضفاف</title></head><body>
      <main>\(items)<div><p><a href="\(path)">\(title)</a></p></div></main></body></html>
      """, 200, [("Content-Type", "text/html; charset=utf-8")])
  }

  @Test func `a link in doubt that was not there before is followed, and told by its page`()
    async throws
  {
    let desk = try Desk()
    desk.site.on("/", notice("/bayan", "بيان من المجلس المحلي"))
    let alarm = "قال المجلس إن خلايا داعش هاجمت محطة قرب البوكمال.\n" + quietText
    for path in ["/bayan", "/tahdhir", "/khidmat"] {
      desk.site.on(path, page(title: "بيان من المجلس المحلي في المدينة", body: alarm))
    }
    desk.site.on("/khidmat", page(title: "خدمات المجلس", body: "داعش البوكمال"))
    try desk.configure(sources: "  - {name: Al-Difaf, url: \(desk.site.url("/"))}", rules: rules)
    try await desk.once()
    desk.site.on("/", notice("/khidmat", "خدمات المجلس المحلي"))
    try await desk.once()
    #expect(desk.log.isEmpty)
    desk.site.on("/", notice("/tahdhir", "تحذير من المجلس المحلي"))
    try await desk.once()
    #expect(desk.log.map { $0.article?.url } == [desk.site.url("/tahdhir")])
    try await desk.once()
    #expect(desk.log.count == 1)
    // What stood there from the beginning is never asked for, what was followed once only once.
    #expect(desk.site.requests.count { $0.path == "/bayan" } == 0)
    #expect(desk.site.requests.count { $0.path == "/khidmat" } == 1)
    #expect(desk.site.requests.count { $0.path == "/tahdhir" } == 1)
  }

  @Test(arguments: ["beside", "comment"])
  func `a keyword that stands only beside the article wakes nobody`(place: String) async throws {
    let desk = try Desk()
    let hidden = "مقتل عناصر من داعش في البوكمال"
    desk.site.on("/", front(old))
    desk.site.on(
      "/2026/11/20/water",
      page(
        title: "بدء ترميم شبكة المياه في مدينة البوكمال مطلع الأسبوع", body: quietText,
        beside: place == "beside" ? hidden : "", comment: place == "comment" ? hidden : ""))
    try desk.configure(sources: "  - {name: Al-Difaf, url: \(desk.site.url("/"))}", rules: rules)
    try await desk.once()
    desk.site.on(
      "/",
      front([("/2026/11/20/water", "بدء ترميم شبكة المياه في مدينة البوكمال مطلع الأسبوع")] + old))
    let report = try await desk.once()
    #expect(report.polls.map(\.new) == [1])
    #expect(desk.log.isEmpty && desk.hooks.isEmpty)
  }

  private func rss(
    _ items: [(guid: String, link: String, title: String, text: String)], etag: String? = nil
  ) -> Reply {
    let entries = items.map {
      """
      <item><guid isPermaLink="false">\($0.guid)</guid><link>\($0.link)</link>
      <title>\($0.title)</title><description>\($0.text)</description></item>
      """
    }.joined()
    return .text(
      "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>t</title>\(entries)</channel></rss>",
      200,
      [("Content-Type", "application/rss+xml")] + (etag.map { [("ETag", $0)] } ?? []))
  }

  @Test func `an article is told once, whatever becomes of its guid, its link and its place`()
    async throws
  {
    let desk = try Desk()
    let text = "خلايا داعش قرب البوكمال"
    func item(_ guid: String, _ link: String, _ number: Int) -> (String, String, String, String) {
      (
        guid, desk.site.url(link), "تحركات مريبة على الطريق الدولي رقم \(number)",
        "\(text) \(number)"
      )
    }
    desk.site.on("/feed", rss([item("g0", "/a/0", 0)]))
    try desk.configure(
      sources: "  - {name: wire, url: \(desk.site.url("/feed")), full_text: never}", rules: rules)
    try await desk.once()
    desk.site.on("/feed", rss([item("g1", "/a/1", 1), item("g0", "/a/0", 0)]))
    try await desk.once()
    #expect(desk.log.count == 1)
    desk.site.on("/feed", rss([item("g0", "/a/0", 0), item("other", "/a/1?utm_source=rss", 1)]))
    try await desk.once()
    desk.site.on("/feed", rss([item("other", "/a/1#top", 1), item("new-0", "/a/0/", 0)]))
    try await desk.once()
    #expect(desk.log.count == 1)
    #expect(desk.hooks.count == 1)
  }

  @Test func `the webhook's signature is that of Standard Webhooks over the log line's bytes`()
    async throws
  {
    let desk = try Desk()
    desk.site.on("/feed", rss([]))
    try desk.configure(
      sources: """
          - {name: wire, url: \(desk.site.url("/feed")), full_text: never, first_poll: alert}
        """, rules: rules)
    desk.site.on("/feed", rss([("g", desk.site.url("/a"), "خلايا داعش", "قرب البوكمال")]))
    try await desk.once()
    let request = try #require(desk.receiver.requests.first { $0.path == "/hook" })
    let line = try #require(desk.scratch.lines("alerts.jsonl").first)
    #expect(request.body == Array(line.utf8))
    #expect(request.header("webhook-id") == desk.log.first?.id)
    let secret = try WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    let stamp = try #require(request.header("webhook-timestamp").flatMap { Int($0) })
    #expect(
      StandardWebhooks.verify(
        id: request.header("webhook-id") ?? "", timestamp: String(stamp),
        signatures: request.header("webhook-signature") ?? "", body: request.body,
        secrets: [secret], now: stamp))
  }

  @Test func `each bad source is a named error of its own and nothing else stops`() async throws {
    let desk = try Desk()
    desk.site.on("/good", rss([("g", desk.site.url("/a"), "خلايا داعش", "قرب البوكمال")]))
    desk.site.on("/no-feed", .text("just words", 200, [("Content-Type", "text/plain")]))
    desk.site.on("/empty", .answer(200, [("Content-Type", "application/rss+xml")]))
    desk.site.on("/gone", .text("gone", 410))
    desk.site.on(
      "/large",
      .answer(200, [("Content-Type", "text/html")], [UInt8](repeating: 0x61, count: 70_000)))
    try desk.configure(
      sources: """
          - {name: no-feed, url: \(desk.site.url("/no-feed")), kind: feed}
          - {name: empty, url: \(desk.site.url("/empty"))}
          - {name: gone, url: \(desk.site.url("/gone"))}
          - {name: large, url: \(desk.site.url("/large")), limits: {response: 64 KB}}
          - {name: nowhere, url: "http://no-such-host.invalid/feed"}
          - {name: inside, url: "http://[::1]:\(desk.site.port)/feed"}
          - {name: good, url: \(desk.site.url("/good")), full_text: never, first_poll: alert}
        """, rules: rules)
    let report = try await desk.once()
    #expect(
      desk.events.failures == [
        "no-feed": "format", "empty": "empty", "gone": "gone", "large": "too_large",
        "nowhere": "dns", "inside": "address",
      ])
    #expect(report.polls.map(\.source) == ["good"])
    #expect(desk.log.filter { $0.type == "article.matched" }.count == 1)
    #expect(desk.log.contains { $0.type == "source.failing" })
  }

  @Test(arguments: [true, false])
  func `a page is read by the feed it names, if that shows what the page shows`(isLive: Bool)
    async throws
  {
    let desk = try Desk()
    let links = old.map { "<article><h2><a href=\"\($0.0)\">\($0.1)</a></h2></article>" }.joined()
    desk.site.on(
      "/",
      .text(
        """
        <!doctype html><html><head><title>t</title>
        <link rel="alternate" type="application/rss+xml" href="/feed"></head>
        <body><main>\(links)</main></body></html>
        """, 200, [("Content-Type", "text/html; charset=utf-8")]))
    let link = isLive ? desk.site.url(old[0].0) : desk.site.url("/2009/left-behind")
    desk.site.on("/feed", rss([("g", link, old[0].1, "نص")]))
    try desk.configure(sources: "  - {name: site, url: \(desk.site.url("/"))}", rules: rules)
    try await desk.once()
    #expect(desk.events.polls.map(\.kind) == [isLive ? "rss" : "page"])
  }

  @Test func `an unchanged feed is asked conditionally and costs no news`() async throws {
    let desk = try Desk()
    let items = [("g", desk.site.url("/a"), "عنوان طويل بما يكفي للاختبار", "نص")]
    desk.site.on("/feed", rss(items, etag: "\"v1\""), .answer(304))
    try desk.configure(
      sources: "  - {name: wire, url: \(desk.site.url("/feed")), full_text: never}", rules: rules)
    try await desk.once()
    try await desk.once()
    #expect(desk.site.requests.last?.header("if-none-match") == "\"v1\"")
    #expect(desk.events.polls.map(\.isUnchanged) == [false, true])
  }
}
