internal import Synchronization

/// Which sources (or destinations) fail and how, so that a lasting failure is told once.
final class FailureMemory: Sendable {
  private let codes = Mutex<[String: String]>([:])

  /// True when this failure is news: the source was well, or failed in another way.
  func begin(_ source: String, _ code: String) -> Bool {
    codes.withLock { codes in
      defer { codes[source] = code }
      return codes[source] != code
    }
  }

  /// True when the source was failing.
  func end(_ source: String) -> Bool {
    codes.withLock { $0.removeValue(forKey: source) != nil }
  }
}
