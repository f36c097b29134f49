internal import Synchronization

/// Lets one task sleep until it is rung or its time has come. A ring that comes while nobody waits
/// is kept for the next wait.
final class Waker: Sendable {
  private struct State {
    var isRung = false
    var sleeper: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())

  /// Wakes the sleeper, or the next one. Any thread.
  func ring() {
    let sleeper = state.withLock { state in
      defer { state.sleeper = nil }
      if state.sleeper == nil { state.isRung = true }
      return state.sleeper
    }
    sleeper?.resume()
  }

  /// Returns when rung, after `limit` (never, when nil), or when the task is cancelled.
  func wait(atMost limit: Duration?, clock: any Clock<Duration>) async {
    let wasRung = state.withLock { state in
      defer { state.isRung = false }
      return state.isRung
    }
    guard !wasRung else { return }
    guard let limit else { return await sleep() }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { try? await clock.sleep(for: limit) }
      group.addTask { await self.sleep() }
      await group.next()
      group.cancelAll()
    }
  }

  private func sleep() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isAwake = state.withLock { state in
          if state.isRung || Task.isCancelled {
            state.isRung = false
            return true
          }
          state.sleeper = continuation
          return false
        }
        if isAwake { continuation.resume() }
      }
    } onCancel: {
      let sleeper = state.withLock { state in
        defer { state.sleeper = nil }
        return state.sleeper
      }
      sleeper?.resume()
    }
  }
}
