internal import Foundation

/// When an article's page that could not be fetched is tried again: soon at first, then ever more
/// rarely, for 72 hours from the article's first sight.
enum PageRetries {
  static let window = 72.0 * 3_600
  private static let waits: [Double] = [600, 1_800, 7_200, 21_600, 43_200]

  /// Seconds to wait after so many failed attempts.
  static func wait(after attempts: Int) -> Double {
    waits[min(max(attempts, 1), waits.count) - 1]
  }

  /// The next attempt, or nil when the article is too old for one.
  static func next(after attempts: Int, firstSeen: Date, now: Date) -> Date? {
    let due = now + wait(after: attempts)
    return due.timeIntervalSince(firstSeen) <= window ? due : nil
  }
}
