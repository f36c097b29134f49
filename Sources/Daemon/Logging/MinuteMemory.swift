internal import Synchronization

/// When something was told last: what comes and goes all the time is told once a minute.
final class MinuteMemory: Sendable {
  private let last = Mutex<ContinuousClock.Instant?>(nil)

  func isNews() -> Bool {
    last.withLock { last in
      let now = ContinuousClock.now
      if let last, now - last < .seconds(60) { return false }
      last = now
      return true
    }
  }
}
