/// SipHash-2-4 (Aumasson and Bernstein, 2012): 64 bits that nobody without the key can steer.
///
/// The state file draws its own key at birth, so that no source can craft entries which collide
/// with those of another.
struct SipHash: Sendable {
  let key0: UInt64
  let key1: UInt64

  /// The hash of some bytes; linear, allocates nothing.
  func callAsFunction(_ bytes: UnsafeBufferPointer<UInt8>, tag: UInt8) -> UInt64 {
    var state = Rounds(key0: key0, key1: key1)
    // The tag is the first byte of the message: one text hashed for two purposes differs. So each
    // word of the message is seven bytes of one word of the text and one of the word before.
    var carry = UInt64(tag)
    let raw = UnsafeRawBufferPointer(bytes)
    var offset = 0
    while raw.count - offset >= 8 {
      let word = UInt64(
        littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      state.absorb(carry | word << 8)
      carry = word >> 56
      offset += 8
    }
    var filled: UInt64 = 8
    for byte in raw[offset...] {
      carry |= UInt64(byte) << filled
      filled += 8
      if filled == 64 {
        state.absorb(carry)
        carry = 0
        filled = 0
      }
    }
    state.absorb(carry | UInt64(truncatingIfNeeded: bytes.count &+ 1) << 56)
    return state.finish()
  }

  func callAsFunction(_ text: String, tag: UInt8) -> UInt64 {
    var text = text
    return text.withUTF8 { self($0, tag: tag) }
  }

  private struct Rounds {
    var v0: UInt64
    var v1: UInt64
    var v2: UInt64
    var v3: UInt64

    init(key0: UInt64, key1: UInt64) {
      v0 = key0 ^ 0x736f_6d65_7073_6575
      v1 = key1 ^ 0x646f_7261_6e64_6f6d
      v2 = key0 ^ 0x6c79_6765_6e65_7261
      v3 = key1 ^ 0x7465_6462_7974_6573
    }

    mutating func absorb(_ word: UInt64) {
      v3 ^= word
      round()
      round()
      v0 ^= word
    }

    mutating func finish() -> UInt64 {
      v2 ^= 0xff
      for _ in 0..<4 { round() }
      return v0 ^ v1 ^ v2 ^ v3
    }

    private mutating func round() {
      v0 = v0 &+ v1
      v1 = rotated(v1, 13) ^ v0
      v0 = rotated(v0, 32)
      v2 = v2 &+ v3
      v3 = rotated(v3, 16) ^ v2
      v0 = v0 &+ v3
      v3 = rotated(v3, 21) ^ v0
      v2 = v2 &+ v1
      v1 = rotated(v1, 17) ^ v2
      v2 = rotated(v2, 32)
    }

    private func rotated(_ value: UInt64, _ bits: UInt64) -> UInt64 {
      value << bits | value >> (64 - bits)
    }
  }
}
