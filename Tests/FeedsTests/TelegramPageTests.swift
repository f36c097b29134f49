import Foundation
import Testing

@testable import Feeds

@Suite struct TelegramPageTests {
  /// A page as Telegram writes it, with the messages given.
  private func page(_ messages: String...) -> String {
    """
    <!DOCTYPE html><html><head><meta charset="utf-8"><title>قناة الضفاف – Telegram</title>
    <meta property="og:title" content="قناة الضفاف">
    <meta property="al:android:url" content="tg://resolve?domain=difaf"></head>
    <body class="widget_frame_base"><header class="tgme_header"><div class="tgme_channel_info_header">
    <div class="tgme_channel_info_header_title"><span dir="auto">قناة الضفاف</span></div></div>
    <div class="tgme_channel_info_description">أخبار <b>دير الزور</b></div></header>
    <main><section class="tgme_channel_history js-message_history">\(messages.joined())</section></main>
    </body></html>
    """
  }

  private func message(_ number: Int, _ inner: String, classes: String = "js-widget_message")
    -> String
  {
    """
    <div class="tgme_widget_message_wrap js-widget_message_wrap">
    <div class="tgme_widget_message text_not_supported_wrap \(classes)" data-post="difaf/\(number)">
    <div class="tgme_widget_message_user"><a href="https://t.me/difaf"><i><img src="a.jpg"></i></a></div>
    <div class="tgme_widget_message_bubble"><div class="tgme_widget_message_author">
    <a class="tgme_widget_message_owner_name" href="https://t.me/difaf"><span>قناة الضفاف</span></a></div>
    \(inner)
    <div class="tgme_widget_message_footer"><span class="tgme_widget_message_views">1.2K</span>
    <span class="tgme_widget_message_meta">edited <a class="tgme_widget_message_date"
    href="https://t.me/difaf/\(number)"><time datetime="2024-03-14T07:00:0\(number % 10)+00:00"
    class="time">07:00</time></a></span></div></div></div></div>
    """
  }

  private func text(_ html: String) -> String {
    "<div class=\"tgme_widget_message_text js-message_text\" dir=\"auto\">\(html)</div>"
  }

  private func read(_ html: String, url: String = "https://mirror.test/s/difaf") throws
    -> FeedDocument
  {
    try FeedReader.read(Array(html.utf8), contentType: "text/html; charset=utf-8", url: url)
  }

  private func feed(_ html: String) throws -> Feed {
    guard case .feed(let feed) = try read(html) else { throw FeedError(.format, "no feed") }
    return feed
  }

  @Test func `a channel's page is a feed on any host, newest message first`() throws {
    let feed = try feed(
      page(message(7, text("الأولى من الرسائل")), message(8, text("الثانية من الرسائل"))))
    #expect(feed.format == .telegram)
    #expect(feed.title == "قناة الضفاف")
    #expect(feed.descriptionHTML == "أخبار دير الزور")
    #expect(feed.homeURL == "https://t.me/difaf")
    #expect(feed.entries.map(\.url) == ["https://t.me/difaf/8", "https://t.me/difaf/7"])
    #expect(feed.entries.map(\.id) == feed.entries.map(\.url))
    #expect(feed.entries.map(\.title) == ["الثانية من الرسائل", "الأولى من الرسائل"])
    #expect(feed.entries[1].published == Date(timeIntervalSince1970: 1_710_399_607))
    #expect(feed.entries[0].authors == ["قناة الضفاف"])
  }

