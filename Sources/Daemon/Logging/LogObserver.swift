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
      log.notice("started", metadata: Self.sizes(sources, rules, destinations))
    case .polled(let summary):
      if failing.end(summary.source) {
        log.notice("source recovered", metadata: ["source.name": "\(summary.source)"])
      }
      log.debug("polled", metadata: Self.metadata(summary))
    case .pollFailed(let source, let code, let message):
      let level: Logger.Level = failing.begin(source, code) ? .warning : .debug
      log.log(
        level: level, "source failing",
        metadata: [
          "source.name": "\(source)", "error.code": "\(code)", "error.message": "\(message)",
        ])
    case .recovered(let source):
      log.debug("source answers again", metadata: ["source.name": "\(source)"])
    case .sourceNotice(let source, let type, let message):
      log.warning(
        "source notice",
        metadata: ["source.name": "\(source)", "type": "\(type)", "message": "\(message)"])
    case .networkNotice(let type, let message):
      log.warning("network notice", metadata: ["type": "\(type)", "message": "\(message)"])
    case .article(let source, let title, let url):
      log.info(
        "article read",
        metadata: ["source.name": "\(source)", "title": "\(title)", "url": "\(url)"])
    case .articleFailed(let source, let url, let code, let message):
      log.info(
        "article page not read",
        metadata: [
          "source.name": "\(source)", "url": "\(url)", "error.code": "\(code)",
          "error.message": "\(message)",
        ])
    case .matched(let summary):
      log.notice(
        "alert",
        metadata: [
          "alert.id": "\(summary.alert)", "rule.name": "\(summary.rule)",
          "severity": "\(summary.severity.rawValue)", "source.name": "\(summary.source)",
          "title": "\(summary.title)", "url": "\(summary.url)",
        ])
    case .delivered(let alert, let destination):
      if undelivered.end(destination) {
        log.notice("delivery goes on", metadata: ["destination.name": "\(destination)"])
      }
      log.info(
        "delivered", metadata: ["alert.id": "\(alert)", "destination.name": "\(destination)"])
    case .digested(let digest, let destination, let count):
      log.notice(
        "digest made",
        metadata: [
          "alert.id": "\(digest)", "destination.name": "\(destination)", "alerts": "\(count)",
        ])
    case .deliveryFailed(let alert, let destination, let message, let next):
      var metadata: Logger.Metadata = [
        "alert.id": "\(alert)", "destination.name": "\(destination)",
        "error.message": "\(message)",
      ]
      let isNews = undelivered.begin(destination, message)
      guard let next else {
        log.error("delivery given up; marsad deliveries retry", metadata: metadata)
        return
      }
      metadata["next"] = "\(next.formatted(.iso8601))"
      log.log(level: isNews ? .warning : .debug, "delivery failed", metadata: metadata)
    case .destinationNotice(let destination, let type, let message):
      log.warning(
        "destination notice",
        metadata: [
          "destination.name": "\(destination)", "type": "\(type)", "message": "\(message)",
        ])
    case .stateFailing(let code, let message):
      let level: Logger.Level = failing.begin("state file", code) ? .error : .debug
      log.log(
        level: level, "state file failing",
        metadata: ["error.code": "\(code)", "error.message": "\(message)"])
    case .stateRecovered:
      if failing.end("state file") { log.notice("state file works again") }
    case .shortage(let message):
      log.log(
        level: shortage.isNews() ? .error : .debug, "polls put off",
        metadata: ["error.message": "\(message)"])
    case .paused(let kind, let name, let until):
      var metadata: Logger.Metadata = ["\(kind).name": "\(name)"]
      metadata["until"] = until.map { "\($0.formatted(.iso8601))" }
      log.notice("paused", metadata: metadata)
    case .resumed(let kind, let name):
      log.notice("resumed", metadata: ["\(kind).name": "\(name)"])
    case .reloaded(let sources, let rules, let destinations):
      log.notice("configuration reloaded", metadata: Self.sizes(sources, rules, destinations))
    case .reloadRefused(let faults):
      for fault in faults { log.error("\(fault)") }
      log.error("configuration refused; the one before stays")
    case .stopping:
      log.notice("stopping")
    }
  }

  private static func sizes(_ sources: Int, _ rules: Int, _ destinations: Int) -> Logger.Metadata {
    ["sources": "\(sources)", "rules": "\(rules)", "destinations": "\(destinations)"]
  }

  private static func metadata(_ summary: PollSummary) -> Logger.Metadata {
    [
      "source.name": "\(summary.source)", "kind": "\(summary.kind)",
      "unchanged": "\(summary.isUnchanged)", "baseline": "\(summary.isBaseline)",
      "entries": "\(summary.entries)", "new": "\(summary.new)", "bytes": "\(summary.bytes)",
    ]
  }
}
