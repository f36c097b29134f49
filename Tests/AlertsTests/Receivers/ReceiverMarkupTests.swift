import Testing

@testable import Alerts

@Suite struct ReceiverMarkupTests {
  @Test(arguments: [
    ("<!channel> & <@U1>", "&lt;!channel&gt; &amp; &lt;@U1&gt;"), ("a;b", "a;b"),
    ("&lt;", "&amp;lt;"),
  ])
  func `Slack's texts have three special signs`(text: String, escaped: String) {
    #expect(SlackEscaping.escape(text) == escaped)
  }

  @Test(arguments: [
    ("@all <!here> [x](y)", "@\u{200B}all <\u{200B}\\!here\\> \\[x\\]\\(y\\)"),
    (
      "# a *b* _c_ ~d~ `e` 1. f - g > h", "\\# a \\*b\\* \\_c\\_ \\~d\\~ \\`e\\` 1\\. f \\- g \\> h"
    ),
    ("C:\\x | $y$", "C:\\\\x \\| \\$y\\$"), ("داعش عاد", "داعش عاد"),
  ])
  func `Mattermost's mentions are parted and its Markdown stands for itself`(
    text: String, escaped: String
  ) {
    #expect(MattermostMarkup().escape(text) == escaped)
  }

  @Test(arguments: [
    ("@everyone <@1> <#2> :x:", "\\@everyone \\<\\@1\\> \\<\\#2\\> \\:x\\:"),
    ("||a|| **b** [c](d)", "\\|\\|a\\|\\| \\*\\*b\\*\\* \\[c\\]\\(d\\)"), ("\\*", "\\\\\\*"),
  ])
  func `Discord's Markdown stands for itself`(text: String, escaped: String) {
    #expect(DiscordMarkup().escape(text) == escaped)
  }

  @Test(arguments: [
    ("<b>", "&lt;b&gt;"), ("\"&amp;\"", "&quot;&amp;amp;&quot;"), ("داعش", "داعش"),
  ])
  func `HTML stands for itself`(text: String, escaped: String) {
    #expect(HTMLEscape.text(text) == escaped)
    #expect(TelegramMarkup().escape(text) == escaped)
    #expect(MatrixMarkup().escape(text) == escaped)
  }

  @Test(arguments: [
    ("<b>HIGH</b> · x", 8), ("a &amp; b", 5),
    ("<a href=\"https://a.example/?a=1&amp;b\">x</a>;", 2),
    ("🔴", 2), ("<blockquote>عودة</blockquote>", 4),
  ])
  func `Telegram counts what is read, not how it is written`(html: String, length: Int) {
    #expect(TelegramMarkup().length(html) == length)
  }

  @Test func `a quote of Mattermost ends at an empty line`() {
    let lines = [
      Briefing.Line(.quote, [.init("one", isForeign: true)]),
      Briefing.Line(.quote, [.init("two", isForeign: true)]), Briefing.Line(.fact, [.init("end")]),
    ]
    #expect(MattermostMarkup().text(lines, limit: 100) == "> one\n> two\n\nend")
    #expect(DiscordMarkup().text(lines, limit: 100) == "> one\n> two\nend")
    #expect(
      MatrixMarkup().text(lines, limit: 100)
        == "<blockquote>one</blockquote><blockquote>two</blockquote>end")
  }

  @Test func `a part of a path holds unreserved characters alone`() {
    #expect(
      PercentEncoding.segment("!aB3:m.example/../x ع") == "%21aB3%3Am.example%2F..%2Fx%20%D8%B9")
  }
}
