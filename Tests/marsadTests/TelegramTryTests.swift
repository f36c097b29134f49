import Foundation
import TestSupport
import Testing

/// `marsad try` on a Telegram channel's preview and on its card.
@Suite struct TelegramTryTests {
  private let page = """
    <!DOCTYPE html><html><head><meta property="og:title" content="الضفاف"></head><body>
    <section class="tgme_channel_history"><div class="tgme_widget_message" data-post="difaf/7">
    <div class="tgme_widget_message_forwarded_from">Forwarded from
    <a class="tgme_widget_message_forwarded_from_name" href="https://t.me/front/9">الجبهة</a></div>
    <div class="tgme_widget_message_text">عودة خلايا داعش إلى البوكمال<br>تفاصيل أخرى</div>
    <time datetime="2026-11-20T07:00:00+00:00">07:00</time></div></section></body></html>
    """

  @Test func `messages are entries with their origin, and rules see it`() throws {
    let scratch = try Scratch()
    let file = try scratch.write("page.html", page)
    let config = try scratch.write(
      "marsad.yaml",
      """
      sources: [{name: one, url: "https://t.me/s/difaf"}]
      rules:
        - {name: origin, match: {all: [داعش, {term: الجبهة, in: author}]}, alert: file}
        - {name: channel, match: {all: [داعش, {term: الضفاف, in: author}]}, alert: file}
      destinations: {file: {log: alerts.jsonl}}
      """)
    let arguments = ["try", file, "--url", "https://t.me/s/difaf", "--config", config]
    let result = try Program.run(arguments + ["--json"])
    #expect(result.status == 0, "\(result.errors)")
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let trial = try #require(object as? [String: Any])
    #expect(trial["kind"] as? String == "telegram")
    let entry = try #require((trial["entries"] as? [[String: Any]])?.first)
    #expect(entry["url"] as? String == "https://t.me/difaf/7")
    #expect(entry["forwarded_from"] as? String == "الجبهة")
    let rules = try #require(trial["rules"] as? [[String: Any]])
    #expect(rules.map { $0["matched"] as? Bool } == [true, true])
    #expect(try Program.run(arguments).output.contains("forwarded from الجبهة"))
  }

  @Test func `a point that a feed states stands in no field`() throws {
    let scratch = try Scratch()
    let feed = """
      <rss xmlns:georss="http://www.georss.org/georss"><channel><item><title>An attack</title>
      <guid>1</guid><georss:point>34.6 40.8</georss:point></item></channel></rss>
      """
    let file = try scratch.write("feed.xml", feed)
    let config = try scratch.write(
      "marsad.yaml",
      """
      sources: [{name: one, url: "https://news.example/"}]
      rules: [{name: near, match: attack, where: {within: 60 km, of: Al-Bukamal}, alert: file}]
      destinations: {file: {log: alerts.jsonl}}
      """)
    let result = try Program.run(
      ["try", file, "--url", "https://news.example/feed", "--config", config, "--json"])
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let rule = try #require(((object as? [String: Any])?["rules"] as? [[String: Any]])?.first)
    #expect(rule["matched"] as? Bool == true)
    let place = try #require((rule["places"] as? [[String: Any]])?.first)
    #expect(place["id"] as? String == "point:34.6,40.8")
    #expect(place["field"] is NSNull)
  }
}
