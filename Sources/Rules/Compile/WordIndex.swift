internal import CMemory
internal import Text

/// The finished table of words, asked for each reading of each word of a text: numbers for byte keys,
/// with one wait for memory where a word is known.
///
/// Of each hash a few bits choose one bit of a map, which is set if any key has them. A bit that is
/// not set answers most misses from the first caches; the count of those set before it is the number
/// of the key. The few keys whose bit was taken when they came have the last numbers. A caller with many
/// keys asks in stages (`Reader`), so that waiting for memory overlaps.
struct WordIndex: Sendable {
  /// One key: its first bytes, where all of them lie, and what its word is used for.
  struct Entry: Sendable {
    var head: KeyHead
    var start: UInt32
    var length: UInt32
    var use = WordUse()
    /// Keys among the last have its bit too.
    var isShared = false
  }

  /// Bits of the map a key, at least: one in so many unknown words passes it.
  private static let bitsOfKey = 16

  private var map: [UInt64] = [0]
  /// How many bits are set in the words of the map before each.
  private var ranks: [UInt32] = [0]
  private(set) var entries: [Entry] = []
  /// The bits of the keys that came second, ascending; their entries are the last.
  private var lateBits: [UInt32] = []
  private var arena: [UInt8] = []
  /// Keys longer than this are not in the table.
  private var longest = 0

  init() {}

  /// - Returns: the index, and the number in it of each key of the lexicon. Linear.
  static func of(_ lexicon: Lexicon) -> (index: WordIndex, numbers: [UInt32]) {
    var index = WordIndex()
    let numbers = index.fill(lexicon)
    return (index, numbers)
  }

  var count: Int { entries.count }
  var isEmpty: Bool { entries.isEmpty }

  func key(_ number: Int) -> ArraySlice<UInt8> {
    let start = Int(entries[number].start)
    return arena[start..<start + Int(entries[number].length)]
  }

  mutating func setUse(_ number: Int, _ use: WordUse) { entries[number].use = use }

  func find(_ key: [UInt8]) -> Int? {
    withReader { reader in
      key.withUnsafeBufferPointer { reader.find(ByteKeys($0), key.indices) }
    }
  }

  /// Lends the table to one who asks often.
  @inline(__always)
  func withReader<Result>(_ body: (Reader) -> Result) -> Result {
    map.withUnsafeBufferPointer { map in
      ranks.withUnsafeBufferPointer { ranks in
        entries.withUnsafeBufferPointer { entries in
          arena.withUnsafeBufferPointer { arena in
            body(
              Reader(
                map: map, ranks: ranks, entries: entries, arena: ByteKeys(arena),
                lateBits: lateBits, longest: longest))
          }
        }
      }
    }
  }

  private mutating func fill(_ lexicon: Lexicon) -> [UInt32] {
    arena = lexicon.arena
    longest = lexicon.longest
    while map.count * 64 < lexicon.count * Self.bitsOfKey {
      map = [UInt64](repeating: 0, count: map.count * 2)
    }
    ranks = [UInt32](repeating: 0, count: map.count)
    let bits = arena.withUnsafeBufferPointer { arena in
      lexicon.entries.map { entry in
        UInt32(
          truncatingIfNeeded: ByteKeys(arena).hash(entry.range, entry.head)
            & UInt64(map.count * 64 - 1))
      }
    }
    var late: [(bit: UInt32, key: Int)] = []
    for (key, bit) in bits.enumerated() {
      let mask: UInt64 = 1 << UInt64(bit & 63)
      if map[Int(bit >> 6)] & mask != 0 { late.append((bit, key)) }
      map[Int(bit >> 6)] |= mask
    }
    for at in map.indices.dropFirst() {
      ranks[at] = ranks[at - 1] + UInt32(map[at - 1].nonzeroBitCount)
    }
    late.sort { ($0.bit, $0.key) < ($1.bit, $1.key) }
    lateBits = late.map(\.bit)
    var numbers = withReader { reader in
      bits.map { UInt32(truncatingIfNeeded: reader.guess(UInt64($0))) }
    }
    let first = bits.count - late.count
    for (at, one) in late.enumerated() { numbers[one.key] = UInt32(first + at) }
    entries = [Entry](
      repeating: Entry(head: KeyHead(first: 0, second: 0), start: 0, length: 0), count: bits.count)
    for (key, entry) in lexicon.entries.enumerated() {
      entries[Int(numbers[key])] = Entry(head: entry.head, start: entry.start, length: entry.length)
    }
    let shared = withReader { reader in lateBits.map { reader.guess(UInt64($0)) } }
    for number in shared { entries[number].isShared = true }
    return numbers
  }
}

