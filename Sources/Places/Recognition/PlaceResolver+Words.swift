internal import Text

/// Which mentions are plainly words, and which names all know.
extension PlaceResolver {
  /// Whether a single word is plainly something else: it stands in small letters elsewhere, is an
  /// adjective of a country, a short abbreviation, or a word of grammar.
  func isWord(_ mention: Mention, _ best: NameReading, _ surface: SurfaceText) -> Bool {
    let index = mention.words.lowerBound
    let word = surface.word(index)
    let kind = gazetteer.kind(best.place)
    guard mention.words.count == 1 else {
      if SurfaceText.isArabic(word) {
        return mention.words.allSatisfy { !surface.words[$0].classes.isDisjoint(with: .nameless) }
      }
      // `U.N`: single letters are an abbreviation.
      return SurfaceText.isCased(word) && kind != .country && !best.isPrimary
        && mention.words.allSatisfy { surface.key($0).count == 1 }
    }
    let key = surface.key(index)
    if SurfaceText.isArabic(word), mention.sense == nil,
      !mention.classes.isDisjoint(with: .nameless) || surface.isIndefinite(index)
    {
      return true
    }
    if TypeWords.standard.before[mention.key] != nil,
      SurfaceText.isArabic(word) || !isGreat(best.place)
    {
      return true
    }
    // الأسهم السعودية: after a noun with the article it agrees with that.
    if SurfaceText.isArabic(word), index > 0, surface.words[index].gap == .space,
      ArabicNames.withoutArticle(surface.key(index - 1)) != nil,
      ArabicNames.withoutArticle(key) != nil, surface.words[index].stems.contains(.adjective)
    {
      return true
    }
    // وهو, بها, بشأن: a clitic and three letters are an ordinary word far more often.
    if mention.prefix != .none, mention.sense == nil, mention.key.count <= 6,
      !isWellKnown(best.place)
    {
      return true
    }
    if SurfaceText.isCased(word) {
      if surface.isSmallElsewhere(index), !surface.isCaseless { return true }
      if surface.words[index].classes.contains(.adjective), kind != .country { return true }
      return word.isAllCapitals && key.count <= 4 && isNoAbbreviation(mention, best, surface)
    }
    return false
  }

  /// Of abbreviations in capitals US, UK and NSW stand by themselves; TX and its like after the name
  /// of a town and a comma, after a preposition, and as hashtags.
  private func isNoAbbreviation(
    _ mention: Mention, _ best: NameReading, _ surface: SurfaceText
  ) -> Bool {
    let index = mention.words.lowerBound
    if surface.isMoney(index) { return true }
    switch gazetteer.kind(best.place) {
    case .country: return false
    case .division where best.isPrimary:
      guard mention.key.count == 2 else { return false }
      if surface.words[index].isInHashtag || mention.signs.contains(.inside) { return false }
      guard index > 0 else { return true }
      switch surface.words[index].gap {
      case .comma: return !surface.word(index - 1).isCapitalised
      case .space: return surface.words[index - 1].classes.isDisjoint(with: .placing)
      default: return true
      }
    default: return !surface.isTitleCase
    }
  }

  /// What is known to all by its name alone, be that short or a first name too: US, Sydney.
  func isGreat(_ place: Int) -> Bool {
    switch gazetteer.kind(place) {
    case .country, .continent: true
    case .division: gazetteer.population(place) >= 2_000_000
    case .settlement:
      gazetteer.population(place) >= (gazetteer.isCapital(place) ? 100_000 : 500_000)
    default: false
    }
  }

  private func isWellKnown(_ place: Int) -> Bool {
    switch gazetteer.kind(place) {
    case .country, .continent, .region: true
    case .settlement: gazetteer.isCapital(place) || gazetteer.population(place) >= 150_000
    default: false
    }
  }

  /// السعودية is both a country and its adjective.
  func isAdjective(_ mention: Mention) -> Bool {
    mention.classes.contains(.adjective)
      || ArabicNames.withoutArticle(mention.key[...]).map {
        Vocabulary.classes(of: $0).contains(.adjective)
      } == true
  }

  func isOrdinary(_ mention: Mention) -> Bool {
    !mention.isCompound && mention.sense == nil
      && !mention.classes.isDisjoint(with: .whole)
  }
}
