/// Numbers for pairs of numbers: the phrases that begin with two words.
struct PairTable: Sendable {
  private struct Slot: Sendable {
    var pair: UInt64
    /// The pair's number and one; 0 for a free slot.
    var number: UInt32
    /// The one needle that is this pair and no more, found wherever its words stand as written; or
    /// `max`.
    var plain: UInt32 = .max

    static let free = Slot(pair: 0, number: 0)
  }

  /// A pair that is looked up together with others, and the caller's numbers of its words.
  struct Probe {
    var pair: UInt64
    var first: UInt32
    var second: UInt32
    /// The pair's number, once it is found.
    var number: UInt32 = 0
    var plain: UInt32 = .max
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

  /// Tells for each pair which needle it is by itself, or nil.
  mutating func setPlain(_ needle: (Int) -> UInt32?) {
    for at in slots.indices where slots[at].number != 0 {
      slots[at].plain = needle(Int(slots[at].number) - 1) ?? .max
    }
  }

  /// Looks pairs up and tells how many are known; those stand first then, in their order.
  ///
  /// The steps have no branch that depends on what they read, so that waits for memory overlap.
  func find(_ probes: UnsafeMutableBufferPointer<Probe>, count: Int) -> Int {
    slots.withUnsafeBufferPointer { slots in
      filter.withUnsafeBufferPointer { filter in
        var kept = 0
        for at in 0..<count {
          let probe = probes[at]
          let hash = Self.hash(probe.pair)
          let word = filter[Int(truncatingIfNeeded: hash >> 6) & (filter.count &- 1)]
          probes[kept] = probe
          kept &+= Int(truncatingIfNeeded: word &>> (hash & 63) & 1)
        }
        let passed = kept
        kept = 0
        for at in 0..<passed {
          var probe = probes[at]
          let slot = slots[Int(truncatingIfNeeded: Self.hash(probe.pair)) & (slots.count &- 1)]
          probe.number = slot.pair == probe.pair ? slot.number &- 1 : .max
          probe.plain = slot.plain
          probes[kept] = probe
          kept &+= slot.number == 0 ? 0 : 1
        }
        let guessed = kept
        kept = 0
        for at in 0..<guessed {
          var probe = probes[at]
          if probe.number == .max {
            let slot = slots[self.slot(of: probe.pair)]
            if slot.number == 0 { continue }
            probe.number = slot.number &- 1
            probe.plain = slot.plain
          }
          probes[kept] = probe
          kept &+= 1
        }
        return kept
      }
    }
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
  static func pair(_ first: UInt32, _ second: UInt32) -> UInt64 {
    UInt64(first) << 32 | UInt64(second)
  }
}
