internal import Text

/// Numbers for byte keys: an open-addressing table that is asked with ranges of a larger buffer.
///
/// A bit filter in front answers most misses from the first caches. What it lets through costs one
/// line of slots and one of entries, and a caller with many keys may ask for them in stages
/// (`Reader`), so that waiting for memory overlaps.
struct Lexicon: Sendable {
  /// A key's number, and enough of its hash to pass by most others.
  struct Slot: Sendable {
    var tag: UInt32
    /// The key's number and one; 0 for a free slot.
    var number: UInt32

    static let free = Slot(tag: 0, number: 0)
  }

  /// One key: its first bytes, where all of them lie, and what its word is used for.
  struct Entry: Sendable {
    var head: KeyHead
    var start: UInt32
    var length: UInt32
    var use = WordUse()
  }

  private var slots: [Slot]
  private var filter: [UInt64]
  private(set) var entries: [Entry] = []
  private var arena: [UInt8] = []
  /// Keys longer than this are not in the table.
  private var longest = 0

  init() {
    slots = [Slot](repeating: .free, count: 16)
    filter = [UInt64](repeating: 0, count: 1)
  }

  var count: Int { entries.count }
  var isEmpty: Bool { entries.isEmpty }

  func key(_ number: Int) -> ArraySlice<UInt8> {
    let start = Int(entries[number].start)
    return arena[start..<start + Int(entries[number].length)]
  }

  mutating func setUse(_ number: Int, _ use: WordUse) { entries[number].use = use }

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
      let range = Int(entry.start)..<Int(entry.start + entry.length)
      place(number, arena.withUnsafeBufferPointer { ByteKeys($0).hash(range) })
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

    /// What the first slot of a hash says.
    enum Guess {
      /// No key has it.
      static let none: UInt32 = 0
      /// Only `search` can tell.
      static let open: UInt32 = .max
    }

    /// The number and one of the key that most likely has a hash, or a `Guess`; without any branch.
    @inline(__always)
    func guess(_ hash: UInt64) -> UInt32 {
      let slot = slots[Int(truncatingIfNeeded: hash) & (slots.count &- 1)]
      let isOther = slot.tag != UInt32(truncatingIfNeeded: hash >> 32) && slot.number != 0
      return isOther ? Guess.open : slot.number
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
      return length <= KeyHead.length || isRest(entry, keys, range)
    }

    /// The same as `isKey` for keys that are no longer than a head, and false for longer ones; without
    /// any branch.
    @inline(__always)
    func isShortKey(_ number: Int, _ keys: ByteKeys, _ range: Range<Int>) -> Bool {
      let entry = entries[number]
      let length = UInt32(truncatingIfNeeded: range.upperBound &- range.lowerBound)
      let head = keys.head(range)
      let differs =
        (entry.head.first ^ head.first) | (entry.head.second ^ head.second)
        | UInt64(entry.length ^ length) | UInt64(length > KeyHead.length ? 1 : 0)
      return differs == 0
    }

    private func isRest(_ entry: Entry, _ keys: ByteKeys, _ range: Range<Int>) -> Bool {
      let own = Int(entry.start)
      for offset in KeyHead.length..<range.count
      where arena[own &+ offset] != keys.bytes[range.lowerBound &+ offset] {
        return false
      }
      return true
    }
  }
}

/// The first 16 bytes of a key, the rest zero.
struct KeyHead: Equatable, Sendable {
  static let length = 16

  var first: UInt64
  var second: UInt64

  @inline(__always)
  static func == (left: KeyHead, right: KeyHead) -> Bool {
    (left.first ^ right.first) | (left.second ^ right.second) == 0
  }
}

/// Folded keys in one buffer, hashed by ranges: the first 16 bytes without any branch, then eight bytes
/// at a step.
///
/// The hash is the same in every run and not for keys that an attacker chooses to collide: tables
/// built from the configuration use it, and a look-up compares bytes anyway.
struct ByteKeys {
  let bytes: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  @inline(__always)
  func hash(_ range: Range<Int>) -> UInt64 { hash(range, head(range)) }

  @inline(__always)
  func hash(_ range: Range<Int>, _ head: KeyHead) -> UInt64 {
    let length = range.upperBound &- range.lowerBound
    let first = (head.first ^ UInt64(truncatingIfNeeded: length)) &* 0x9E37_79B9_7F4A_7C15
    let second = head.second &* 0xC2B2_AE3D_27D4_EB4F
    let state = Self.mix(first ^ first >> 29 ^ second ^ second >> 32)
    return length <= KeyHead.length ? state : hash(range, from: state)
  }

  private func hash(_ range: Range<Int>, from start: UInt64) -> UInt64 {
    var state = start
    var at = range.lowerBound &+ KeyHead.length
    while at < range.upperBound {
      state = Self.mix(state ^ word(at, range.upperBound &- at))
      at &+= 8
    }
    return state
  }

  @inline(__always)
  func head(_ range: Range<Int>) -> KeyHead {
    let length = range.upperBound &- range.lowerBound
    if range.lowerBound &+ KeyHead.length <= bytes.count {
      return KeyHead(
        first: load(range.lowerBound) & Self.mask(length),
        second: load(range.lowerBound &+ 8) & Self.mask(length &- 8))
    }
    return KeyHead(
      first: word(range.lowerBound, length),
      second: length <= 8 ? 0 : word(range.lowerBound &+ 8, length &- 8))
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value &* 0xD6E8_FEB8_6659_FD93
    return product ^ product >> 32
  }

  /// As many low bytes, none to eight.
  @inline(__always)
  private static func mask(_ bytes: Int) -> UInt64 {
    let count = UInt64(truncatingIfNeeded: min(max(bytes, 0), 8))
    return .max >> (64 &- count &* 8)
  }

  @inline(__always)
  private func load(_ at: Int) -> UInt64 {
    UInt64(
      littleEndian: UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped)
        .loadUnaligned(fromByteOffset: at, as: UInt64.self))
  }

  /// Up to eight bytes, the rest zero.
  @inline(__always)
  private func word(_ at: Int, _ left: Int) -> UInt64 {
    if at &+ 8 <= bytes.count { return load(at) & Self.mask(left) }
    var value: UInt64 = 0
    for offset in 0..<min(left, 8) {
      value |= UInt64(bytes[at &+ offset]) << UInt64(offset &* 8)
    }
    return value
  }
}
