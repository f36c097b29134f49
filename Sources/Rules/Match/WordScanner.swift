internal import Text

/// Finds every place where a word of any needle stands, as written, with clitics, inflected or
/// disguised. One look-up for each reading of a word, however many terms there are.
struct WordScanner {
  struct Form: OptionSet, Sendable {
    let rawValue: UInt8
    static let prefix = Form(rawValue: 1)
    static let article = Form(rawValue: 2)
    static let suffix = Form(rawValue: 4)
    static let inflected = Form(rawValue: 8)
    static let disguised = Form(rawValue: 16)
  }

  struct Occurrence: Sendable {
    var word: UInt32
    var start: UInt32
    var end: UInt32
    var form: Form
  }

  let text: FoldedText
  let needles: Needles
  /// By start.
  private(set) var occurrences: [Occurrence] = []

  init(text: FoldedText, needles: Needles) {
    self.text = text
    self.needles = needles
  }

  mutating func run() {
    guard !needles.table.words.isEmpty else { return }
    let keys = text.keys
    let shared = needles
    var found: [Occurrence] = []
    for index in text.words.indices {
      let word = text.words[index]
      let range = word.key
      let start = UInt32(index)
      if let number = shared.table.words.find(KeyHash.hash(keys, range), keys, range) {
        found.append(
          Occurrence(word: UInt32(number), start: start, end: start + 1, form: Form(rawValue: 0)))
      }
      if word.script == .arabic {
        Self.clitics(
          shared, keys, range, words: start..<(start + 1), isTehMarbuta: word.endsInTehMarbuta,
          form: Form(rawValue: 0), into: &found)
      }
    }
    occurrences = found
    let plain = occurrences.count
    if !needles.table.stems.isEmpty { inflections() }
    if needles.table.seesDisguises { disguises(beside: plain) }
    if occurrences.count > plain {
      occurrences.sort { ($0.start, $0.form.rawValue) < ($1.start, $1.form.rawValue) }
    }
  }
}

extension WordScanner {
  @inline(__always)
  private static func clitics(
    _ needles: Needles, _ keys: [UInt8], _ range: Range<Int>, words: Range<UInt32>,
    isTehMarbuta: Bool, form: Form, into found: inout [Occurrence]
  ) {
    ArabicClitics.forEachReading(of: keys[range], endsInTehMarbuta: isTehMarbuta) { core, shape in
      let number: Int?
      if shape.isDisjoint(with: .restored) {
        number = needles.table.words.find(KeyHash.hash(keys, core), keys, core)
      } else {
        number = restored(needles, keys, core, shape)
      }
      guard let number else { return }
      var form = form
      if shape.contains(.prefix) { form.insert(.prefix) }
      if shape.contains(.article) { form.insert(.article) }
      if shape.contains(.suffix) { form.insert(.suffix) }
      found.append(
        Occurrence(
          word: UInt32(number), start: words.lowerBound, end: words.upperBound, form: form))
    }
  }

  /// A reading whose free form differs from what is written by a letter or the article.
  private static func restored(
    _ needles: Needles, _ keys: [UInt8], _ core: Range<Int>, _ shape: ArabicClitics.Shape
  ) -> Int? {
    var state = KeyHash.seed
    if shape.contains(.restoredArticle) { state = KeyHash.add(article, 0..<4, to: state) }
    if shape.contains(.restoredTeh) {
      state = KeyHash.add(keys, core.lowerBound..<(core.upperBound - 2), to: state)
      state = KeyHash.add(heh, 0..<2, to: state)
    } else {
      state = KeyHash.add(keys, core, to: state)
    }
    let hash = KeyHash.finish(state)
    guard needles.table.words.mayHold(hash) else { return nil }
    var bytes: [UInt8] = shape.contains(.restoredArticle) ? article : []
    bytes += keys[core]
    if shape.contains(.restoredTeh) {
      bytes.replaceSubrange(bytes.count - 2..<bytes.count, with: heh)
    }
    return needles.table.words.find(hash, bytes, bytes.indices)
  }

  private static let article: [UInt8] = [0xD8, 0xA7, 0xD9, 0x84]
  private static let heh: [UInt8] = [0xD9, 0x87]

  private mutating func inflections() {
    let main = StemLanguage(code: text.language)
    for index in text.words.indices {
      let word = text.words[index]
      guard let language = StemLanguage.reading(word.script, main: main),
        let table = needles.table.stems[language]
      else { continue }
      for stem in language.stems(of: text.key(index), isTerm: false) {
        let hash = KeyHash.hash(stem, stem.indices)
        guard let row = table.lexicon.find(hash, stem, stem.indices) else { continue }
        for number in table.words[row] {
          occurrences.append(
            Occurrence(
              word: number, start: UInt32(index), end: UInt32(index) + 1, form: .inflected))
        }
      }
    }
  }

  private mutating func disguises(beside plain: Int) {
    var found: [Occurrence] = []
    let shared = needles
    let text = text
    Disguises.forEach(in: text) { words, bytes, key, kind in
      let start = UInt32(words.lowerBound)
      let end = UInt32(words.upperBound)
      let hash = KeyHash.hash(bytes, key)
      if kind == .skeleton {
        guard let row = shared.table.skeletons.find(hash, bytes, key) else { return }
        for number in shared.table.wordsOfSkeleton[row] {
          found.append(Occurrence(word: number, start: start, end: end, form: .disguised))
        }
        return
      }
      if let number = shared.table.words.find(hash, bytes, key) {
        found.append(Occurrence(word: UInt32(number), start: start, end: end, form: .disguised))
      }
      if text.words[words.lowerBound].script == .arabic {
        let isTehMarbuta = text.words[words.upperBound - 1].endsInTehMarbuta
        Self.clitics(
          shared, bytes, key, words: start..<end, isTehMarbuta: isTehMarbuta, form: .disguised,
          into: &found)
      }
    }
    // What stands there openly is no disguise.
    let open = occurrences[0..<plain]
    let hidden = found.filter { !Self.isOpen($0, open) }
    occurrences += hidden
  }

  private static func isOpen(_ candidate: Occurrence, _ open: ArraySlice<Occurrence>) -> Bool {
    var low = open.startIndex
    var high = open.endIndex
    while low < high {
      let middle = (low + high) / 2
      if open[middle].start < candidate.start { low = middle + 1 } else { high = middle }
    }
    while low < open.endIndex && open[low].start < candidate.end {
      if open[low].word == candidate.word { return true }
      low += 1
    }
    return false
  }
}
