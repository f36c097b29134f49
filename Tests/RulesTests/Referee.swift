@testable import Rules
@testable import Text

/// The slow and obvious matcher: every term is held against every word of a text. What the compiled
/// rules find must be what it finds.
///
/// It shares the folding, the list of readings that a disguise may have and the tables of accents
/// and stems with them, not one table of terms, filter, queue or index.
struct Referee {
  /// A way to read consecutive words of the text as one word.
  private struct Reading {
    var words: Range<Int>
    var key: [UInt8]
    var hasPrefix = false
    var hasSuffix = false
    var isDisguised = false
    var isSkeleton = false
    var isInflected = false
    var isWritten: Bool {
      !hasPrefix && !hasSuffix && !isDisguised && !isInflected && !isClitic
    }
    /// ال counts as a clitic that is allowed anywhere.
    var isClitic = false
  }

  let text: FoldedText
  private let accents: Accents?
  /// By the word that they begin with.
  private var readings: [[Reading]]

  init(_ text: FoldedText) {
    self.text = text
    accents = Accents(text)
    readings = [[Reading]](repeating: [], count: text.words.count)
    for word in text.words.indices {
      let key = Array(text.key(word))
      readings[word].append(Reading(words: word..<word + 1, key: key))
      addClitics(word..<word + 1, key)
      OtherClitics(text)?.forEachCut(of: text.words[word], in: text.keys) { core, isPrefix in
        readings[word].append(
          Reading(
            words: word..<word + 1, key: Array(text.keys[core]), hasPrefix: isPrefix,
            hasSuffix: !isPrefix))
      }
      for part in Hashtags.parts(of: text.words[word], in: text) {
        readings[word].append(
          Reading(words: word..<word + 1, key: part, hasPrefix: true, hasSuffix: true))
      }
      let language = StemLanguage.reading(
        text.words[word].script, main: StemLanguage(code: text.language))
      for stem in language?.stems(of: key[...], isTerm: false) ?? [] {
        readings[word].append(Reading(words: word..<word + 1, key: stem, isInflected: true))
      }
    }
    var hidden: [Reading] = []
    var disguises = Disguises(text)
    disguises.candidates { words, bytes, key, kind in
      hidden.append(
        Reading(
          words: words, key: key.map { bytes[$0] }, isDisguised: true,
          isSkeleton: kind == .skeleton))
    }
    for reading in hidden {
      readings[reading.words.lowerBound].append(reading)
      if !reading.isSkeleton { addClitics(reading.words, reading.key, isDisguised: true) }
    }
  }

  private mutating func addClitics(_ words: Range<Int>, _ key: [UInt8], isDisguised: Bool = false) {
    guard text.words[words.lowerBound].script == .arabic else { return }
    let isTehMarbuta = text.words[words.upperBound - 1].endsInTehMarbuta
    for stem in ArabicClitics.stems(of: key[...], endsInTehMarbuta: isTehMarbuta) {
      readings[words.lowerBound].append(
        Reading(
          words: words, key: stem.core, hasPrefix: stem.hasPrefix, hasSuffix: stem.hasSuffix,
          isDisguised: isDisguised, isClitic: stem.hasArticle))
    }
  }

  /// Where a term stands: of two finds that begin together the longer, none inside another.
  func finds(_ term: Term) -> [Range<Int>] {
    let folded = FoldedText(term.text)
    let keys = folded.words.indices.map { Array(folded.key($0)) }
    var all: [Range<Int>] = []
    for start in text.words.indices {
      for end in ends(of: keys[...], from: start, term, isFirst: true) {
        if confirms(term, folded, start..<end.word, isInflected: end.isInflected, end.isDisguised) {
          all.append(start..<end.word)
        }
      }
    }
    all.sort { ($0.lowerBound, -$0.upperBound) < ($1.lowerBound, -$1.upperBound) }
    var kept: [Range<Int>] = []
    for find in all where find.lowerBound >= kept.last?.upperBound ?? 0 { kept.append(find) }
    return kept
  }

