import State
import Testing

@Suite struct FingerprintTests {
  @Test func `a fingerprint tells fields apart`() {
    #expect(Fingerprint.of("داعش") == Fingerprint.of(["داعش"]))
    #expect(Fingerprint.of("داعش") == Fingerprint.of(Array("داعش".utf8)))
    #expect(Fingerprint.of("ab", "c") != Fingerprint.of("a", "bc"))
    #expect(Fingerprint.of("a", "b") != Fingerprint.of("b", "a"))
    #expect(Fingerprint.of("", "a") != Fingerprint.of("a", ""))
    #expect(Fingerprint.of("a") != Fingerprint.of("a", ""))
  }

  /// State files hold them. The values are those of a plain second implementation.
  @Test(arguments: [
    (0, 0x3d61_8745_0a34_5ab5 as UInt64), (1, 0x5347_47e2_5050_e11e), (8, 0x1eea_0487_9be8_437b),
    (16, 0x7159_bbed_5a9e_48c5), (63, 0x15e3_6552_20bf_e082), (64, 0x23a8_9a79_9c50_d3f1),
    (200, 0xf92f_35ea_91b2_5dab),
  ])
  func `a fingerprint is the same in every process and version`(length: Int, expected: UInt64) {
    #expect(Fingerprint.of((0..<length).map { UInt8($0) }) == expected)
  }

  @Test func `every single byte and every length matters`() {
    var marks: Set<UInt64> = []
    var count = 0
    for length in 0..<160 {
      var bytes = [UInt8](repeating: 0, count: length)
      marks.insert(Fingerprint.of(bytes))
      count += 1
      for place in 0..<length {
        for bit in [0, 7] as [UInt8] {
          bytes[place] = 1 << bit
          marks.insert(Fingerprint.of(bytes))
          count += 1
        }
        bytes[place] = 0
      }
    }
    #expect(marks.count == count)
  }
}
