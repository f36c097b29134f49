import TestSupport
import Testing

@testable import Rules

@Suite struct HitOrderTests {
  /// More than are inserted one by one, and needles of more than two digits.
  @Test(arguments: [2, 5, 24, 25, 300, 2_000])
  func `hits stand by needle and start, and none inside another of its needle`(count: Int) {
    var numbers = SeededNumbers(seed: UInt64(count))
    for highest in [3, 600, 300_000] as [UInt32] {
      var hits: [FieldScan.Hit] = []
      for start in 0..<UInt32(count) {
        let needle = UInt32.random(in: 0...highest, using: &numbers)
        let end = start / 2 + UInt32.random(in: 1...4, using: &numbers)
        hits.append(FieldScan.Hit(needle: needle, start: start / 2, end: end))
      }
      let expected = plainly(hits)
      HitOrder.sort(&hits)
      #expect(hits == expected)
    }
  }

  private func plainly(_ hits: [FieldScan.Hit]) -> [FieldScan.Hit] {
    var kept: [FieldScan.Hit] = []
    let sorted = hits.sorted { left, right in
      (left.needle, left.start, right.end) < (right.needle, right.start, left.end)
    }
    for hit in sorted {
      if let last = kept.last, last.needle == hit.needle, hit.start < last.end { continue }
      kept.append(hit)
    }
    return kept
  }
}
