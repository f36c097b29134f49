/// The words with which listed names begin, as a Bloom filter: of a text's words, most are told
/// from names by one look at 64 bytes, and few are looked up in vain.
///
/// `@unchecked Sendable`: the pointer leads into the mapping of the `MappedFile` that the owning
/// `Gazetteer` keeps beside it; that memory never changes while the owner lives.
struct StartFilter: @unchecked Sendable {
  static let blockBytes = 64

  let blocks: UnsafeRawBufferPointer

  /// False only where no name begins with the word of this hash.
  @inline(__always)
  func mayHold(_ hash: UInt64) -> Bool {
    let count = blocks.count / Self.blockBytes
    guard count > 0 else { return true }
    let start = Self.block(hash, count) * Self.blockBytes
    // Without branches, so that the processor asks for many words at once.
    return bit(hash & 511, start) & bit(hash >> 9 & 511, start) & bit(hash >> 18 & 511, start) == 1
  }

  @inline(__always)
  private func bit(_ number: UInt64, _ start: Int) -> UInt8 {
    blocks[start + Int(number >> 3)] >> UInt8(number & 7) & 1
  }

  /// The filter of these words, seven bits a word or more.
  static func bytes(of words: Set<[UInt8]>) -> [UInt8] {
    var count = 1
    while count * blockBytes * 8 < words.count * 7 { count *= 2 }
    var blocks = [UInt8](repeating: 0, count: count * blockBytes)
    for word in words {
      let hash = KeyHash.of(word.span)
      let start = block(hash, count) * blockBytes
      for shift in stride(from: 0, through: 18, by: 9) {
        let bit = Int(hash >> UInt64(shift) & 511)
        blocks[start + (bit >> 3)] |= 1 << UInt8(bit & 7)
      }
    }
    return blocks
  }

  /// `count` is a power of two.
  private static func block(_ hash: UInt64, _ count: Int) -> Int {
    Int(truncatingIfNeeded: hash >> 27) & (count - 1)
  }
}
