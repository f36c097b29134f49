import Foundation
import Testing

@testable import Articles

/// What belongs to an article's text and what merely stands in it.
@Suite struct BodyTests {
  private let first =
    "The council voted on Monday for the new budget, after a debate that went on for seven hours."
  private let second =
    "Two members left the hall before the vote, and a third one abstained, the mayor's office said."
  private let third =
    "The money goes to schools, to the eastern quarters and to the bridge, which has been closed since May."

  private func body(_ inner: String, header: String = "", head: String = "") throws -> [String] {
    let page = """
      <!doctype html><html lang=en><head><title>Council votes</title>\(head)</head><body>
      <article><header><h1>Council votes for the new budget</h1>\(header)</header>
      <div class=article-body><p>\(first)</p>\(inner)<p>\(second)</p><p>\(third)</p></div></article>
      </body></html>
      """
    let article = try ArticleReader.read(Array(page.utf8), url: "https://paper.test/a")
    return article.body.components(separatedBy: "\n\n")
  }

  @Test(arguments: [
    """
    <article class=css-1><a href=/b><h3>Bridge: the long wait</h3></a>
    <p>Nobody knows when it opens again, and the shops on its far side wait for their customers.</p></article>
    """,
    """
    <div class=picBox><img src=a.jpg><p>The hall before the vote, seen from the gallery, on Monday.</p></div>
    """,
    "<div class=lastchanged>Updated: 14 March 2024, 16:11</div>",
    """
    <div class=factbox><h3>The budget</h3><ul><li>It is the first one since the election, two years ago.</li></ul></div>
    """,
    "<div class=disclaimer>Opinions are those of the author, who was paid for this text by a company.</div>",
  ])
  func `boxes, captions and date lines inside the text are not of it`(inner: String) throws {
    #expect(try body(inner) == [first, second, third])
  }

