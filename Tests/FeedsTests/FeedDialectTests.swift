import Foundation
import Testing

@testable import Feeds

/// What feeds write beside the standards, and what is made of it.
@Suite struct FeedDialectTests {
  private func feed(_ text: String, url: String = "https://site.test/feed/") throws -> Feed {
    guard case .feed(let feed) = try FeedReader.read(Array(text.utf8), url: url) else {
      throw FeedError(.format, "no feed")
    }
    return feed
  }

  private func rss(_ item: String) throws -> Entry {
    let text = """
      <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
        xmlns:atom="http://www.w3.org/2005/Atom" xmlns:ya="http://news.yandex.ru">
      <channel><item>\(item)</item></channel></rss>
      """
    return try #require(try feed(text).entries.first)
  }

  private func atom(_ entry: String, head: String = "", attributes: String = "") throws -> Entry {
    let text = """
      <feed xmlns="http://www.w3.org/2005/Atom" \(attributes)>\(head)<entry>\(entry)</entry></feed>
      """
    return try #require(try feed(text).entries.first)
  }

  @Test func `CDF in capitals is read`() throws {
    let feed = try feed(
      """
      <CHANNEL HREF="http://site.test/" LASTMOD="2004-04-06T23:05:43-05:00"><TITLE>t</TITLE>
      <ITEM HREF="http://site.test/1" LASTMOD="2004-04-07T00:00:00Z"><TITLE>One</TITLE>
      <ABSTRACT>text</ABSTRACT></ITEM></CHANNEL>
      """)
    #expect(feed.format == .cdf && feed.homeURL == "http://site.test/")
    #expect(feed.updated == Date(timeIntervalSince1970: 1_081_310_743))
    #expect(feed.entries.map(\.url) == ["http://site.test/1"])
    #expect(feed.entries.map(\.summaryHTML) == ["text"])
  }

  @Test(arguments: ["isPermaLink", "isPermalink", "ispermalink"])
  func `a guid that is no address is told in any spelling`(name: String) throws {
    let entry = try rss("<link>/1</link><guid \(name)='false'>https://site.test/x</guid>")
    #expect(!entry.idIsPermalink)
  }

  @Test(arguments: [
    ("<description>safe&lt;script>alert('&lt;p>')&lt;/script> text</description>", "safe text"),
    ("<description><![CDATA[<STYLE type='x'>p{}</STYLE >a<b>c</b>]]></description>", "a<b>c</b>"),
    ("<description><![CDATA[a<script src=x></script>b<style>c]]></description>", "ab"),
    ("<description><div>a<script>b</script>c</div></description>", "<div>ac</div>"),
    ("<description><![CDATA[<scripture>a</scripture>]]></description>", "<scripture>a</scripture>"),
  ])
  func `scripts and style sheets are no text`(item: String, html: String) throws {
    #expect(try rss(item).summaryHTML == html)
  }

  @Test(arguments: [
    ("type='text'", "a &lt; b &amp;amp; c", "a &lt; b &amp;amp; c"),
    ("type='text'", "a &lt;br/> b", "a <br/> b"), ("", "a &lt;i> b", "a &lt;i> b"),
    ("type='html'", "a &lt;i>b&lt;/i>", "a <i>b</i>"),
    ("type='application/octet-stream'", "YTxzY3JpcHQ+eDwvc2NyaXB0PmI=", "ab"),
    ("type='xhtml'", "<p xmlns='http://www.w3.org/1999/xhtml'>a &lt; b</p>", "<p>a &lt; b</p>"),
  ])
  func `a summary is HTML, whatever the type it is written in`(
    type: String, written: String, html: String
  ) throws {
    #expect(try atom("<summary \(type)>\(written)</summary>").summaryHTML == html)
  }

  @Test func `a category is its term and its label`() throws {
    let entry = try atom("<category term='me' label='Middle East'/><category term='syria'/>")
    #expect(entry.categories == ["me", "Middle East", "syria"])
    let podcast = try rss(
      "<itunes:category text='Society'><itunes:category text='News'/></itunes:category>")
    #expect(podcast.categories == ["Society", "News"])
  }

  @Test(arguments: [
    ("<author>desk@site.test (Omar Khattab)</author>", "Omar Khattab"),
    ("<dc:creator>Omar Khattab (desk@site.test)</dc:creator>", "Omar Khattab"),
    ("<dc:creator>Omar Khattab &lt;desk@site.test&gt;</dc:creator>", "Omar Khattab"),
    ("<dc:creator>Omar Khattab (AFP)</dc:creator>", "Omar Khattab (AFP)"),
  ])
  func `an author is a name, with mail addresses left out`(item: String, name: String) throws {
    #expect(try rss(item).authors == [name])
  }

