internal import Synchronization

/// A shared allowance, of bytes say: whoever wants more than is left waits in line.
///
/// A quarter of it is for those who want little, so that they never stand behind those who want much.
final class Budget: Sendable {
  let total: Int
  private let large: Line
  private let small: Line

  init(total: Int) {
    self.total = total
    small = Line(total: total / 4)
    large = Line(total: total - total / 4)
  }

  /// Runs `body` while it holds `amount`. More than can be had counts as all that can be had, so
  /// that it can. Hold nothing of the same budget while asking.
  func holding<Value>(_ amount: Int, _ body: () async throws -> Value) async rethrows -> Value {
    let isSmall = amount <= total / 16
    let line = isSmall ? small : large
    let share = min(max(amount, 0), line.total)
    await line.take(share)
    defer { line.give(share) }
    return try await body()
  }
}

/// One line of those who wait for a part of a budget.
private final class Line: Sendable {
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

  func take(_ amount: Int) async {
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

  func give(_ amount: Int) {
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
