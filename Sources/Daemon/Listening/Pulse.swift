internal import Synchronization

/// When the parts that do the work answered last: the watchdog's own sign of life, for `/-/healthy`.
final class Pulse: Sendable {
  private let last = Mutex<ContinuousClock.Instant?>(nil)

  func beat() { last.withLock { $0 = .now } }

  /// How long ago that was; nil before the first.
  var age: Duration? { last.withLock(\.self).map { $0.duration(to: .now) } }
}
