/// A fast hash of folded bytes, the same in every run. Not for keys that an attacker chooses to
/// collide: tables built from the configuration use it, and a lookup compares bytes anyway.
package enum KeyHash {
  package static let seed: UInt64 = 0x9E37_79B9_7F4A_7C15

  @inline(__always)
  package static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
    finish(add(bytes, range, to: seed))
  }

  /// Continues a hash, so that parts hash like the whole.
  @inline(__always)
  package static func add(_ bytes: [UInt8], _ range: Range<Int>, to state: UInt64) -> UInt64 {
    var state = state
    for at in range { state = (state ^ UInt64(bytes[at])) &* 0x0000_0100_0000_01B3 }
    return state
  }

  @inline(__always)
  package static func finish(_ state: UInt64) -> UInt64 {
    var value = state
    value ^= value >> 32
    value = value &* 0xD6E8_FEB8_6659_FD93
    value ^= value >> 29
    return value
  }
}

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
      var slot = Int(truncatingIfNeeded: KeyHash.hash(key, key.indices)) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = UInt32(ends.count - 1)
    }
    self.slots = slots
    self.bytes = bytes
    self.ends = ends
    mask = size - 1
  }

  func contains(_ key: ArraySlice<UInt8>) -> Bool {
    var state = KeyHash.seed
    for byte in key { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    var slot = Int(truncatingIfNeeded: KeyHash.finish(state)) & mask
    while slots[slot] != 0 {
      let entry = Int(slots[slot])
      if bytes[ends[entry - 1]..<ends[entry]].elementsEqual(key) { return true }
      slot = (slot + 1) & mask
    }
    return false
  }
}
