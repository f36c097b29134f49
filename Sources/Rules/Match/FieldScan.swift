internal import Text

/// One field of an article, read once: its words, and every needle found in it.
struct FieldScan: Sendable {
  /// A needle at consecutive words.
  struct Hit: Sendable, Equatable {
    var needle: UInt32
    var start: UInt32
    var end: UInt32
  }

  let field: Field
  let text: FoldedText
  private let accents: Accents?
  private let isGerman: Bool
  /// By needle, then by start.
  private(set) var hits: [Hit] = []

  init(_ field: Field, _ text: FoldedText, needles: Needles) {
    self.field = field
    self.text = text
    accents = needles.table.letters.isEmpty ? nil : Accents(text)
    isGerman = StemLanguage(code: text.language) == .de
    var scanner = WordScanner(text: text, needles: needles)
    scanner.run()
    collect(scanner.occurrences, needles)
  }

  /// The hits of one needle in text order.
  func hits(of needle: UInt32) -> ArraySlice<Hit> {
    var low = 0
    var high = hits.count
    while low < high {
      let middle = (low + high) / 2
      if hits[middle].needle < needle { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < hits.count && hits[end].needle == needle { end += 1 }
    return hits[low..<end]
  }

  func scalars(of hit: Hit) -> Range<Int> {
    text.scalars(ofWords: Int(hit.start)..<Int(hit.end))
  }
}

extension FieldScan {
  private mutating func collect(_ occurrences: [WordScanner.Occurrence], _ needles: Needles) {
    for (index, occurrence) in occurrences.enumerated() {
      for number in needles.table.singles[Int(occurrence.word)] {
        let needle = needles.table.needles[Int(number)]
        if accepts(occurrence.form, needle, at: 0), confirms(number, needle, occurrence, needles) {
          hits.append(Hit(needle: number, start: occurrence.start, end: occurrence.end))
        }
      }
      if needles.table.startsPhrase[Int(occurrence.word)] {
        phrases(from: index, occurrences, needles)
      }
    }
    hits.sort { ($0.needle, $0.start, $1.end) < ($1.needle, $1.start, $0.end) }
    // One find for each place: of two that begin together the longer, and none inside another.
    var kept: [Hit] = []
    kept.reserveCapacity(hits.count)
    for hit in hits {
      if let last = kept.last, last.needle == hit.needle, hit.start < last.end { continue }
      kept.append(hit)
    }
    hits = kept
  }

  private mutating func phrases(
    from index: Int, _ occurrences: [WordScanner.Occurrence], _ needles: Needles
  ) {
    let first = occurrences[index]
    for second in Self.starting(at: first.end, occurrences) where follows(occurrences[second]) {
      guard let pair = needles.table.pair(first.word, occurrences[second].word) else { continue }
      for number in needles.table.phrases[pair] {
        let needle = needles.table.needles[Int(number)]
        guard accepts(first.form, needle, at: 0), accepts(occurrences[second].form, needle, at: 1),
          let end = rest(of: needle, from: 2, at: occurrences[second].end, occurrences, needles)
        else { continue }
        let whole = WordScanner.Occurrence(
          word: first.word, start: first.start, end: end, form: first.form)
        if confirms(number, needle, whole, needles) {
          hits.append(Hit(needle: number, start: first.start, end: end))
        }
      }
    }
  }

  /// Where the words of a needle from `index` on end, when they stand at `at`.
  private func rest(
    of needle: NeedleTable.Needle, from index: Int, at: UInt32,
    _ occurrences: [WordScanner.Occurrence], _ needles: Needles
  ) -> UInt32? {
    var at = at
    for position in index..<max(index, Int(needle.count)) {
      let word = needles.table.word(position, of: needle)
      guard
        let next = Self.starting(at: at, occurrences).first(where: {
          occurrences[$0].word == word && follows(occurrences[$0])
            && accepts(occurrences[$0].form, needle, at: position)
        })
      else { return nil }
      at = occurrences[next].end
    }
    return at
  }

  /// A phrase does not run over the end of a sentence.
  private func follows(_ occurrence: WordScanner.Occurrence) -> Bool {
    !text.words[Int(occurrence.start)].startsSentence
  }

  private static func starting(
    at start: UInt32, _ occurrences: [WordScanner.Occurrence]
  ) -> Range<Int> {
    var low = 0
    var high = occurrences.count
    while low < high {
      let middle = (low + high) / 2
      if occurrences[middle].start < start { low = middle + 1 } else { high = middle }
    }
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
    if form.contains(.inflected) { return needle.match == .inflected }
    if form.contains(.prefix) && position > 0 { return false }
    if form.contains(.suffix) && position + 1 < needle.count { return false }
    return true
  }

  private func confirms(
    _ number: UInt32, _ needle: NeedleTable.Needle, _ occurrence: WordScanner.Occurrence,
    _ needles: Needles
  ) -> Bool {
    if needle.wantsCapitals && needle.count == 1 && !text.words[Int(occurrence.start)].isAllCapitals
    {
      return false
    }
    // A German noun is no form of a verb: Wahl, wählen.
    if isGerman && occurrence.form.contains(.inflected) && needle.isCapitalised
      && !text.words[Int(occurrence.start)].isCapitalised
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
