import Alerts
import Testing

@testable import Settings

@Suite struct SmallConfigurationTests {
  @Test func `a source, a rule and a log are a configuration`() throws {
    let loaded = load(
      """
      sources:
        - {name: Sharq, url: "https://news.example/", every: 5m}
      rules:
        - {name: isis, match: داعش}
      destinations:
        file: {log: alerts.jsonl}
      """)
    #expect(loaded.faults.isEmpty)
    let configuration = try #require(loaded.configuration)
    #expect(configuration.sources.first?.interval == .fixed(.seconds(300)))
    #expect(configuration.defaultAlert == ["file"])
    #expect(configuration.statePath == "/home/desk/.local/state/marsad/state.sqlite")
    #expect(
      configuration.destinations.first?.kind
        == .log(path: "/home/desk/.local/state/marsad/alerts.jsonl"))
  }
}
