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
    /// The number that the lexicon guesses at.
    var number: UInt32
    var form: WordScanner.Form
    /// How often the word must not be whole.
    var doubts: UInt8
  }

  private static let capacity = 256
  /// More than the readings of one word.
  private static let reserve = 32

  let lexicon: WordIndex.Reader
  let keys: ByteKeys
  private let words: UnsafeBufferPointer<FoldedWord>
  private let probes: UnsafeMutableBufferPointer<Probe>
  private var count = 0

  static func with(
    _ lexicon: WordIndex.Reader, _ keys: ByteKeys, _ words: UnsafeBufferPointer<FoldedWord>,
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

  /// Looks all up, in their order. The memory of all is asked for before any is read; and what the map
  /// let through in vain is left behind without a branch, as it cannot be foreseen.
  mutating func flush(into found: inout [WordScanner.Occurrence]) {
    for at in 0..<count {
      let number = lexicon.guess(probes[at].hash)
      lexicon.fetch(number)
      probes[at].number = UInt32(truncatingIfNeeded: number)
    }
    var kept = 0
    for at in 0..<count {
      let probe = probes[at]
      probes[kept] = probe
      kept &+= lexicon.mayBe(Int(probe.number), length: probe.end &- probe.start) ? 1 : 0
    }
    for at in 0..<kept {
      let probe = probes[at]
      let key = Range(uncheckedBounds: (Int(probe.start), Int(probe.end)))
      guard let word = lexicon.search(Int(probe.number), probe.hash, keys, key) else { continue }
      if probe.doubts > 0,
        ArabicClitics.isWhole(
          keys.bytes.span, words[Int(probe.word)].keyRange, doubts: probe.doubts)
      {
        continue
      }
      found.append(
        WordScanner.Occurrence(
          word: UInt32(truncatingIfNeeded: word), start: probe.word, end: probe.word &+ 1,
          form: probe.form))
    }
    count = 0
  }
}