  @Test func `a text keeps its lines, links and emoji, and loses what only decorates`() throws {
    let html = text(
      """
      عاجل | هجوم في <b>الميادين</b> <i class="emoji" style="background-image:url('e.png')"><b>🔴</b></i>\
      <br/><br/>سطر ثان &amp; <a href="https://news.test/a?b=1&amp;c=2" target="_blank">رابط</a>\
      <br/><a href="?q=%23syria">#syria</a><blockquote>قول</blockquote>
      """)
    let entry = try #require(try feed(page(message(1, html))).entries.first)
    #expect(
      entry.contentHTML == """
        <p>عاجل | هجوم في الميادين 🔴<br><br>سطر ثان &amp; \
        <a href="https://news.test/a?b=1&amp;c=2">رابط</a><br>#syria<blockquote>قول</blockquote></p>
        """)
    #expect(entry.title == "عاجل | هجوم في الميادين 🔴")
  }

  @Test func `quoted replies, link previews and notices are not the message's text`() throws {
    let reply = """
      <a class="tgme_widget_message_reply" href="https://t.me/difaf/1">
      <div class="tgme_widget_message_author"><span class="tgme_widget_message_author_name">X</span></div>
      <div class="tgme_widget_message_text js-message_reply_text" dir="auto">المنقول</div></a>
      """
    let preview = """
      <a class="tgme_widget_message_link_preview" href="https://news.test/">
      <div class="link_preview_title">عنوان البطاقة</div></a>
      """
    let feed = try feed(
      page(
        message(2, reply + text("نص الرسالة الجديدة") + preview),
        message(3, text("ثبّت القناة رسالة"), classes: "service_message"),
        message(4, reply + preview)))
    #expect(feed.entries.map(\.contentHTML) == ["<p>نص الرسالة الجديدة</p>"])
  }

  @Test func `whose words are passed on is kept, with or without an address`() throws {
    func forwarded(_ name: String) -> String {
      "<div class=\"tgme_widget_message_forwarded_from\">Forwarded from \(name)</div>"
    }
    let linked =
      "<a class=\"tgme_widget_message_forwarded_from_name\" href=\"https://t.me/other/9\"><span>أخرى</span></a>"
    let plain = "<span class=\"tgme_widget_message_forwarded_from_name\">شخص</span>"
    let feed = try feed(
      page(
        message(1, forwarded(linked) + text("خبر منقول")),
        message(2, forwarded(plain) + text("خبر آخر منقول")), message(3, text("خبر خاص"))))
    #expect(
      feed.entries.map(\.forwardedFrom) == [
        nil, Attribution(name: "شخص"), Attribution(name: "أخرى", url: "https://t.me/other/9"),
      ])
    #expect(feed.entries[2].contentHTML == "<p>خبر منقول</p>")
  }

  @Test func `a picture is its caption, a poll its question, and nothing without words`() throws {
    let photo =
      "<a class=\"tgme_widget_message_photo_wrap\" style=\"background-image:url('p.jpg')\"></a>"
    let video = "<time class=\"message_video_duration\">0:30</time>"
    let poll = """
      <div class="tgme_widget_message_poll"><div class="tgme_widget_message_poll_question">هل يعود؟</div>
      <div class="tgme_widget_message_poll_option_text">نعم</div></div>
      """
    // Captions stand in a text inside a text.
    let caption = "<div class=\"tgme_widget_message_text js-message_text\">\(text("تعليق"))</div>"
    let feed = try feed(
      page(
        message(1, photo), message(2, video + photo + caption), message(3, poll),
        message(4, text("<i class=\"empty\"></i> "))))
    #expect(feed.entries.map(\.contentHTML) == ["<p>هل يعود؟</p><p>نعم</p>", "<p>تعليق</p>"])
    #expect(feed.entries[1].published != nil)
  }

  @Test(arguments: [
    (
      "عاجل<br>مقتل خمسة في كمين شرق البوكمال<br>تفاصيل",
      "عاجل مقتل خمسة في كمين شرق البوكمال"
    ),
    ("🔴🔴🔴<br>#سوريا<br>وصول تعزيزات إلى الميادين", "#سوريا وصول تعزيزات إلى الميادين"),
    (
      "The convoy reached the bridge at noon. " + String(repeating: "word ", count: 60),
      "The convoy reached the bridge at noon."
    ),
    (
      String(repeating: "كلمة ", count: 60),
      String(repeating: "كلمة ", count: 23) + "كلمة…"
    ),
    (String(repeating: "ا", count: 500), String(repeating: "ا", count: 120) + "…"),
  ])
  func `a title is the first line that says something, cut kindly`(html: String, title: String)
    throws
  {
    #expect(try feed(page(message(1, text(html)))).entries.map(\.title) == [title])
  }

  @Test func `a channel with no message is an empty feed, its card a page without messages`() throws
  {
    #expect(try feed(page()).entries.isEmpty)
    let card = """
      <!DOCTYPE html><html><head><meta property="al:android:url" content="tg://resolve?domain=difaf">
      </head><body><div class="tgme_page"><div class="tgme_page_extra">9 subscribers</div></div></body></html>
      """
    guard case .page(let hints) = try read(card) else { throw FeedError(.format, "no page") }
    #expect(hints.looksLike == .telegramCard)
  }

  @Test func `the search that found nothing is an empty feed`() throws {
    let none =
      "<div class=\"tgme_widget_message_wrap\"><div class=\"tme_no_messages_found\">No posts found</div></div>"
    #expect(try feed(page(none)).entries.isEmpty)
  }

  @Test(arguments: [
    "<p>tgme_widget_message data-post=\"a/1\"</p>",
    "<div class=\"tgme_widget_message\"><p>no number</p></div>",
    "<div class=\"tgme_widget_message\" data-post=\"a/b\"><p>no number</p></div>",
    "<script async src=\"https://telegram.org/js/telegram-widget.js\" data-telegram-post=\"a/1\"></script>",
  ])
  func `a page that only speaks of Telegram stays a page`(body: String) throws {
    guard case .page = try read("<!doctype html><html><body>\(body)</body></html>") else {
      throw FeedError(.format, "no page")
    }
  }

  @Test func `damaged markup costs no more than the page is long, and limits hold`() throws {
    let open = (1...3000).map {
      "<div class=\"tgme_widget_message\" data-post=\"d/\($0)\"><div class=\"tgme_widget_message_text\">رسالة \($0) "
    }.joined()
    let start = ContinuousClock.now
    let entries = try feed("<!doctype html><html><body>" + open).entries
    #expect(ContinuousClock.now - start < .seconds(20))
    // Beyond the depth that is read, messages run together.
    #expect(entries.count > 100)
    #expect(entries.reduce(0) { $0 + ($1.contentHTML?.utf8.count ?? 0) } < 1 << 20)
    var limits = FeedLimits()
    limits.entries = 2
    let many = page(message(1, text("a b")), message(2, text("c d")), message(3, text("e f")))
    guard case .feed(let few) = try FeedReader.read(Array(many.utf8), url: "", limits: limits)
    else {
      throw FeedError(.format, "no feed")
    }
    #expect(few.entries.map(\.title) == ["e f", "c d"])
  }
}
