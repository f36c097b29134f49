import Foundation
import Testing

@testable import Articles

@Suite struct ArticleReaderTests {
  private let sentence =
    "The council of the northern province met on Tuesday and decided, after a long debate, to open the border crossing again."

  private func page(_ body: String, head: String = "") -> [UInt8] {
    Array("<!doctype html><html lang=en><head>\(head)</head><body>\(body)</body></html>".utf8)
  }

  private func story(_ count: Int = 4) -> String {
    (1...count).map { "<p>\(sentence) It was vote number \($0).</p>" }.joined()
  }

  @Test func `boxes around and inside the text are not the text`() throws {
    let html = page(
      """
      <header class=site-header><nav><a href=/>Home</a> <a href=/world>World</a></nav></header>
      <main><article><h1>Crossing opens</h1><p class=byline>By Jane Doe</p>
      <div class=article-body>\(story(2))
      <div class="related-box"><h3>Related</h3><a href=/x>Another story about the south</a></div>
      <p><strong>Read more: <a href=/y>What the south says about all of this</a></strong></p>
      <figure><img src=a.jpg><figcaption>A guard at the gate, photographed on Monday.</figcaption></figure>
      \(story(1))<div class=newsletter-signup><p>Get our letter every day, with news, views and more.</p></div>
      </div></article></main>
      <section id=comments><p>I do not agree with any of this, and I say so, loudly, here.</p></section>
      <footer><p>Copyright 2024, all rights reserved by the paper and its owners.</p></footer>
      """, head: "<title>Crossing opens - The Northern Paper</title>")
    let article = try ArticleReader.read(html, url: "https://paper.test/2024/03/14/crossing-opens")
    #expect(article.title == "Crossing opens")
    #expect(article.authors == ["Jane Doe"])
    #expect(article.body.components(separatedBy: "\n\n").count == 3)
    for word in [
      "Related", "Another", "Read more", "guard", "letter", "agree", "Copyright", "Jane", "Home",
    ] {
      #expect(!article.body.contains(word))
    }
    #expect(article.published == (try Date.ISO8601FormatStyle().parse("2024-03-14T00:00:00Z")))
    #expect(article.language == "en")
    #expect(article.isArticle)
  }

  @Test func `a wrapper called sidebar does not hide the article inside it`() throws {
    let html = page(
      "<div class='container has-sidebar lightbox'><h1>Crossing opens</h1><div class=widget>\(story())</div></div>"
    )
    let article = try ArticleReader.read(html, url: "https://paper.test/a")
    #expect(article.body.contains("vote number 4"))
  }

  @Test func `the page's heading wins over the stated titles`() throws {
    let html = page(
      "<div id=logo><h1>The Northern Paper</h1></div><h1>Border crossing opens again after vote</h1>\(story())",
      head: """
        <title>Border crossing opens | The Northern Paper</title>
        <meta property=og:title content="Border crossing opens again">
        <meta property=og:site_name content="The Northern Paper">
        """)
    let article = try ArticleReader.read(html, url: "https://paper.test/a")
    #expect(article.title == "Border crossing opens again after vote")
  }

  @Test func `JSON-LD states author, time and canonical address`() throws {
    let html = page(
      "<h1>Crossing opens</h1>\(story())",
      head: """
        <link rel=canonical href=/story/1>
        <script type="application/ld+json">{"@context":"https://schema.org","@graph":[
        {"@type":"NewsArticle","headline":"Crossing opens","datePublished":"2024-03-14T23:30:00-04:00",
        "author":{"@id":"#p"}},{"@id":"#p","@type":"Person","name":"Jane Doe"},]}</script>
        """)
    let article = try ArticleReader.read(html, url: "https://paper.test/a?utm_source=x")
    #expect(article.authors == ["Jane Doe"])
    #expect(article.published == (try Date.ISO8601FormatStyle().parse("2024-03-15T03:30:00Z")))
    #expect(article.publishedOffset == -14_400)
    #expect(article.canonicalURL == "https://paper.test/story/1")
  }

  @Test func `the day of viewing in a top bar is no date of publication`() throws {
    let html = page(
      "<div class=top-bar><span class=date>Saturday, April 12, 2025</span></div><main><h1>Crossing opens</h1>\(story())</main>"
    )
    #expect(try ArticleReader.read(html, url: "https://paper.test/a").published == nil)
  }

  @Test func `a date beside the headline is read`() throws {
    let html = page(
      "<article><h1>فتح المعبر</h1><span class=post-date>الخميس 14 آذار/مارس 2024 - 10:15</span>"
        + "<p>قال مجلس المحافظة يوم الثلاثاء، بعد نقاش طويل، إن المعبر الحدودي سيفتح من جديد أمام حركة المسافرين والبضائع.</p></article>"
    )
    let article = try ArticleReader.read(html, url: "https://paper.test/a")
    #expect(article.published == (try Date.ISO8601FormatStyle().parse("2024-03-14T10:15:00Z")))
    #expect(article.language == "ar")
  }

