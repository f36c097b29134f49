internal import Foundation
internal import Synchronization

/// Counts what happens, for `/metrics`. Any thread; an event costs one lock and a look into a table
/// or two.
final class Metrics: DaemonObserver {
  struct Counts: Equatable, Sendable {
    var polls: [String: Int] = [:]
    var postponed = 0
    var lastPoll: Date?
    var pollSeconds = Histogram(bounds: Histogram.network)
    var fetchSeconds: [String: Histogram] = [:]
    var fetchedBytes: [String: Int] = [:]
    var readSeconds: [String: Histogram] = [:]
    var matchSeconds = Histogram(bounds: Histogram.work)
    var entries = ["new": 0, "revised": 0]
    var articles = 0
    var pageFailures = 0
    var alerts: [String: Int] = [:]
    /// By destination, then by class.
    var attempts: [String: [String: Int]] = [:]
    var attemptSeconds: [String: Histogram] = [:]
    var latency: [String: Histogram] = [:]
    var isReloadTaken = true
    var lastTaken: Date?
    var isStateWorking = true
    var requests: [String: Int] = [:]
  }

  /// Every result that a poll can have: the two good ones, then `error.kind`.
  static let results = [
    "read", "unchanged", "dns", "address", "connect", "tls", "timeout", "protocol", "status",
    "gone", "redirect", "robots", "blocked", "too_large", "too_many", "encoding", "format", "empty",
  ]
  /// Every class of an attempt.
  static let classes = [
    "2xx", "3xx", "4xx", "5xx", "written", "network", "configuration", "log", "state",
  ]

  private let counts: Mutex<Counts>
  private let now: @Sendable () -> Date

  init(now: @escaping @Sendable () -> Date) {
    self.now = now
    var counts = Counts()
    for result in Self.results { counts.polls[result] = 0 }
    for purpose in ["poll", "article"] {
      counts.fetchSeconds[purpose] = Histogram(bounds: Histogram.network)
      counts.fetchedBytes[purpose] = 0
    }
    for document in ["source", "article"] {
      counts.readSeconds[document] = Histogram(bounds: Histogram.work)
    }
    self.counts = Mutex(counts)
  }

  var value: Counts { counts.withLock(\.self) }

  /// Which rules and destinations are in force: each is counted from zero, so that its first alert
  /// is an increase, and what is gone from the configuration goes from here.
  func take(rules: [String], destinations: [String]) {
    let now = now()
    counts.withLock { counts in
      counts.lastTaken = now
      counts.isReloadTaken = true
      Self.keep(rules, in: &counts.alerts, from: 0)
      Self.keep(destinations, in: &counts.attempts, from: Dictionary(zeros: Self.classes))
      Self.keep(
        destinations, in: &counts.attemptSeconds, from: Histogram(bounds: Histogram.network))
      Self.keep(destinations, in: &counts.latency, from: Histogram(bounds: Histogram.patience))
    }
  }

  private static func keep<Value>(
    _ names: [String], in table: inout [String: Value], from start: Value
  ) {
    table = Dictionary(names.map { ($0, table[$0] ?? start) }) { first, _ in first }
  }

  /// One request was answered.
  func answered(code: Int) {
    counts.withLock { $0.requests[String(code), default: 0] += 1 }
  }

  func note(_ event: DaemonEvent) {
    switch event {
    case .polled(let summary):
      let now = now()
      counts.withLock { counts in
        counts.polls[summary.isUnchanged ? "unchanged" : "read", default: 0] += 1
        counts.lastPoll = now
        counts.entries["new", default: 0] += summary.new
        counts.entries["revised", default: 0] += summary.revised
      }
    case .pollFailed(_, let code, _):
      let now = now()
      counts.withLock { counts in
        counts.polls[code, default: 0] += 1
        counts.lastPoll = now
      }
    case .shortage: counts.withLock { $0.postponed += 1 }
    case .article: counts.withLock { $0.articles += 1 }
    case .articleFailed: counts.withLock { $0.pageFailures += 1 }
    case .matched(let summary): counts.withLock { $0.alerts[summary.rule, default: 0] += 1 }
    case .reloadRefused: counts.withLock { $0.isReloadTaken = false }
    case .stateFailing: counts.withLock { $0.isStateWorking = false }
    case .stateRecovered: counts.withLock { $0.isStateWorking = true }
    case .measured(let measurement): note(measurement)
    default: break
    }
  }

  private func note(_ measurement: Measurement) {
    counts.withLock { counts in
      switch measurement {
      case .poll(let seconds): counts.pollSeconds.add(seconds)
      case .fetch(let purpose, let seconds, let bytes):
        counts.fetchSeconds[purpose.rawValue]?.add(seconds)
        counts.fetchedBytes[purpose.rawValue, default: 0] += bytes
      case .read(let document, let seconds):
        counts.readSeconds[document.rawValue]?.add(seconds)
      case .match(let seconds): counts.matchSeconds.add(seconds)
      case .attempt(let destination, let kind, let messages, let seconds):
        counts.attempts[destination]?[kind, default: 0] += messages
        counts.attemptSeconds[destination]?.add(seconds)
      case .delivery(let destination, let seconds):
        counts.latency[destination]?.add(max(0, seconds))
      }
    }
  }
}

extension Dictionary where Key == String, Value == Int {
  fileprivate init(zeros names: [String]) {
    self.init(uniqueKeysWithValues: names.map { ($0, 0) })
  }
}
