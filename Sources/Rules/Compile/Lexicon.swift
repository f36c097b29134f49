internal import Text

/// Numbers for byte keys: an open-addressing table that is asked with ranges of a larger buffer.
///
/// A bit filter in front answers most misses from the first caches. What it lets through costs one
/// line of slots and one of entries. Once it is complete, a `WordIndex` of it is quicker.
struct Lexicon: Sendable {
  /// A key's number, and enough of its hash to pass by most others.
  struct Slot: Sendable {
    var tag: UInt32
    /// The key's number and one; 0 for a free slot.
    var number: UInt32

    static let free = Slot(tag: 0, number: 0)
  }

  /// One key: its first bytes, and where all of them lie.
  struct Entry: Sendable {
    var head: KeyHead
    var start: UInt32
    var length: UInt32

    @inline(__always)
    var range: Range<Int> { Int(start)..<Int(start) + Int(length) }
  }

  private var slots: [Slot]
  private var filter: [UInt64]
  private(set) var entries: [Entry] = []
  private(set) var arena: [UInt8] = []
  /// Keys longer than this are not in the table.
  private(set) var longest = 0

  init() {
    slots = [Slot](repeating: .free, count: 16)
    filter = [UInt64](repeating: 0, count: 1)
  }

  var count: Int { entries.count }
  var isEmpty: Bool { entries.isEmpty }

  func key(_ number: Int) -> ArraySlice<UInt8> {
    arena[entries[number].range]
  }

  /// The number of a key, new or known.
  mutating func insert(_ key: some Sequence<UInt8>) -> Int {
    // Into the arena at once; taken out again when it is known.
    let start = arena.count
    arena += key
    let range = start..<arena.count
    let hash = arena.withUnsafeBufferPointer { ByteKeys($0).hash(range) }
    let known = withReader { $0.mayHold(hash) ? $0.search(hash, ByteKeys($0.arena), range) : nil }
    if let known {
      arena.removeLast(range.count)
      return known
    }
    let head = arena.withUnsafeBufferPointer { ByteKeys($0).head(range) }
    entries.append(Entry(head: head, start: UInt32(start), length: UInt32(range.count)))
    longest = max(longest, range.count)
    if entries.count * 2 > slots.count {
      rebuild(slots.count * 2)
    } else {
      place(entries.count - 1, hash)
    }
    return entries.count - 1
  }

  func find(_ key: [UInt8]) -> Int? {
    withReader { reader in
      key.withUnsafeBufferPointer { reader.find(ByteKeys($0), key.indices) }
    }
  }

  /// Lends the table to one who asks often.
  @inline(__always)
  func withReader<Result>(_ body: (Reader) -> Result) -> Result {
    slots.withUnsafeBufferPointer { slots in
      filter.withUnsafeBufferPointer { filter in
        entries.withUnsafeBufferPointer { entries in
          arena.withUnsafeBufferPointer { arena in
            body(
              Reader(slots: slots, filter: filter, entries: entries, arena: arena, longest: longest)
            )
          }
        }
      }
    }
  }

  private mutating func place(_ number: Int, _ hash: UInt64) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot].number != 0 { slot = (slot + 1) & mask }
    slots[slot] = Slot(tag: UInt32(truncatingIfNeeded: hash >> 32), number: UInt32(number + 1))
    filter[Self.filterWord(hash, filter.count)] |= Self.filterBits(hash)
  }

  private mutating func rebuild(_ size: Int) {
    slots = [Slot](repeating: .free, count: size)
    filter = [UInt64](repeating: 0, count: max(1, size * 4 / 64))
    for (number, entry) in entries.enumerated() {
      place(number, arena.withUnsafeBufferPointer { ByteKeys($0).hash(entry.range, entry.head) })
    }
  }

  @inline(__always)
  fileprivate static func filterWord(_ hash: UInt64, _ count: Int) -> Int {
    Int(truncatingIfNeeded: hash >> 40) & (count &- 1)
  }

  /// Two bits of one word.
  @inline(__always)
  fileprivate static func filterBits(_ hash: UInt64) -> UInt64 {
    1 &<< (hash & 63) | 1 &<< (hash >> 6 & 63)
  }
}

extension Lexicon {
  /// The table while it is lent. Indices are masked or come from the table itself, so that no access
  /// leaves a buffer.
  struct Reader {
    let slots: UnsafeBufferPointer<Slot>
    let filter: UnsafeBufferPointer<UInt64>
    let entries: UnsafeBufferPointer<Entry>
    let arena: UnsafeBufferPointer<UInt8>
    let longest: Int

    /// False for most keys that are not in the table.
    @inline(__always)
    func mayHold(_ hash: UInt64) -> Bool {
      let bits = Lexicon.filterBits(hash)
      return filter[Lexicon.filterWord(hash, filter.count)] & bits == bits
    }

    @inline(__always)
    func find(_ keys: ByteKeys, _ range: Range<Int>) -> Int? {
      guard range.upperBound &- range.lowerBound <= longest else { return nil }
      let hash = keys.hash(range)
      return mayHold(hash) ? search(hash, keys, range) : nil
    }

    func search(_ hash: UInt64, _ keys: ByteKeys, _ range: Range<Int>) -> Int? {
      let tag = UInt32(truncatingIfNeeded: hash >> 32)
      let mask = slots.count &- 1
      var at = Int(truncatingIfNeeded: hash) & mask
      while slots[at].number != 0 {
        let number = Int(slots[at].number) &- 1
        if slots[at].tag == tag && isKey(number, keys, range) { return number }
        at = (at &+ 1) & mask
      }
      return nil
    }

    @inline(__always)
    func isKey(_ number: Int, _ keys: ByteKeys, _ range: Range<Int>) -> Bool {
      let entry = entries[number]
      let length = range.upperBound &- range.lowerBound
      guard Int(entry.length) == length, entry.head == keys.head(range) else { return false }
      return length <= KeyHead.length
        || ByteKeys(arena).agree(from: Int(entry.start), with: keys, range)
    }
  }
}
