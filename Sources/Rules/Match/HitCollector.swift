internal import Text

/// Makes hits of needles from occurrences of their words.
struct HitCollector {
  private typealias Occurrence = WordScanner.Occurrence

  private let text: FoldedText
  private let occurrences: [WordScanner.Occurrence]
  private let needles: Needles
  private let accents: Accents?
  private let language: StemLanguage?
  private var hits: [FieldScan.Hit] = []
  private var pairs: [PairTable.Probe] = []

  /// How many pairs are looked up together.
  private static let pairsAtOnce = 256

  /// - Parameter occurrences: by start.
  init(_ text: FoldedText, _ occurrences: [WordScanner.Occurrence], _ needles: Needles) {
    self.text = text
    self.occurrences = occurrences
    self.needles = needles
    accents = needles.table.letters.isEmpty ? nil : Accents(text)
    language = StemLanguage(code: text.language)
    hits.reserveCapacity(occurrences.count)
  }

  mutating func collect() -> [FieldScan.Hit] {
    // In French a word may have to stand outside a compound.
    let isPlainText = language != .fr
    let seesAccents = accents != nil
    needles.table.words.entries.withUnsafeBufferPointer { entries in
      for index in occurrences.indices {
        let occurrence = occurrences[index]
        let use = entries[Int(occurrence.word)].use
        if let only = use.needle {
          let isPlain = seesAccents ? use.isPlain : use.isPlainWithoutAccents
          if isPlain && occurrence.form.isEmpty && isPlainText {
            hits.append(FieldScan.Hit(needle: only, start: occurrence.start, end: occurrence.end))
          } else {
            single(only, occurrence)
          }
        } else if use.hasSeveral {
          for number in needles.table.singles[Int(occurrence.word)] { single(number, occurrence) }
        }
        if use.startsPhrase {
          notePairs(from: index, entries)
          if pairs.count > Self.pairsAtOnce { readPairs(isPlainText) }
        }
      }
      readPairs(isPlainText)
    }
    if hits.count < 2 { return hits }
    HitOrder.sort(&hits)
    return hits
  }

  private mutating func single(_ number: UInt32, _ occurrence: Occurrence) {
    let needle = needles.table.needles[Int(number)]
    if accepts(occurrence.form, needle, at: 0) && confirms(number, needle, occurrence) {
      hits.append(
        FieldScan.Hit(
          needle: number, start: occurrence.start, end: occurrence.end, form: occurrence.form))
    }
  }

  /// Notes what may begin a phrase with an occurrence: what may follow lies right behind it.
  @inline(__always)
  private mutating func notePairs(
    from index: Int, _ entries: UnsafeBufferPointer<WordIndex.Entry>
  ) {
    let first = occurrences[index]
    var second = index &+ 1
    while second < occurrences.count && occurrences[second].start <= first.end {
      let next = occurrences[second]
      if next.start == first.end, entries[Int(next.word)].use.isSecond {
        pairs.append(
          PairTable.Probe(
            pair: PairTable.pair(first.word, next.word), first: UInt32(truncatingIfNeeded: index),
            second: UInt32(truncatingIfNeeded: second)))
      }
      second &+= 1
    }
  }

  /// Finds the phrases that begin with the pairs noted.
  private mutating func readPairs(_ isPlainText: Bool) {
    let count = pairs.withUnsafeMutableBufferPointer { [needles] probes in
      needles.table.pairs.find(probes, count: probes.count)
    }
    for at in 0..<count {
      let pair = pairs[at]
      let first = occurrences[Int(pair.first)]
      let second = occurrences[Int(pair.second)]
      guard follows(second) else { continue }
      if pair.plain != .max && isPlainText && first.form.isEmpty && second.form.isEmpty {
        hits.append(FieldScan.Hit(needle: pair.plain, start: first.start, end: second.end))
      } else {
        phrases(of: Int(pair.number), first, Int(pair.second))
      }
    }
    pairs.removeAll(keepingCapacity: true)
  }

