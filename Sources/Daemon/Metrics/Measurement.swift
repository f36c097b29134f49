/// How long a piece of work took, and what it moved: for metrics alone.
package enum Measurement: Equatable, Sendable {
  package enum Purpose: String, Sendable {
    case poll
    case article
  }

  package enum Document: String, Sendable {
    case source
    case article
  }

  case poll(seconds: Double)
  /// One transfer that was answered.
  case fetch(Purpose, seconds: Double, bytes: Int)
  case read(Document, seconds: Double)
  case match(seconds: Double)
  /// One attempt at a destination; `kind` is one of `Metrics.classes`.
  case attempt(destination: String, kind: String, messages: Int, seconds: Double)
  /// From an alert's commit to its delivery.
  case delivery(destination: String, seconds: Double)
}

/// A stopwatch that no jump of the wall clock disturbs.
struct Stopwatch: Sendable {
  private let start = ContinuousClock.now

  var seconds: Double { start.duration(to: .now) / .seconds(1) }
}
