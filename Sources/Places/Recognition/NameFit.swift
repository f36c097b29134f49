/// Whether words of a text, whose letters are a listed name's, are written as people write that name.
struct NameFit {
  let gazetteer: Gazetteer
  let surface: SurfaceText

  /// Whether the text's words may be this listed name: as many words, or joined as people join
  /// them. `a den` is not Aden.
  func fits(_ reading: NameReading, _ words: Range<Int>, keyBytes: Int) -> Bool {
    let count = words.count
    if count == 1, surface.words[words.lowerBound].classes.contains(.nameArticle) { return false }
    if count > 1, surface.words[words.lowerBound].classes.contains(.the), !isKnown(reading.place) {
      return false
    }
    if reading.words == count || (reading.words == 7 && count >= 7) {
      return capitals(words, reading)
    }
    if count < reading.words {
      // Long names run together, and UK for U.K.
      let isAbbreviation =
        reading.words == keyBytes && surface.word(words.lowerBound).isAllCapitals
      return (keyBytes >= 7 || isAbbreviation) && capitals(words, reading)
    }
    // The text parts what the list joins.
    for index in words.dropFirst() where surface.words[index].gap == .space {
      guard surface.words[index - 1].classes.contains(.namePart) else { return false }
    }
    return capitals(words, reading)
  }

  /// `The Hague`, `the Sahel`; in `the Queen` the article is none of a name's.
  private func isKnown(_ place: Int) -> Bool {
    switch gazetteer.kind(place) {
    case .settlement, .district: gazetteer.population(place) >= 50_000
    default: true
    }
  }

  /// Names of three letters or fewer are written in full capitals when they are abbreviations; each
  /// word but small ones begins with a capital.
  private func capitals(_ words: Range<Int>, _ reading: NameReading) -> Bool {
    let first = surface.word(words.lowerBound)
    guard SurfaceText.isCased(first), !surface.isCaseless else { return true }
    if words.count == 1, first.key.count <= 3, gazetteer.kind(reading.place) == .country,
      reading.words > 1 || first.key.count <= 3
    {
      return first.isAllCapitals
    }
    guard words.count > 1 else { return true }
    let last = surface.word(words.upperBound - 1)
    return last.isCapitalised || surface.words[words.lowerBound].isInHashtag
      || (last.hasDigit && !surface.words[words.lowerBound].classes.contains(.compass))
  }
}
