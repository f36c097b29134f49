internal import Text

/// Finds the words of one field that the gazetteer knows, the longest name at each place.
struct NameScan {
  let gazetteer: Gazetteer
  let ownNames: OwnNames
  let surface: SurfaceText
  let isTitle: Bool
  /// What the index said of a key: of a word as written, by the number of the first word of that
  /// key, and behind all words of a core, by its number. Half of a text's words stood in it before.
  var known: [UInt32]
  var hits: [LayeredIndex.Hit] = []

  struct Match {
    var words: Range<Int>
    var target: Mention.Target
    var key: [UInt8]
    var nameWords: Int
    var prefix: Mention.Prefix
  }

  /// The key with which a name may begin.
  struct Start {
    var word: Int
    var key: ArraySlice<UInt8>
    var prefix: Mention.Prefix = .none
    /// `key` is the end of the word's own, so that the keys of the words after it follow in the
    /// text's.
    var isSource = true
    var swapsG = false
    /// Where `known` says what the index said of `key`.
    var memo: Int?
  }

  private static let longestName = 8

  init(gazetteer: Gazetteer, ownNames: OwnNames, surface: SurfaceText, isTitle: Bool) {
    self.gazetteer = gazetteer
    self.ownNames = ownNames
    self.surface = surface
    self.isTitle = isTitle
    known = [UInt32](repeating: 0, count: surface.count + surface.coreCount)
    askStarts()
  }

  mutating func mentions() -> [Mention] {
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
    if word.isArabic { return !word.classes.contains(.function) }
    guard word.isCased, !word.isCapitalised, !word.isInHashtag else { return true }
    if surface.isCaseless { return word.key.count >= 4 }
    guard word.classes.contains(.nameArticle), index + 1 < surface.count,
      surface.word(index + 1).isCapitalised
    else { return false }
    switch surface.words[index + 1].gap {
    case .hyphen, .apostrophe: return true
    case .space: return word.classes.contains(.freeArticle)
    default: return false
    }
  }

  private mutating func longest(at index: Int) -> Match? {
    let word = surface.word(index)
    var best: Match?
    if mayBegin(with: index) {
      best = extend(Start(word: index, key: surface.key(index), memo: Int(word.twin)))
    }
    guard word.isArabic else { return best }
    // ستالين is no س with تالين.
    guard word.classes.isDisjoint(with: .whole) else { return best }
    if !word.isInHashtag || word.gap != .underscore {
      for number in surface.coreNumbers(index) {
        let core = surface.core(number)
        guard core.restoresArticle || word.key.count - Int(core.start) >= 4,
          known[surface.count + number] != Self.isNoName || mayBeginJoined(core, before: index + 1)
        else { continue }
        let key = surface.key(index)
        let start = key.startIndex + Int(core.start)
        let bare = key[start...]
        let found = extend(
          Start(
            word: index, key: core.restoresArticle ? (Self.article + bare)[...] : bare,
            prefix: Self.prefix(key[..<start]), isSource: !core.restoresArticle,
            memo: surface.count + number))
        // A longer name wins; of equals the word as written, then the likelier reading.
        if let found, found.words.count > best?.words.count ?? 0 { best = found }
      }
    }
    return best ?? variant(at: index)
  }

  private static let article = Array("ال".utf8)

  /// البوكمال for a listed أبو كمال, هامبورج for هامبورغ.
  private mutating func variant(at index: Int) -> Match? {
    let key = surface.key(index)
    if let found = variant(of: key, at: index, .none) { return found }
    for number in surface.coreNumbers(index) {
      let core = surface.core(number)
      guard !core.restoresArticle else { continue }
      let start = key.startIndex + Int(core.start)
      if let found = variant(of: key[start...], at: index, Self.prefix(key[..<start])) {
        return found
      }
    }
    return nil
  }

  private mutating func variant(
    of key: ArraySlice<UInt8>, at index: Int, _ prefix: Mention.Prefix
  ) -> Match? {
    for variant in ArabicNames.variants(of: key) {
      let start = Start(word: index, key: variant[...], prefix: prefix, isSource: false)
      if let found = extend(start) { return found }
    }
    guard key.count >= 10, let swapped = ArabicNames.swappingG(key) else { return nil }
    return extend(
      Start(word: index, key: swapped[...], prefix: prefix, isSource: false, swapsG: true))
  }

