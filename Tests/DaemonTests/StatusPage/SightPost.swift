import Alerts
import Articles
import Foundation
import Places
import Settings
import State
import TestSupport

@testable import Daemon

/// A state file and a configuration as a running daemon has them, looked at without one.
final class SightPost: Sendable {
  let scratch: Scratch
  let state: StateFile
  let vitals = Vitals()
  let metrics: Metrics
  let pulse = Pulse()
  let standing: Standing
  let board: StatusBoard
  static let now = Date(timeIntervalSince1970: 1_790_000_000)
  static let today = 1_790_000_000 / 86_400
  private static let gazetteer = Result { try Gazetteer.standard() }

  /// - Parameters:
  ///   - sources: names and addresses; of the configuration too.
  ///   - rules: names.
  init(
    sources: [(name: String, url: String)] = [("Sharq", "https://sharq.example/")],
    rules: [String] = ["isis"], destinations: [String] = ["file"]
  ) throws {
    scratch = try Scratch()
    let list = sources.map {
      "  - {name: \(Self.quoted($0.name)), url: \(Self.quoted($0.url))}\n"
    }.joined()
    let named = rules.map { "  - {name: \(Self.quoted($0)), match: داعش, alert: file}\n" }.joined()
    let logs = destinations.enumerated().map {
      "  \(Self.quoted($0.element)): {log: alerts-\($0.offset).jsonl}\n"
    }
    let file = try scratch.write(
      "marsad.yaml",
      "state: state.sqlite\nsources:\n\(list)rules:\n\(named)destinations:\n\(logs.joined())"
        + (destinations.contains("file") ? "" : "  file: {log: file.jsonl}\n"))
    let setup = try Setup.load(file: file, environment: [:], gazetteer: Self.gazetteer.get())
    state = try StateFile(path: scratch.path("state.sqlite"))
    try state.register(sources.map { ($0.name, $0.url) })
    for destination in setup.configuration.destinations {
      try state.register(destination: destination.name, address: 1)
    }
    metrics = Metrics(now: { Self.now })
    metrics.take(
      rules: rules, destinations: setup.configuration.destinations.map(\.name))
    standing = Standing(setup, since: Self.now - 3_600)
    board = StatusBoard(
      path: state.path, vitals: vitals, metrics: metrics, standing: standing, now: { Self.now })
  }

  var site: StatusSite {
    StatusSite(vitals: vitals, metrics: metrics, pulse: pulse, board: board)
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  func page(_ query: [String: String] = [:]) async -> (answer: WebAnswer, html: String) {
    let answer = await site.answer(WebRequest(path: "/", query: query))
    return (answer, String(decoding: answer.body, as: UTF8.self))
  }

  func metricsText() async -> String {
    String(decoding: await site.answer(WebRequest(path: "/metrics")).body, as: UTF8.self)
  }

  /// Commits an alert whose event is these bytes.
  func commit(
    _ id: String, rule: String = "isis", event: String, at: Date = SightPost.now - 60,
    to destinations: [String] = ["file"]
  ) throws {
    try state.commit(
      alerts: [
        AlertRecord(
          id: id, type: "article.matched", rule: rule, at: at, event: Array(event.utf8),
          destinations: destinations)
      ])
  }

  /// An event with this title, link and place.
  static func event(
    _ id: String, title: String, url: String = "https://news.example/1", rule: String = "isis",
    severity: String = "high", source: String = "Sharq", snippet: String = "…", word: String = "",
    place: String = "Al-Bukamal", latitude: Double = 34.46, longitude: Double = 40.92
  ) throws -> String {
    let event: [String: Any] = [
      "schema": 1, "id": id, "type": "article.matched", "timestamp": "2026-09-21T13:33:20Z",
      "rule": ["name": rule, "severity": severity, "tags": []],
      "article": [
        "id": "art_\(id)", "url": url, "title": title,
        "source": ["name": source, "url": "https://sharq.example/", "tags": []],
      ],
      "matches": [
        [
          "condition": "any", "term": word, "text": word, "field": "body", "start": 0, "end": 1,
          "snippet": snippet,
        ],
        ["condition": "any", "term": "x", "text": "x", "field": "title", "start": 0, "end": 4],
      ],
      "places": [
        [
          "name": place, "id": "1", "country": "SY", "admin": "Deir ez-Zor", "lat": latitude,
          "lon": longitude, "text": place, "relation": "within", "distance_km": 12.5,
        ]
      ],
    ]
    return String(decoding: try JSONSerialization.data(withJSONObject: event), as: UTF8.self)
  }
}
