import Foundation
import TestSupport
import Testing

/// Subscriptions in and out, by the real program.
@Suite struct SubscriptionCommandTests {
  private let opml = """
    <?xml version="1.0"?><opml version="2.0"><head/><body><outline text="Syria">
    <outline type="rss" text="One &amp; only" xmlUrl="https://one.test/feed"/></outline>
    <outline type="rss" text="Two" xmlUrl="https://two.test/feed"/>
    <outline type="rss" text="Broken" xmlUrl="gopher://three.test/"/></body></opml>
    """

  @Test func `init takes the sources of a reader, tells what it leaves out, overwrites nothing`()
    throws
  {
    let scratch = try Scratch()
    let list = try scratch.write("list.opml", opml)
    let path = scratch.path("marsad.yaml")
    let made = try Program.run(["init", "--opml", list, "--config", path])
    #expect(made.status == 0)
    #expect(made.output.contains("with 2 sources"))
    #expect(made.errors.contains("left out \"Broken\""))
    #expect(try Program.run(["check", "--config", path]).output.contains("ok: 2 sources"))
    let written = try String(contentsOfFile: path, encoding: .utf8)
    #expect(try Program.run(["init", "--opml", list, "--config", path]).status == 1)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == written)
  }

  @Test func `a file without subscriptions makes no configuration`() throws {
    let scratch = try Scratch()
    let path = scratch.path("marsad.yaml")
    for text in ["<opml><body/></opml>", "<rss/>", ""] {
      let list = try scratch.write("list.opml", text)
      #expect(try Program.run(["init", "--opml", list, "--config", path]).status == 1)
    }
    #expect(try Program.run(["init", "--opml", "/nowhere", "--config", path]).status == 1)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `sources come out as OPML that makes the same sources`() throws {
    let scratch = try Scratch()
    let list = try scratch.write("list.opml", opml)
    let path = scratch.path("marsad.yaml")
    _ = try Program.run(["init", "--opml", list, "--config", path])
    let state = scratch.path("state.sqlite")
    let first = try Program.run(["sources", "--opml", "--config", path, "--state", state])
    #expect(first.status == 0)
    #expect(first.output.contains("<outline text=\"Syria\">"))
    #expect(first.output.contains("text=\"One &amp; only\""))
    let copy = try scratch.write("copy.opml", first.output)
    let other = scratch.path("other.yaml")
    _ = try Program.run(["init", "--opml", copy, "--config", other])
    let second = try Program.run(["sources", "--opml", "--config", other, "--state", state])
    #expect(second.output == first.output)
    let both = try Program.run(["sources", "--opml", "--json", "--config", path])
    #expect(both.status == 2)
  }

