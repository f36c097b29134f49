import Daemon
import Foundation
import Logging
import Places
import Synchronization
import TestSupport

/// A news site, a webhook receiver and a configuration on the loopback: each `once` is a whole run
/// of the daemon on the same state file, as after a restart.
final class Desk: Sendable {
  let site: LoopbackServer
  let receiver: LoopbackServer
  let scratch: Scratch
  let events = Events()
  private static let gazetteer = Result { try Gazetteer.standard() }

  init() throws {
    site = try LoopbackServer()
    receiver = try LoopbackServer()
    receiver.otherwise(.answer(204))
    scratch = try Scratch()
    try scratch.write("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n")
  }

  /// Collects what the daemon tells.
  final class Events: DaemonObserver {
    private let events = Mutex<[DaemonEvent]>([])

    func note(_ event: DaemonEvent) { events.withLock { $0.append(event) } }

    var all: [DaemonEvent] { events.withLock(\.self) }

    var failures: [String: String] {
      all.reduce(into: [:]) { found, event in
        if case .pollFailed(let source, let code, _) = event { found[source] = code }
      }
    }

    var polls: [PollSummary] {
      all.compactMap { if case .polled(let summary) = $0 { summary } else { nil } }
    }
  }

  /// Writes the configuration: sources and rules as YAML, destinations `desk` (webhook) and `file`.
  func configure(sources: String, rules: String, more: String = "") throws {
    try scratch.write(
      "marsad.yaml",
      """
      state: state.sqlite
      network: {allow_private: [127.0.0.0/8], robots: ignore}
      defaults: {every: 10m, alert: [desk, file]}
      sources:
      \(sources)
      rules:
      \(rules)
      destinations:
        desk:
          webhook: \(receiver.url("/hook"))
          secret: {file: secret}
          insecure: true
          allow_private: [127.0.0.0/8]
        file: {log: alerts.jsonl}
      \(more)
      """)
  }

  /// One run of the whole daemon over every source, its clock so many seconds later.
  @discardableResult
  func once(
    wait: Duration = .zero, after seconds: Double = 0,
    now: (@Sendable () -> Date)? = nil
  ) async throws -> OnceReport {
    try await daemon(now: now ?? { Date() + seconds }).once(wait: wait)
  }

  /// The daemon, opened: for several rounds without a restart between.
  func daemon(now: @escaping @Sendable () -> Date = { Date() }) throws -> Daemon {
    try Daemon(
      configurationFile: scratch.path("marsad.yaml"), state: nil,
      gazetteer: try Self.gazetteer.get(),
      surroundings: .init(
        environment: [:], log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        observer: events, now: now))
  }

  /// The alerts as the log holds them.
  var log: [Alert] { scratch.lines("alerts.jsonl").compactMap(Alert.init) }

  /// The alerts as they arrived at the webhook.
  var hooks: [Alert] {
    receiver.requests.filter { $0.path == "/hook" }
      .compactMap { Alert(String(decoding: $0.body, as: UTF8.self)) }
  }
}

/// An alert as a receiver reads it.
struct Alert: Decodable, Sendable {
  struct Rule: Decodable { var name: String }
  struct Article: Decodable {
    var title: String
    var url: String?
    var authors: [String]
    var published: String?
    var language: String?
    var excerpt: String
  }
  struct Story: Decodable, Equatable {
    var id: String
    var first: String
    var count: Int
  }
  struct Change: Decodable {
    struct Span: Decodable {
      var text: String
      var start: Int
      var end: Int
    }
    var field: String
    var before: Span
    var after: Span
  }
  struct Removal: Decodable {
    var reason: String
    var looks: Int
  }
  struct Copy: Decodable {
    var title: String
    var source: String
  }
  struct Match: Decodable {
    var term: String
    var text: String
    var found: String?
    var field: String
    var start: Int
    var end: Int
    var snippet: String
  }
  struct Place: Decodable {
    var name: String
    var text: String
    var relation: String
    var distanceKilometres: Double?

    enum CodingKeys: String, CodingKey {
      case name
      case text
      case relation
      case distanceKilometres = "distance_km"
    }
  }

  var id: String
  var type: String
  var rule: Rule?
  var article: Article?
  var matches: [Match]?
  var places: [Place]?
  var story: Story?
  var changes: [Change]?
  var removed: Removal?
  var alsoAt: [Copy]?

  enum CodingKeys: String, CodingKey {
    case id, type, rule, article, matches, places, story, changes, removed
    case alsoAt = "also_at"
  }

  init?(_ line: String) {
    guard let alert = try? JSONDecoder().decode(Alert.self, from: Data(line.utf8)) else {
      return nil
    }
    self = alert
  }
}
