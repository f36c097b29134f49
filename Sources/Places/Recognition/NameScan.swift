internal import Text

/// Finds the words of one field that the gazetteer knows, the longest name at each place.
struct NameScan {
  let gazetteer: Gazetteer
  let ownNames: OwnNames
  let surface: SurfaceText
  let isTitle: Bool

  private struct Match {
    var words: Range<Int>
    var target: Mention.Target
    var key: [UInt8]
    var nameWords: Int
    var prefix: Mention.Prefix
  }

  private static let longestName = 8

  func mentions() -> [Mention] {
    var result: [Mention] = []
    var index = 0
    while index < surface.count {
      if let border = BorderPhrases.match(at: index, in: surface, gazetteer: gazetteer) {
        result.append(
          Mention(
            isTitle: isTitle, words: border.words,
            target: .border(first: border.first, second: border.second), key: [],
            isCompound: true))
        index = border.words.upperBound
        continue
      }
      guard mayStart(index), let match = longest(at: index) else {
        index += 1
        continue
      }
      let mention = dressed(match)
      if match.words.upperBound > index { result.append(mention) }
      index = max(index + 1, match.words.upperBound)
    }
    return result
  }
}

extension NameScan {
  /// In scripts with capitals a name begins with one, or with a written article: `al-Bab`.
  private func mayStart(_ index: Int) -> Bool {
    let word = surface.word(index)
    guard word.hasLetter else { return false }
    guard SurfaceText.isCased(word), !word.isCapitalised, !surface.isInHashtag[index] else {
      return true
    }
    if surface.isCaseless { return word.key.count >= 4 }
    guard index + 1 < surface.count, Self.articles.contains(surface.key(index)),
      surface.word(index + 1).isCapitalised
    else { return false }
    switch surface.gaps[index + 1] {
    case .hyphen, .apostrophe: return true
    case .space: return Self.freeArticles.contains(surface.key(index))
    default: return false
    }
  }

  /// Articles that are written as words of their own; `as` and `at` are words of English.
  private static let freeArticles = WordList("al el the la le les los las de")
  private static let the = WordList("the")

  private static let articles = WordList(
    "al el ar as ash at az an ad ed es er ez et the la le les los las de d l")

  private func longest(at index: Int) -> Match? {
    let word = surface.word(index)
    var best = extend(from: index, first: surface.key(index), prefix: .none)
    guard word.script == .arabic else { return best }
    let key = surface.key(index)
    // ستالين is no س with تالين.
    if Lexicon.isOrdinary(key) || Lexicon.isPersonal(key) { return best }
    if !surface.isInHashtag[index] || surface.gaps[index] != .underscore {
      ArabicClitics.forEachReading(of: key, endsInTehMarbuta: true) { core, shape in
        guard shape == .prefix || shape == [.prefix, .restoredArticle] else { return }
        var first: [UInt8] = []
        if shape.contains(.restoredArticle) { first += Array("ال".utf8) }
        first += key[core]
        guard first.count >= 4 else { return }
        let found = extend(
          from: index, first: first[...], prefix: Self.prefix(key[..<core.lowerBound]))
        // A longer name wins; of equals the word as written, then the likelier reading.
        if let found, found.words.count > best?.words.count ?? 0 { best = found }
      }
    }
    if best == nil { best = variant(at: index) }
    return best
  }

  /// البوكمال for a listed أبو كمال.
  private func variant(at index: Int) -> Match? {
    let key = surface.key(index)
    var readings: [(key: [UInt8], prefix: Mention.Prefix)] = [(Array(key), .none)]
    ArabicClitics.forEachReading(of: key, endsInTehMarbuta: true) { core, shape in
      guard shape == .prefix else { return }
      readings.append((Array(key[core]), Self.prefix(key[..<core.lowerBound])))
    }
    for reading in readings {
      for variant in ArabicNames.variants(of: reading.key) {
        if let found = extend(from: index, first: variant[...], prefix: reading.prefix) {
          return found
        }
      }
      if reading.key.count >= 8, let swapped = ArabicNames.swappingG(reading.key[...]),
        let found = extend(from: index, first: swapped[...], prefix: reading.prefix, swapsG: true)
      {
        return found
      }
    }
    return nil
  }

  /// What the letters before a word's core say: the last of them is the preposition.
  private static func prefix(_ letters: ArraySlice<UInt8>) -> Mention.Prefix {
    switch letters.suffix(2) {
    case [0xD8, 0xA8]: .beh
    case [0xD9, 0x88]: .waw
    default: .other
    }
  }

  private func extend(
    from index: Int, first: ArraySlice<UInt8>, prefix: Mention.Prefix, swapsG: Bool = false
  ) -> Match? {
    var key = Array(first)
    var best: Match?
    var end = index + 1
    while true {
      let count = end - index
      let hit = key.withUnsafeBufferPointer { gazetteer.index.find($0) }
      if let own = ownNames.place(key: key, words: count) {
        best = Match(
          words: index..<end, target: .own(own), key: key, nameWords: count,
          prefix: prefix)
      } else if let postings = hit.postings {
        let readings = gazetteer.index.readings(postings).filter {
          fits($0, index..<end, key: key)
        }
        if !readings.isEmpty, key.count > 1 {
          best = Match(
            words: index..<end, target: .readings(readings), key: key,
            nameWords: readings.map(\.words).max() ?? count, prefix: prefix)
        }
      }
      guard end < surface.count, count < Self.longestName,
        hit.goesOn || ownNames.goesOn(key), joins(end)
      else { return best }
      let next = surface.key(end)
      if swapsG, let swapped = ArabicNames.swappingG(next) { key += swapped } else { key += next }
      end += 1
    }
  }