  private func ends(
    of keys: ArraySlice<[UInt8]>, from start: Int, _ term: Term, isFirst: Bool
  ) -> [(word: Int, isInflected: Bool, isDisguised: Bool)] {
    guard let key = keys.first, start < text.words.count else { return [] }
    guard isFirst || !text.words[start].startsSentence else { return [] }
    var ends: [(word: Int, isInflected: Bool, isDisguised: Bool)] = []
    for reading in readings[start] where means(reading, key, term, isFirst, keys.count == 1) {
      if keys.count == 1 {
        ends.append((reading.words.upperBound, reading.isInflected, reading.isDisguised))
      } else {
        ends += self.ends(
          of: keys.dropFirst(), from: reading.words.upperBound, term, isFirst: false
        ).map { ($0.word, isFirst ? reading.isInflected : false, reading.isDisguised) }
      }
    }
    return ends
  }

  private func means(
    _ reading: Reading, _ key: [UInt8], _ term: Term, _ isFirst: Bool, _ isLast: Bool
  ) -> Bool {
    if term.match == .exact && !reading.isWritten { return false }
    if reading.isDisguised {
      // What stands there openly is no disguise.
      let isOpen = reading.words.contains { at in
        readings[at].contains { !$0.isDisguised && !$0.isInflected && $0.key == key }
      }
      if !term.seesDisguises || isOpen { return false }
      if reading.isSkeleton {
        return key.count >= 6 && ArabicSkeleton.of(key[...]) == reading.key
      }
    }
    if reading.isInflected {
      guard term.match == .inflected,
        let language = StemLanguage.reading(
          text.words[reading.words.lowerBound].script, main: StemLanguage(code: text.language))
      else { return false }
      return language.stems(of: key[...], isTerm: true).contains(reading.key)
    }
    return reading.key == key && (isFirst || !reading.hasPrefix) && (isLast || !reading.hasSuffix)
  }

  private func confirms(
    _ term: Term, _ folded: FoldedText, _ words: Range<Int>, isInflected: Bool, _ isDisguised: Bool
  ) -> Bool {
    let language = StemLanguage(code: text.language)
    let isEveryday = folded.words.indices.contains {
      folded.words[$0].isAllCapitals && EverydayWords.holds(folded.key($0))
    }
    if isEveryday && folded.words.count == 1 && !text.words[words.lowerBound].isAllCapitals {
      return false
    }
    let isCapitalised = folded.words[0].isCapitalised
    if language == .de && isInflected && isCapitalised
      && !text.words[words.lowerBound].isCapitalised
    {
      return false
    }
    if language == .fr && !isCapitalised && FrenchHyphens.isPart(words, in: text) { return false }
    if let accents, !isDisguised, folded.words.count == words.count {
      for (word, own) in zip(words, folded.words) where text.words[word].script == .latin {
        let letters = Accents.letters(of: folded.source(own.scalars))
        if !accents.agree(
          term: letters, word: text.source(text.words[word].scalars),
          isAllCapitals: text.words[word].isAllCapitals)
        {
          return false
        }
      }
    }
    guard term.match == .exact else { return true }
    return text.source(text.scalars(ofWords: words))
      == folded.source(folded.scalars(ofWords: folded.words.indices))
  }

  /// Whether one find of each can be chosen so that they stand together.
  func isNear(_ near: Condition.Near) -> Bool {
    let finds = near.terms.map { self.finds($0) }
    return choose(finds[...], []) { chosen in
      if near.isOrdered {
        for (left, right) in zip(chosen, chosen.dropFirst())
        where left.upperBound > right.lowerBound {
          return false
        }
      }
      guard let first = chosen.map(\.upperBound).min(), let last = chosen.map(\.lowerBound).max()
      else { return false }
      switch near.within {
      case .words(let count): return max(0, last - first + 1) <= count
      case .sentence:
        let start = chosen.map(\.lowerBound).min() ?? last
        return start == last || !text.words[start + 1...last].contains { $0.startsSentence }
      }
    }
  }

  private func choose(
    _ finds: ArraySlice<[Range<Int>]>, _ chosen: [Range<Int>], _ holds: ([Range<Int>]) -> Bool
  ) -> Bool {
    guard let first = finds.first else { return holds(chosen) }
    return first.contains { choose(finds.dropFirst(), chosen + [$0], holds) }
  }
}
