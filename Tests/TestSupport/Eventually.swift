internal import Foundation

/// Waits until something holds, looking every few milliseconds on a thread of its own; false when
/// it did not come to hold in time. The time is a limit for a broken run, never what a test is about.
package func eventually(
  within seconds: Double = 30, _ condition: @escaping @Sendable () -> Bool
) async -> Bool {
  await withCheckedContinuation { continuation in
    Thread.detachNewThread {
      let limit = Date() + seconds
      while !condition() {
        guard Date() < limit else { return continuation.resume(returning: false) }
        usleep(5_000)
      }
      continuation.resume(returning: true)
    }
  }
}