  private mutating func phrases(of pair: Int, _ first: Occurrence, _ second: Int) {
    for number in needles.table.phrases[pair] {
      let needle = needles.table.needles[Int(number)]
      guard accepts(first.form, needle, at: 0), accepts(occurrences[second].form, needle, at: 1),
        let last = rest(of: needle, after: second, first.form)
      else { continue }
      let whole = Occurrence(
        word: first.word, start: first.start, end: last.end, form: first.form)
      if confirms(number, needle, whole) {
        hits.append(
          FieldScan.Hit(needle: number, start: first.start, end: last.end, form: last.form))
      }
    }
  }

  /// Where the words of a needle from the third on end, when they stand after the second, and what
  /// was seen through in all words.
  private func rest(
    of needle: NeedleTable.Needle, after second: Int, _ first: WordScanner.Form
  ) -> (end: UInt32, form: WordScanner.Form)? {
    var index = second
    var form = first.union(occurrences[second].form)
    for position in 2..<max(2, Int(needle.count)) {
      let word = needles.table.word(position, of: needle)
      guard
        let next = starting(at: occurrences[index].end, from: index).first(where: {
          occurrences[$0].word == word && follows(occurrences[$0])
            && accepts(occurrences[$0].form, needle, at: position)
        })
      else { return nil }
      index = next
      form.formUnion(occurrences[next].form)
    }
    return (occurrences[index].end, form)
  }

  /// A phrase does not run over the end of a sentence.
  private func follows(_ occurrence: Occurrence) -> Bool {
    !text.words[Int(occurrence.start)].startsSentence
  }

  /// The occurrences that start at a word, which lie behind `index`.
  private func starting(at start: UInt32, from index: Int) -> Range<Int> {
    var low = index
    while low < occurrences.count && occurrences[low].start < start { low += 1 }
    var end = low
    while end < occurrences.count && occurrences[end].start == start { end += 1 }
    return low..<end
  }

  /// Whether the form of a word suits its position: clitics before the first, the article anywhere,
  /// a pronoun after the last.
  private func accepts(
    _ form: WordScanner.Form, _ needle: NeedleTable.Needle, at position: Int
  ) -> Bool {
    if form.isEmpty { return true }
    if needle.match == .exact { return false }
    if form.contains(.disguised) && !needle.seesDisguises { return false }
    if form.contains(.part) { return needle.count == 1 }
    if form.contains(.inflected) { return needle.match == .inflected }
    if form.contains(.prefix) && position > 0 { return false }
    if form.contains(.suffix) && position + 1 < needle.count { return false }
    return true
  }

  private func confirms(
    _ number: UInt32, _ needle: NeedleTable.Needle, _ occurrence: Occurrence
  ) -> Bool {
    if needle.wantsCapitals && needle.count == 1 && !text.words[Int(occurrence.start)].isAllCapitals
    {
      return false
    }
    // A German noun is no form of a verb: Wahl, wählen.
    if language == .de && occurrence.form.contains(.inflected) && needle.isCapitalised
      && !text.words[Int(occurrence.start)].isCapitalised
    {
      return false
    }
    // Within a French compound a common word is none; a name stays one.
    if language == .fr && !needle.isCapitalised
      && FrenchHyphens.isPart(Int(occurrence.start)..<Int(occurrence.end), in: text)
    {
      return false
    }
    if let accents, !occurrence.form.contains(.disguised),
      let letters = needles.table.letters[Int(number)],
      letters.count == Int(occurrence.end - occurrence.start)
    {
      for (offset, term) in letters.enumerated() {
        let word = text.words[Int(occurrence.start) + offset]
        guard word.script == .latin else { continue }
        let source = text.source(word.scalars)
        if !accents.agree(term: term, word: source, isAllCapitals: word.isAllCapitals) {
          return false
        }
      }
    }
    guard needle.match == .exact else { return true }
    let start = text.words[Int(occurrence.start)].bytes.lowerBound
    let end = text.words[Int(occurrence.end) - 1].bytes.upperBound
    return needles.table.literals[Int(number)].map { text.bytes[start..<end].elementsEqual($0) }
      ?? false
  }
}
