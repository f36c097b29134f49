internal import Text

/// Reads what the words around each mention say of it: whether it is placed, or a part of the name
/// of a person, an institution, a phrase.
struct MentionJudge {
  let surface: SurfaceText

  /// Words that a phrase covers whose place words name no place.
  private let covered: Set<Int>

  init(_ surface: SurfaceText) {
    self.surface = surface
    covered = FixedPhrases.words(in: surface)
  }

  func judge(_ mentions: inout [Mention]) {
    for index in mentions.indices {
      if case .readings = mentions[index].target {
        mentions[index].isPartOfName = mentions[index].words.contains(where: covered.contains)
        read(&mentions[index])
      }
    }
    // Places are named in rows: `درعا والسويداء`, `Homs, Hama and Idlib`.
    for index in mentions.indices.dropFirst() {
      let start = mentions[index].words.lowerBound
      let gap = start - mentions[index - 1].words.upperBound
      guard gap == 0 || (gap == 1 && isJoin(start - 1)) else { continue }
      guard gap == 1 || surface.gaps[start] == .comma || mentions[index].prefix == .waw else {
        continue
      }
      mentions[index].signs.insert(.row)
      mentions[index - 1].signs.insert(.row)
    }
  }
}

extension MentionJudge {
  private static let joins = WordList("and و und et y ve и &")
  private static let articles = WordList("the al el la le les los der die das dem den")
  private static let the = WordList("the")

  private func isJoin(_ index: Int) -> Bool { Self.joins.contains(surface.key(index)) }

  private func isBeside(_ index: Int) -> Bool {
    switch surface.gaps[index] {
    case .space, .hyphen, .none: true
    default: false
    }
  }

  private func read(_ mention: inout Mention) {
    let first = mention.words.lowerBound
    let next = mention.words.upperBound
    let word = surface.word(first)
    mention.signs.insert(.compound, if: mention.isCompound)
    mention.signs.insert(.typed, if: mention.sense != nil)
    switch mention.prefix {
    case .none: break
    case .beh: mention.signs.insert(.inside)
    case .waw, .other: mention.signs.insert(.clitic)
    }
    mention.signs.insert(.tag, if: surface.isInHashtag[first])
    if first > 0, isBeside(first) { readBefore(&mention, first) }
    if next < surface.count, isBeside(next) { readAfter(&mention, next) }
    guard SurfaceText.isCased(word) else { return }
    mention.signs.insert(.startsSentence, if: word.startsSentence || surface.gaps[first] == .wide)
    mention.signs.insert(
      .capitals, if: mention.words.allSatisfy { surface.word($0).isAllCapitals })
    mention.signs.insert(
      .small, if: !word.isCapitalised && surface.word(next - 1).isCapitalised == false)
    mention.signs.insert(
      .articled, if: mention.words.count > 1 && Self.the.contains(surface.key(first)))
  }

  private func readBefore(_ mention: inout Mention, _ first: Int) {
    let index = first - 1
    let before = surface.key(index)
    let word = surface.word(index)
    if Lexicon.insides.contains(before) {
      mention.signs.insert(.inside)
    } else if Lexicon.locatives.contains(before) {
      mention.signs.insert(.towards)
      if Lexicon.links.contains(before), index > 0, isBeside(index),
        Lexicon.institutionsOf.contains(surface.key(index - 1))
      {
        mention.signs.insert(.afterInstitution)
      }
    } else if Self.articles.contains(before), index > 0 {
      let earlier = surface.key(index - 1)
      mention.signs.insert(.inside, if: Lexicon.insides.contains(earlier))
      mention.signs.insert(.towards, if: Lexicon.locatives.contains(earlier))
      mention.signs.insert(.articled, if: Self.the.contains(before))
    }
    if SurfaceText.isCased(word) {
      mention.signs.insert(.speaks, if: Lexicon.speechVerbs.contains(before))
      guard word.isCapitalised, !surface.isTitleCase else { return }
      if Lexicon.personTitles.contains(before) {
        mention.signs.insert(.afterTitle)
      } else if Lexicon.givenNames.contains(before) {
        mention.signs.insert(.afterGivenName)
      } else if !word.startsSentence, surface.gaps[first] == .space,
        !Lexicon.compass.contains(before), !Lexicon.officesAfter.contains(before),
        !surface.smallWords.contains(before), !word.isAllCapitals, word.key.count > 2,
        !surface.isInHashtag[first]
      {
        // A capitalised word in the middle of a sentence makes one name of both: Paris Hilton.
        mention.signs.insert(.afterCapital)
      }
      return
    }
    guard word.script == .arabic else { return }
    mention.signs.insert(.speaks, if: Lexicon.speechVerbs.containsStem(before))
    if Lexicon.institutionsBefore.containsStem(before) {
      mention.signs.insert(.afterInstitution)
    } else if Lexicon.personTitles.containsStem(before) {
      mention.signs.insert(.afterTitle)
    } else if isGivenName(index) {
      mention.signs.insert(.afterGivenName)
    }
  }

  private func readAfter(_ mention: inout Mention, _ next: Int) {
    let key = surface.key(next)
    let word = surface.word(next)
    if SurfaceText.isCased(word) {
      mention.signs.insert(.speaks, if: Lexicon.speechVerbs.contains(key))
      mention.signs.insert(.beforeDisease, if: Lexicon.diseases.contains(key))
      guard word.isCapitalised, !surface.isTitleCase else { return }
      if Lexicon.institutionsAfter.contains(key) {
        mention.signs.insert(.beforeInstitution)
        return
      }
      mention.signs.insert(.towardsInstitution, if: leadsToInstitution(next))
      if Lexicon.givenNames.contains(key) {
        mention.signs.insert(.beforeGivenName)
      } else if surface.gaps[next] == .space, !Lexicon.officesAfter.contains(key),
        !surface.smallWords.contains(key), !word.isAllCapitals, !surface.isInHashtag[next],
        !Lexicon.personTitles.contains(key)
      {
        mention.signs.insert(.beforeCapital)
      }
      return
    }
    guard word.script == .arabic, surface.gaps[next] == .space else { return }
    if Lexicon.institutionsAfter.contains(key) {
      mention.signs.insert(.beforeInstitution)
    } else if isGivenName(next) {
      mention.signs.insert(.beforeGivenName)
    }
  }

  /// Whether the capitalised words from one on hold the noun of an institution.
  private func leadsToInstitution(_ start: Int) -> Bool {
    var index = start + 1
    while index < min(surface.count, start + 4), surface.gaps[index] == .space,
      surface.word(index).isCapitalised
    {
      if Lexicon.institutionsAfter.contains(surface.key(index)) { return true }
      index += 1
    }
    return false
  }

  /// Folding makes one of على (on) and علي (Ali).
  private func isGivenName(_ index: Int) -> Bool {
    Lexicon.givenNames.contains(surface.key(index)) && !surface.word(index).endsInAlefMaqsura
  }
}
