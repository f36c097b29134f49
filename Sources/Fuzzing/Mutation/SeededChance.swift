/// Chance that a seed fixes for good (SplitMix64): the same seed gives the same cases everywhere.
package struct SeededChance: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to, but not including, `bound`; 0 where there is none.
  mutating func below(_ bound: Int) -> Int { bound > 0 ? Int(next() % UInt64(bound)) : 0 }

  mutating func isOne(in count: Int) -> Bool { below(count) == 0 }

  /// Small lengths often, large ones seldom.
  mutating func length(upTo bound: Int) -> Int {
    below(min(bound, 1 << below(18)) + 1)
  }
}

extension [UInt8] {
  /// FNV-1a: names a case, and decides what its check leaves open.
  package var caseHash: UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in self { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }
}
