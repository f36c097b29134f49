package import Foundation

extension AlertEvent {
  /// What an operational event has to say under `measured`, by the names that the event and
  /// templates have for it.
  package enum MeasureName: String, CaseIterable, Sendable {
    /// Seconds for which something failed.
    case failingSeconds = "failing_s"
    /// When a destination began to fail.
    case failingSince = "failing_since"
    /// Seconds without news.
    case quietSeconds = "quiet_s"
    /// The longest pause that is a source's way, in seconds.
    case usualSeconds = "usual_s"
    case message
    /// How many sources it is about; of the sign of life all of them.
    case sources
    /// How many are watched.
    case watched
    /// Some of their names.
    case names
    case failing
    case silent
    case paused
    /// Of the last 24 hours.
    case articles
    case alerts
    /// Deliveries, or sources that do not answer yet.
    case waiting
    case held
    case dead
    /// Links of a page, and how many of them were known.
    case entries
    case known
    /// Since when a feed's entries may have been missed.
    case since
    /// Older entries that were found after a gap.
    case caughtUp = "caught_up"
  }

  package enum Measure: Equatable, Sendable {
    case integer(Int)
    case number(Double)
    case text(String)
    case date(Date)
  }
}
