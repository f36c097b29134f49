import Synchronization

/// Counts calls, for answers that differ from one request to the next.
final class CallCount: Sendable {
  private let count = Mutex(0)

  /// 0 for the first.
  func next() -> Int {
    count.withLock { count in
      defer { count += 1 }
      return count
    }
  }
}
