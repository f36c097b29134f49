/// A set of folded keys that is asked with ranges of a larger buffer, without allocating.
struct KeySet: Sendable {
  private let slots: [UInt32]
  private let bytes: [UInt8]
  private let ends: [Int]
  private let mask: Int

  init(_ keys: Set<[UInt8]>) {
    var size = 16
    while size < keys.count * 3 { size *= 2 }
    var slots = [UInt32](repeating: 0, count: size)
    var bytes: [UInt8] = []
    var ends: [Int] = [0]
    for key in keys {
      bytes += key
      ends.append(bytes.count)
      var slot = Int(truncatingIfNeeded: Self.hash(key.span, key.indices)) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = UInt32(ends.count - 1)
    }
    self.slots = slots
    self.bytes = bytes
    self.ends = ends
    mask = size - 1
  }

  func contains(_ buffer: Span<UInt8>, _ key: Range<Int>) -> Bool {
    var slot = Int(truncatingIfNeeded: Self.hash(buffer, key)) & mask
    while slots[slot] != 0 {
      let entry = Int(slots[slot])
      let start = ends[entry - 1]
      if ends[entry] - start == key.count,
        isSame(start, buffer, key)
      {
        return true
      }
      slot = (slot + 1) & mask
    }
    return false
  }

  private func isSame(_ start: Int, _ buffer: Span<UInt8>, _ key: Range<Int>) -> Bool {
    for offset in 0..<key.count where bytes[start + offset] != buffer[key.lowerBound + offset] {
      return false
    }
    return true
  }

  /// FNV-1a (64 bits) with its high bits mixed in.
  private static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    for at in range { state = (state ^ UInt64(bytes[at])) &* 0x0000_0100_0000_01B3 }
    return state ^ state >> 32
  }
}
