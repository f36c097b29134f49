internal import Synchronization

/// Counts what happens, for the status line that systemd shows.
final class Vitals: DaemonObserver {
  struct Counts: Equatable, Sendable {
    var sources = 0
    var failing: Set<String> = []
    var articles = 0
    var alerts = 0
    var delivered = 0
    var stopped: Set<String> = []
    var paused: Set<String> = []
    var stateFailure: String?
    var listenFailure: String?
    var isStopping = false
  }

  private let counts = Mutex(Counts())

  func note(_ event: DaemonEvent) {
    counts.withLock { counts in
      switch event {
      case .started(let sources, _, _), .reloaded(let sources, _, _): counts.sources = sources
      case .polled(let summary): counts.failing.remove(summary.source)
      case .recovered(let source): counts.failing.remove(source)
      case .pollFailed(let source, _, _): counts.failing.insert(source)
      case .article: counts.articles += 1
      case .matched: counts.alerts += 1
      case .delivered(_, let destination):
        counts.delivered += 1
        counts.stopped.remove(destination)
      case .destinationNotice(let destination, let type, _):
        if type == "destination.recovered" {
          counts.stopped.remove(destination)
        } else {
          counts.stopped.insert(destination)
        }
      case .stateFailing(_, let message): counts.stateFailure = message
      case .stateRecovered: counts.stateFailure = nil
      case .paused("source", let name, _):
        counts.paused.insert(name)
        counts.failing.remove(name)
      case .resumed("source", let name): counts.paused.remove(name)
      case .listening: counts.listenFailure = nil
      case .listenFailing(let message): counts.listenFailure = message
      case .stopping: counts.isStopping = true
      case .sourceNotice, .networkNotice, .articleFailed, .deliveryFailed, .reloadRefused,
        .shortage, .paused, .resumed, .alive, .measured, .digested:
        break
      }
    }
  }

  var now: Counts { counts.withLock(\.self) }

  /// One line: what is watched, what fails, what was found since the start.
  var line: String {
    let counts = counts.withLock(\.self)
    var parts = ["watching \(counts.sources) source\(counts.sources == 1 ? "" : "s")"]
    if !counts.failing.isEmpty { parts.append("\(counts.failing.count) failing") }
    if !counts.paused.isEmpty { parts.append("\(counts.paused.count) paused") }
    parts.append("\(counts.articles) articles read, \(counts.alerts) alerts")
    parts.append("\(counts.delivered) delivered")
    if let failure = counts.stateFailure { parts.insert(failure, at: 0) }
    if !counts.stopped.isEmpty {
      parts.append("not delivering to " + counts.stopped.sorted().joined(separator: ", "))
    }
    if let failure = counts.listenFailure { parts.append("no status page: \(failure)") }
    return parts.joined(separator: "; ")
  }
}

/// Passes every event on to several observers.
struct Observers: DaemonObserver {
  let all: [any DaemonObserver]

  func note(_ event: DaemonEvent) {
    for observer in all { observer.note(event) }
  }
}
