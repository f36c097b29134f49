package import Foundation

/// What waits for one destination and what became of the rest.
package struct DestinationFigures: Equatable, Sendable {
  package var destination: DestinationRow
  /// Waiting for a digest.
  package var held: Int
  /// The oldest of those that wait, held ones left out.
  package var oldest: Date? { destination.oldestPending }
  /// Dead letters: given up, or out of use with their destination.
  package var dead: Int

  package init(destination: DestinationRow, held: Int, dead: Int) {
    self.destination = destination
    self.held = held
    self.dead = dead
  }
}

/// How many sources are in which state.
package struct SourceCounts: Equatable, Sendable {
  package var ok = 0
  package var failing = 0
  package var silent = 0
  package var paused = 0
  /// Never polled yet.
  package var new = 0

  package init() {}

  package var all: Int { ok + failing + silent + paused + new }
}

/// Sources as a page lists them: those that need someone first.
package struct SourceList: Equatable, Sendable {
  package var sources: [SourceStatus]
  /// All that were meant.
  package var count: Int

  package init(sources: [SourceStatus] = [], count: Int = 0) {
    self.sources = sources
    self.count = count
  }
}

/// How often a rule alerted on one day.
package struct RuleDay: Equatable, Sendable {
  package var rule: String
  /// Of Unix time.
  package var day: Int
  package var alerts: Int
}
