import Testing

@testable import Articles

@Suite struct FrontPageTests {
  private let html = """
    <!doctype html><html><body>
    <nav><ul><li><a href=/>Home</a><li><a href=/politics/>Politics</a><li><a href=/category/world>World</a></ul></nav>
    <div class=grid>
    <div class=card><a href=/2024/03/14/crossing-opens><img src=1.jpg alt="A gate"></a>
      <h2><a href=/2024/03/14/crossing-opens>Border crossing opens again after a vote</a></h2>
      <span><a href=/author/jane-doe>Jane Doe</a></span></div>
    <div class=card><h2><a href=/politics/council-votes-for-new-budget-10452.html>Council votes for the new budget</a></h2>
      <a href=/politics/council-votes-for-new-budget-10452.html#comments>12 comments</a></div>
    <div class=card><h2><a href="/?p=10453">عودة الحركة التجارية إلى أسواق المدينة القديمة</a></h2></div>
    <div class=card><h2><a href="https://other.test/2024/03/14/an-offer-you-cannot-refuse">An offer from our partners that you cannot refuse</a></h2></div>
    </div>
    <div class=tags><a href=/tag/border>Border</a> <a href=/tag/budget>Budget</a></div>
    <div class=pagination><a href=/page/2>2</a> <a href=/page/3>Next page</a></div>
    <footer><a href=/about-us>About the paper and its owners</a> <a href=/privacy-policy>Privacy policy of the paper</a>
    <a href=mailto:a@b.test>Write to us</a> <a href="javascript:void(0)">Open the menu of this page</a></footer>
    </body></html>
    """

  @Test func `article links are told from all others`() throws {
    let links = try FrontPage.links(Array(html.utf8), url: "https://paper.test/")
    #expect(
      links == [
        FrontLink(
          url: "https://paper.test/2024/03/14/crossing-opens",
          title: "Border crossing opens again after a vote"),
        FrontLink(
          url: "https://paper.test/politics/council-votes-for-new-budget-10452.html",
          title: "Council votes for the new budget"),
        FrontLink(
          url: "https://paper.test/?p=10453",
          title: "عودة الحركة التجارية إلى أسواق المدينة القديمة"),
      ])
  }

  @Test func `the links left out are counted by reason`() throws {
    let leftOut = try FrontPage.leftOut(Array(html.utf8), url: "https://paper.test/")
    let counts = Dictionary(uniqueKeysWithValues: leftOut.map { ($0.reason, $0.links) })
    #expect(counts["to other sites"] == 1)
    #expect(counts["in menus, bars and footers"] == 6)
    #expect(counts["to tags or authors"] == 2)
    #expect(leftOut.map(\.links) == leftOut.map(\.links).sorted(by: >))
  }

  @Test func `a selector takes the links it matches or holds, unjudged`() throws {
    let links = try FrontPage.links(
      Array(html.utf8), url: "https://paper.test/", selector: ".tags, nav a")
    #expect(
      links.map(\.url) == [
        "https://paper.test/politics/", "https://paper.test/category/world",
        "https://paper.test/tag/border", "https://paper.test/tag/budget",
      ])
  }

  @Test func `the limit holds`() throws {
    #expect(try FrontPage.links(Array(html.utf8), url: "https://paper.test/", limit: 2).count == 2)
  }

  @Test(arguments: [
    "https://a.test/2024/03/14/x", "https://a.test/news/council-votes-for-the-new-budget",
    "https://a.test/story-104529.html",
    "https://a.test/news/%D8%B9%D9%88%D8%AF%D8%A9-%D8%A7%D9%84%D8%AD%D8%B1%D9%83%D8%A9-%D8%A5%D9%84%D9%89-%D8%A3%D8%B3%D9%88%D8%A7%D9%82-%D8%AD%D9%84%D8%A8",
    "https://a.test/dy/article/FKQ3P0PU0001899O.html", "https://a.test/?p=10452",
  ])
  func `an article's address speaks for itself`(url: String) {
    #expect(LinkShape(url).score > 1)
  }

  @Test(arguments: [
    "https://a.test/politics", "https://a.test/category/world-news-and-more",
    "https://a.test/tag/border",
    "https://a.test/author/jane-doe", "https://a.test/page/2", "https://a.test/about-us",
    "https://a.test/privacy-policy",
  ])
  func `a section's address speaks against itself`(url: String) {
    #expect(LinkShape(url).score < 0.5)
  }

  @Test(arguments: [
    "https://a.test/", "https://a.test/x/photo-of-the-day-2024.jpg", "https://a.test/feed.xml",
  ])
  func `files and the front page are never articles`(url: String) {
    #expect(LinkShape(url).isImpossible)
  }

  @Test func `a page without links that needs scripts is empty`() {
    #expect {
      try FrontPage.links(
        Array("<html><body><div id=root></div></body></html>".utf8), url: "https://a.test/")
    } throws: {
      ($0 as? ArticleError)?.kind == .empty
    }
  }

  @Test func `a headline of two words among long ones is news as well`() throws {
    let titles = [
      "موسم القمح في ريف الحسكة يبدأ وسط آمال بمحصول وفير هذا العام",
      "افتتاح مدرسة جديدة في مدينة القامشلي بعد أعمال ترميم طويلة",
      "إعادة تأهيل جسر على نهر الخابور بعد سنوات من التوقف عن العمل",
      "أهالي القرى الشرقية يطالبون بإصلاح شبكة المياه قبل الصيف", "قنبلة ثانية",
    ]
    let items = titles.enumerated().map {
      "<article class=\"post\"><h2><a href=\"/archives/410\($0.offset)\">\($0.element)</a></h2></article>"
    }.joined()
    let page =
      "<!doctype html><html><body><nav><a href=\"/about\">من نحن</a></nav>"
      + "<main>\(items)</main></body></html>"
    let links = try FrontPage.links(
      Array(page.utf8), contentType: "text/html", url: "https://news.test/", selector: nil,
      limit: 100)
    #expect(links.map(\.title) == titles)
  }
}
