import Markup
import Testing

@Suite struct VisibleTextTests {
  @Test(arguments: [
    ("<p>one two</p>\n<p>three</p>", "one two\n\nthree"),
    ("a  <b>b</b>\n c<i>d</i>", "a b cd"),
    ("one<br>two<br><br>three", "one\ntwo\n\nthree"),
    ("<ul><li>a</li><li>b</li></ul>c", "a\nb\n\nc"),
    ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "1 2\n3"),
    ("x<script>y</script><style>z</style><template>t</template><noscript>n</noscript>w", "xw"),
    ("a<span hidden>b</span><p style='color:red; DISPLAY : none'>c</p>d", "ad"),
    ("a&nbsp;b é\u{A0}ü", "a b é ü"),
    ("<pre>l1\nl2  x</pre>", "l1\nl2 x"),
    ("<head><title>t</title></head><body>b", "b"),
  ])
  func `reads as a reader sees it`(html: String, text: String) throws {
    let tree = try HTMLParser.parse(html)
    #expect(VisibleText.text(of: MarkupTree.document, in: tree) == text)
  }

  @Test func `one line when lines are not kept`() throws {
    let tree = try HTMLParser.parse("<p>a</p><p>b<br>c</p>")
    let options = VisibleText.Options(keepsLines: false)
    #expect(VisibleText.text(of: MarkupTree.document, in: tree, options: options) == "a b c")
  }

  @Test func `the text of one element is its own only`() throws {
    let tree = try HTMLParser.parse("<div>a<p id=x>b <i>c</i></p>d</div>")
    let paragraph = try #require(tree.first(.p))
    #expect(VisibleText.text(of: paragraph, in: tree) == "b c")
  }

  @Test(arguments: [
    "plain", "", "  ", "a &amp; b", "&#8217;x&rsquo; &nbsp; y", "&amp;lt;b&amp;gt; &lt;b&gt;",
    "a\u{A0}b",
    "a\r\n\tb\u{0C}c ", "&#0;&#x80;&#xD800;&#x110000;", "&", "&&amp",
    "&copy 2024 &notit; &unknown;",
    "&ngE; \u{200F}نص &#1583;&#x62F;", "\u{1}a\u{7F}",
  ])
  func `HTML without tags is read the same by the short way`(html: String) throws {
    let tree = try HTMLParser.parse(html)
    let long = VisibleText.text(
      of: MarkupTree.document, in: tree, options: .init(keepsLines: false))
    let short = VisibleText.line(ofTagless: html.utf8.span)
    #expect(short == long)
  }
}
