/// The waits between attempts of one message. A value: chance is passed in.
package struct RetrySchedule: Equatable, Sendable {
  /// How far chance stretches or shortens a wait.
  package static let jitter = 0.2

  package let waits: [Duration]
  /// After the last wait it comes again and again: no attempt is the last one.
  package let repeatsLast: Bool

  package init(
    waits: [Duration] = DestinationSettings.Sending.defaultRetry, repeatsLast: Bool = false
  ) {
    self.waits = waits
    self.repeatsLast = repeatsLast
  }

  /// The wait after the attempt number `tries` failed, or nil when it was the last one.
  ///
  /// - Parameter chance: uniform in 0..<1.
  package func wait(after tries: Int, chance: Double) -> Duration? {
    guard tries >= 1, let last = waits.last, repeatsLast || tries <= waits.count else {
      return nil
    }
    return (tries <= waits.count ? waits[tries - 1] : last) * (1 + Self.jitter * (2 * chance - 1))
  }
}
