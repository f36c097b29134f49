import Testing

@testable import Markup

@Suite struct URLsTests {
  private let base = "https://site.test/news/feed?x=1"

  @Test(arguments: [
    ("https://a.test/b/c.html?d=1#e", "https://a.test/b/c.html?d=1#e"),
    ("HTTPS://A.Test/B", "https://a.test/B"), ("https://a.test", "https://a.test/"),
    ("https://a.test/b/../c", "https://a.test/c"), ("https://a.test/ب", "https://a.test/%D8%A8"),
    ("c", "https://site.test/news/c"), ("/c", "https://site.test/c"),
    ("?y", "https://site.test/news/feed?y"),
    ("//b.test/c", "https://b.test/c"), (" https://a.test/b ", "https://a.test/b"),
    ("https://a.test/b|c", "https://a.test/b|c"), ("https://a.test/a b", "https://a.test/a%20b"),
  ])
  func `a reference becomes its absolute form`(reference: String, absolute: String) {
    #expect(URLs.resolve(reference, base: base) == absolute)
  }

  @Test(arguments: [
    ("?page=2", "http://a.test/x/..//./b"), ("http:\\\\a.test\\b/.//..//c", "http://a.test/"),
    ("#top", "http://a.test/b/../c d"), ("http:/a.test/./b", ""),
  ])
  func `an absolute form is its own absolute form`(reference: String, base: String) throws {
    let absolute = try #require(URLs.resolve(reference, base: base))
    #expect(URLs.resolve(absolute, base: "http://b.test/c") == absolute)
    #expect(URLs.absolute(absolute) == absolute)
  }

  @Test func `what needs a base, or is no web address, has no absolute form of its own`() {
    #expect(
      ["/b", "//a.test/b", "tag:a.test,2024:1", "", "http://"].compactMap(URLs.absolute) == [])
    #expect(URLs.absolute(" HTTP://A.test/b c ") == "http://a.test/b%20c")
  }

  @Test(arguments: [
    "https://a.test/b", "http://a.test/", "https://a-1.test/b.html?c=[1]&d='x'#e",
  ])
  func `what is finished is left as it is`(url: String) {
    let isFinished = URLs.isFinished(url.utf8.span)
    #expect(isFinished)
    #expect(URLs.resolve(url, base: base) == url)
    #expect(URLs.isHTTP(url))
  }

  @Test(arguments: [
    "https://a.test", "https:///b", "https://A.test/b", "https://a.test/./b", "https://a.test/b c",
    "https://a.test/b\\c", "https://a.test/{b}", "https://u@a.test/b", "ftp://a.test/b", "/b",
  ])
  func `what must be changed, or might be, is not finished`(url: String) {
    let isFinished = URLs.isFinished(url.utf8.span)
    #expect(!isFinished)
  }

  @Test(arguments: [
    ("https://www.a.test/b/c/", "a.test/b/c"), ("http://a.test/b/c?utm_source=x", "a.test/b/c"),
    ("https://amp.a.test/b/index.html", "a.test/b"), ("https://a.test/b.amp.html", "a.test/b.html"),
    ("https://a.test:443/b/amp#top", "a.test/b"), ("https://www.test/b", "www.test/b"),
    ("https://www.amp.a.test/b", "a.test/b"), ("https://a.test//b", "a.test/b"),
    ("https://a.test/?p=7&utm_source=rss", "a.test?p=7"),
    ("https://a.test/b/index.php?id=7&&amp=1", "a.test/b?id=7"),
    ("https://a.test/b/?FBCLID=x#top", "a.test/b"),
    ("https://a.test/amp/index.php?a", "a.test/amp?a"),
    ("https://a.test/amp/b/story-7", "a.test/b/story-7"),
    ("https://a.test/b/story-7/print/", "a.test/b/story-7"),
    ("https://a.test/b/story-7/print/index.html", "a.test/b/story-7"),
    ("https://a.test/print/b/story-7", "a.test/b/story-7"),
    ("https://a.test/b/story.print.html", "a.test/b/story.html"),
    ("https://a.test/b?id=7&print=1&tmpl=component", "a.test/b?id=7"),
    ("https://a.test/b?view=print", "a.test/b"), ("https://a.test/b?Print=Yes", "a.test/b"),
    ("https://a.test/b?print=7", "a.test/b?print=7"), ("https://a.test/print", "a.test/print"),
    ("https://a.test/b/how-to-print.html", "a.test/b/how-to-print.html"),
    ("https://a.test/b?a=2&a=1&a", "a.test/b?a&a=1&a=2"),
    ("https://a.test/b?q=%41", "a.test/b?q=A"),
    ("https://a.test/b?z=1&a=2", "a.test/b?a=2&z=1"),
    ("https://a.test/index.xyz", "a.test/index.xyz"),
  ])
  func `addresses of one article meet under one key`(url: String, key: String) {
    #expect(URLs.normalised(url) == key)
  }

  @Test func `a host may stand as it was written, and its key is the same`() {
    let written = "http://News.TEST/a b"
    #expect(URLs.resolve(written, base: "") == "http://news.test/a%20b")
    let kept = URLs.resolve(written, base: "", keepingHostCase: true)
    #expect(kept == "http://News.TEST/a%20b")
    #expect(URLs.normalised("http://News.TEST/a") == URLs.normalised("https://news.test/a/"))
  }
}
