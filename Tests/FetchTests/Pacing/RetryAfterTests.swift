import Fetch
import Foundation
import Testing

@Suite struct RetryAfterTests {
  /// Sun, 06 Nov 1994 08:49:37 GMT.
  let now = Date(timeIntervalSince1970: 784_111_777)

  @Test(arguments: [
    ("120", Duration.seconds(120)), (" 0\t", .zero), ("86401", RetryAfter.ceiling),
    ("99999999999999999999999", RetryAfter.ceiling), ("007", .seconds(7)),
    ("Sun, 06 Nov 1994 08:50:37 GMT", .seconds(60)), ("Sun, 06 Nov 1994 08:00:00 GMT", .zero),
    ("Sunday, 06-Nov-94 08:49:47 GMT", .seconds(10)), ("Sun Nov  6 08:49:38 1994", .seconds(1)),
    ("Fri, 31 Dec 9999 23:59:59 GMT", RetryAfter.ceiling),
  ])
  func `seconds and dates are waits, at most a day`(value: String, wait: Duration) {
    #expect(RetryAfter.parse(value, now: now) == wait)
  }

  @Test(arguments: [
    "", "soon", "-5", "1.5", "+3", "Sun, 99 Nov 1994 08:49:37 GMT", "12 3", "\u{1B}[2J",
  ])
  func `anything else is no wait`(value: String) {
    #expect(RetryAfter.parse(value, now: now) == nil)
  }

  @Test func `a date counts leap days`() {
    #expect(
      HTTPDate.parse("Thu, 29 Feb 2024 12:00:00 GMT") == Date(timeIntervalSince1970: 1_709_208_000))
    #expect(HTTPDate.parse("Thu, 01 Jan 1970 00:00:00 GMT") == Date(timeIntervalSince1970: 0))
  }
}
