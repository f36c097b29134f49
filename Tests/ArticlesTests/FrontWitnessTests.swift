import Testing

@testable import Articles

/// What a front page's links are told apart by, witness for witness.
@Suite struct FrontWitnessTests {
  private let stories = (1...4).map {
    "<div class=card><h2><a href=/news/council-votes-for-the-new-budget-of-\($0)>"
      + "The council votes for the new budget of year \($0)</a></h2></div>"
  }.joined()

  private func found(_ body: String, head: String = "") throws -> [String] {
    let page = "<!doctype html><html><head>\(head)</head><body>\(stories)\(body)</body></html>"
    return try FrontPage.links(Array(page.utf8), url: "https://paper.test/")
      .map(\.url).filter { !$0.hasPrefix("https://paper.test/news/council") }
  }

  @Test func `a site whose front and stories both stand on the page is a sister`() throws {
    let story = "https://evening.test/2024/03/14/bridge-over-the-river-is-closed"
    let link = "<div><h2><a href=\(story)>Bridge over the river is closed for a year</a></h2></div>"
    #expect(try found(link) == [])
    #expect(try found("<nav><a href=https://evening.test/>Evening</a></nav>" + link) == [story])
  }

  @Test func `a page that gathers the stories of one other site shows them`() throws {
    let addresses = (1...6).map {
      "https://house.test/story/the-bridge-over-the-river-is-closed-\($0)"
    }
    let links = addresses.map {
      "<p><a href=\($0)>Bridge over the river is closed for a year, the mayor says</a></p>"
    }
    #expect(try found(links.joined()) == addresses)
    #expect(try found(links.prefix(2).joined()) == [])
  }

  @Test func `the site that a page says it is counts as its own`() throws {
    let story = "https://brand.test/2024/03/14/bridge-over-the-river-is-closed"
    let link = "<div><h2><a href=\(story)>Bridge over the river is closed for a year</a></h2></div>"
    #expect(
      try found(link, head: "<link rel=canonical href=https://www.brand.test/>") == [story])
    #expect(
      try found(link, head: "<meta property=og:url content=https://www.brand.test/>") == [story])
  }

  @Test func `what was paid for is no article`() throws {
    let link = "href=/2024/03/14/ten-lamps-for-every-room>Ten lamps for every room of the house</a>"
    #expect(try found("<div><a rel='nofollow sponsored' \(link)</div>") == [])
    #expect(try found("<div><a \(link)</div>").count == 1)
  }

  @Test func `a tag or an author with a long name is no article`() throws {
    #expect(
      try found(
        """
        <a href=/tag/the-long-story-of-the-new-budget>The long story of the new budget of the city</a>
        <a href=/author/the-centre-for-investigative-journalism>The Centre for Investigative Journalism</a>
        <a rel=tag href=/the-long-story-of-the-budget>The long story of the budget</a>
        """) == [])
  }

  @Test func `a list in the linked data vouches for short headlines`() throws {
    let link = "<div class=x><a href=/culture/dune>Dune again: a review</a></div>"
    #expect(try found(link) == [])
    #expect(
      try found(
        link,
        head: """
          <script type="application/ld+json">{"@context":"https://schema.org","@type":"ItemList",
          "itemListElement":[{"@type":"ListItem","position":1,"url":"https://paper.test/culture/dune"}]}</script>
          """) == ["https://paper.test/culture/dune"])
  }

  @Test func `crumbs in the linked data vouch for nothing`() throws {
    #expect(
      try found(
        "<div class=x><a href=/culture/>All culture</a></div>",
        head: """
          <script type="application/ld+json">{"@context":"https://schema.org","@type":"BreadcrumbList",
          "itemListElement":[{"@type":"ListItem","position":1,"item":"https://paper.test/culture/"}]}</script>
          """) == [])
  }

  @Test func `the day's own page is a list and what stands below it is an article`() {
    #expect(LinkShape("https://a.test/2024/03/14/").score < 0)
    #expect(LinkShape("https://a.test/2024/03/14/flood").score > 2)
    #expect(LinkShape("https://a.test/2024/03/").score < 1)
  }

  @Test func `a desk's own host counts like its branch`() {
    let path = "a.test/hc/articles/115014792127-copyright-notice"
    #expect(LinkShape("https://help." + path).score < LinkShape("https://www." + path).score - 2)
  }

  @Test func `addresses of one kind have one pattern`() {
    let first = LinkShape("https://a.test/articles/culture/pr25").pattern
    #expect(first == LinkShape("https://a.test/articles/politics/a-long-slug-of-words").pattern)
    #expect(first != LinkShape("https://a.test/tags/culture/pr25").pattern)
    #expect(first != LinkShape("https://a.test/articles/pr25").pattern)
  }

  @Test func `a short headline among addresses of its kind is an article`() throws {
    let links = [
      ("/stories/city/market", "The market on the square is to be built anew next year"),
      ("/stories/city/water", "Water comes back to the eastern quarters after a week"),
      ("/stories/land/wheat", "Farmers wait for the price of this year's wheat harvest"),
      ("/stories/land/roads", "Two roads in the north open again after the spring flood"),
      ("/stories/land/snow", "Late snow falls in the far north"),
    ]
    let html = links.map { "<section class=s\($0.0.count)><a href=\($0.0)>\($0.1)</a></section>" }
    #expect(try found(html.joined()) == links.map { "https://paper.test" + $0.0 })
  }
}
