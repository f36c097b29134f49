internal import Text

/// Readings of words that may be in the lexicon, looked up together, so that waits for memory
/// overlap: at 100,000 terms its tables are larger than the caches.
///
/// Lives only inside `with`, whose memory and lexicon it borrows.
struct ProbeQueue {
  /// What may be a word of the lexicon, and where it stands.
  private struct Probe {
    var hash: UInt64
    var start: UInt32
    var end: UInt32
    var word: UInt32
    /// The lexicon's number and one, once the slot is known: or a guess at it.
    var number: UInt32
    var form: WordScanner.Form
    /// How often the word must not be whole.
    var doubts: UInt8
  }

  private static let capacity = 512
  /// More than the readings of one word.
  private static let reserve = 32

  let lexicon: Lexicon.Reader
  let keys: ByteKeys
  private let words: UnsafeBufferPointer<FoldedWord>
  private let probes: UnsafeMutableBufferPointer<Probe>
  private var count = 0

  static func with(
    _ lexicon: Lexicon.Reader, _ keys: ByteKeys, _ words: UnsafeBufferPointer<FoldedWord>,
    _ body: (inout ProbeQueue) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: Probe.self, capacity: capacity) { probes in
      var queue = ProbeQueue(lexicon: lexicon, keys: keys, words: words, probes: probes)
      body(&queue)
    }
  }

  /// There may be no room for another word's readings.
  @inline(__always)
  var isFull: Bool { count > Self.capacity - Self.reserve }

  /// Notes a key if the lexicon's filter lets it through. Which keys it lets through cannot be foreseen,
  /// so there is no branch on it.
  @inline(__always)
  mutating func add(_ key: Range<Int>, word: UInt32, form: WordScanner.Form, doubts: UInt8) {
    let hash = keys.hash(key)
    probes[count] = Probe(
      hash: hash, start: UInt32(truncatingIfNeeded: key.lowerBound),
      end: UInt32(truncatingIfNeeded: key.upperBound), word: word, number: 0, form: form,
      doubts: doubts)
    count &+= lexicon.mayHold(hash) ? 1 : 0
  }

  /// Looks all up, in their order: first the slots of all, then the entries of those that have one.
  /// Each step is short, has no branch that depends on what it reads, and so asks for memory without
  /// waiting: many wait together.
  mutating func flush(into found: inout [WordScanner.Occurrence]) {
    var kept = 0
    for at in 0..<count {
      var probe = probes[at]
      probe.number = lexicon.guess(probe.hash)
      probes[kept] = probe
      kept &+= probe.number == Lexicon.Reader.Guess.none ? 0 : 1
    }
    count = kept
    for at in 0..<count {
      let number = probes[at].number
      let isOpen = number == Lexicon.Reader.Guess.open
      let isKey = lexicon.isShortKey(isOpen ? 0 : Int(number) &- 1, keys, key(at))
      probes[at].number = isKey && !isOpen ? number : Lexicon.Reader.Guess.open
    }
    for at in 0..<count {
      let probe = probes[at]
      var word = probe.number &- 1
      if probe.number == Lexicon.Reader.Guess.open {
        guard let other = lexicon.search(probe.hash, keys, key(at)) else { continue }
        word = UInt32(truncatingIfNeeded: other)
      }
      if probe.doubts > 0,
        ArabicClitics.isWhole(
          keys.bytes.span, words[Int(probe.word)].keyRange, doubts: probe.doubts)
      {
        continue
      }
      found.append(
        WordScanner.Occurrence(
          word: word, start: probe.word, end: probe.word &+ 1, form: probe.form))
    }
    count = 0
  }

  @inline(__always)
  private func key(_ at: Int) -> Range<Int> {
    Range(uncheckedBounds: (Int(probes[at].start), Int(probes[at].end)))
  }
}
