import Foundation
import Testing

@testable import Articles

/// Who wrote an article, and when, where the page says it only in words.
@Suite struct CreditTests {
  @Test(arguments: [
    ("أحمد علي ومحمد حسن", ["أحمد علي", "محمد حسن"]),
    ("بقلم: أحمد علي، سارة خليل ومحمد حسن", ["أحمد علي", "سارة خليل", "محمد حسن"]),
    ("أحمد علي ووليد حسن", ["أحمد علي", "وليد حسن"]),
    ("أحمد علي و محمد حسن", ["أحمد علي", "محمد حسن"]),
    ("محمد أحمد وليد حسن", ["محمد أحمد وليد حسن"]),
    ("سارة خليل وهبي", ["سارة خليل وهبي"]),
    ("אבי כהן ודנה לוי", ["אבי כהן", "דנה לוי"]),
    ("Ayşe Kaya ve Mehmet Demir", ["Ayşe Kaya", "Mehmet Demir"]),
    ("Azad Ehmed û Leyla Hesen", ["Azad Ehmed", "Leyla Hesen"]),
    ("Анна Коваль та Іван Мельник", ["Анна Коваль", "Іван Мельник"]),
    ("Jane Doe, John Roe and Ann Poe", ["Jane Doe", "John Roe", "Ann Poe"]),
    ("Marks and Spencer", ["Marks and Spencer"]),
  ])
  func `names joined by a word for and are taken apart`(credit: String, names: [String]) {
    #expect(Authors.names([credit]) == names)
  }

  private let sentences = (1...4).map {
    "<p>The council met again, for the \($0). time this year, and voted on what the mayor had asked for.</p>"
  }.joined()

  private func article(_ body: String, title: String = "", head: String = "") throws -> Article {
    let page = """
      <!doctype html><html lang=en><head><title>The council votes again\(title)</title>\(head)</head>
      <body><main><h1>The council votes again</h1><div class=article-body>\(body)</div></main></body></html>
      """
    return try ArticleReader.read(Array(page.utf8), url: "https://paper.test/a")
  }

  @Test func `a name in bold at the end signs the text`() throws {
    let signature = "<p style='text-align:right'><strong>Jane Doe</strong></p>"
    #expect(try article(sentences + signature).authors == ["Jane Doe"])
    #expect(try article(sentences + "<p>Jane Doe</p>").authors == [])
  }

  @Test func `beside people the site is no author`() throws {
    let data = """
      <script type="application/ld+json">{"@type":"NewsArticle","headline":"The council votes again",
      "author":[{"name":"Jane Doe"},{"name":"paper.test"}]}</script>
      """
    #expect(try article(sentences, head: data).authors == ["Jane Doe"])
  }

  @Test func `two names in bold above the text wrote it`() throws {
    let names = "<p><strong>Jane Doe<br>John Roe</strong></p>"
    #expect(try article(names + sentences).authors == ["Jane Doe", "John Roe"])
  }

  private func day(_ article: Article) -> String? {
    article.published.map { String($0.formatted(.iso8601).prefix(10)) }
  }

  @Test func `the day a picture was taken is not the day of publication`() throws {
    let picture =
      "<div class=picBox><img src=a.jpg><p>The hall before the vote, 24 April 2023</p></div>"
    #expect(try day(article(picture + sentences)) == nil)
    #expect(try day(article(picture + sentences, title: " | News | 28.04.2023")) == "2023-04-28")
  }

  @Test func `a sentence that tells of a day does not date its article`() throws {
    let sentence = "<p>On 14 March 1990 the council had met for the first time, in this hall.</p>"
    #expect(try day(article(sentence + sentences)) == nil)
    #expect(try day(article("<p>14 March 2024</p>" + sentence + sentences)) == "2024-03-14")
    #expect(try day(article(sentences + "<p>Published: 14 March 2024</p>")) == "2024-03-14")
  }
}
