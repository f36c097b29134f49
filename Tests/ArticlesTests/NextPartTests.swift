import Testing

@testable import Articles

@Suite struct NextPartTests {
  private func next(_ links: String, url: String = "https://news.example/2026/11/long-story/")
    throws
    -> String?
  {
    let page = """
      <html><head><title>A long story</title></head><body><article><h1>A long story</h1>
      <p>The first part of a story that was cut into several pages, so that people turn them one by one.</p>
      <p>It goes on, as such stories do, with more that matters and with some that does not, until the end.</p>
      </article>\(links)</body></html>
      """
    return try ArticleReader.read(Array(page.utf8), url: url).nextPart
  }

  @Test(arguments: [
    ("/2026/11/long-story/2/", "/2026/11/long-story/2/"),
    ("/2026/11/long-story/page/2", "/2026/11/long-story/page/2"),
    ("?page=2", "/2026/11/long-story/?page=2"),
    ("2/#top", "/2026/11/long-story/2/#top"),
  ])
  func `an address that is the article's own with the next number is its next part`(
    href: String, path: String
  ) throws {
    #expect(try next("<a href='\(href)'>2</a>") == "https://news.example\(path)")
  }

  @Test func `a part before the ending of a file name counts too`() throws {
    let url = "https://news.example/story-4711.html"
    #expect(
      try next("<a href='/story-4711-2.html'>2</a>", url: url)
        == "https://news.example/story-4711-2.html")
    #expect(try next("<a href='/story-4712.html' rel=next>next</a>", url: url) == nil)
  }

  @Test(arguments: [
    "<a rel='next' href='/2026/11/another-story/'>Next article</a>",
    "<a href='/2026/11/long-story/3/'>3</a>", "<a href='/2026/11/long-story/2/photos'>2</a>",
    "<a href='https://other.example/2026/11/long-story/2/'>2</a>", "<a href='/page/2/'>Older</a>",
    "<a href='#2'>2</a>", "",
  ])
  func `other pages are no part of it`(links: String) throws {
    #expect(try next(links) == nil)
  }

  @Test func `the second page of a front page is no part of anything`() throws {
    #expect(try next("<a href='/page/2/'>2</a>", url: "https://news.example/") == nil)
  }
}
