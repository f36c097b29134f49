import Foundation
import Testing

@testable import Articles

@Suite struct RelativeDateTests {
  // 2024-03-14T10:15:00Z, a Thursday.
  private let now = Date(timeIntervalSince1970: 1_710_411_300)

  @Test(arguments: [
    ("2 hours ago", "2024-03-14T08:15:00Z"), ("Updated 45 mins ago", "2024-03-14T09:30:00Z"),
    ("an hour ago", "2024-03-14T09:15:00Z"), ("3h ago", "2024-03-14T07:15:00Z"),
    ("2 days ago", "2024-03-12T00:00:00Z"), ("a week ago", "2024-03-07T00:00:00Z"),
    ("Yesterday", "2024-03-13T00:00:00Z"), ("Today at 09:30", "2024-03-14T09:30:00Z"),
    ("قبل ساعتين", "2024-03-14T08:15:00Z"), ("منذ 3 ساعات", "2024-03-14T07:15:00Z"),
    ("قبل ٥ دقائق", "2024-03-14T10:10:00Z"), ("منذ يومين", "2024-03-12T00:00:00Z"),
    ("منذ ساعة", "2024-03-14T09:15:00Z"), ("أمس", "2024-03-13T00:00:00Z"),
    ("آخر تحديث: قبل 20 دقيقة", "2024-03-14T09:55:00Z"),
    ("۲ ساعت پیش", "2024-03-14T08:15:00Z"), ("دیروز", "2024-03-13T00:00:00Z"),
    ("2 saat önce", "2024-03-14T08:15:00Z"), ("dün 18:30", "2024-03-13T18:30:00Z"),
    ("2 часа назад", "2024-03-14T08:15:00Z"), ("вчера, 18:30", "2024-03-13T18:30:00Z"),
    ("3 години тому", "2024-03-14T07:15:00Z"), ("il y a 2 heures", "2024-03-14T08:15:00Z"),
    ("vor 2 Stunden", "2024-03-14T08:15:00Z"), ("vor einer Stunde", "2024-03-14T09:15:00Z"),
    ("hace 2 horas", "2024-03-14T08:15:00Z"), ("há 2 horas", "2024-03-14T08:15:00Z"),
    ("2 ore fa", "2024-03-14T08:15:00Z"), ("לפני שעתיים", "2024-03-14T08:15:00Z"),
    ("2小时前", "2024-03-14T08:15:00Z"), ("2時間前", "2024-03-14T08:15:00Z"),
    ("5分前", "2024-03-14T10:10:00Z"), ("3日前", "2024-03-11T00:00:00Z"),
    ("2시간 전", "2024-03-14T08:15:00Z"), ("2 کاتژمێر لەمەوپێش", "2024-03-14T08:15:00Z"),
  ])
  func `a moment told from now is read`(text: String, expected: String) throws {
    let date = RelativeDate.stated(text, now: now)?.date
    #expect(try date == Date.ISO8601FormatStyle().parse(expected))
  }

  @Test(arguments: [
    "2 hours", "Reading time: 5 min", "500 days ago", "99999999999999 hours ago", "long ago", "",
  ])
  func `what tells no day is not read`(text: String) {
    #expect(RelativeDate.stated(text, now: now) == nil)
  }

  private func day(_ body: String, head: String = "", now: Date?) throws -> String? {
    let sentences = (1...4).map {
      "<p>The council met again, for the \($0). time this year, and voted on what the mayor had asked.</p>"
    }.joined()
    let page = """
      <!doctype html><html lang=en><head><title>Vote</title>\(head)</head><body>
      \(body.replacing("TEXT", with: "<div class=article-body>\(sentences)</div>"))</body></html>
      """
    var settings = ArticleSettings()
    settings.now = now
    return try ArticleReader.read(
      Array(page.utf8), url: "https://paper.test/a", settings: settings
    ).published.map { $0.formatted(.iso8601) }
  }

  @Test func `a page's date may be told from the moment it was fetched`() throws {
    let body = "<article><h1>Vote</h1><span class=post-date>2 hours ago</span>TEXT</article>"
    #expect(try day(body, now: now) == "2024-03-14T08:15:00Z")
    #expect(try day(body, now: nil) == nil)
    // Only where it is marked as one.
    #expect(try day("<article><h1>Vote</h1><p>2 hours ago</p>TEXT</article>", now: now) == nil)
  }

  @Test func `nothing is published after it was fetched`() throws {
    let body = "<article><h1>Vote</h1><time datetime=DATE>x</time>TEXT</article>"
    // Local time without its zone.
    #expect(
      try day(body.replacing("DATE", with: "2024-03-14T13:00:00"), now: now)
        == "2024-03-14T10:15:00Z")
    // An event's date.
    #expect(try day(body.replacing("DATE", with: "2024-05-01"), now: now) == nil)
    #expect(try day(body.replacing("DATE", with: "2024-03-13"), now: now) == "2024-03-13T00:00:00Z")
    let head = "<meta property=article:published_time content=2031-01-01>"
    #expect(
      try day(body.replacing("DATE", with: "2024-03-13"), head: head, now: now)
        == "2024-03-13T00:00:00Z")
  }

  @Test(arguments: [
    "<div class=top-bar><span class=date>Thursday, 14 March 2024</span></div>",
    "<div class=today-date>Thursday, 14 March 2024</div><ul><li>Home<li>World<li>City<li>Sport<li>Art<li>More<li>Shop<li>Us</ul>",
    "<div class=x><div class=date>Thursday, 14 March 2024</div></div>",
  ])
  func `the page's clock above the article is not its date`(bar: String) throws {
    #expect(try day("\(bar)<main><h1>Vote</h1>TEXT</main>", now: nil) == nil)
    #expect(try day("\(bar)<h1>Vote</h1>TEXT", now: nil) == nil)
    #expect(
      try day("\(bar)<main><div class=date>2 March 2024</div><h1>Vote</h1>TEXT</main>", now: nil)
        == "2024-03-02T00:00:00Z")
  }
}