  @Test func `a caption of several lines is known by the box it shares with its picture`() throws {
    let caption =
      "In this file photo of 12 December 2006, made available by the city's archive, the mayor of "
      + "the time, left, and the head of the bridge authority take part in the opening of the old "
      + "bridge over the river, which stood for sixty years. (City archive)"
    #expect(
      try body("<div class='image top'><img src=a.jpg><p>\(caption)</p></div>")
        == [first, second, third])
  }

  @Test(arguments: [
    "<span class=hovercard>Ada Lake, mayor since 2019. More about Ada Lake</span>",
    "<span class=tooltip-text>A member of the council</span>",
    "<span style='display: none'>Ada Lake in the archive</span>",
    "<span class=sr-only><b>opens in a new window</b></span>",
  ])
  func `what opens over a word breaks no sentence`(card: String) throws {
    #expect(
      try body("<p>The mayor, <a href=/ada>Ada Lake</a>\(card), called it a day for the city.</p>")
        == [first, "The mayor, Ada Lake, called it a day for the city.", second, third])
  }

  private func post(_ number: Int, _ heading: String, _ text: String) -> String {
    "<article class='post-\(number) hentry'>\(heading)<p>\(text)</p></article>"
  }

  private func firstOf(_ posts: [String]) throws -> String {
    let page = """
      <!doctype html><html lang=en><head><title>Council votes for the new budget</title></head>
      <body><main>\(posts.joined())</main></body></html>
      """
    return try ArticleReader.read(Array(page.utf8), url: "https://paper.test/a").body
  }

  private let heading = "<h1>Council votes for the new budget</h1>"

  @Test func `a short text above the next articles of an endless page stands alone`() throws {
    let others = "\(second) \(third) \(second) \(third)"
    #expect(
      try firstOf([post(7, heading, first), post(8, "", others), post(9, "", others)]) == first)
    let more = "<h1>The long wait for the bridge</h1>"
    #expect(
      try firstOf([
        "<article>\(heading)<p>\(first)</p></article>",
        "<article>\(more)<p>\(others)</p></article>", "<article>\(more)<p>\(others)</p></article>",
      ]) == first)
  }

  @Test func `the posts of a live report belong to it`() throws {
    let body = try firstOf([
      "<article>\(heading)<p>\(first)</p></article>",
      "<article><h3>16:10</h3><p>\(second) \(third)</p></article>",
      "<article><h3>15:40</h3><p>\(third) \(second)</p></article>",
    ])
    #expect(body.contains(second) && body.contains("15:40"))
  }

  @Test(arguments: [
    "<div><img src=a.jpg></div><p>The hall was full.</p>",
    "<p>On 14 March 2024 the council had met for the first time.</p>",
    "<p>Aleppo, 14 March 2024</p>",
    """
    <div class=social-media-embed><blockquote class=twitter-tweet><p>The hall was full, and so was the
    square before it, where hundreds waited.</p></blockquote></div>
    """,
    """
    <p><a href=/b>The bridge has been closed since May, when a crack was found in one of its piers.
    Nobody knows when it opens again, and the shops on the far side wait.</a></p>
    """,
  ])
  func `pictures, dates, posts and linked sentences of the text stay`(inner: String) throws {
    #expect(try body(inner).count == 4)
  }

  @Test func `a teaser without a link is the text's beginning`() throws {
    let opening = "The council has a budget again, and the city has hope of a bridge, at last."
    #expect(try body("<div class=teaser-content><p>\(opening)</p></div>")[1] == opening)
    let door = "<div class=teaser-content><a href=/b>Hope of a bridge</a><p>\(opening)</p></div>"
    #expect(try body(door) == [first, second, third])
  }

  @Test func `an aside that has much to say is still beside the text`() throws {
    let facts = "<li>The budget is the first one since the election, which was two years ago.</li>"
    let aside = "<div class=article--c-1 role=complementary><ul>\(facts)\(facts)</ul></div>"
    #expect(try body(aside) == [first, second, third])
  }

  @Test func `a letter that the last paragraph offers is not of the text`() throws {
    let offer =
      "<p><em>News from the city every day: <a href=/l>our newsletter</a>, for free.</em></p>"
    let page =
      "<article><h1>Vote</h1><p>\(first)</p><p>\(second)</p><p>\(third)</p>\(offer)</article>"
    let article = try ArticleReader.read(Array(page.utf8), url: "https://paper.test/a")
    #expect(article.body.hasSuffix(third))
  }

  @Test func `a summary of many sentences above the text is no standfirst`() throws {
    let summary = (1...3).map {
      "<p>Sentence \($0) of a summary that a machine has made of all this text.</p>"
    }
    #expect(try body("", header: "<div>\(summary.joined())</div>").first == first)
    #expect(try body("", header: "<div>\(summary[0])</div>").count == 4)
  }

  @Test func `articles that make up the text stay`() throws {
    let posts = (1...4).map {
      "<article><h3>\($0):15</h3><p>Speaker number \($0) takes the floor, and says what the others said.</p></article>"
    }
    let text = try body(posts.joined() + posts.joined().replacing(" takes ", with: " still holds "))
    #expect(text.contains("Speaker number 1 takes the floor, and says what the others said."))
  }

  @Test func `a second copy of the text is left out`() throws {
    let copy = "<p>\(second)</p><p>\(third)</p><div class=for-print><p>\(first)</p>"
    #expect(try body(copy) == [first, second, third])
  }

  @Test func `a line that is said twice stays`() throws {
    let inner = "<p>Meal one: \(second)</p><p>Meal two.</p><p>Meal one: \(second)</p>"
    #expect(
      try body(inner).map { String($0.prefix(8)) } == [
        "The coun", "Meal one", "Meal two", "Meal one", "Two memb", "The mone",
      ])
  }

  private let standfirst =
    "After seven hours of debate the city has a budget again, and the bridge has hope"

  @Test(arguments: [
    "<p class=teaser>", "<div class=header-teaser>", "<h2>", "<h3 class=subtitle>",
  ])
  func `the standfirst beside the headline is of the text`(tag: String) throws {
    #expect(try body("", header: tag + standfirst).first == standfirst)
  }

  @Test func `what the page says of itself is its standfirst`() throws {
    let header = "<ul class=footer><li>\(standfirst)</li></ul>"
    #expect(try body("", header: header).first == first)
    #expect(
      try body("", header: header, head: "<meta name=description content='\(standfirst).'>").first
        == standfirst)
    let caption = "<figure><img src=a.jpg><figcaption>\(standfirst)</figcaption></figure>"
    #expect(
      try body("", header: caption, head: "<meta name=description content='\(standfirst).'>").first
        == first)
  }

  @Test func `a class that tells of other parts is no sign`() {
    #expect(SignWords.signs(of: Array("articleHeader hasCaption".utf8)[...]) == .article)
    #expect(SignWords.signs(of: Array("no-sidebar".utf8)[...]).isEmpty)
    #expect(SignWords.signs(of: Array("left sidebar".utf8)[...]) == .sidebar)
  }

  @Test(arguments: [
    "Stand: 28.04.2023 16:11 Uhr", "Published March 14th, 2024 - 07:50 GMT", "نُشر في 14 آذار 2024",
    "14/03/2024",
  ])
  func `a date that stands alone is known`(text: String) {
    #expect(DateReader.isAlone(text, language: "de"))
  }

  @Test(arguments: [
    "She was born on 14 March 1990 in a village near the border.", "March 2024", "The 14th",
  ])
  func `a sentence with a date is no date line`(text: String) {
    #expect(!DateReader.isAlone(text, language: "en"))
  }
}
