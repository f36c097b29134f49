internal import Text

/// How far the words around a mention speak for a place, and whether it is a part of the name of
/// something else: a person, an institution, a phrase.
struct MentionJudge {
  let surface: SurfaceText

  /// Words that a phrase covers whose place words name no place.
  private let covered: Set<Int>

  init(_ surface: SurfaceText) {
    self.surface = surface
    covered = Self.phraseWords(surface)
  }

  func judge(_ mentions: inout [Mention]) {
    for index in mentions.indices {
      let mention = mentions[index]
      mentions[index].isPartOfName = isPartOfName(mention)
      mentions[index].cue = cue(mention)
    }
    // Places are named in rows: `درعا والسويداء`, `Homs, Hama and Idlib`.
    for index in mentions.indices.dropFirst() {
      let gap = mentions[index].words.lowerBound - mentions[index - 1].words.upperBound
      guard gap == 0 || (gap == 1 && isJoin(mentions[index].words.lowerBound - 1)) else { continue }
      let border = surface.gaps[mentions[index].words.lowerBound]
      guard gap == 1 || border == .comma || mentions[index].hasClitic else { continue }
      mentions[index].cue += 0.5
      mentions[index - 1].cue += 0.5
    }
  }
}

extension MentionJudge {
  private static let joins = WordList("and و und et y ve и")

  private func isJoin(_ index: Int) -> Bool { Self.joins.contains(surface.key(index)) }

  private func cue(_ mention: Mention) -> Double {
    var cue = 0.0
    let first = mention.words.lowerBound
    if mention.sense != nil { cue += 1.5 }
    if mention.isCompound { cue += 0.8 }
    if mention.hasClitic { cue += 0.3 }
    if surface.isInHashtag[first] { cue += 0.5 }
    guard first > 0, [.space, .none, .hyphen].contains(surface.gaps[first]) else { return cue }
    let before = surface.key(first - 1)
    if Lexicon.insides.contains(before) {
      cue += 1.2
    } else if Lexicon.locatives.contains(before) {
      cue += 0.8
    } else if first > 1, Self.articles.contains(before),
      Lexicon.locatives.contains(surface.key(first - 2))
    {
      cue += 0.8
    }
    return cue
  }

  private static let articles = WordList("the al el la le les der die das dem den")

  private func isPartOfName(_ mention: Mention) -> Bool {
    if mention.words.contains(where: covered.contains) { return true }
    let first = mention.words.lowerBound
    if case .border = mention.target { return false }
    if case .own = mention.target { return false }
    if first > 0, [.space, .hyphen].contains(surface.gaps[first]) {
      if follows(first) { return true }
    }
    return precedes(mention.words.upperBound, mention)
  }

  /// Whether the word before makes the mention a part of a name.
  private func follows(_ first: Int) -> Bool {
    let before = surface.key(first - 1)
    let word = surface.word(first - 1)
    if SurfaceText.isCased(word) {
      guard word.isCapitalised, !surface.isTitleCase else { return false }
      if Lexicon.personTitles.contains(before) || Lexicon.givenNames.contains(before) {
        return true
      }
      // A capitalised word in the middle of a sentence makes one name of both: Paris Hilton.
      guard !word.startsSentence, !Lexicon.compass.contains(before),
        !Lexicon.officesAfter.contains(before), !surface.smallWords.contains(before)
      else { return false }
      return surface.gaps[first] == .hyphen
        ? false : !surface.isInHashtag[first] && !word.isAllCapitals && word.key.count > 2
    }
    guard word.script == .arabic else { return false }
    return Lexicon.institutionsBefore.containsStem(before)
      || Lexicon.personTitles.containsStem(before)
      // Folding makes one of على (on) and علي (Ali).
      || (Lexicon.givenNames.contains(before) && !word.endsInAlefMaqsura)
  }

  /// Whether the word after makes the mention a part of a name.
  private func precedes(_ next: Int, _ mention: Mention) -> Bool {
    guard next < surface.count, [.space, .hyphen].contains(surface.gaps[next]) else { return false }
    let word = surface.word(next)
    guard SurfaceText.isCased(word), word.isCapitalised, !surface.isTitleCase else { return false }
    return Lexicon.institutionsAfter.contains(surface.key(next))
  }

  private static func phraseWords(_ surface: SurfaceText) -> Set<Int> {
    var covered: Set<Int> = []
    for index in 0..<surface.count {
      guard
        let starting = phrasesByFirst[Array(surface.key(index))] ?? cliticPhrases(surface, index)
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

  private static let phrasesByFirst: [[UInt8]: [[ArraySlice<UInt8>]]] = Dictionary(
    grouping: Lexicon.phrases.filter { $0.count > 1 }
  ) { $0.first.map(Array.init) ?? [] }

  /// `لقوات سوريا الديمقراطية`: the phrase's first word with a clitic.
  private static func cliticPhrases(
    _ surface: SurfaceText, _ index: Int
  ) -> [[ArraySlice<UInt8>]]? {
    guard surface.word(index).script == .arabic else { return nil }
    let key = surface.key(index)
    var found: [[ArraySlice<UInt8>]]?
    ArabicClitics.forEachReading(of: key, endsInTehMarbuta: true) { core, shape in
      if found == nil, !shape.contains(.suffix) { found = phrasesByFirst[Array(key[core])] }
    }
    return found
  }
}
