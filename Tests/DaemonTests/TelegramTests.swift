import Daemon
import Foundation
import TestSupport
import Testing

/// A channel's preview as a source, through real sockets.
@Suite struct TelegramTests {
  private func page(_ messages: [(number: Int, html: String)]) -> Reply {
    let body = messages.map { number, html in
      """
      <div class="tgme_widget_message_wrap"><div class="tgme_widget_message js-widget_message"
      data-post="difaf/\(number)"><div class="tgme_widget_message_forwarded_from">Forwarded from
      <a class="tgme_widget_message_forwarded_from_name" href="https://t.me/front/9">الجبهة</a></div>
      <div class="tgme_widget_message_text js-message_text">\(html)</div>
      <time datetime="2026-11-20T07:00:00+00:00">07:00</time></div></div>
      """
    }.joined()
    return .text(
      """
      <!DOCTYPE html><html><head><meta property="og:title" content="الضفاف"></head><body>
      <section class="tgme_channel_history">\(body)</section></body></html>
      """, 200, [("Content-Type", "text/html; charset=utf-8")])
  }

  @Test func `a new message is an alert with its whole text, and no page is fetched for it`()
    async throws
  {
    let desk = try Desk()
    try desk.configure(
      sources: "  - {name: Difaf, url: \"\(desk.site.url("/s/difaf"))\", full_text: always}",
      rules: """
          - {name: isis, match: {all: [داعش, الميادين]}}
          - {name: front, match: {all: [داعش, {term: الجبهة, in: author}]}}
        """)
    let old = (number: 40, html: "افتتاح مدرسة جديدة في القامشلي")
    desk.site.on("/s/difaf", page([old]))
    try await desk.once()
    let new = (
      number: 41, html: "عاجل: هجوم لتنظيم داعش فجر اليوم<br/><br/>قتل ثلاثة قرب الميادين"
    )
    desk.site.on("/s/difaf", page([old, new]))
    let report = try await desk.once()
    try await desk.once()
    #expect(report.failures.isEmpty)
    #expect(desk.log.map(\.rule?.name) == ["isis", "front"])
    let article = try #require(desk.log.first?.article)
    #expect(article.url == "https://t.me/difaf/41")
    #expect(article.title == "عاجل: هجوم لتنظيم داعش فجر اليوم")
    #expect(article.authors == ["الضفاف"])
    #expect(article.excerpt.contains("قرب الميادين"))
    #expect(article.published == "2026-11-20T07:00:00Z")
    #expect(desk.site.requests.allSatisfy { $0.path == "/s/difaf" })
    let line = try #require(desk.scratch.lines("alerts.jsonl").first)
    #expect(line.contains(#""forwarded_from":{"name":"الجبهة","url":"https://t.me/front/9"}"#))
  }

  @Test func `a channel's card is a failure that says so, not a page of links`() async throws {
    let desk = try Desk()
    try desk.configure(
      sources: "  - {name: Difaf, url: \"\(desk.site.url("/difaf"))\"}",
      rules: "  - {name: isis, match: داعش}")
    desk.site.on(
      "/difaf",
      .text(
        """
        <!DOCTYPE html><html><head><meta property="al:android:url" content="tg://resolve?domain=difaf">
        </head><body><div class="tgme_page"><a href="https://telegram.org/dl/now">Download it</a></div>
        """, 200, [("Content-Type", "text/html; charset=utf-8")]))
    try await desk.once()
    #expect(desk.events.failures == ["Difaf": "format"])
  }
}