  /// What the letters before a word's core say: the last of them is the preposition.
  private static func prefix(_ letters: ArraySlice<UInt8>) -> Mention.Prefix {
    guard letters.count >= 2 else { return .other }
    return switch (letters[letters.endIndex - 2], letters[letters.endIndex - 1]) {
    case (0xD8, 0xA8): .beh
    case (0xD9, 0x88): .waw
    default: .other
    }
  }

  private mutating func extend(_ start: Start) -> Match? {
    let index = start.word
    guard var hit = firstHit(start) else { return nil }
    var key = start.key
    var best: Match?
    var end = index + 1
    var most: Int?
    while true {
      let count = end - index
      if let own = ownNames.place(key: key, words: count) {
        best = Match(
          words: index..<end, target: .own(own), key: Array(key), nameWords: count,
          prefix: start.prefix)
      } else if let postings = hit.postings, key.count > 1, count > 1 || isWorthwhile(index) {
        let fit = NameFit(gazetteer: gazetteer, surface: surface)
        let readings = gazetteer.index.readings(postings) {
          fit.fits($0, index..<end, keyBytes: key.count)
        }
        if !readings.isEmpty {
          best = Match(
            words: index..<end, target: .readings(readings), key: Array(key),
            nameWords: readings.reduce(0) { max($0, $1.words) }, prefix: start.prefix)
        }
      }
      guard hit.goesOn || ownNames.goesOn(key) else { return best }
      let last = most ?? reach(from: index)
      most = last
      guard end < last else { return best }
      if start.isSource {
        key = surface.text.keys[key.startIndex..<surface.word(end).key.upperBound]
      } else {
        let next = surface.key(end)
        key = (key + (start.swapsG ? ArabicNames.swappingG(next)?[...] ?? next : next))[...]
      }
      end += 1
      hit = key.withUnsafeBufferPointer { gazetteer.index.find($0) }
    }
  }
}

extension NameScan {
  /// Whether a single word may be a place at all: without capitals an everyday word is one only
  /// where the words beside it say so.
  private func isWorthwhile(_ index: Int) -> Bool {
    guard !surface.words[index].classes.isDisjoint(with: .dull), !surface.words[index].isInHashtag,
      SurfaceText.isArabic(surface.word(index))
    else { return true }
    guard index > 0 else { return false }
    return !surface.words[index - 1].classes.isDisjoint(with: .placing)
      || TypeWords.standard.before[surface.key(index - 1)] != nil
      || surface.cores(index - 1).contains { core in
        TypeWords.standard.before[surface.key(index - 1).dropFirst(Int(core.start))] != nil
      }
      || (index + 1 < surface.count && TypeWords.standard.after[surface.key(index + 1)] != nil)
  }

  /// Where the longest name ends that may begin with a word.
  private func reach(from index: Int) -> Int {
    let first = surface.word(index)
    // In scripts with capitals one begins a name's last word too.
    let needsCapital =
      first.isCased && !surface.isCaseless && !first.isInHashtag && ownNames.isEmpty
    var last = index + 1
    var end = index + 1
    while end < surface.count, end - index < Self.longestName, joins(end) {
      let word = surface.word(end)
      end += 1
      if !needsCapital || word.isCapitalised || word.hasDigit { last = end }
    }
    return last
  }

  /// Whether a word may belong to one name with the word before it.
  private func joins(_ index: Int) -> Bool {
    switch surface.words[index].gap {
    case .none, .space, .hyphen, .apostrophe, .underscore: return true
    case .dot:
      // `St. Louis`, `U.S.`: not over the end of a sentence, `CA. The`.
      return (surface.word(index - 1).key.count == 1 && surface.word(index).key.count == 1)
        || surface.words[index - 1].classes.contains(.shortened)
    case .hash, .comma, .wide: return false
    }
  }
}
