/// Values by folded keys, asked with spans of a larger buffer and without allocating.
///
/// Most words of a text are in no list: they end at one look at a few kilobytes of bits, which stay
/// in the processor's nearest memory. The others end at their slot, which holds all of their hash
/// and not their bytes: of some thousand keys none shares its 64 bits with a word by chance, and
/// who looks for such a word makes that word alone be read as one of the list.
final class KeyTable<Value: Sendable>: Sendable {
  private struct Slot: Sendable {
    var hash: UInt64
    /// nil where the slot is free.
    var value: Value?
  }

  /// Sixteen bits or more for each key, of which its hash sets one.
  private let marks: [UInt64]
  private let slots: [Slot]

  init(_ values: [[UInt8]: Value]) {
    var size = 16
    while size < values.count * 2 { size *= 2 }
    var marks = [UInt64](repeating: 0, count: size / 8)
    var slots = [Slot](repeating: Slot(hash: 0, value: nil), count: size)
    for (key, value) in values {
      let hash = KeyHash.of(key.span)
      var slot = Int(truncatingIfNeeded: hash) & (size - 1)
      while slots[slot].value != nil { slot = (slot + 1) & (size - 1) }
      slots[slot] = Slot(hash: hash, value: value)
      marks[Self.mark(hash, marks.count)] |= 1 << (hash >> 58)
    }
    self.marks = marks
    self.slots = slots
  }

  private static func mark(_ hash: UInt64, _ count: Int) -> Int {
    Int(truncatingIfNeeded: hash >> 40) & (count - 1)
  }

  subscript(key: ArraySlice<UInt8>) -> Value? { self[hash: KeyHash.of(key.span)] }

  subscript(key: [UInt8]) -> Value? { self[hash: KeyHash.of(key.span)] }

  /// The value of the key of this hash.
  @inline(__always)
  subscript(hash hash: UInt64) -> Value? {
    guard marks[Self.mark(hash, marks.count)] & (1 << (hash >> 58)) != 0 else { return nil }
    return search(hash)
  }

  private func search(_ hash: UInt64) -> Value? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while let value = slots[slot].value {
      if slots[slot].hash == hash { return value }
      slot = (slot + 1) & mask
    }
    return nil
  }
}
