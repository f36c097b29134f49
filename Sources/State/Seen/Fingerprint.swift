/// A stable 64-bit mark of a text: the same text has the same mark in every process and state file.
///
/// It tells whether something changed; it proves nothing against an adversary, who could hide no more
/// by it than a change of his own text. So it may be ten times faster than `SipHash`, which matters
/// for whole documents: two words at a time are multiplied to 128 bits, whose halves are folded.
package enum Fingerprint {
  package static func of(_ texts: String...) -> UInt64 { of(texts) }

  package static func of(_ texts: [String]) -> UInt64 {
    var mark: UInt64 = 0
    for text in texts {
      var text = text
      mark = text.withUTF8 { self.mark(UnsafeRawBufferPointer($0), seed: mark) }
    }
    return mark
  }

  package static func of(_ bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBytes { mark($0, seed: 0) }
  }

  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 { mark(bytes, seed: 0) }

  /// Digits of pi, of no meaning.
  private static let secret: (UInt64, UInt64, UInt64, UInt64, UInt64) = (
    0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7344, 0xa409_3822_299f_31d0, 0x082e_fa98_ec4e_6c89,
    0x4528_21e6_38d0_1377
  )

  /// Linear, allocates nothing. The length and the seed are part of the mark.
  private static func mark(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
    let (first, second, third, fourth, last) = secret
    var state = seed ^ first
    var offset = 0
    if bytes.count >= 64 {
      // Four chains side by side, since each multiplication waits for the one before.
      var chains = (state, state ^ second, state ^ third, state ^ fourth)
      while bytes.count - offset >= 64 {
        chains.0 = folded(word(bytes, offset) ^ chains.0, word(bytes, offset + 8) ^ first)
        chains.1 = folded(word(bytes, offset + 16) ^ chains.1, word(bytes, offset + 24) ^ second)
        chains.2 = folded(word(bytes, offset + 32) ^ chains.2, word(bytes, offset + 40) ^ third)
        chains.3 = folded(word(bytes, offset + 48) ^ chains.3, word(bytes, offset + 56) ^ fourth)
        offset += 64
      }
      state = folded(folded(chains.0, chains.1 ^ first), folded(chains.2, chains.3 ^ second))
    }
    while bytes.count - offset >= 16 {
      state = folded(word(bytes, offset) ^ state, word(bytes, offset + 8) ^ second)
      offset += 16
    }
    var low: UInt64 = 0
    var high: UInt64 = 0
    var shift: UInt64 = 0
    for byte in bytes[offset...] {
      if shift < 64 { low |= UInt64(byte) << shift } else { high |= UInt64(byte) << (shift - 64) }
      shift += 8
    }
    state = folded(low ^ state, high ^ third)
    return folded(state ^ last, UInt64(truncatingIfNeeded: bytes.count) ^ fourth)
  }

  /// The caller has seen that eight bytes stand at the offset.
  private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// Both words are added to their product, so that a zero does not wipe the other out.
  private static func folded(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return (product.low ^ product.high) &+ (left ^ (right << 32 | right >> 32))
  }
}
