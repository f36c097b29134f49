/// What languages beside Arabic write onto a word without making another of it.
///
/// Hebrew ו ש ה ב כ ל מ before it; the Persian plural ها with what follows it (where a non-joiner
/// parts them, they are two words anyway) and its ezafe behind a vowel (صدای); the Turkish copula and
/// -ki (`TurkishClitics`). Behind ه the ezafe is written behind a non-joiner or folded away (ۀ),
/// behind a consonant it is not written.
package struct OtherClitics {
  private enum Kind {
    case turkish
    case persian
    case none
  }

  private let kind: Kind
  private let hasHebrew: Bool

  /// nil for a text without any.
  package init?(_ text: FoldedText) {
    kind =
      switch text.language?.prefix(2) {
      case "tr": .turkish
      case "fa": .persian
      default: .none
      }
    hasHebrew = text.letterCounts.count(.hebrew) > 0
    if kind == .none && !hasHebrew { return nil }
  }

  /// Calls `body` with what is left of a word's key for each way to cut something off.
  package func forEachCut(
    of word: FoldedWord, in keys: [UInt8], _ body: (_ core: Range<Int>, _ isPrefix: Bool) -> Void
  ) {
    let key = word.key
    if word.script == .hebrew { hebrew(keys, key, body) }
    if kind == .turkish, word.script == .latin,
      let length = TurkishClitics.length(on: keys[key])
    {
      body(key.lowerBound..<key.upperBound - length, false)
    }
    if kind == .persian, word.script == .arabic {
      for ending in Self.plurals
      where key.count >= ending.count + 6 && keys[key].suffix(ending.count).elementsEqual(ending) {
        body(key.lowerBound..<key.upperBound - ending.count, false)
      }
      // Three letters stay, of two bytes each, the last of them ا or و.
      if key.count >= 8, keys[key].suffix(2).elementsEqual(Self.ezafe),
        Self.vowels.contains(where: { keys[key].dropLast(2).suffix(2).elementsEqual($0) })
      {
        body(key.lowerBound..<key.upperBound - 2, false)
      }
    }
  }

  /// Up to three letters in their order: and, that, then a preposition or the article.
  private func hebrew(
    _ keys: [UInt8], _ key: Range<Int>, _ body: (_ core: Range<Int>, _ isPrefix: Bool) -> Void
  ) {
    var start = key.lowerBound
    for letters in Self.hebrewPrefixes {
      // Three letters stay, of two bytes each.
      guard key.upperBound - start >= 8 else { return }
      if letters.contains(keys[start + 1]) && keys[start] == 0xD7 {
        start += 2
        body(start..<key.upperBound, true)
      }
    }
  }

  /// ו; ש; ב כ ל מ ה, by the second byte.
  private static let hebrewPrefixes: [Set<UInt8>] = [
    [0x95], [0xA9], [0x91, 0x9B, 0x9C, 0x9E, 0x94],
  ]
  private static let ezafe = Array("ي".utf8)
  private static let vowels = ["ا", "و"].map { Array($0.utf8) }
  /// ها, های, هایی.
  private static let plurals = ["ها", "هاي", "هايي"].map { Array($0.utf8) }
}
