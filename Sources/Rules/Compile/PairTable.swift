/// Numbers for pairs of numbers: the phrases that begin with two words.
struct PairTable: Sendable {
  private struct Slot: Sendable {
    var pair: UInt64
    /// The pair's number and one; 0 for a free slot.
    var number: UInt32

    static let free = Slot(pair: 0, number: 0)
  }

  private var slots = [Slot](repeating: .free, count: 16)
  /// Answers most misses from the first caches.
  private var filter = [UInt64](repeating: 0, count: 1)
  private(set) var count = 0

  /// The number of a pair, new or known.
  mutating func insert(_ first: UInt32, _ second: UInt32) -> Int {
    if count * 2 >= slots.count { grow() }
    let pair = Self.pair(first, second)
    let at = slot(of: pair)
    if slots[at].number == 0 {
      count += 1
      slots[at] = Slot(pair: pair, number: UInt32(count))
      note(pair)
    }
    return Int(slots[at].number) - 1
  }

  @inline(__always)
  func find(_ first: UInt32, _ second: UInt32) -> Int? {
    let pair = Self.pair(first, second)
    let hash = Self.hash(pair)
    guard filter[filterWord(hash)] >> (hash & 63) & 1 != 0 else { return nil }
    let number = slots[slot(of: pair)].number
    return number == 0 ? nil : Int(number) &- 1
  }

  /// The slot that holds a pair, or the free one that would.
  @inline(__always)
  private func slot(of pair: UInt64) -> Int {
    let mask = slots.count &- 1
    var at = Int(truncatingIfNeeded: Self.hash(pair)) & mask
    while slots[at].number != 0 && slots[at].pair != pair { at = (at &+ 1) & mask }
    return at
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: .free, count: old.count * 2)
    filter = [UInt64](repeating: 0, count: slots.count / 8)
    for entry in old where entry.number != 0 {
      slots[slot(of: entry.pair)] = entry
      note(entry.pair)
    }
  }

  private mutating func note(_ pair: UInt64) {
    let hash = Self.hash(pair)
    filter[filterWord(hash)] |= 1 << (hash & 63)
  }

  @inline(__always)
  private func filterWord(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash >> 6) & (filter.count &- 1)
  }

  @inline(__always)
  private static func hash(_ pair: UInt64) -> UInt64 { (pair &* 0x9E37_79B9_7F4A_7C15) >> 32 }

  @inline(__always)
  private static func pair(_ first: UInt32, _ second: UInt32) -> UInt64 {
    UInt64(first) << 32 | UInt64(second)
  }
}
