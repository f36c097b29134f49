import Testing

@testable import Markup

@Suite struct XMLParserTests {
  private func text(_ xml: String) throws -> String {
    try XMLParser.parse(Array(xml.utf8)).textContent(MarkupTree.document)
  }

  @Test(arguments: [
    ("<a>x &amp; y &lt;z&gt; &quot;q&quot; &eacute; &#1583;</a>", "x & y <z> \"q\" é د"),
    ("<a>x<![CDATA[<b>&amp;]]>y</a>", "x<b>&amp;y"),
    ("<a>bare & and < signs</a>", "bare & and < signs"),
    ("<a>&undeclared; &amp</a>", "&undeclared; &amp"), ("<a><b>x</c>y</b>z</a>", "xyz"),
    ("<a><!-- no --><?no?>x</a>", "x"), ("<a><![CDATA[never closed", "never closed"),
    ("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;&d;</a>", "c&d;"),
  ])
  func `the text is what stands in the document`(xml: String, expected: String) throws {
    #expect(try text(xml) == expected)
  }

  @Test func `names stand in their namespaces, and a declaration ends with its element`() throws {
    let tree = try XMLParser.parse(
      Array("<a xmlns:p='u1'><p:b/><c xmlns:p='u2'><p:b/></c><p:b/><q:b/></a>".utf8))
    let spaces = tree.descendants(of: MarkupTree.document).compactMap { node in
      tree.nameText(node).hasSuffix("b") ? tree.namespace(of: tree.name(node)!) ?? "none" : nil
    }
    #expect(spaces == ["u1", "u2", "u1", "none"])
  }

  @Test func `attributes are read with any quotes or none, the first of a name counts`() throws {
    let tree = try XMLParser.parse(Array("<a x=\"1 &amp; 2\" y='3' z=4 x=5 w>t</a>".utf8))
    let node = try #require(tree.firstChild(MarkupTree.document))
    let pairs = tree.attributes(node).map { tree.text(of: $0.name) + "=" + $0.value }
    #expect(pairs == ["x=1 & 2", "y=3", "z=4", "w="])
  }

  @Test func `a lent tree reads as the tree itself`() throws {
    let xml = "<a k='v'>one<b>two</b><![CDATA[three]]></a>"
    let tree = try XMLParser.parse(Array(xml.utf8))
    let node = try #require(tree.firstChild(MarkupTree.document))
    let lent = tree.lend { lent in
      (
        lent.withText(of: node) { String(wellFormed: $0) },
        lent.children(of: node).map { lent.isElement($0) }, lent.attribute(tree.name("k"), of: node)
      )
    }
    #expect(lent.0 == tree.textContent(node) && lent.0 == "onetwothree")
    #expect(lent.1 == [false, true, false])
    #expect(lent.2 == "v")
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      String(repeating: "<a>", count: 100_000), String(repeating: "</a", count: 300_000),
      "<a " + (0..<200_000).map { "x\($0)=''" }.joined(separator: " ") + ">t</a>",
      String(repeating: "<?x", count: 400_000), String(repeating: "<![CDATA[", count: 200_000),
      String(repeating: "<!-- ", count: 300_000), "<a>" + String(repeating: "&", count: 1_000_000),
      "<a>" + String(repeating: "<!DOCTYPE '", count: 100_000),
      "<a>" + String(repeating: "<b ", count: 300_000),
      "<a>" + String(repeating: "]", count: 1_000_000),
    ])
  func `hostile documents take linear time and no deep stack`(xml: String) throws {
    let clock = ContinuousClock()
    let taken = clock.measure { _ = try? XMLParser.parse(Array(xml.utf8)) }
    // A debug build on a loaded machine; whatever is quadratic here takes minutes.
    #expect(taken < .seconds(10))
  }
}