  /// Whether a word may belong to one name with the word before it.
  private func joins(_ index: Int) -> Bool {
    switch surface.gaps[index] {
    case .none, .space, .hyphen, .apostrophe, .underscore: return true
    case .dot:
      // `St. Louis`, `U.S.`: not over the end of a sentence, `CA. The`.
      return (surface.word(index - 1).key.count == 1 && surface.word(index).key.count == 1)
        || Self.shortened.contains(surface.key(index - 1))
    case .hash, .comma, .wide: return false
    }
  }

  /// Whether the text's words may be this listed name: as many words, or joined as people join
  /// them. `a den` is not Aden.
  private func fits(_ reading: NameReading, _ words: Range<Int>, key: [UInt8]) -> Bool {
    let count = words.count
    if count == 1, Self.articles.contains(key[...]) { return false }
    if count > 1, Self.the.contains(surface.key(words.lowerBound)), !isKnown(reading.place) {
      return false
    }
    if reading.words == count || (reading.words == 7 && count >= 7) {
      return capitals(words, reading)
    }
    if count < reading.words {
      // Long names run together, and UK for U.K.
      let isAbbreviation =
        reading.words == key.count && surface.word(words.lowerBound).isAllCapitals
      return (key.count >= 7 || isAbbreviation) && capitals(words, reading)
    }
    // The text parts what the list joins.
    for index in words.dropFirst() where surface.gaps[index] == .space {
      guard Self.nameParts.contains(surface.key(index - 1)) else { return false }
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
    return last.isCapitalised || surface.isInHashtag[words.lowerBound]
      || (last.hasDigit && !Lexicon.compass.contains(surface.key(words.lowerBound)))
  }

  private static let shortened = WordList("st ste mt ft pt")

  private static let nameParts = WordList(
    """
    ابو أبو البو بو ام أم دير عين تل كفر بيت عبد راس رأس خان جبل وادي باب برج حي بئر بير
    al el ar as ash at az an ad es er ez abu umm deir tell tel ain san santa new saint st port
    """)

  /// Type words at the ends of a match are no part of the name, and those beside it tell its kind.
  private func dressed(_ match: Match) -> Mention {
    var mention = Mention(
      isTitle: isTitle, words: match.words, target: match.target, prefix: match.prefix,
      key: match.key, isCompound: match.words.count > 1 || match.nameWords > 1)
    guard case .readings(let readings) = match.target else { return mention }
    let types = TypeWords.standard
    let first = match.words.lowerBound
    let last = match.words.upperBound - 1
    if match.words.count > 1, match.prefix == .none,
      let sense = types.before[Array(surface.key(first))]
    {
      var inner = first + 1
      while inner < last, types.links.contains(Array(surface.key(inner))) { inner += 1 }
      strip(&mention, to: inner..<match.words.upperBound, readings, sense)
    } else if match.words.count > 1, let sense = types.after[Array(surface.key(last))] {
      strip(&mention, to: first..<last, readings, sense)
    }
    if mention.sense == nil { mention.sense = neighbouringType(mention.words) }
    return mention
  }

  private func strip(
    _ mention: inout Mention, to words: Range<Int>, _ readings: [NameReading],
    _ sense: TypeWords.Sense
  ) {
    if words.count == 1, Self.articles.contains(surface.key(words.lowerBound)) { return }
    var key: [UInt8] = []
    for index in words { key += surface.key(index) }
    let hit = key.withUnsafeBufferPointer { gazetteer.index.find($0) }
    guard let postings = hit.postings else { return }
    let bare = Set(gazetteer.index.readings(postings).map(\.place))
    // Kuwait City is more than Kuwait: what the whole name means must be among the bare's places.
    let kept = readings.filter { bare.contains($0.place) }
    guard !kept.isEmpty else { return }
    mention.words = words
    mention.key = key
    mention.sense = sense
    mention.target = .readings(kept)
  }

  private func neighbouringType(_ words: Range<Int>) -> TypeWords.Sense? {
    let types = TypeWords.standard
    let next = words.upperBound
    if next < surface.count, surface.gaps[next] == .space, SurfaceText.isCased(surface.word(next)),
      let sense = types.after[Array(surface.key(next))]
    {
      return sense
    }
    var before = words.lowerBound - 1
    guard before >= 0 else { return nil }
    guard [.space, .underscore, .hash].contains(surface.gaps[words.lowerBound]) else { return nil }
    if types.links.contains(Array(surface.key(before))), before > 0 { before -= 1 }
    let key = surface.key(before)
    if let sense = types.before[Array(key)] { return sense }
    guard surface.word(before).script == .arabic else { return nil }
    var found: TypeWords.Sense?
    ArabicClitics.forEachReading(of: key, endsInTehMarbuta: true) { core, shape in
      if found == nil, shape == .prefix { found = types.before[Array(key[core])] }
    }
    return found
  }
}
