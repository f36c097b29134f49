import Synchronization
import TestSupport
import Testing

@testable import Daemon

@Suite struct BudgetTests {
  @Test func `holders never have more than the whole together`() async {
    let budget = Budget(total: 10)
    let held = Mutex((now: 0, most: 0))
    await withTaskGroup(of: Void.self) { group in
      for amount in 1...40 {
        group.addTask {
          await budget.holding(amount % 7 + 1) {
            held.withLock { held in
              held.now += amount % 7 + 1
              held.most = max(held.most, held.now)
            }
            await Task.yield()
            held.withLock { $0.now -= amount % 7 + 1 }
          }
        }
      }
    }
    #expect(held.withLock(\.now) == 0)
    #expect((7...10).contains(held.withLock(\.most)))
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
}
