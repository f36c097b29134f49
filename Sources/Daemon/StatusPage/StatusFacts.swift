internal import Foundation
internal import State

/// All that the status page tells, read at one moment.
struct StatusFacts: Sendable {
  /// Of articles by source.
  static let days = 28
  /// Of alerts by rule.
  static let ruleDays = 14
  static let alertsShown = 50

  var now: Date
  /// Of Unix time.
  var today: Int
  var standing: Standing.Facts
  var vitals: Vitals.Counts
  var isReloadTaken: Bool
  var sources: SourceCounts
  var destinations: [DestinationFigures]
  var list = SourceList()
  var days: [String: [Int: Int]] = [:]
  /// The youngest first.
  var alerts: [AlertRow] = []
  var ruleDays: [RuleDay] = []
  var pauses: [Pause] = []
}
