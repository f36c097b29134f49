import TestSupport
import Testing

@testable import Rules

@Suite struct PairTableTests {
  @Test func `pairs looked up together are found as they were noted, in their order`() {
    var numbers = SeededNumbers(seed: 7)
    var table = PairTable()
    var known: [UInt64: Int] = [:]
    for _ in 0..<3_000 {
      let first = UInt32.random(in: 0..<100, using: &numbers)
      let second = UInt32.random(in: 0..<100, using: &numbers)
      known[PairTable.pair(first, second)] = table.insert(first, second)
    }
    table.setPlain { $0 % 3 == 0 ? UInt32($0) : nil }
    var probes: [PairTable.Probe] = []
    for number in 0..<10_000 as Range<UInt32> {
      probes.append(
        PairTable.Probe(
          pair: PairTable.pair(number / 100, number % 100), first: number, second: number))
    }
    let expected = probes.filter { known[$0.pair] != nil }
    let count = probes.withUnsafeMutableBufferPointer { table.find($0, count: $0.count) }
    #expect(probes[..<count].map(\.pair) == expected.map(\.pair))
    #expect(probes[..<count].map(\.first) == expected.map(\.first))
    for probe in probes[..<count] {
      let number = known[probe.pair] ?? -1
      #expect(Int(probe.number) == number)
      #expect(probe.plain == (number % 3 == 0 ? UInt32(number) : .max))
    }
  }
}
