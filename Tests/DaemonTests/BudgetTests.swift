import Synchronization
import TestSupport
import Testing

@testable import Daemon

@Suite struct BudgetTests {
  private final class Ledger: Sendable {
    private let state = Mutex((now: 0, most: 0))
    var now: Int { state.withLock(\.now) }
    var most: Int { state.withLock(\.most) }

    func add(_ amount: Int) {
      state.withLock { state in
        state.now += amount
        state.most = max(state.most, state.now)
      }
    }
  }

  @Test func `holders never have more than the whole together`() async {
    let budget = Budget(total: 10)
    let held = Ledger()
    await withTaskGroup(of: Void.self) { group in
      for number in 1...40 {
        let amount = number % 7 + 1
        group.addTask {
          await budget.holding(amount) {
            held.add(amount)
            await Task.yield()
            held.add(-amount)
          }
        }
      }
    }
    #expect(held.now == 0)
    #expect((7...10).contains(held.most))
  }

  @Test func `who wants more than the whole gets the whole, alone`() async {
    let budget = Budget(total: 10)
    let value = await budget.holding(1_000) { "done" }
    #expect(value == "done")
  }

  @Test func `what a failing holder held comes back`() async {
    struct Failure: Error {}
    let budget = Budget(total: 1)
    for _ in 0..<3 {
      await #expect(throws: Failure.self) {
        try await budget.holding(1) { throw Failure() }
      }
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `who wants little never waits behind those who want much`() async {
    let budget = Budget(total: 1_000)
    let isDone = Mutex(false)
    async let much: Void = budget.holding(900) {
      while !isDone.withLock(\.self) { await Task.yield() }
    }
    async let more: Void = budget.holding(900) {}
    for _ in 0..<100 { await budget.holding(50) {} }
    isDone.withLock { $0 = true }
    _ = await (much, more)
  }
}
