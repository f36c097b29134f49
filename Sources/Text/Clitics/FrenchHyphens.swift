/// The hyphens of French: they join common words to one (`grand-mère`, `sud-ouest`), but also write
/// pronouns behind a verb (`dit-il`) and prefixes before any word (`anti-Daech`, `franco-syrien`).
package enum FrenchHyphens {
  /// Whether consecutive words are only a part of a compound that is a word of its own.
  package static func isPart(_ words: Range<Int>, in text: FoldedText) -> Bool {
    if let before = words.first, hasHyphen(before: before, in: text),
      !isPrefix(text.key(before - 1)), !pronouns.contains(Array(text.key(before)))
    {
      return true
    }
    guard words.upperBound < text.words.count, hasHyphen(before: words.upperBound, in: text) else {
      return false
    }
    return !pronouns.contains(Array(text.key(words.upperBound)))
  }

  private static func hasHyphen(before word: Int, in text: FoldedText) -> Bool {
    word > 0 && text.words[word].gap == .signs && text.words[word].gapSign == 0x2D
  }

  /// A prefix, or a combining form of a people's name: `franco-`, `israélo-`.
  private static func isPrefix(_ key: ArraySlice<UInt8>) -> Bool {
    prefixes.contains(Array(key)) || (key.count >= 4 && key.last == 0x6F)
  }

  private static let pronouns = words(
    "t il elle on ils elles ce ci la je tu nous vous moi toi lui leur le les y en")
  private static let prefixes = words(
    """
    al el anti pro ex non post pre contre inter intra extra ultra super hyper para sous vice co semi \
    neo pseudo quasi multi trans mini
    """)

  private static func words(_ list: String) -> Set<[UInt8]> {
    Set(list.split { $0 == " " || $0 == "\n" }.map { Array($0.utf8) })
  }
}
