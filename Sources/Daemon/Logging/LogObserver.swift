internal import Alerts
internal import Foundation
package import Logging
internal import Rules

/// Writes events to the log: a fixed phrase each, its data as metadata. A source's failure is
/// logged when it begins, when its kind changes and when it ends, not at every poll; a destination's
/// likewise, not at every attempt.
package struct LogObserver: DaemonObserver {
  private let log: Logger
  private let failing = FailureMemory()
  /// Of destinations, by what they answer.
  private let undelivered = FailureMemory()
  private let shortage = MinuteMemory()

  package init(_ log: Logger) { self.log = log }

  package func note(_ event: DaemonEvent) {
    switch event {
    case .started(let sources, let rules, let destinations):
      log.tell(.started, .notice, Self.sizes(sources, rules, destinations))
    case .polled(let summary):
      if failing.end(summary.source) {
        log.tell(.sourceRecovered, .notice, ["source.name": "\(summary.source)"])
      }
      log.tell(.polled, .debug, Self.metadata(summary))
    case .pollFailed(let source, let code, let message):
      let level: Logger.Level = failing.begin(source, code) ? .warning : .debug
      log.tell(
        .sourceFailing, level,
        [
          "source.name": "\(source)", "error.code": "\(code)", "error.message": "\(message)",
        ])
    case .recovered(let source):
      log.tell(.sourceAnswers, .debug, ["source.name": "\(source)"])
    case .sourceNotice(let source, let type, let message):
      log.tell(
        .sourceNotice, .warning,
        [
          "source.name": "\(source)", "notice.type": "\(type)",
          "notice.message": "\(message)",
        ])
    case .networkNotice(let type, let message):
      log.tell(
        .networkNotice, .warning, ["notice.type": "\(type)", "notice.message": "\(message)"])
    case .article(let source, let title, let url):
      log.tell(
        .articleRead, .info,
        [
          "source.name": "\(source)", "article.title": "\(title)",
          "article.url": "\(url)",
        ])
    case .articleFailed(let source, let url, let code, let message):
      log.tell(
        .articleNotRead, .info,
        [
          "source.name": "\(source)", "article.url": "\(url)", "error.code": "\(code)",
          "error.message": "\(message)",
        ])
    case .matched(let summary):
      log.tell(
        .alert, .notice,
        [
          "alert.id": "\(summary.alert)", "rule.name": "\(summary.rule)",
          "severity": "\(summary.severity.rawValue)", "source.name": "\(summary.source)",
          "article.title": "\(summary.title)", "article.url": "\(summary.url)",
        ])
    case .delivered(let alert, let destination):
      if undelivered.end(destination) {
        log.tell(.deliveryGoesOn, .notice, ["destination.name": "\(destination)"])
      }
      log.tell(
        .delivered, .info, ["alert.id": "\(alert)", "destination.name": "\(destination)"])
    case .digested(let digest, let destination, let count):
      log.tell(
        .digest, .notice,
        [
          "alert.id": "\(digest)", "destination.name": "\(destination)", "alerts": "\(count)",
        ])
    case .deliveryFailed(let alert, let destination, let message, let next):
      var metadata: Logger.Metadata = [
        "alert.id": "\(alert)", "destination.name": "\(destination)",
        "error.message": "\(message)",
      ]
      let isNews = undelivered.begin(destination, message)
      guard let next else {
        log.tell(.deliveryGivenUp, .error, metadata)
        return
      }
      metadata["next"] = "\(next.formatted(.iso8601))"
      log.tell(.deliveryFailed, isNews ? .warning : .debug, metadata)
    case .destinationNotice(let destination, let type, let message):
      log.tell(
        .destinationNotice, .warning,
        [
          "destination.name": "\(destination)", "notice.type": "\(type)",
          "notice.message": "\(message)",
        ])
    case .stateFailing(let code, let message):
      let level: Logger.Level = failing.begin("state file", code) ? .error : .debug
      log.tell(
        .stateFailing, level, ["error.code": "\(code)", "error.message": "\(message)"])
    case .stateRecovered:
      if failing.end("state file") { log.tell(.stateRecovered, .notice) }
    case .shortage(let message):
      log.tell(
        .pollsPutOff, shortage.isNews() ? .error : .debug, ["error.message": "\(message)"])
    case .paused(let kind, let name, let until):
      var metadata: Logger.Metadata = ["\(kind).name": "\(name)"]
      metadata["until"] = until.map { "\($0.formatted(.iso8601))" }
      log.tell(.paused, .notice, metadata)
    case .resumed(let kind, let name):
      log.tell(.resumed, .notice, ["\(kind).name": "\(name)"])
    case .alive(let measured):
      log.tell(
        .alive, .notice,
        Logger.Metadata(measured.map { ($0.name.rawValue, "\($0.count)") }) { first, _ in first })
    case .reloaded(let sources, let rules, let destinations):
      log.tell(.reloaded, .notice, Self.sizes(sources, rules, destinations))
    case .reloadRefused(let faults):
      for fault in faults { log.tell(.fault, .error, words: fault) }
      log.tell(.refused, .error)
    case .listening(let address):
      if failing.end("listen") || address != nil {
        log.tell(.statusPage, .notice, ["address": "\(address ?? "off")"])
      }
    case .listenFailing(let message):
      log.tell(
        .statusPageFailing, failing.begin("listen", message) ? .error : .debug,
        ["error.message": "\(message)"])
    case .measured: break
    case .stopping:
      log.tell(.stopping, .notice)
    }
  }

  private static func sizes(_ sources: Int, _ rules: Int, _ destinations: Int) -> Logger.Metadata {
    ["sources": "\(sources)", "rules": "\(rules)", "destinations": "\(destinations)"]
  }

  private static func metadata(_ summary: PollSummary) -> Logger.Metadata {
    [
      "source.name": "\(summary.source)", "source.kind": "\(summary.kind)",
      "unchanged": "\(summary.isUnchanged)", "baseline": "\(summary.isBaseline)",
      "entries": "\(summary.entries)", "new": "\(summary.new)", "bytes": "\(summary.bytes)",
    ]
  }
}