  @Test(arguments: [
    "<title>Just a moment...</title><body><div id=challenge-form>Checking your browser</div>",
    "<title>Paper</title><body><p>Enable JavaScript.</p><script src='/cdn-cgi/challenge-platform/h/b/orchestrate'></script>",
    "<title>Sign in</title><body><form action=/login><input name=u><input type=password name=p></form>",
    "<title>Before you continue</title><body><form action=https://consent.paper.test/save><p>We use cookies.</p></form>",
  ])
  func `a wall is named instead of being read as an article`(html: String) {
    #expect {
      try ArticleReader.read(Array(html.utf8), url: "https://paper.test/a")
    } throws: {
      ($0 as? ArticleError)?.kind == .blocked
    }
  }

  @Test func `an article about captchas with a login form is no wall`() throws {
    let html = page(
      "<form><input type=password></form><article><h1>Are captchas dead?</h1>\(story(8))</article>",
      head: "<title>Are captchas dead?</title>")
    #expect(try ArticleReader.read(html, url: "https://paper.test/a").wall == nil)
  }

  @Test(arguments: ["", "   \n "])
  func `an empty page is named so`(text: String) {
    #expect {
      try ArticleReader.read(Array(text.utf8), url: "https://paper.test/a")
    } throws: {
      ($0 as? ArticleError)?.kind == .empty
    }
  }

  @Test func `limits cut texts and say which`() throws {
    var settings = ArticleSettings()
    settings.bodyCharacters = 300
    settings.titleCharacters = 10
    let article = try ArticleReader.read(
      page("<h1>Crossing opens</h1>\(story(9))"), url: "https://paper.test/a", settings: settings)
    #expect(article.truncated == ["title", "body"])
    #expect(article.title == "Crossing")
    #expect(article.body.unicodeScalars.count <= 300)
    #expect(article.body.hasPrefix("The council"))
    #expect(article.excerpt.unicodeScalars.count <= 280)
    #expect(article.excerpt.hasSuffix("…"))
  }

  @Test func `a feed's HTML becomes paragraphs without its trailer`() {
    let article = ArticleReader.fromFeedHTML(
      title: "Crossing &amp; border",
      html:
        "<p>One. Two.</p><ul><li>Three</li></ul><p>The post <a href=x>Crossing</a> appeared first on <a href=y>Paper</a>.</p>",
      url: "https://paper.test/a")
    #expect(article.title == "Crossing & border")
    #expect(article.body == "One. Two.\n\nThree")
  }

  @Test func `selectors override the automatic reading part by part`() throws {
    let html = page(
      "<h1>Wrong</h1><h2 class=t>Right</h2><i class=w>Jane Doe</i><u class=d>14 March 2024</u>\(story())<div class=b><p>First.</p></div><div class=b>Second.</div>"
    )
    var settings = ArticleSettings()
    settings.selectors = .init(title: "h2.t", body: "div.b", author: ".w", published: ".d")
    let article = try ArticleReader.read(html, url: "https://paper.test/a", settings: settings)
    #expect(article.title == "Right")
    #expect(article.body == "First.\n\nSecond.")
    #expect(article.authors == ["Jane Doe"])
    #expect(article.published == (try Date.ISO8601FormatStyle().parse("2024-03-14T00:00:00Z")))
  }

  @Test func `a selector that matches nothing leaves its part to the automatic reading`() throws {
    var settings = ArticleSettings()
    settings.selectors.body = ".gone"
    let article = try ArticleReader.read(
      page("<h1>Crossing opens</h1>\(story())"), url: "https://paper.test/a", settings: settings)
    #expect(article.body.contains("vote number 4"))
  }

  @Test func `a selector that cannot be read is named with its key`() {
    var settings = ArticleSettings()
    settings.selectors.title = "h1["
    #expect {
      try ArticleReader.read(page(story()), url: "https://paper.test/a", settings: settings)
    } throws: {
      ($0 as? ArticleError)?.kind == .format && "\($0)".hasPrefix("select.title: ")
    }
  }

  @Test func `prose is read even where every name around it speaks against it`() throws {
    let html = page("<div class=related-teaser><div class=newsletter>\(story())</div></div>")
    #expect(
      try ArticleReader.read(html, url: "https://paper.test/a").body.contains("vote number 4"))
  }

  @Test func `hostile nesting ends in time and without a crash`() throws {
    let deep = String(repeating: "<div class=related><h1><a href=x>", count: 3_000) + story()
    _ = try? ArticleReader.read(page(deep), url: "https://paper.test/a")
    let wide = String(repeating: "<p class='byline author'>By A B", count: 3_000)
    _ = try? ArticleReader.read(page("<h1>x</h1>" + wide + story()), url: "https://paper.test/a")
  }
}