extension WordIndex {
  /// The table while it is lent. Indices are masked or come from the table itself, so that no access
  /// leaves a buffer.
  struct Reader {
    let map: UnsafeBufferPointer<UInt64>
    let ranks: UnsafeBufferPointer<UInt32>
    let entries: UnsafeBufferPointer<Entry>
    let arena: ByteKeys
    let lateBits: [UInt32]
    let longest: Int

    /// False for most keys that are not in the table.
    @inline(__always)
    func mayHold(_ hash: UInt64) -> Bool { map[word(hash)] &>> (hash & 63) & 1 != 0 }

    @inline(__always)
    func find(_ keys: ByteKeys, _ range: Range<Int>) -> Int? {
      guard range.upperBound &- range.lowerBound <= longest else { return nil }
      let hash = keys.hash(range)
      return mayHold(hash) ? search(guess(hash), hash, keys, range) : nil
    }

    /// The number of the one key that a hash which passed the map may have, but for the last keys.
    @inline(__always)
    func guess(_ hash: UInt64) -> Int {
      let at = word(hash)
      let before = map[at] & (1 &<< (hash & 63) &- 1)
      return Int(ranks[at]) &+ before.nonzeroBitCount
    }

    /// Asks for the memory of a number's entry and does not wait for it.
    @inline(__always)
    func fetch(_ number: Int) {
      marsad_prefetch(entries.baseAddress.unsafelyUnwrapped + number)
    }

    /// Whether a key of some length may have a number that was guessed.
    @inline(__always)
    func mayBe(_ number: Int, length: UInt32) -> Bool {
      let entry = entries[number]
      return entry.length == length || entry.isShared
    }

    /// - Parameter guess: what `guess` says of the hash.
    @inline(__always)
    func search(_ guess: Int, _ hash: UInt64, _ keys: ByteKeys, _ range: Range<Int>) -> Int? {
      if isKey(guess, keys, range) { return guess }
      return entries[guess].isShared ? searchLast(hash, keys, range) : nil
    }

    private func searchLast(_ hash: UInt64, _ keys: ByteKeys, _ range: Range<Int>) -> Int? {
      let bit = UInt32(truncatingIfNeeded: hash & UInt64(map.count &* 64 &- 1))
      var low = 0
      var high = lateBits.count
      while low < high {
        let middle = (low + high) / 2
        if lateBits[middle] < bit { low = middle + 1 } else { high = middle }
      }
      let first = entries.count - lateBits.count
      while low < lateBits.count && lateBits[low] == bit {
        if isKey(first + low, keys, range) { return first + low }
        low += 1
      }
      return nil
    }

    @inline(__always)
    private func word(_ hash: UInt64) -> Int {
      Int(truncatingIfNeeded: hash >> 6) & (map.count &- 1)
    }

    @inline(__always)
    private func isKey(_ number: Int, _ keys: ByteKeys, _ range: Range<Int>) -> Bool {
      let entry = entries[number]
      let length = range.upperBound &- range.lowerBound
      guard Int(entry.length) == length, entry.head == keys.head(range) else { return false }
      return length <= KeyHead.length || arena.agree(from: Int(entry.start), with: keys, range)
    }
  }
}
