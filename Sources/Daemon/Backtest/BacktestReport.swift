package import Foundation
package import Rules
package import State

/// What rules would have found in the archive.
package struct BacktestReport: Sendable {
  /// Articles that were tried; one that several sources showed counts once.
  package var articles = 0
  /// Texts that could not be unpacked.
  package var damaged = 0
  /// In the order of the rules: the running ones, then those of the draft that are new.
  package var rules: [RuleReport] = []

  /// One rule: as it runs, as a draft has it, and what lies between.
  package struct RuleReport: Sendable {
    package enum Standing: String, Sendable {
      /// The running rule alone, without a draft.
      case running
      /// In both.
      case compared
      /// In the draft alone.
      case new
      /// In the running configuration alone, where the draft is a whole one.
      case dropped
    }

    package var name: String
    package var standing: Standing
    package var running = Tally()
    package var draft = Tally()
    /// What the draft finds and the running rule does not.
    package var gained = Tally()
    package var lost = Tally()

    package var isChanged: Bool { gained.count > 0 || lost.count > 0 }
  }

  /// Articles counted by day and source. One counts on the day and for the source that showed it
  /// first.
  package struct Tally: Sendable {
    package private(set) var count = 0
    /// By the days since 1970, in UTC.
    package private(set) var days: [Int: Int] = [:]
    package private(set) var sources: [String: Int] = [:]
    /// The last ones, the oldest first; filled in at the end.
    package var samples: [Sample] = []
    private(set) var latest: [Hit] = []

    mutating func add(_ hit: Hit, samples: Int) {
      count += 1
      days[hit.day, default: 0] += 1
      sources[hit.source, default: 0] += 1
      guard samples > 0 else { return }
      // In one go now and then: taking the first off each time would move all others.
      if latest.count >= samples * 2 { latest.removeFirst(latest.count - samples + 1) }
      // Those of several sources come last, out of order.
      let place = latest.lastIndex { $0.seen <= hit.seen }.map { $0 + 1 } ?? 0
      latest.insert(hit, at: place)
    }

    /// The ids of the rows behind the samples.
    func rows(samples: Int) -> [Int64] { latest.suffix(samples).map(\.row) }
  }

  /// An article of the archive that a rule matches.
  struct Hit: Sendable {
    var row: Int64
    var source: String
    var seen: Date

    var day: Int { Int((seen.timeIntervalSince1970 / 86_400).rounded(.down)) }
  }

  /// An article, and what the rule makes of it.
  package struct Sample: Sendable {
    package var article: ArchivedArticle
    package var source: String
    package var seen: Date
    package var matches: [TermMatch]
    package var places: [PlaceMatch]
    /// Of a lost one: what the draft misses in it.
    package var missing: [String]
  }
}
