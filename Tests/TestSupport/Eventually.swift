internal import Foundation

/// Waits until something holds, looking every few milliseconds on a thread of its own; false when
/// it did not come to hold in time. The time is a limit for a broken run, never what a test is about.
package func eventually(
  within seconds: Double = 90, _ condition: @escaping @Sendable () -> Bool
) async -> Bool {
  await withCheckedContinuation { continuation in
    Thread.detachNewThread {
      continuation.resume(returning: eventuallyHere(within: seconds, condition))
    }
  }
}

/// The same on the calling thread, which waits: for a thread with mounts of its own.
package func eventuallyHere(within seconds: Double = 90, _ condition: () -> Bool) -> Bool {
  let limit = Date() + seconds
  let pause = NSCondition()
  while !condition() {
    guard Date() < limit else { return false }
    pause.lock()
    _ = pause.wait(until: Date() + 0.005)
    pause.unlock()
  }
  return true
}
