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
    /// One of the words that a hashtag writes together.
    static let part = Form(rawValue: 32)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    @inline(__always)
    init(_ shape: ArabicClitics.Shape) {
      // The first three bits mean the same.
      rawValue = shape.rawValue & 7
    }
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
    openWords()
    let plain = occurrences.count
    if !needles.table.stems.isEmpty { inflections() }
    if needles.table.seesDisguises { disguises(beside: plain) }
    hashtags()
    if occurrences.count > plain {
      occurrences.sort { ($0.start, $0.form.rawValue) < ($1.start, $1.form.rawValue) }
    }
  }

  /// Words as written and with clitics.
  private mutating func openWords() {
    var found: [Occurrence] = []
    found.reserveCapacity(text.words.count / 8 + 8)
    let others = OtherClitics(text)
    needles.table.words.withReader { lexicon in
      text.keys.withUnsafeBufferPointer { bytes in
        let keys = ByteKeys(bytes)
        text.words.withUnsafeBufferPointer { words in
          ProbeQueue.with(lexicon, keys, words) { queue in
            var cuts = CliticCuts()
            for index in words.indices {
              let word = words[index]
              let start = UInt32(truncatingIfNeeded: index)
              queue.add(word.keyRange, word: start, form: [], doubts: 0)
              if word.isArabic {
                Self.clitics(of: word, at: start, &cuts, in: &queue, into: &found)
              }
              others?.forEachCut(of: word, in: text.keys) { core, isPrefix in
                queue.add(core, word: start, form: isPrefix ? .prefix : .suffix, doubts: 0)
              }
              if queue.isFull { queue.flush(into: &found) }
            }
            queue.flush(into: &found)
          }
        }
      }
    }
    occurrences = found
  }
}

extension WordScanner {
  @inline(__always)
  private static func clitics(
    of word: FoldedWord, at start: UInt32, _ cuts: inout CliticCuts, in queue: inout ProbeQueue,
    into found: inout [Occurrence]
  ) {
    let keys = queue.keys.bytes.span
    cuts.read(keys, in: word.keyRange, endsInTehMarbuta: word.hasTehMarbuta)
    for at in 0..<cuts.count {
      let cut = cuts.cuts[at]
      let core = Range(uncheckedBounds: (Int(cut.start), Int(cut.end)))
      let form = Form(cut.shape)
      if cut.shape.rawValue & ArabicClitics.Shape.restored.rawValue == 0 {
        queue.add(core, word: start, form: form, doubts: cut.doubts)
      } else if let number = restored(queue.lexicon, queue.keys, core, cut.shape),
        !ArabicClitics.isWhole(keys, word.keyRange, doubts: cut.doubts)
      {
        queue.flush(into: &found)
        found.append(
          Occurrence(
            word: UInt32(truncatingIfNeeded: number), start: start, end: start &+ 1, form: form))
      }
    }
  }

  /// A reading whose free form differs from what is written by a letter or the article.
  private static func restored(
    _ lexicon: WordIndex.Reader, _ keys: ByteKeys, _ core: Range<Int>, _ shape: ArabicClitics.Shape
  ) -> Int? {
    guard core.count <= lexicon.longest else { return nil }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: core.count + 4) { scratch in
      var count = 0
      func put(_ byte: UInt8) {
        scratch[count] = byte
        count += 1
      }
      // ال
      if shape.contains(.restoredArticle) { for byte in article { put(byte) } }
      for at in core { put(keys.bytes[at]) }
      if shape.contains(.restoredTeh) {
        // ه
        scratch[count - 2] = 0xD9
        scratch[count - 1] = 0x87
      }
      return lexicon.find(ByteKeys(UnsafeBufferPointer(scratch)), 0..<count)
    }
  }

  private static let article: [UInt8] = [0xD8, 0xA7, 0xD9, 0x84]

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

  private mutating func hashtags() {
    for index in Hashtags.candidates(in: text) {
      for part in Hashtags.parts(of: text.words[index], in: text) {
        guard let number = needles.table.words.find(part) else { continue }
        occurrences.append(
          Occurrence(
            word: UInt32(number), start: UInt32(index), end: UInt32(index) + 1, form: .part))
      }
    }
  }

  private mutating func disguises(beside plain: Int) {
    var found: [Occurrence] = []
    var disguises = Disguises(text)
    let text = text
    let needles = needles
    var cuts = CliticCuts()
    needles.table.words.withReader { lexicon in
      disguises.candidates { words, bytes, key, kind in
        bytes.withUnsafeBufferPointer { buffer in
          let keys = ByteKeys(buffer)
          let start = UInt32(truncatingIfNeeded: words.lowerBound)
          let end = UInt32(truncatingIfNeeded: words.upperBound)
          func note(_ number: Int, _ form: Form) {
            found.append(
              Occurrence(
                word: UInt32(truncatingIfNeeded: number), start: start, end: end, form: form))
          }
          if kind == .skeleton {
            guard let row = needles.table.skeletons.withReader({ $0.find(keys, key) }) else {
              return
            }
            for number in needles.table.wordsOfSkeleton[row] { note(Int(number), .disguised) }
            return
          }
          if let number = lexicon.find(keys, key) { note(number, .disguised) }
          guard text.words[words.lowerBound].isArabic else { return }
          cuts.read(
            bytes, in: key, endsInTehMarbuta: text.words[words.upperBound - 1].hasTehMarbuta)
          for at in 0..<cuts.count {
            let cut = cuts.cuts[at]
            let core = Int(cut.start)..<Int(cut.end)
            let number =
              cut.shape.isDisjoint(with: .restored)
              ? lexicon.find(keys, core) : Self.restored(lexicon, keys, core, cut.shape)
            if let number, !ArabicClitics.isWhole(bytes, key, doubts: cut.doubts) {
              note(number, Form(cut.shape).union(.disguised))
            }
          }
        }
      }
    }
    guard !found.isEmpty else { return }
    // What stands there openly is no disguise.
    let open = occurrences[0..<plain]
    found.removeAll { Self.isOpen($0, open) }
    occurrences += found
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

extension FoldedWord {
  /// The same as `key`, of this module, so that it costs nothing.
  @inline(__always)
  var keyRange: Range<Int> { Range(uncheckedBounds: (Int(keyStart), Int(keyEnd))) }

  @inline(__always)
  var isArabic: Bool {
    if case .arabic = script { true } else { false }
  }

  @inline(__always)
  var hasTehMarbuta: Bool { marks.rawValue & Marks.endsInTehMarbuta.rawValue != 0 }
}