  @Test func `a page is a link that readers pass over and an import takes back`() throws {
    let scratch = try Scratch()
    let rest = """
      rules: [{name: r, match: attack}]
      destinations: {file: {log: alerts.jsonl}}
      """
    let path = try scratch.write(
      "marsad.yaml",
      """
      sources:
        - {name: feed, url: "https://a.test/", kind: feed}
        - {name: front, url: "https://b.test/?a=1&b", kind: page, every: 7m}
      \(rest)
      """)
    let state = ["--state", scratch.path("state.sqlite")]
    let out = try Program.run(["export", "--opml", "-", "--config", path] + state)
    #expect(
      out.output.contains("type=\"rss\" text=\"feed\" title=\"feed\" xmlUrl=\"https://a.test/\""))
    #expect(
      out.output.contains(
        "type=\"link\" text=\"front\" title=\"front\" url=\"https://b.test/?a=1&amp;b\""))
    let bookmark = "<outline type=\"link\" text=\"mark\" url=\"https://mark.test/\"/></body>"
    let list = try scratch.write(
      "list.opml", out.output.replacing("</body>", with: bookmark))
    let back = try Program.run(["import", list, "--config", scratch.path("none.yaml")])
    #expect(back.status == 0, "\(back.errors)")
    #expect(back.output.contains("    kind: page\n") && !back.output.contains("mark.test"))
    let copy = try scratch.write("copy.yaml", back.output + rest)
    let again = try Program.run(["export", "--opml", "-", "--config", copy] + state)
    #expect(again.output == out.output)
  }

  @Test func `sources go through OPML and back with intervals, languages and tags`() throws {
    let scratch = try Scratch()
    let sources = """
      sources:
        - {name: "One: news", url: "https://one.test/feed", every: 7m, language: ar, country: SY, tags: [syria, "east, north", a/b, 50%]}
        - {name: اثنان, url: "https://two.test/feed", every: {min: 3m, max: 45m}, tags: [syria]}
        - {name: three, url: "https://three.test/feed", every: 90s}
      """
    let rest = """
      rules: [{name: r, match: attack}]
      destinations: {file: {log: alerts.jsonl}}
      """
    let path = try scratch.write("marsad.yaml", sources + "\n" + rest)
    let state = scratch.path("state.sqlite")
    let list = scratch.path("feeds.opml")
    let out = try Program.run(["export", "--opml", list, "--config", path, "--state", state])
    #expect(out.status == 0, "\(out.errors)")
    #expect(try Program.run(["export", "--opml", list, "--config", path]).status == 1)
    let same = try Program.run(["sources", "--opml", "--config", path, "--state", state])
    #expect(same.output == (try String(contentsOfFile: list, encoding: .utf8)))

    let none = ["--config", scratch.path("none.yaml")]
    let back = try Program.run(["import", list] + none)
    #expect(back.status == 0, "\(back.errors)")
    let copy = try scratch.write("copy.yaml", back.output + rest)
    let again = try Program.run(["export", "--opml", "-", "--config", copy, "--state", state])
    #expect(again.output == same.output)
    for line in [
      "every: \"7m\"", "every: {min: 3m, max: 45m}", "every: \"90s\"", "language: ar",
      "country: SY", "tags: [syria, \"east, north\", \"a/b\", \"50%\"]",
    ] {
      #expect(back.output.contains("    \(line)\n"), "\(line)")
    }
  }

  @Test func `what the configuration has already is not imported, and names are given once`() throws
  {
    let scratch = try Scratch()
    let path = try scratch.write(
      "marsad.yaml",
      """
      include: rules.d/*.yaml
      sources:
        - {name: "One & only", url: "https://other.test/"}
        - {name: two, url: "https://two.test/feed"}
      rules: [{name: r, match: attack}]
      destinations: {file: {log: alerts.jsonl}}
      """)
    try FileManager.default.createDirectory(
      atPath: scratch.path("rules.d"), withIntermediateDirectories: true)
    let list = try scratch.write("list.opml", opml)
    let target = scratch.path("rules.d/feeds.yaml")
    let made = try Program.run(["import", list, "--output", target, "--config", path, "--json"])
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.output.contains("\"sources\":1"))
    #expect(made.errors.contains("left out \"Two\": its address is that of \"two\""))
    let check = try Program.run(["check", "--config", path])
    #expect(check.output.contains("ok: 3 sources"), "\(check.output)")
    #expect(try Program.run(["import", list, "--output", target, "--config", path]).status == 1)
  }

  @Test func `what OPML says of intervals is judged like a configuration`() throws {
    let scratch = try Scratch()
    let list = try scratch.write(
      "list.opml",
      """
      <opml version="2.0" xmlns:marsad="urn:marsad:opml"><body>
      <outline type="rss" text="a" xmlUrl="https://a.test/" marsad:every="soon" marsad:country="Syria"/>
      <outline type="rss" text="b" xmlUrl="https://b.test/" marsad:every="1m..2m}, name: {" marsad:language="ar"/>
      </body></opml>
      """)
    let made = try Program.run(["import", list, "--config", scratch.path("none.yaml")])
    #expect(made.status == 0)
    #expect(!made.output.contains("every") && !made.output.contains("country"))
    #expect(made.output.contains("language: ar"))
    for what in ["the every \"soon\" of \"a\"", "the country \"Syria\" of \"a\"", "of \"b\""] {
      #expect(made.errors.contains(what), "\(made.errors)")
    }
  }
}
