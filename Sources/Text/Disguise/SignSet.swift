/// Signs as gaps keep them (`FoldedWord.gapSign`): 256 bits.
struct SignSet: Sendable {
  private var bits = InlineArray<4, UInt64>(repeating: 0)

  /// A sign that is not ASCII is kept by seven of its bits, so others may pass for it.
  init(_ signs: String) {
    for scalar in signs.unicodeScalars {
      let sign = scalar.value < 0x80 ? scalar.value : 0x80 | scalar.value & 0x7F
      bits[Int(sign >> 6)] |= 1 << UInt64(sign & 63)
    }
  }

  @inline(__always)
  func contains(_ sign: UInt8) -> Bool { bits[Int(sign >> 6)] >> UInt64(sign & 63) & 1 != 0 }
}
