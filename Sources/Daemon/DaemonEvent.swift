package import Alerts
package import Foundation
package import Rules

/// What the daemon did, as it happens: for the log, for `marsad once` and for the demo.
package enum DaemonEvent: Sendable {
  case started(sources: Int, rules: Int, destinations: Int)
  /// One poll that succeeded.
  case polled(PollSummary)
  /// One poll that failed; `code` is a fixed word of the `error.kind` list.
  case pollFailed(source: String, code: String, message: String)
  /// A source that failed answers again.
  case recovered(source: String)
  /// A source warned of something that a person should look at: `source.changed`, `source.gap`.
  case sourceNotice(source: String, type: String, message: String)
  /// The network itself is gone, or back: told of all sources at once.
  case networkNotice(type: String, message: String)
  /// A new or revised article was read.
  case article(source: String, title: String, url: String)
  /// An article's page could not be read; what the feed carried was matched.
  case articleFailed(source: String, url: String, code: String, message: String)
  /// A rule matched and the alert was committed.
  case matched(MatchSummary)
  case delivered(alert: String, destination: String)
  /// Alerts that were held go out as one digest.
  case digested(digest: String, destination: String, count: Int)
  case deliveryFailed(alert: String, destination: String, message: String, next: Date?)
  /// A destination's queue stopped for good or went on: `destination.failing`, …
  case destinationNotice(destination: String, type: String, message: String)
  /// The state file cannot be written or read now; all that needs it waits and is tried again.
  case stateFailing(code: String, message: String)
  case stateRecovered
  /// This machine has too little of something for a poll, which is tried again soon.
  case shortage(message: String)
  /// A source is not polled, or what a rule or a destination would send is held: until then, or
  /// until somebody ends it. `kind` is a word of `Pause.Kind`.
  case paused(kind: String, name: String, until: Date?)
  case resumed(kind: String, name: String)
  /// The daily sign of life, with what it measured.
  case alive([(name: AlertEvent.MeasureName, count: Int)])
  case reloaded(sources: Int, rules: Int, destinations: Int)
  case reloadRefused(faults: [String])
  /// The status page is served there, or nowhere any more.
  case listening(address: String?)
  /// The status page cannot be served; it is tried again.
  case listenFailing(message: String)
  /// For metrics alone.
  case measured(Measurement)
  case stopping
}

/// What one successful poll found.
package struct PollSummary: Sendable, Equatable {
  package var source: String
  package var url: String
  /// `feed`, `sitemap` or `page`.
  package var kind: String
  /// True when the server said 304, or the bytes were those of the poll before.
  package var isUnchanged = false
  /// True when this poll only recorded what stands there.
  package var isBaseline = false
  package var entries = 0
  package var new = 0
  package var revised = 0
  package var alerts = 0
  package var bytes = 0

  package init(source: String, url: String, kind: String) {
    self.source = source
    self.url = url
    self.kind = kind
  }
}

/// One alert and why it came to be.
package struct MatchSummary: Sendable {
  package var alert: String
  package var rule: String
  package var severity: Rule.Severity
  package var source: String
  package var title: String
  package var url: String
  package var matches: [TermMatch]
  package var places: [PlaceMatch]
}

/// Hears of events. Called from many tasks at once; must return quickly.
package protocol DaemonObserver: Sendable {
  func note(_ event: DaemonEvent)
}
