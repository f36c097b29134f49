import Testing

@testable import Places

@Suite struct StartFilterTests {
  private func hash(_ word: [UInt8]) -> UInt64 { KeyHash.of(word.span) }

  @Test func `every word put in is held, and of others few are`() {
    let words = Set((0..<5_000).map { Array("word\($0)".utf8) })
    let bytes = StartFilter.bytes(of: words)
    bytes.withUnsafeBytes { blocks in
      let filter = StartFilter(blocks: blocks)
      #expect(words.allSatisfy { filter.mayHold(hash($0)) })
      let others = (0..<5_000).count { filter.mayHold(hash(Array("other\($0)".utf8))) }
      #expect(others < 1_000)
    }
  }

  @Test func `a table gives each key its own value, and none for others`() {
    let entries = Dictionary(
      uniqueKeysWithValues: (0..<2_000).map { (Array("key\($0)".utf8), $0) })
    let table = KeyTable(entries)
    #expect(entries.allSatisfy { table[$0.key] == $0.value })
    #expect((0..<2_000).allSatisfy { table[Array("no\($0)".utf8)] == nil })
  }

  @Test func `the shipped filter holds the first words of listed names`() throws {
    let gazetteer = try Shipped.gazetteer.get()
    for name in ["Deir ez-Zor", "دير الزور", "New York", "ديرالزور", "هامبورغ", "Москва"] {
      let key = NameKey(name)
      let isHeld = gazetteer.starts.mayHold(hash(key.words[0]))
      #expect(isHeld, "\(name)")
    }
  }
}
