import Foundation
internal import Synchronization

/// A door that a test opens: what waits behind it goes on then, and not by the clock.
package final class Gate: Sendable {
  private let condition = NSCondition()
  private let isOpen = Mutex(false)

  package init() {}

  package func open() {
    condition.lock()
    isOpen.withLock { $0 = true }
    condition.broadcast()
    condition.unlock()
  }

  /// Blocks its thread: for servers' threads, never for tasks.
  package func waitUntilOpen() {
    condition.lock()
    while !isOpen.withLock({ $0 }) { condition.wait() }
    condition.unlock()
  }
}