  @Test func `what an Atom entry does not sign is its source's or the feed's`() throws {
    let head = "<author><name>Desk</name></author>"
    #expect(try atom("<title>t</title>", head: head).authors == ["Desk"])
    #expect(try atom("<author><name>A</name></author>", head: head).authors == ["A"])
    #expect(
      try atom("<source><author><name>B</name></author></source>", head: head).authors == ["B"])
  }

  @Test func `the last link of an RSS item is its link, in either form`() throws {
    #expect(
      try rss("<link>http://a.test/1</link><link href='http://a.test/2'/>").url == "http://a.test/2"
    )
    #expect(
      try rss("<link>http://a.test/1</link><atom:link href='http://a.test/feed'/>").url
        == "http://a.test/1")
  }

  @Test func `a host without its scheme is no file of that name`() throws {
    #expect(try rss("<link>www.a.test/1</link>").url == "https://www.a.test/1")
  }

  @Test func `an entry without a link is found at its id, when that is an address`() throws {
    #expect(try atom("<id>https://site.test/1</id>").url == "https://site.test/1")
    #expect(try atom("<id>tag:site.test,2024:1</id>").url == nil)
    #expect(try atom("<id>/node/1</id>").id == "https://site.test/node/1")
  }

  @Test(arguments: ["javascript:alert(1)", "mailto:a@site.test", "http://", "::"])
  func `a base that is no web address loses no links`(base: String) throws {
    let entry = try atom("<link href='1'/>", attributes: "xml:base='\(base)'")
    #expect(entry.url == "https://site.test/feed/1")
  }

  @Test func `escaped HTML inside an element of a text of type html is HTML`() throws {
    let entry = try atom(
      "<content type='html'><div xmlns='http://www.w3.org/1999/xhtml'>a &lt;b>c&lt;/b></div></content>"
    )
    #expect(entry.contentHTML == "<div>a <b>c</b></div>")
  }

  @Test func `control signs that windows-1252 has a sign for are that sign`() throws {
    #expect(try rss("<title>don\u{92}t \u{93}stop\u{94}</title>").title == "don’t “stop”")
    #expect(try rss("<title>don&#146;t « »</title>").title == "don’t « »")
  }

  @Test func `the whole text that sites write for news searches is the content`() throws {
    #expect(try rss("<ya:full-text>whole</ya:full-text>").contentHTML == "whole")
  }

  @Test func `a short entity that the document declares is read, a bomb does not go off`() throws {
    let declared = try feed(
      """
      <!DOCTYPE rss [<!ENTITY id "tag:a,"> <!ENTITY it 'say &#34;it&#34;'>]>
      <rss><channel><item><guid isPermaLink='false'>&id;1</guid><title>&it;</title></item></channel></rss>
      """)
    #expect(declared.entries.map(\.id) == ["tag:a,1"])
    #expect(declared.entries.map(\.title) == ["say \"it\""])
    let long = String(repeating: "x", count: 200)
    let bomb = try feed(
      "<!DOCTYPE rss [<!ENTITY a \"\(long)\"><!ENTITY b \"&a;&a;&a;\">]><rss><channel><item>"
        + "<title>\(String(repeating: "&b;&a;", count: 100_000))</title></item></channel></rss>")
    #expect(bomb.entries.first.map { $0.title.utf8.count < 1_000_000 } == true)
  }

  @Test(arguments: [
    ("<![CDATA[a <! b]]>", "a &lt;! b", "a <! b"),
    ("&lt;!' &lt;a href=\"/x\">b&lt;/a>", "&lt;!' <a href=\"/x\">b</a>", "<!' b"),
    ("<![CDATA[a<!-- b -->c]]>", "a<!-- b -->c", "ac"),
    ("<![CDATA[<!DOCTYPE html>a]]>", "<!DOCTYPE html>a", "a"),
  ])
  func `a sign that opens no declaration hides no text`(
    inner: String, html: String, title: String
  ) throws {
    let entry = try rss("<title>\(inner)</title><description>\(inner)</description>")
    #expect(entry.summaryHTML == html)
    #expect(entry.title == title)
  }

  @Test func `angle brackets by name are those of XHTML in XML and of HTML 5 in HTML`() throws {
    #expect(try rss("<title>&lang;a&rang;</title>").title == "\u{2329}a\u{232A}")
    #expect(try rss("<title>&amp;lang;a&amp;rang;</title>").title == "\u{27E8}a\u{27E9}")
  }

  @Test(arguments: [
    ("<title type='text'>a &lt;b> c</title>", true, "a <b> c"),
    ("<title type='html'>a &lt;b>c&lt;/b></title>", false, "a c"),
    ("<title>a</title>", false, "a"),
  ])
  func `a title that calls itself text is literal`(
    title: String, isLiteral: Bool, text: String
  ) throws {
    let entry = try atom(title)
    #expect(entry.title == text)
    #expect(entry.titleIsLiteral == isLiteral)
  }

  @Test func `an address stands as the feed wrote it`() throws {
    #expect(try rss("<link>http://News.TEST/</link>").url == "http://News.TEST/")
    #expect(try rss("<link>http://News.TEST/a b</link>").url == "http://News.TEST/a%20b")
  }
}
