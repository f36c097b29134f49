import Testing

@testable import Markup

@Suite struct UTF8CensusTests {
  /// What the standard library replaces is what is wrong.
  private func expected(_ bytes: [UInt8]) -> (multibyte: Int, errors: Int, high: Int) {
    var sequences = 0
    var errors = 0
    var decoder = UTF8()
    var source = bytes.makeIterator()
    decoding: while true {
      switch decoder.decode(&source) {
      case .scalarValue(let scalar): if scalar.value >= 0x80 { sequences += 1 }
      case .error: errors += 1
      case .emptyInput: break decoding
      }
    }
    return (sequences, errors, bytes.count { $0 >= 0x80 })
  }

  @Test(arguments: [
    "plain text of more than eight bytes", "داعش في دير الزور", "a د b", "日本語 text 日本", "😀x😀",
    "aaaaaaaد", "aaaaaaaaد", "", "é",
  ])
  func `well-formed text has no errors, wherever words begin`(text: String) {
    for shift in 0..<9 {
      let bytes = Array(repeating: UInt8(ascii: "x"), count: shift) + Array(text.utf8)
      let census = UTF8Census(bytes)
      #expect(census.errors == 0)
      #expect(census.multibyte == expected(bytes).multibyte)
      #expect(census.high == expected(bytes).high)
    }
  }

  @Test func `damage is counted as the Unicode standard says`() {
    var state: UInt64 = 7
    for _ in 0..<4000 {
      var bytes = Array("نص abc 日本 é 😀 مع أخطاء".utf8)
      for _ in 0..<3 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 24)
      }
      let census = UTF8Census(bytes)
      let wanted = expected(bytes)
      #expect(census.errors == wanted.errors && census.multibyte == wanted.multibyte)
      #expect(census.high == wanted.high)
    }
  }
}
