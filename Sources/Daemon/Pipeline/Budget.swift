internal import Synchronization

/// A shared allowance, of bytes say: whoever wants more than is left waits in line.
final class Budget: Sendable {
  private struct State {
    var free: Int
    var waiters: [(amount: Int, continuation: CheckedContinuation<Void, Never>)] = []
  }

  let total: Int
  private let state: Mutex<State>

  init(total: Int) {
    self.total = total
    state = Mutex(State(free: total))
  }

  /// Runs `body` while it holds `amount`. More than the whole counts as the whole, so that it can
  /// be had. Hold nothing of the same budget while asking.
  func holding<Value>(_ amount: Int, _ body: () async throws -> Value) async rethrows -> Value {
    let share = min(max(amount, 0), total)
    await take(share)
    defer { give(share) }
    return try await body()
  }

  private func take(_ amount: Int) async {
    let isTaken = state.withLock { state in
      guard state.waiters.isEmpty, state.free >= amount else { return false }
      state.free -= amount
      return true
    }
    guard !isTaken else { return }
    await withCheckedContinuation { continuation in
      let isFree = state.withLock { state in
        guard state.waiters.isEmpty, state.free >= amount else {
          state.waiters.append((amount, continuation))
          return false
        }
        state.free -= amount
        return true
      }
      if isFree { continuation.resume() }
    }
  }

  private func give(_ amount: Int) {
    let woken = state.withLock { state in
      state.free += amount
      var woken: [CheckedContinuation<Void, Never>] = []
      while let first = state.waiters.first, state.free >= first.amount {
        state.free -= first.amount
        woken.append(first.continuation)
        state.waiters.removeFirst()
      }
      return woken
    }
    for continuation in woken { continuation.resume() }
  }
}
