import Articles
import Markup
import Testing

extension HostileInput {
  /// Pages that are made to cost much or to break a reader. Sizes are such that anything quadratic
  /// takes minutes.
  @Suite struct HostilePageTests {
    private static let url = "https://site.test/2024/03/14/story.html"

    /// Article and front page: either is read, or refused by name.
    private func read(_ bytes: [UInt8]) -> Article? {
      let (article, links) = inLittleTime {
        (
          try? ArticleReader.read(bytes, url: Self.url),
          (try? FrontPage.links(bytes, url: Self.url)) ?? []
        )
      }
      #expect(links.count <= 5_000)
      #expect((article?.body.utf8.count ?? 0) <= 2 * bytes.count + 4096)
      return article
    }

    @Test(arguments: [
      many(10_000, "<div>") + "text", many(10_000, "<b>") + "text", many(10_000, "<a href=x>x"),
      many(3_000, "<b><p>") + "text", many(3_000, "<table><tr><td>"), many(3_000, "<svg><g>"),
      many(20_000, "<"), many(10_000, "</"), many(10_000, "<!"), many(10_000, "<!--"),
      many(5_000, "<![CDATA["), many(5_000, "<script>"), many(5_000, "<!--<script>"),
      many(5_000, "<title>"), many(5_000, "<textarea>"), many(5_000, "<a b='"),
      many(10_000, "&"), many(10_000, "&#"), many(5_000, "&NotEqualTild"),
      many(5_000, "&#x10FFFF;"),
      many(10_000, "</p>"), many(10_000, "</br>"), many(5_000, "<select><option>"),
      many(5_000, "<template>"), many(5_000, "<form>"), many(3_000, "<button><p></button>"),
      many(3_000, "<h1><h2>"), many(3_000, "<li><a>"), many(3_000, "<nobr>"),
      many(3_000, "<font size=1>") + many(3_000, "<p>x"),
      many(100_000, "<!--"), many(100_000, "<![CDATA["), many(40_000, "<script><!--</script>"),
      "<script>" + many(100_000, "<!-- "), many(40_000, "<script><!--</script>") + "-->",
      many(60, "<font a0 size=1><tt x><b>") + many(10_000, "<p>x"),
      "<p>" + many(20_000, "\u{0}") + "</p>", "<p>" + many(10_000, "\u{202E}") + "</p>",
      "<p title='" + many(20_000, "x ") + "'>", "<p class='" + many(10_000, "ad ") + "'>x",
      "<meta name=author content='" + many(5_000, "A B, ") + "'><p>x",
      "<meta name=author content='Jan" + many(50_000, ",") + "'><p>x",
      many(2_500, "<a href=1><a href=2><div><a href=3></div></a><nobr><nobr><h2>\n"),
      "<time datetime='" + many(10_000, "1 ") + "'>" + many(10_000, "2024 ") + "</time>",
    ])
    func `a page that costs much elsewhere is read or refused here`(html: String) {
      _ = read(Array(html.utf8))
    }

    @Test(arguments: [
      many(10_000, "["), many(10_000, "{\"a\":"), many(5_000, "{\"@graph\":["),
      "{\"author\":" + many(5_000, "{\"author\":"),
      "[" + many(5_000, "{\"@type\":\"Article\"},") + "0]",
      "{\"@type\":\"Article\",\"headline\":\"" + many(10_000, "\\ud83d") + "\"}",
      "{\"@type\":\"Article\",\"headline\":\"" + many(10_000, "\\u0000"),
      "{\"@type\":\"Article\",\"author\":[" + many(5_000, "{\"name\":\"A B\"},") + "0]}",
      "{\"@type\":\"Article\",\"datePublished\":" + many(10_000, "9") + "}",
    ])
    func `linked data of any depth and length costs no more than its bytes`(json: String) throws {
      let html =
        "<title>A headline of some words</title><script type='application/ld+json'>\(json)</script>"
        + "<h1>A headline of some words</h1><p>" + many(20, "A sentence, with words in it. ")
      let article = try #require(read(Array(html.utf8)))
      #expect(article.body.hasPrefix("A sentence"))
      #expect(article.authors.count <= 100)
    }

    @Test func `a page of too many bytes is refused`() {
      let html = Array("<title>".utf8) + [UInt8](repeating: 0x78, count: 50 << 20)
      #expect { try ArticleReader.read(html, url: Self.url) } throws: { error in
        (error as? ArticleError)?.kind == .tooLarge
      }
    }

    @Test func `a page of too many paragraphs is refused`() {
      #expect(throws: MarkupError.tooMany(limit: 1_000_000)) {
        try HTMLParser.parse(many(1_000_000, "<p>x"))
      }
    }

    @Test func `a million attributes of one element leave those that the limit allows`() throws {
      let attributes = (0..<1_000_000).map { " a\($0)=1" }.joined()
      let tree = try HTMLParser.parse("<p\(attributes)>x")
      let element = try #require(tree.first(.p))
      #expect(tree.attributes(element).count == 128)
    }

    @Test func `lone surrogates and bytes of no encoding become replacement signs`() throws {
      let bytes: [UInt8] =
        Array("<meta charset=utf-8><h1>Title é</h1><p>a".utf8)
        + [0xED, 0xA0, 0x80, 0xC0, 0x80, 0xF8, 0xFF] + Array("b &#xD800; c".utf8)
      let text = HTMLText.plain(
        String(
          decoding: TextDecoding.decode(bytes, contentType: nil, kind: .html).utf8, as: UTF8.self))
      #expect(text.contains("\u{FFFD}"))
      #expect(text.contains("b \u{FFFD} c"))
    }

    @Test func `links inside each other do not cost the page once for each`() throws {
      let nested = many(100, "<table><tr><td><a href='/2024/03/14/a-story-of-words'>")
      let html = nested + many(20_000, "é word ")
      let links = try inLittleTime { try FrontPage.links(Array(html.utf8), url: Self.url) }
      #expect(links.allSatisfy { $0.title.utf8.count <= 2_000 })
      let tree = try HTMLParser.parse(html)
      for longest in 0..<12 {
        let text = VisibleText.bytes(
          of: MarkupTree.document, in: tree, options: .init(longest: 1_000 + longest))
        #expect(text.count <= 1_000 + longest)
        #expect(text.count > 900)
        #expect(String(validating: text, as: UTF8.self) != nil)
      }
    }
  }
}
