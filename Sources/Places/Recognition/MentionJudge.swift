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
      guard gap == 1 || surface.words[start].gap == .comma || mentions[index].prefix == .waw else {
        continue
      }
      mentions[index].signs.insert(.row)
      mentions[index - 1].signs.insert(.row)
    }
  }
}

extension MentionJudge {
  private func isJoin(_ index: Int) -> Bool { surface.words[index].classes.contains(.join) }

  private func isBeside(_ index: Int) -> Bool {
    switch surface.words[index].gap {
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
    mention.signs.insert(.tag, if: surface.words[first].isInHashtag)
    mention.signs.insert(.dateline, if: first == 0 && surface.isBeforeDash(next))
    if first > 0, isBeside(first) { readBefore(&mention, first) }
    if next < surface.count, isBeside(next) { readAfter(&mention, next) }
    guard SurfaceText.isCased(word) else { return }
    mention.signs.insert(
      .startsSentence, if: word.startsSentence || surface.words[first].gap == .wide)
    mention.signs.insert(
      .capitals,
      if: mention.key.count > 3 && mention.words.allSatisfy { surface.word($0).isAllCapitals })
    mention.signs.insert(
      .small, if: !word.isCapitalised && surface.word(next - 1).isCapitalised == false)
    mention.signs.insert(
      .articled, if: mention.words.count > 1 && surface.words[first].classes.contains(.the))
  }

  private func readBefore(_ mention: inout Mention, _ first: Int) {
    let index = first - 1
    let before = surface.words[index].classes
    let word = surface.word(index)
    if before.contains(.inside) {
      mention.signs.insert(.inside)
    } else if before.contains(.locative) {
      mention.signs.insert(.towards)
      if before.contains(.link), index > 0, isBeside(index),
        surface.words[index - 1].classes.contains(.institutionOf)
      {
        mention.signs.insert(.afterInstitution)
      }
    } else if before.contains(.article), index > 0 {
      let earlier = surface.words[index - 1].classes
      mention.signs.insert(.inside, if: earlier.contains(.inside))
      mention.signs.insert(.towards, if: earlier.contains(.locative))
      mention.signs.insert(.articled, if: before.contains(.the))
    }
    if SurfaceText.isCased(word) {
      mention.signs.insert(.speaks, if: before.contains(.speech))
      guard word.isCapitalised, !surface.isTitleCase else { return }
      if before.contains(.personTitle) {
        mention.signs.insert(.afterTitle)
      } else if before.contains(.givenName) {
        mention.signs.insert(.afterGivenName)
      } else if !word.startsSentence, surface.words[first].gap == .space,
        before.isDisjoint(with: .beforeName),
        !surface.isSmallElsewhere(index), !word.isAllCapitals, word.key.count > 2,
        !surface.words[first].isInHashtag
      {
        // A capitalised word in the middle of a sentence makes one name of both: Paris Hilton.
        mention.signs.insert(.afterCapital)
      }
      return
    }
    guard SurfaceText.isArabic(word) else { return }
    mention.signs.insert(.speaks, if: surface.words[index].stems.contains(.speech))
    if surface.words[index].stems.contains(.institutionBefore) {
      mention.signs.insert(.afterInstitution)
    } else if surface.words[index].stems.contains(.personTitle) {
      mention.signs.insert(.afterTitle)
    } else if isGivenName(index) {
      mention.signs.insert(.afterGivenName)
    }
  }

  private func readAfter(_ mention: inout Mention, _ next: Int) {
    let after = surface.words[next].classes
    let word = surface.word(next)
    if SurfaceText.isCased(word) {
      mention.signs.insert(.speaks, if: after.contains(.speech))
      mention.signs.insert(.beforeDisease, if: after.contains(.disease))
      guard word.isCapitalised, !surface.isTitleCase else { return }
      if after.contains(.institutionAfter) {
        mention.signs.insert(.beforeInstitution)
        return
      }
      if next + 1 < surface.count, surface.words[next + 1].classes.contains(.institutionAfter),
        surface.word(next + 1).isCapitalised, surface.words[next + 1].gap == .space,
        TypeWords.standard.after[surface.key(next)] != nil
      {
        // Ohio State University
        mention.signs.remove(.typed)
        mention.signs.insert(.beforeInstitution)
        return
      }
      mention.signs.insert(.towardsInstitution, if: leadsToInstitution(next))
      if after.contains(.givenName) {
        mention.signs.insert(.beforeGivenName)
      } else if surface.words[next].gap == .space, after.isDisjoint(with: .afterName),
        !surface.isSmallElsewhere(next), !word.isAllCapitals, !surface.words[next].isInHashtag
      {
        mention.signs.insert(.beforeCapital)
      }
      return
    }
    guard SurfaceText.isArabic(word), surface.words[next].gap == .space else { return }
    if after.contains(.institutionAfter) {
      mention.signs.insert(.beforeInstitution)
    } else if isGivenName(next) {
      mention.signs.insert(.beforeGivenName)
    }
  }

  /// Whether the capitalised words from one on hold the noun of an institution.
  private func leadsToInstitution(_ start: Int) -> Bool {
    var index = start + 1
    while index < min(surface.count, start + 4), surface.words[index].gap == .space,
      surface.word(index).isCapitalised
    {
      if surface.words[index].classes.contains(.institutionAfter) { return true }
      index += 1
    }
    return false
  }

  /// Folding makes one of على (on) and علي (Ali).
  private func isGivenName(_ index: Int) -> Bool {
    surface.words[index].classes.contains(.givenName) && !surface.word(index).endsInAlefMaqsura
  }
}
