internal import Foundation

/// Holds attempts to a rate: a bucket that fills by time and is emptied by attempts. A value; time
/// is passed in.
struct RateMeter: Sendable {
  /// How many attempts were free at `at`; below one, none is.
  private var free = 0.0
  private var at: Date?

  /// When the next attempt may begin; nil for at once.
  mutating func opening(_ rate: SendingRate?, now: Date) -> Date? {
    guard let rate else { return nil }
    // A clock that was set back gives nothing, and holds nothing either.
    if let at, at > now { self.at = now }
    let free = free(rate, now: now)
    // A sum of fractions may miss the whole number by next to nothing.
    return free >= 1 - 1e-6 ? nil : now + (1 - free) * rate.step
  }

  /// An attempt begins.
  mutating func take(_ rate: SendingRate?, now: Date) {
    guard let rate else { return }
    free = max(0, free(rate, now: now) - 1)
    at = now
  }

  private func free(_ rate: SendingRate, now: Date) -> Double {
    guard let at else { return Double(rate.burst) }
    let passed = max(0, now.timeIntervalSince(at))
    return min(Double(rate.burst), free + passed / rate.step)
  }
}
