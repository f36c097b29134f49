internal import Text

/// Numbers for byte keys: an open-addressing table that is asked with ranges of a larger buffer.
///
/// A bit filter in front answers most misses from the second-level cache.
struct Lexicon: Sendable {
  private var slots: [UInt64]
  private var filter: [UInt64]
  private var arena: [UInt8] = []
  private var ends: [UInt32] = [0]

  init() {
    slots = [UInt64](repeating: 0, count: 16)
    filter = [UInt64](repeating: 0, count: 2)
  }

  var count: Int { ends.count - 1 }
  var isEmpty: Bool { ends.count == 1 }

  func key(_ number: Int) -> ArraySlice<UInt8> { arena[Int(ends[number])..<Int(ends[number + 1])] }

  /// The number of a key, new or known.
  mutating func insert(_ key: [UInt8]) -> Int {
    let hash = KeyHash.hash(key, key.indices)
    if let known = find(hash, key, key.indices) { return known }
    arena += key
    ends.append(UInt32(arena.count))
    if count * 2 > slots.count {
      rebuild(slots.count * 2)
    } else {
      place(count - 1, hash)
    }
    return count - 1
  }

  @inline(__always)
  func mayHold(_ hash: UInt64) -> Bool {
    let bit = Int(truncatingIfNeeded: hash >> 20) & (filter.count * 64 - 1)
    return filter[bit >> 6] >> UInt64(bit & 63) & 1 != 0
  }

  @inline(__always)
  func find(_ hash: UInt64, _ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    guard mayHold(hash) else { return nil }
    return search(hash, bytes, range)
  }

  private func search(_ hash: UInt64, _ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let entry = slots[slot]
      if entry >> 32 == hash >> 32 {
        let number = Int(entry & 0xFFFF_FFFF) - 1
        let start = Int(ends[number])
        if Int(ends[number + 1]) - start == range.count {
          var same = true
          for offset in 0..<range.count
          where arena[start + offset] != bytes[range.lowerBound + offset] {
            same = false
            break
          }
          if same { return number }
        }
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private mutating func place(_ number: Int, _ hash: UInt64) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = (hash & 0xFFFF_FFFF_0000_0000) | UInt64(number + 1)
    let bit = Int(truncatingIfNeeded: hash >> 20) & (filter.count * 64 - 1)
    filter[bit >> 6] |= 1 << UInt64(bit & 63)
  }

  private mutating func rebuild(_ size: Int) {
    slots = [UInt64](repeating: 0, count: size)
    filter = [UInt64](repeating: 0, count: size * 4 / 64)
    for number in 0..<count {
      place(number, KeyHash.hash(arena, Int(ends[number])..<Int(ends[number + 1])))
    }
  }
}

/// Lists of numbers by number, packed: row `i` is what was added to `i`.
struct Rows: Sendable {
  private var starts: [UInt32] = [0]
  private var values: [UInt32] = []

  init() {}

  /// From pairs (row, value); values keep their order.
  init(_ pairs: [(row: Int, value: Int)], count: Int) {
    var starts = [UInt32](repeating: 0, count: count + 1)
    for pair in pairs { starts[pair.row + 1] += 1 }
    for row in 0..<count { starts[row + 1] += starts[row] }
    var next = starts
    values = [UInt32](repeating: 0, count: pairs.count)
    for pair in pairs {
      values[Int(next[pair.row])] = UInt32(pair.value)
      next[pair.row] += 1
    }
    self.starts = starts
  }

  @inline(__always)
  subscript(row: Int) -> ArraySlice<UInt32> {
    guard row + 1 < starts.count else { return [] }
    return values[Int(starts[row])..<Int(starts[row + 1])]
  }
}
