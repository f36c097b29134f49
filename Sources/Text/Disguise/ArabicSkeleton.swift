/// Arabic letters less their dots (rasm): how `تحايل` looks when written `ٮحاىل`.
package enum ArabicSkeleton {
  /// The skeleton of a folded Arabic key, or nil when it holds anything but Arabic letters.
  package static func of(_ key: ArraySlice<UInt8>) -> [UInt8]? {
    var skeleton: [UInt8] = []
    skeleton.reserveCapacity(key.count)
    var at = key.startIndex
    while at + 1 < key.endIndex {
      let lead = key[at]
      guard lead >= 0xD8, lead <= 0xDB else { return nil }
      let scalar = UInt32(lead & 0x1F) << 6 | UInt32(key[at + 1] & 0x3F)
      skeleton.append(utf8: shape(scalar))
      at += 2
    }
    return at == key.endIndex ? skeleton : nil
  }

  /// The skeleton of a key whose letters bear no dots; nil when it is the key itself, or when the key
  /// holds anything but letters of two bytes.
  static func ofBare(_ keys: [UInt8], _ key: Range<Int>) -> [UInt8]? {
    var at = key.lowerBound
    while at + 1 < key.upperBound {
      if keys[at] == 0xD9 && keys[at + 1] == 0x8A { return of(keys[key]) }
      at += 2
    }
    return nil
  }

  /// Whether a folded letter has dots that can be left out.
  static func bearsDots(_ scalar: UInt32) -> Bool {
    // ي stands for ى in keys, so it says nothing.
    (0x600..<0x800).contains(scalar) && scalar != 0x64A && shape(scalar) != scalar
  }

  private static func shape(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    // One tooth: ب ت ث ن ي ٮ ں پ.
    case 0x628, 0x62A, 0x62B, 0x646, 0x64A, 0x66E, 0x6BA, 0x67E: 0x66E
    case 0x62C, 0x62E, 0x686: 0x62D
    case 0x630: 0x62F
    case 0x632, 0x698: 0x631
    case 0x634: 0x633
    case 0x636: 0x635
    case 0x638: 0x637
    case 0x63A: 0x639
    // ف ق differ only at the end of a word.
    case 0x641, 0x642, 0x66F, 0x6A1: 0x6A1
    case 0x6AF: 0x643
    default: scalar
    }
  }
}
