import Testing

@testable import Rules

@Suite struct WordIndexTests {
  /// Short keys, keys longer than a head, and keys that differ only behind it.
  private static let keys: [[UInt8]] = (0..<6_000).flatMap { number in
    ["\(number)", "كلمة\(number)", "a long beginning of a key \(number)"].map { Array($0.utf8) }
  }

  private static func lexicon(_ keys: [[UInt8]]) -> Lexicon {
    var lexicon = Lexicon()
    for key in keys { _ = lexicon.insert(key) }
    return lexicon
  }

  @Test func `each key has the number that its lexicon was told, and no two have one`() {
    let (index, numbers) = WordIndex.of(Self.lexicon(Self.keys))
    #expect(index.count == Self.keys.count)
    #expect(Set(numbers).count == Self.keys.count)
    for (place, key) in Self.keys.enumerated() {
      #expect(index.find(key) == Int(numbers[place]))
      #expect(index.key(Int(numbers[place])).elementsEqual(key))
    }
  }

  @Test func `keys that share a bit of the map are among them`() {
    let (index, _) = WordIndex.of(Self.lexicon(Self.keys))
    let late = index.withReader { $0.lateBits }
    #expect(late.count > 50)
    #expect(late == late.sorted())
  }

  @Test func `a key that is not there is not found`() {
    let (index, _) = WordIndex.of(Self.lexicon(Self.keys))
    for key in Self.keys {
      #expect(index.find(key + [0x78]) == nil)
      #expect(index.find([0x78] + key) == nil)
    }
    #expect(WordIndex().find(Array("word".utf8)) == nil)
    #expect(WordIndex.of(Lexicon()).index.find([]) == nil)
  }

  @Test func `the map passes few keys that are not there`() {
    let (index, _) = WordIndex.of(Self.lexicon(Self.keys))
    let others = (0..<10_000).map { Array("other \($0)".utf8) }
    let passed = index.withReader { reader in
      others.count { key in
        key.withUnsafeBufferPointer { reader.mayHold(ByteKeys($0).hash(key.indices)) }
      }
    }
    #expect(passed < others.count / 10)
  }
}
