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
    var found: [Occurrence] = []
    found.reserveCapacity(text.words.count / 8 + 8)
    needles.table.words.withReader { lexicon in
      text.keys.withUnsafeBufferPointer { bytes in
        let keys = ByteKeys(bytes)
        for index in text.words.indices {
          let word = text.words[index]
          let range = word.key
          let start = UInt32(truncatingIfNeeded: index)
          if let number = lexicon.find(keys, range) {
            found.append(
              Occurrence(
                word: UInt32(truncatingIfNeeded: number), start: start, end: start &+ 1, form: []))
          }
          if word.script == .arabic {
            Self.clitics(
              lexicon, keys, range, words: start..<(start &+ 1),
              isTehMarbuta: word.endsInTehMarbuta, form: [], into: &found)
          }
        }
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
    _ lexicon: Lexicon.Reader, _ keys: ByteKeys, _ range: Range<Int>, words: Range<UInt32>,
    isTehMarbuta: Bool, form: Form, into found: inout [Occurrence]
  ) {
    ArabicClitics.forEachReading(
      of: keys.bytes.span, in: range, endsInTehMarbuta: isTehMarbuta
    ) { core, shape in
      let number =
        shape.isDisjoint(with: .restored)
        ? lexicon.find(keys, core) : restored(lexicon, keys, core, shape)
      guard let number else { return }
      var form = form
      if shape.contains(.prefix) { form.insert(.prefix) }
      if shape.contains(.article) { form.insert(.article) }
      if shape.contains(.suffix) { form.insert(.suffix) }
      found.append(
        Occurrence(
          word: UInt32(truncatingIfNeeded: number), start: words.lowerBound,
          end: words.upperBound, form: form))
    }
  }

  /// A reading whose free form differs from what is written by a letter or the article.
  private static func restored(
    _ lexicon: Lexicon.Reader, _ keys: ByteKeys, _ core: Range<Int>, _ shape: ArabicClitics.Shape
  ) -> Int? {
    guard core.count <= lexicon.longest else { return nil }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: core.count + 4) { scratch in
      var count = 0
      func put(_ byte: UInt8) {
        scratch[count] = byte
        count += 1
      }
      if shape.contains(.restoredArticle) { for byte in article { put(byte) } }
      for at in core { put(keys.bytes[at]) }
      if shape.contains(.restoredTeh) {
        count -= 2
        for byte in heh { put(byte) }
      }
      return lexicon.find(ByteKeys(UnsafeBufferPointer(scratch)), 0..<count)
    }
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
        guard let row = table.lexicon.find(stem) else { continue }
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
      if kind == .skeleton {
        guard let row = shared.table.skeletons.find(bytes, key) else { return }
        for number in shared.table.wordsOfSkeleton[row] {
          found.append(Occurrence(word: number, start: start, end: end, form: .disguised))
        }
        return
      }
      if let number = shared.table.words.find(bytes, key) {
        found.append(Occurrence(word: UInt32(number), start: start, end: end, form: .disguised))
      }
      if text.words[words.lowerBound].script == .arabic {
        let isTehMarbuta = text.words[words.upperBound - 1].endsInTehMarbuta
        shared.table.words.withReader { lexicon in
          bytes.withUnsafeBufferPointer { bytes in
            Self.clitics(
              lexicon, ByteKeys(bytes), key, words: start..<end, isTehMarbuta: isTehMarbuta,
              form: .disguised, into: &found)
          }
        }
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
