import Foundation
import Testing

@testable import Daemon

@Suite struct DemoScriptTests {
  private static let sites = SampleArticle.Outlet.allCases.map(\.name)

  @Test func `the first edition is out once every site has its baseline`() {
    var script = DemoScript()
    for site in Self.sites.dropLast() {
      #expect(published(script.note(baseline(site))).isEmpty)
    }
    #expect(published(script.note(baseline(Self.sites[2]))) == SampleArticle.firstEdition)
  }

  @Test func `the second edition waits for the first alert and for the article without one`() {
    var script = begun()
    #expect(published(script.note(read(SampleArticle.onlyInTheBox))).isEmpty)
    #expect(
      published(script.note(alert(of: SampleArticle.hiddenName)))
        == SampleArticle.secondEdition)
  }

  @Test func `it ends after one more poll of every site that brought nothing`() {
    var script = begun()
    for article in SampleArticle.firstEdition + SampleArticle.secondEdition {
      _ = script.note(read(article))
      if SampleArticle.expected.contains(article) { _ = script.note(alert(of: article)) }
    }
    #expect(script.missing.isEmpty)
    #expect(!script.note(poll(Self.sites[0])).contains(.finish))
    #expect(!script.note(poll(Self.sites[1], new: 1)).contains(.finish))
    #expect(!script.note(poll(Self.sites[1])).contains(.finish))
    #expect(script.note(poll(Self.sites[2])).contains(.finish))
  }

  @Test func `alerts that came twice are counted, and missing ones named`() {
    var script = begun()
    _ = script.note(alert(of: SampleArticle.hiddenName))
    _ = script.note(alert(of: SampleArticle.hiddenName, isRepeat: true))
    #expect(script.repeats == 1)
    #expect(script.arrived.count == 1)
    #expect(
      script.missing == [SampleArticle.nightCheckpoints.title, SampleArticle.weapons.title])
  }

  @Test func `an arrival shows the words, the place and its distance as they arrived`() throws {
    var script = begun()
    let actions = script.note(alert(of: SampleArticle.hiddenName))
    let said = actions.compactMap { if case .say(let text) = $0 { text } else { nil } }
    let text = try #require(said.first)
    #expect(text.contains("signature verified"))
    #expect(text.contains("داعـ.ـش [title]"))
    #expect(text.contains("Al-Bukamal (البوكمال), within, 0 km away"))
    #expect(text.contains("Deir ez-Zor (دير الزور), mentioned, 116 km away"))
  }

  // MARK: - What happens

  /// A script whose sites all have their baseline.
  private func begun() -> DemoScript {
    var script = DemoScript()
    for site in Self.sites { _ = script.note(baseline(site)) }
    return script
  }

  private func published(_ actions: [DemoScript.Action]) -> [SampleArticle] {
    actions.flatMap { action -> [SampleArticle] in
      if case .publish(let articles) = action { articles } else { [] }
    }
  }

  private func baseline(_ site: String) -> DemoScript.Happening {
    var summary = PollSummary(source: site, url: "http://127.0.0.1/", kind: "page")
    summary.isBaseline = true
    return .event(.polled(summary))
  }

  private func poll(_ site: String, new: Int = 0) -> DemoScript.Happening {
    var summary = PollSummary(source: site, url: "http://127.0.0.1/", kind: "page")
    summary.new = new
    return .event(.polled(summary))
  }

  private func read(_ article: SampleArticle) -> DemoScript.Happening {
    .event(.article(source: article.outlet.name, title: article.title, url: article.path))
  }

  private func alert(of article: SampleArticle, isRepeat: Bool = false) -> DemoScript.Happening {
    let id = "alr_\(article.number)"
    let body = """
      {"schema":1,"id":"\(id)","type":"article.matched","rule":{"name":"isis-return",\
      "severity":"high","tags":[]},"article":{"title":"\(article.title)","url":"http://x/"},\
      "matches":[{"text":"داعـ.ـش","field":"title"}],"places":[{"name":"Al-Bukamal",\
      "text":"البوكمال","relation":"within","area":null,"distance_km":0.0},\
      {"name":"Deir ez-Zor","text":"دير الزور","relation":"mentioned","area":null,\
      "distance_km":115.6}]}
      """
    return .arrived(SampleReceiver.Delivery(id: id, body: Array(body.utf8), isRepeat: isRepeat))
  }
}
