import Alerts
import Fetch
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
        == .log(path: "/home/desk/.local/state/marsad/alerts.jsonl", rotation: LogRotation()))
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

@Suite struct DestinationConfigurationTests {
  private func destination(_ text: String) throws -> DestinationSettings {
    let loaded = load(
      """
      sources: [{name: Sharq, url: "https://news.example/"}]
      rules: [{name: isis, match: داعش}]
      limits: {log: 5 MB}
      destinations:
        desk: \(text)
      """,
      beside: [
        "s": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "own.pem": "-----BEGIN CERTIFICATE-----",
        "key.pem": "-----BEGIN EC PRIVATE KEY-----",
      ])
    #expect(loaded.faults.isEmpty)
    return try #require(loaded.configuration?.destinations.first)
  }

  private func webhook(_ text: String) throws -> DestinationSettings.Webhook {
    let whole = "{webhook: \"https://hooks.example/\", secret: {file: s}, \(text)}"
    guard case .webhook(let webhook) = try destination(whole).kind else { throw Missing() }
    return webhook
  }

  private struct Missing: Error {}

  @Test(arguments: [
    ("1/s", 1, 1_000), ("20/m", 20, 60_000), ("1/5s", 1, 5_000), ("3 / 500ms", 3, 500),
    ("100/d", 100, 86_400_000),
  ])
  func `a rate is a number in a time`(text: String, count: Int, milliseconds: Int) throws {
    let rate = try webhook("rate: \(text), burst: 7").sending.rate
    #expect(rate == SendingRate(count: count, per: .milliseconds(milliseconds), burst: 7))
  }

  @Test func `order, certificates and secret headers are read`() throws {
    let webhook = try webhook(
      """
      order: strict, ca: own.pem, headers: {X-Desk: night, Authorization: {file: s}}, \
      client_certificate: {certificate: {file: own.pem}, key: {file: key.pem}}
      """)
    #expect(webhook.sending.order == .strict)
    #expect(webhook.sending.fetch.certificateFile == "/work/own.pem")
    #expect(webhook.headers.map(\.name) == ["X-Desk"])
    #expect(webhook.secretHeaders.map(\.name) == ["Authorization"])
    guard case .file("/work/key.pem", _)? = webhook.sending.clientCertificate?.key else {
      Issue.record("no key")
      return
    }
  }

  @Test func `a log rotates by its own words, else by the limit on logs`() throws {
    guard case .log(_, let given) = try destination("{log: a, rotate: {every: 7d, keep: 52}}").kind,
      case .log(_, let plain) = try destination("{log: a}").kind
    else { throw Missing() }
    #expect(given == LogRotation(bytes: 5_000_000, age: .seconds(7 * 86_400), keep: 52))
    #expect(plain == LogRotation(bytes: 5_000_000))
  }
}
