import Foundation
import Testing

@testable import Daemon

@Suite struct PageRetriesTests {
  private let seen = Date(timeIntervalSince1970: 1_000_000)

  @Test func `a page is tried again soon at first, then rarely, and not after 72 hours`() {
    var now = seen
    var attempts = 1
    var times: [Double] = []
    while let next = PageRetries.next(after: attempts, firstSeen: seen, now: now) {
      times.append(next.timeIntervalSince(now))
      now = next
      attempts += 1
    }
    #expect(times.first == 600)
    #expect(times == times.sorted())
    #expect(now.timeIntervalSince(seen) <= 72 * 3_600)
    #expect(now.timeIntervalSince(seen) > 48 * 3_600)
  }
}
