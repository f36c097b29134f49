internal import Text

/// Finds the words of one field that the gazetteer knows, the longest name at each place.
struct NameScan {
  let gazetteer: Gazetteer
  let ownNames: OwnNames
  let surface: SurfaceText
  let isTitle: Bool

  struct Match {
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
    let hasBorders = BorderPhrases.mayOccur(in: surface)
    while index < surface.count {
      if hasBorders, let border = BorderPhrases.match(at: index, in: surface, gazetteer: gazetteer)
      {
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
      var mention = dressed(match)
      if !mention.isCompound { mention.classes = Vocabulary.classes(of: mention.key[...]) }
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
    if SurfaceText.isArabic(word) { return !surface.classes[index].contains(.function) }
    guard SurfaceText.isCased(word), !word.isCapitalised, !surface.isInHashtag[index] else {
      return true
    }
    if surface.isCaseless { return word.key.count >= 4 }
    guard index + 1 < surface.count, surface.classes[index].contains(.nameArticle),
      surface.word(index + 1).isCapitalised
    else { return false }
    switch surface.gaps[index + 1] {
    case .hyphen, .apostrophe: return true
    case .space: return surface.classes[index].contains(.freeArticle)
    default: return false
    }
  }

  private func longest(at index: Int) -> Match? {
    let key = surface.key(index)
    var best = extend(from: index, first: key, prefix: .none)
    guard SurfaceText.isArabic(surface.word(index)) else { return best }
    // ستالين is no س with تالين.
    guard surface.classes[index].isDisjoint(with: .whole) else { return best }
    if !surface.isInHashtag[index] || surface.gaps[index] != .underscore {
      for core in surface.cores(index) {
        let bare = key[Int(core.start)...]
        guard core.restoresArticle || bare.count >= 4 else { continue }
        let first = core.restoresArticle ? (Self.article + bare)[...] : bare
        let found = extend(
          from: index, first: first, prefix: Self.prefix(key[..<Int(core.start)]),
          isSource: !core.restoresArticle)
        // A longer name wins; of equals the word as written, then the likelier reading.
        if let found, found.words.count > best?.words.count ?? 0 { best = found }
      }
    }
    return best ?? variant(at: index)
  }

  private static let article = Array("ال".utf8)

  /// البوكمال for a listed أبو كمال, هامبورج for هامبورغ.
  private func variant(at index: Int) -> Match? {
    let key = surface.key(index)
    if let found = variant(of: key, at: index, .none) { return found }
    for core in surface.cores(index) where !core.restoresArticle {
      let start = Int(core.start)
      if let found = variant(of: key[start...], at: index, Self.prefix(key[..<start])) {
        return found
      }
    }
    return nil
  }

  private func variant(
    of key: ArraySlice<UInt8>, at index: Int, _ prefix: Mention.Prefix
  ) -> Match? {
    for variant in ArabicNames.variants(of: key) {
      if let found = extend(from: index, first: variant[...], prefix: prefix, isSource: false) {
        return found
      }
    }
    guard key.count >= 10, let swapped = ArabicNames.swappingG(key) else { return nil }
    return extend(
      from: index, first: swapped[...], prefix: prefix, isSource: false, swapsG: true)
  }

  /// What the letters before a word's core say: the last of them is the preposition.
  private static func prefix(_ letters: ArraySlice<UInt8>) -> Mention.Prefix {
    switch letters.suffix(2) {
    case [0xD8, 0xA8]: .beh
    case [0xD9, 0x88]: .waw
    default: .other
    }
  }

  /// - Parameter isSource: `first` is the end of the word's own key, so that the keys of the words
  ///   after it follow in the text's.
  private func extend(
    from index: Int, first: ArraySlice<UInt8>, prefix: Mention.Prefix, isSource: Bool = true,
    swapsG: Bool = false
  ) -> Match? {
    let hash =
      first.startIndex == surface.word(index).key.lowerBound && isSource
      ? surface.hashes[index] : KeyHash.of(first.span)
    guard mayBegin(first, hash, before: index + 1) else { return nil }
    var key = first
    var best: Match?
    var end = index + 1
    while true {
      let count = end - index
      let hit = key.withUnsafeBufferPointer { gazetteer.index.find($0) }
      if let own = ownNames.place(key: key, words: count) {
        best = Match(
          words: index..<end, target: .own(own), key: Array(key), nameWords: count, prefix: prefix)
      } else if let postings = hit.postings, key.count > 1, count > 1 || isWorthwhile(index) {
        let readings = gazetteer.index.readings(postings).filter {
          fits($0, index..<end, key: key)
        }
        if !readings.isEmpty {
          best = Match(
            words: index..<end, target: .readings(readings), key: Array(key),
            nameWords: readings.map(\.words).max() ?? count, prefix: prefix)
        }
      }
      guard end < surface.count, count < Self.longestName,
        hit.goesOn || ownNames.goesOn(key), joins(end)
      else { return best }
      if isSource {
        key = surface.text.keys[key.startIndex..<surface.word(end).key.upperBound]
      } else {
        let next = surface.key(end)
        key = (key + (swapsG ? ArabicNames.swappingG(next)?[...] ?? next : next))[...]
      }
      end += 1
    }
  }

  /// Whether a single word may be a place at all: without capitals an everyday word is one only
  /// where the words beside it say so.
  private func isWorthwhile(_ index: Int) -> Bool {
    guard !surface.classes[index].isDisjoint(with: .dull), !surface.isInHashtag[index],
      SurfaceText.isArabic(surface.word(index))
    else { return true }
    guard index > 0 else { return false }
    return !surface.classes[index - 1].isDisjoint(with: .placing)
      || TypeWords.standard.before[surface.key(index - 1)] != nil
      || surface.cores(index - 1).contains { core in
        let type = surface.text.keys[Int(core.start)..<surface.word(index - 1).key.upperBound]
        return TypeWords.standard.before[type] != nil
      }
      || (index + 1 < surface.count && TypeWords.standard.after[surface.key(index + 1)] != nil)
  }

  /// Whether some name may begin with this word, written as a word or parted from the rest by a
  /// hyphen or after an article, where lists run it together.
  private func mayBegin(_ word: ArraySlice<UInt8>, _ hash: UInt64, before next: Int) -> Bool {
    if gazetteer.mayBegin(hash) || ownNames.mayBegin(word) { return true }
    guard next < surface.count else { return false }
    switch surface.gaps[next] {
    case .space: return Vocabulary.classes(of: word, hash: hash).contains(.namePart)
    case .none, .hyphen, .apostrophe, .underscore, .dot: return true
    case .hash, .comma, .wide: return false
    }
  }

  /// Whether a word may belong to one name with the word before it.
  private func joins(_ index: Int) -> Bool {
    switch surface.gaps[index] {
    case .none, .space, .hyphen, .apostrophe, .underscore: return true
    case .dot:
      // `St. Louis`, `U.S.`: not over the end of a sentence, `CA. The`.
      return (surface.word(index - 1).key.count == 1 && surface.word(index).key.count == 1)
        || surface.classes[index - 1].contains(.shortened)
    case .hash, .comma, .wide: return false
    }
  }

  /// Whether the text's words may be this listed name: as many words, or joined as people join
  /// them. `a den` is not Aden.
  private func fits(
    _ reading: NameReading, _ words: Range<Int>, key: ArraySlice<UInt8>
  ) -> Bool {
    let count = words.count
    if count == 1, surface.classes[words.lowerBound].contains(.nameArticle) { return false }
    if count > 1, surface.classes[words.lowerBound].contains(.the), !isKnown(reading.place) {
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
      guard surface.classes[index - 1].contains(.namePart) else { return false }
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
      || (last.hasDigit && !surface.classes[words.lowerBound].contains(.compass))
  }
}
