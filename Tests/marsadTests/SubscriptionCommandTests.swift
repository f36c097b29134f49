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
    #expect(
      try String(contentsOfFile: other, encoding: .utf8)
        == String(contentsOfFile: path, encoding: .utf8))
    let both = try Program.run(["sources", "--opml", "--json", "--config", path])
    #expect(both.status == 2)
  }

  @Test func `what is set to be a page or sitemap is no feed`() throws {
    let scratch = try Scratch()
    let path = try scratch.write(
      "marsad.yaml",
      """
      sources:
        - {name: feed, url: "https://a.test/", kind: feed}
        - {name: front, url: "https://b.test/", kind: page}
      rules: [{name: r, match: attack}]
      destinations: {file: {log: alerts.jsonl}}
      """)
    let result = try Program.run(
      ["sources", "--opml", "--config", path, "--state", scratch.path("state.sqlite")])
    #expect(result.output.contains("https://a.test/") && !result.output.contains("https://b.test/"))
    #expect(result.errors.contains("left out front"))
  }
}
