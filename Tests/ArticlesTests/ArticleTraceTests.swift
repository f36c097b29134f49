import Foundation
import Testing

@testable import Articles

@Suite struct ArticleTraceTests {
  private let page = """
    <!doctype html><html lang="en"><head><title>Bridge reopens in Deir ez-Zor | The Wire</title>
    <meta property="og:title" content="Bridge reopens in Deir ez-Zor">
    <meta property="og:description" content="Traffic returns after two years of ferries.">
    <meta property="og:image" content="/img/bridge.jpg">
    <meta property="article:published_time" content="2026-03-14T08:00:00Z">
    <meta property="article:modified_time" content="2026-03-14T10:30:00Z">
    <meta property="article:section" content="Syria">
    <meta name="author" content="Lina Haddad"></head><body>
    <nav class="menu"><a href="/">Home</a> <a href="/syria">Syria</a></nav>
    <article><h1>Bridge reopens in Deir ez-Zor</h1><p class="byline">By Lina Haddad</p>
    <p>Engineers opened the old bridge to light traffic on Saturday, residents and officials said, ending two years of ferries.</p>
    <p>Lorries will have to wait until the summer, when the second span is due to be tested under full load, the council said.</p>
    </article>
    <aside class="related-posts"><h3>See also</h3><a href="/x">Floods along the Khabur leave hundreds without homes</a></aside>
    <div id="comments"><p>First! What a great day for the whole city, at last.</p></div></body></html>
    """

  private func explained() throws -> (article: Article, trace: ArticleTrace) {
    try ArticleReader.explained(
      Array(page.utf8), contentType: "text/html; charset=utf-8", url: "https://wire.example/a/1")
  }

  @Test func `each field names the places that state it`() throws {
    let trace = try explained().trace
    func witnesses(_ name: String) -> [String] {
      trace.fields.first { $0.name == name }?.witnesses ?? []
    }
    #expect(witnesses("title") == ["<h1>", "meta og:title", "<title>"])
    #expect(witnesses("authors") == ["meta author", "shown on the page"])
    #expect(witnesses("published") == ["meta article:published_time"])
    #expect(witnesses("language").contains("<html lang>"))
    #expect(witnesses("canonical_url").isEmpty)
    #expect(witnesses("modified") == ["meta article:modified_time"])
    #expect(witnesses("section") == ["meta article:section"])
    #expect(witnesses("image") == ["meta og:image"])
    #expect(witnesses("summary") == ["meta og:description"])
    #expect(witnesses("text") == ["<article>"])
  }

  @Test func `what is not in the body is told with its reason`() throws {
    let (article, trace) = try explained()
    let reasons = trace.leftOut.map(\.reason)
    for reason in ["comments", "other articles", "menus, bars and footers", "the headline"] {
      #expect(reasons.contains(reason), "\(reasons)")
    }
    #expect(trace.leftOut.allSatisfy { !article.body.contains($0.sample) })
    #expect(article.body.hasPrefix("Engineers opened"))
  }

  @Test func `change, description, image and section are read where they add something`() throws {
    var article = try explained().article
    #expect(article.modified == Date(timeIntervalSince1970: 1_773_484_200))
    #expect(article.summary == "Traffic returns after two years of ferries.")
    #expect(article.image == "https://wire.example/img/bridge.jpg")
    #expect(article.section == "Syria")
    let repeating =
      page
      .replacing(
        "Traffic returns after two years of ferries.", with: "Engineers opened the old bridge"
      )
      .replacing("2026-03-14T10:30:00Z", with: "2026-03-14T07:00:00Z")
    article = try ArticleReader.read(Array(repeating.utf8), url: "https://wire.example/a/1")
    #expect(article.summary == nil && article.modified == nil)
  }
}
