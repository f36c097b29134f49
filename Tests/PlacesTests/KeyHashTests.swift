import Testing

@testable import Places

@Suite struct KeyHashTests {
  private func hash(_ key: ArraySlice<UInt8>) -> UInt64 { KeyHash.of(key.span) }

  private func isSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    KeyHash.isSame(left.span, right.span)
  }

  @Test func `keys that differ in one byte or in length have other hashes`() {
    var seen: Set<UInt64> = []
    for length in 0..<40 {
      let key = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 37 + 5) }
      #expect(seen.insert(hash(key[...])).inserted)
      for at in key.indices {
        var other = key
        other[at] ^= 0x41
        #expect(seen.insert(hash(other[...])).inserted)
      }
    }
  }

  @Test func `a key hashes alike wherever it stands`() {
    let text = Array("xxDeir ez-Zor and Raqqa".utf8)
    for start in 0..<8 {
      for end in start..<text.count {
        #expect(hash(text[start..<end]) == hash(Array(text[start..<end])[...]))
      }
    }
  }

  @Test func `keys are told apart up to their last byte`() {
    for length in 0..<20 {
      let key = [UInt8](repeating: 0x61, count: length)
      #expect(isSame(key, key))
      for at in key.indices {
        var other = key
        other[at] = 0x62
        #expect(!isSame(key, other))
      }
    }
  }
}
