import Feeds
import Testing
import Text

@testable import Settings

@Suite struct SubscriptionTests {
  private func imported(_ outlines: [OPMLOutline]) -> StarterConfiguration.Imported {
    var document = OPML.Document()
    document.outlines = outlines
    return StarterConfiguration.importing(document)
  }

  @Test func `subscriptions become sources of a configuration without a fault`() throws {
    let made = imported([
      OPMLOutline(
        title: "Difaf: news", feedURL: "https://difaf.test/feed", folders: ["Syria", "East #1"],
        categories: ["Syria", "yes"]),
      OPMLOutline(title: "صحيفة الضفاف", feedURL: "https://difaf.test/ar?a=1&b=%22"),
      OPMLOutline(title: "", feedURL: "https://nameless.test/rss"),
    ])
    let loaded = load(made.text)
    #expect(loaded.faults.map(\.description) == [])
    let sources = try #require(loaded.configuration?.sources)
    #expect(sources.map(\.name) == ["Difaf: news", "صحيفة الضفاف", "nameless.test"])
    #expect(
      sources.map(\.url) == [
        "https://difaf.test/feed", "https://difaf.test/ar?a=1&b=%22", "https://nameless.test/rss",
      ])
    #expect(sources.map(\.tags) == [["Syria", "East #1", "yes"], [], []])
    #expect(made.count == 3 && made.leftOut == [])
  }

  @Test func `names are each once, and on one line`() throws {
    let made = imported(
      ["https://a.test/1", "https://b.test/1", "https://b.test/2", "https://b.test/3"].map {
        OPMLOutline(title: "News\u{202E}\n\u{1B}of  the day", feedURL: $0)
      })
    #expect(
      load(made.text).configuration?.sources.map(\.name) == [
        "News of the day", "News of the day (b.test)", "News of the day (b.test) 2",
        "News of the day (b.test) 3",
      ])
    let long = imported([
      OPMLOutline(title: String(repeating: "long ", count: 99), feedURL: "https://a.test/")
    ])
    #expect(load(long.text).errors.isEmpty)
  }

  @Test func `what cannot be a source is left out and told, without its password`() {
    var document = OPML.Document()
    document.refused = [
      .init(title: "a", address: ""), .init(title: "b", address: "ftp://u:pw@b/"),
    ]
    document.outlines = [
      OPMLOutline(title: "c", feedURL: "https://user:hidden@c.test/"),
      OPMLOutline(title: "d", feedURL: "https://d.test/", folders: ["one"]),
      OPMLOutline(title: "e", feedURL: "https://d.test/", folders: ["two"]),
    ]
    let made = StarterConfiguration.importing(document)
    #expect(made.leftOut.count == 4)
    #expect(!made.leftOut.joined().contains("hidden") && !made.leftOut.joined().contains("pw"))
    #expect(load(made.text).configuration?.sources.map(\.name) == ["d"])
    #expect(load(made.text).configuration?.sources.first?.tags == ["one", "two"])
  }
}
