import Markup
import Testing

@Suite struct HTMLParserTests {
  @Test(arguments: [
    ("<p>one<p>two", #"p("one"),p("two")"#),
    ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", #"ul(li("a"),li("b",ul(li("c"))),li("d"))"#),
    ("<dl><dt>a<dd>b<dt>c</dl>", #"dl(dt("a"),dd("b"),dt("c"))"#),
    ("a<br>b<img src=x>c</br>d", #""a",br,"b",img,"c",br,"d""#),
    (
      "<table><tr><td>1<td>2<tr><th>3</table>x",
      #"table(tbody(tr(td("1"),td("2")),tr(th("3")))),"x""#
    ),
    ("<p>a<table><td><p>b</table>c", #"p("a"),table(tbody(tr(td(p("b"))))),"c""#),
    ("<h1>a<h2>b</h1>c", #"h1("a"),h2("b"),"c""#),
    ("<select><option>a<option>b</select>", #"select(option("a"),option("b"))"#),
    ("<DIV ID=x>a</DiV>b", #"div("a"),"b""#),
    ("<div>a</span>b</div>", #"div("a","b")"#),
    ("<span>a</div>b", #"span("a","b")"#),
    ("1 < 2 <3 &lt; 4", #""1 < 2 <3 < 4""#),
    ("<!-- no --><p>a<!-- > -->b", #"p("a","b")"#),
    ("<p>a<![CDATA[<b>]]>c", #"p("a","<b>","c")"#),
    ("<a href=1>x<a href=2>y</a>", #"a("x"),a("y")"#),
  ])
  func `forgiving of what is left out`(html: String, body: String) throws {
    #expect(try HTMLParser.parse(html).bodyOutline == body)
  }

  @Test(arguments: [
    ("<p>1<b>2<i>3</b>4</i>5</p>", #"p("1",b("2",i("3")),i("4"),"5")"#),
    ("<b>1<p>2</b>3</p>", #"b("1"),p(b("2"),"3")"#),
    ("<a>1<div>2<div>3</a>4</div>5</div>", #"a("1"),div(a("2"),div(a("3"),"4"),"5")"#),
    ("<p><b>a<p>c", #"p(b("a")),p(b("c"))"#),
    ("<b><td>x</td></b>", #"b(td("x"))"#),
  ])
  func `misnested formatting is put right as browsers do`(html: String, body: String) throws {
    #expect(try HTMLParser.parse(html).bodyOutline == body)
  }

  @Test func `html, head and body are there even when no tag says so`() throws {
    let tree = try HTMLParser.parse("<title>T</title><meta charset=utf-8><p>x")
    #expect(tree.outline == #"html(head(title("T"),meta),body(p("x")))"#)
  }

  @Test func `a second body tag only adds attributes`() throws {
    let tree = try HTMLParser.parse("<p>x<body class=a><body class=b id=c>y")
    let body = try #require(tree.first(.body))
    #expect(tree.attribute(.class, of: body) == "a")
    #expect(tree.attribute("id", of: body) == "c")
  }

  @Test func `scripts, styles, textareas and titles are raw text`() throws {
    let tree = try HTMLParser.parse(
      "<title>a &amp; <b>b</title><script>if (a<b) '</div>' <!-- <script></script> --></script>"
        + "<textarea><p>&eacute;</textarea><style>p > a {}</style>z")
    #expect(
      tree.outline
        == #"html(head(title("a & <b>b"),script("if (a<b) '</div>' <!-- <script></script> -->"))"#
        + #",body(textarea("<p>é"),style("p > a {}"),"z"))"#)
  }

  @Test(arguments: [
    ("&amp;&lt;&#65;&#x62F;&nbsp;", "&<Aد\u{A0}"),
    ("&eacute &copy2003 &notit; &notin;", "é ©2003 ¬it; ∉"),
    ("&#146;&#0;&#xD800;&#99999999;", "’\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("a & b &; &# &#x; &unknown;", "a & b &; &# &#x; &unknown;"),
    ("&NotEqualTilde;", "≂̸"),
  ])
  func `character references`(html: String, text: String) {
    #expect(CharacterReferences.decode(html) == text)
  }

  @Test func `a name without a semicolon is no reference inside an address`() throws {
    let tree = try HTMLParser.parse("<a href='?a=1&copy=2&amp;lt=3' title=\"x&quot;y\">")
    let link = try #require(tree.first(.a))
    #expect(tree.attribute(.href, of: link) == "?a=1&copy=2&lt=3")
    #expect(tree.attribute(.title, of: link) == "x\"y")
  }

  @Test func `svg is closed by its own tags and by HTML`() throws {
    let tree = try HTMLParser.parse("<svg><path/><title>t</title></svg><p>a<svg><g><div>b</div>")
    #expect(tree.bodyOutline == #"svg(path,title("t")),p("a",svg(g)),div("b")"#)
  }

  @Test func `depth is bounded and nothing is lost`() throws {
    let html =
      String(repeating: "<div>", count: 50_000) + "end" + String(repeating: "<b>", count: 9000)
    let tree = try HTMLParser.parse(html + "tail", limits: MarkupLimits(depth: 100))
    var deepest = 0
    for node in tree.descendants(of: MarkupTree.document) where tree.isText(node) {
      var depth = 0
      var current: MarkupTree.Node? = node
      while let found = current {
        depth += 1
        current = tree.parent(found)
      }
      deepest = max(deepest, depth)
    }
    #expect(deepest <= 103)
    #expect(VisibleText.text(of: MarkupTree.document, in: tree).hasSuffix("tail"))
  }

  @Test func `limits of bytes and nodes are errors`() {
    #expect(throws: MarkupError.tooLarge(bytes: 11, limit: 10)) {
      try HTMLParser.parse("<p>01234567", limits: MarkupLimits(bytes: 10))
    }
    #expect(throws: MarkupError.tooMany(limit: 100)) {
      try HTMLParser.parse(
        String(repeating: "<i>a</i>", count: 200), limits: MarkupLimits(nodes: 100))
    }
  }

  @Test func `a hundred thousand attributes are read past`() throws {
    let html = "<p " + (0..<100_000).map { "a\($0)=1" }.joined(separator: " ") + ">x"
    let tree = try HTMLParser.parse(html)
    let paragraph = try #require(tree.first(.p))
    #expect(tree.attributes(paragraph).count == 128)
    #expect(tree.textContent(paragraph) == "x")
  }

  @Test(arguments: [
    "<", "<a", "<a b", "<a b=", "<a b='", "</", "</a", "<!", "<!-", "<!--", "<!--a--", "<![CDATA[",
    "&", "&#", "&#x",
    "<script>", "<script><!--", "<title>", "<p", "<?", "<table><b><tr></b><a></table></a>",
    "</p></b>", "\u{FEFF}<",
  ])
  func `broken ends do no harm`(html: String) throws {
    _ = try HTMLParser.parse(html)
    _ = try HTMLParser.parse("<div><b><p>" + html)
    _ = try XMLParser.parse(Array(html.utf8))
    _ = try XMLParser.parse(Array(("<rss><a>" + html).utf8))
  }
}
