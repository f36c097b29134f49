internal import Text

/// Phrases whose place words name no place: `قناة الجزيرة`, `قوات سوريا الديمقراطية`.
enum FixedPhrases {
  /// Numbers of the words that such phrases cover.
  static func words(in surface: SurfaceText) -> Set<Int> {
    var covered: Set<Int> = []
    guard surface.allStems.contains(.phrase) else { return covered }
    for index in 0..<surface.count {
      guard surface.words[index].stems.contains(.phrase), let starting = phrases(at: index, surface)
      else { continue }
      for phrase in starting where index + phrase.count <= surface.count {
        let matches = (1..<phrase.count).allSatisfy { offset in
          let key = surface.key(index + offset)
          return key.elementsEqual(phrase[offset])
            || ArabicNames.withoutArticle(key).map { $0.elementsEqual(phrase[offset]) } == true
        }
        guard matches else { continue }
        let keepsFirst = Lexicon.phrasesKeepingFirst.contains(phrase.flatMap(\.self))
        covered.formUnion((keepsFirst ? index + 1 : index)..<(index + phrase.count))
      }
    }
    return covered
  }

  private static let byFirst = KeyTable(
    Dictionary(grouping: Lexicon.phrases.filter { $0.count > 1 }) { Array($0[0]) })

  /// `لقوات سوريا الديمقراطية`: the phrase's first word may bear a clitic.
  private static func phrases(at index: Int, _ surface: SurfaceText) -> [[ArraySlice<UInt8>]]? {
    let key = surface.key(index)
    if let found = byFirst[key] { return found }
    guard SurfaceText.isArabic(surface.word(index)) else { return nil }
    var found: [[ArraySlice<UInt8>]]?
    ArabicClitics.forEachReading(of: key, endsInTehMarbuta: true) { core, shape in
      if found == nil, !shape.contains(.suffix) { found = byFirst[key[core]] }
    }
    return found
  }
}
