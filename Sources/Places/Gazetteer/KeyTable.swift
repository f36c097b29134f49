/// Values by folded keys, asked with slices of a larger buffer and without allocating.
///
/// Most words of a text are in no list: a slot holds half of its key's hash, so that they end at
/// the first look.
struct KeyTable<Value: Sendable>: Sendable {
  /// The hash's upper half, and the entry's number; 0 for none.
  private let slots: [UInt64]
  private let bytes: [UInt8]
  private let ends: [UInt32]
  private let values: [Value]
  private let mask: Int

  init(_ entries: [[UInt8]: Value]) {
    var size = 16
    while size < entries.count * 2 { size *= 2 }
    var slots = [UInt64](repeating: 0, count: size)
    var bytes: [UInt8] = []
    var ends: [UInt32] = [0]
    var values: [Value] = []
    for (key, value) in entries {
      bytes += key
      ends.append(UInt32(bytes.count))
      values.append(value)
      let hash = KeyHash.of(key.span)
      var slot = Int(truncatingIfNeeded: hash) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = hash & ~0xFFFF_FFFF | UInt64(values.count)
    }
    self.slots = slots
    self.bytes = bytes
    self.ends = ends
    self.values = values
    mask = size - 1
  }

  subscript(key: ArraySlice<UInt8>) -> Value? { self[key, KeyHash.of(key.span)] }

  /// - Parameter hash: the key's, where it is known already.
  subscript(key: ArraySlice<UInt8>, hash: UInt64) -> Value? {
    let wanted = key.span
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let found = slots[slot]
      if found >> 32 == hash >> 32 {
        let entry = Int(truncatingIfNeeded: found & 0xFFFF_FFFF)
        if isSame(Int(ends[entry - 1]), Int(ends[entry]), wanted) { return values[entry - 1] }
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  subscript(key: [UInt8]) -> Value? { self[key[...]] }

  private func isSame(_ start: Int, _ end: Int, _ wanted: Span<UInt8>) -> Bool {
    guard end - start == wanted.count else { return false }
    for offset in 0..<wanted.count where bytes[start + offset] != wanted[offset] { return false }
    return true
  }
}

/// A hash of folded keys, eight bytes a step. The compiled gazetteer holds a filter made with it:
/// a change of it is a new version of that file.
enum KeyHash {
  @inline(__always)
  static func of(_ key: Span<UInt8>) -> UInt64 {
    let bytes = key.bytes
    var state = UInt64(truncatingIfNeeded: bytes.byteCount) &* 0x9E37_79B9_7F4A_7C15
    var at = 0
    while at + 8 <= bytes.byteCount {
      let chunk = unsafe UInt64(
        littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
      state = (state ^ chunk) &* 0xD6E8_FEB8_6659_FD93
      state ^= state >> 32
      at += 8
    }
    var tail: UInt64 = 0
    while at < bytes.byteCount {
      tail = tail << 8 | UInt64(key[at])
      at += 1
    }
    state = (state ^ tail) &* 0xD6E8_FEB8_6659_FD93
    state ^= state >> 32
    state = state &* 0x9E37_79B9_7F4A_7C15
    return state ^ state >> 29
  }
}
