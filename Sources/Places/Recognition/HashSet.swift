/// A set of hashes that never grows: how many are put in must be told beforehand. Where hostile
/// words crowd one spot some are forgotten, so that no search is long.
struct HashSet: Sendable {
  private var slots: [UInt64]

  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
  }

  mutating func insert(_ hash: UInt64) {
    let slot = find(hash)
    slots[slot] = hash | 1
  }

  func contains(_ hash: UInt64) -> Bool { slots[find(hash)] == hash | 1 }

  private func find(_ hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash >> 8) & (slots.count - 1)
    var steps = 0
    while slots[slot] != 0, slots[slot] != hash | 1, steps < 64 {
      slot = (slot + 1) & (slots.count - 1)
      steps += 1
    }
    return slot
  }
}
