/// Where an apostrophe parts words rather than standing in one (`people's`, `l'homme`, `Paris'te`, but
/// `Da'esh`).
package enum Apostrophe {
  /// Whether the one before a word parts it from the word before.
  package static func parts(_ text: FoldedText, before at: Int) -> Bool {
    if text.language.map({ $0.prefix(2) == "tr" || $0.prefix(2) == "az" }) ?? false { return true }
    return after.contains(Array(text.key(at))) || before.contains(Array(text.key(at - 1)))
  }

  /// English: genitive, contracted verbs, not.
  private static let after = words("s t d m ll ve re em")
  /// French, Italian and Catalan: articles, pronouns and prepositions that lost their vowel.
  private static let before = words(
    """
    c d j l m n s t qu jusqu lorsqu puisqu quoiqu quelqu presqu aujourd dell all nell sull dall coll \
    un quest quell bell sant
    """)

  private static func words(_ list: String) -> Set<[UInt8]> {
    Set(list.split { $0 == " " || $0 == "\n" }.map { Array($0.utf8) })
  }
}
