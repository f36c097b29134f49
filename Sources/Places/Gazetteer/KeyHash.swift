/// A hash of folded keys, eight bytes a step. The compiled gazetteer holds a filter made with it:
/// a change of it is a new version of that file.
enum KeyHash {
  @inline(__always)
  static func of(_ key: Span<UInt8>) -> UInt64 {
    let bytes = key.bytes
    var state = UInt64(truncatingIfNeeded: bytes.byteCount) &* 0x9E37_79B9_7F4A_7C15
    var at = 0
    while at + 8 <= bytes.byteCount {
      state = (state ^ word(bytes, at)) &* 0xD6E8_FEB8_6659_FD93
      state ^= state >> 32
      at += 8
    }
    state = (state ^ tail(bytes, at)) &* 0xD6E8_FEB8_6659_FD93
    state ^= state >> 32
    state = state &* 0x9E37_79B9_7F4A_7C15
    return state ^ state >> 29
  }

  /// Whether two keys of equal length are the same.
  @inline(__always)
  static func isSame(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    let first = left.bytes
    let second = right.bytes
    var at = 0
    while at + 8 <= first.byteCount {
      if word(first, at) != word(second, at) { return false }
      at += 8
    }
    return tail(first, at) == tail(second, at)
  }

  @inline(__always)
  private static func word(_ bytes: RawSpan, _ at: Int) -> UInt64 {
    unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
  }

  /// The bytes from one on, at most seven, the last one lowest.
  @inline(__always)
  private static func tail(_ bytes: RawSpan, _ at: Int) -> UInt64 {
    let count = bytes.byteCount - at
    if count >= 4 {
      // Two looks that overlap.
      let high = unsafe UInt32(
        bigEndian: bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt32.self))
      let low = unsafe UInt32(
        bigEndian: bytes.unsafeLoadUnaligned(
          fromByteOffset: bytes.byteCount - 4, as: UInt32.self))
      return UInt64(high) << UInt64(8 * (count - 4)) | UInt64(low)
    }
    var tail: UInt64 = 0
    for offset in at..<bytes.byteCount {
      tail = tail << 8 | UInt64(unsafe bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self))
    }
    return tail
  }
}
