/// The waits between attempts of one message. A value: chance is passed in.
package struct RetrySchedule: Equatable, Sendable {
  /// How far chance stretches or shortens a wait.
  package static let jitter = 0.2

  package let waits: [Duration]

  package init(waits: [Duration] = DestinationSettings.Webhook.defaultRetry) {
    self.waits = waits
  }

  /// The wait after the attempt number `tries` failed, or nil when it was the last one.
  ///
  /// - Parameter chance: uniform in 0..<1.
  package func wait(after tries: Int, chance: Double) -> Duration? {
    guard tries >= 1, tries <= waits.count else { return nil }
    return waits[tries - 1] * (1 + Self.jitter * (2 * chance - 1))
  }
}
