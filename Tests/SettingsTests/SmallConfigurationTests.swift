import Alerts
import Rules
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

  @Test func `demands on a place stand beside its condition`() throws {
    let loaded = load(
      """
      sources:
        - {name: Sharq, url: "https://news.example/"}
      rules:
        - name: crossing
          where:
            any:
              - {within: 60 km, of: Al-Bukamal, not_in: Iraq, about: true, confidence: high}
              - {in: [Syria, Iraq], about: true}
              - {not_in: [SY, IQ]}
              - {near: {places: [{in: Syria}, {in: Iraq, confidence: medium}], within: 30 km}}
              - {near: {places: [{in: Syria}, {in: Iraq}], within: 20}}
              - {in: Syria}
      destinations:
        file: {log: alerts.jsonl}
      """)
    #expect(loaded.faults.isEmpty)
    guard case .group(let group)? = loaded.configuration?.rules.first?.place else {
      Issue.record("no group")
      return
    }
    guard case .qualified(.within(60, _)?, let quality, _) = group.any[0],
      case .group(let either) = group.any[1],
      case .qualified(.inside?, let about, _) = either.any[1],
      case .qualified(nil, let outside, _) = group.any[2],
      case .near(let map) = group.any[3], case .near(let text) = group.any[4],
      case .inside = group.any[5]
    else {
      Issue.record("other shapes: \(group.any)")
      return
    }
    #expect(quality.outside.count == 1 && quality.isSubject && quality.certainty == .high)
    #expect(about.isSubject && about.outside.isEmpty)
    #expect(outside.outside.count == 2 && !outside.isSubject)
    #expect(map.within == .kilometres(30) && map.parts.count == 2)
    #expect(text.within == .words(20))
  }
}
