/// Numbers for byte keys: an open-addressing table that is asked with ranges of a larger buffer.
///
/// A bit filter in front answers most misses from the second-level cache.
struct Lexicon: Sendable {
  /// One key: where its bytes lie, and enough of its hash to pass by most others.
  struct Slot: Sendable {
    var tag: UInt32
    /// The key's number and one; 0 for a free slot.
    var number: UInt32
    var start: UInt32
    var length: UInt32

    static let free = Slot(tag: 0, number: 0, start: 0, length: 0)
  }

  private var slots: [Slot]
  private var filter: [UInt64]
  private var arena: [UInt8] = []
  private var ends: [UInt32] = [0]
  /// Keys longer than this are not in the table.
  private var longest = 0

  init() {
    slots = [Slot](repeating: .free, count: 16)
    filter = [UInt64](repeating: 0, count: 2)
  }

  var count: Int { ends.count - 1 }
  var isEmpty: Bool { ends.count == 1 }

  func key(_ number: Int) -> ArraySlice<UInt8> { arena[Int(ends[number])..<Int(ends[number + 1])] }

  /// The number of a key, new or known.
  mutating func insert(_ key: [UInt8]) -> Int {
    if let known = find(key) { return known }
    arena += key
    ends.append(UInt32(arena.count))
    longest = max(longest, key.count)
    if count * 2 > slots.count {
      rebuild(slots.count * 2)
    } else {
      place(count - 1)
    }
    return count - 1
  }

  func find(_ key: [UInt8]) -> Int? { find(key, key.indices) }

  func find(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    withReader { reader in
      bytes.withUnsafeBufferPointer { reader.find(ByteKeys($0), range) }
    }
  }

  /// Lends the table to one who asks often.
  @inline(__always)
  func withReader<Result>(_ body: (Reader) -> Result) -> Result {
    slots.withUnsafeBufferPointer { slots in
      filter.withUnsafeBufferPointer { filter in
        arena.withUnsafeBufferPointer { arena in
          body(Reader(slots: slots, filter: filter, arena: arena, longest: longest))
        }
      }
    }
  }

  private mutating func place(_ number: Int) {
    let start = ends[number]
    let length = ends[number + 1] - start
    let hash = arena.withUnsafeBufferPointer {
      ByteKeys($0).hash(Int(start)..<Int(start + length))
    }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot].number != 0 { slot = (slot + 1) & mask }
    slots[slot] = Slot(
      tag: UInt32(truncatingIfNeeded: hash >> 32), number: UInt32(number + 1), start: start,
      length: length)
    let bit = Int(truncatingIfNeeded: hash >> 20) & (filter.count * 64 - 1)
    filter[bit >> 6] |= 1 << UInt64(bit & 63)
  }

  private mutating func rebuild(_ size: Int) {
    slots = [Slot](repeating: .free, count: size)
    filter = [UInt64](repeating: 0, count: size * 4 / 64)
    for number in 0..<count { place(number) }
  }
}

extension Lexicon {
  /// The table while it is lent. Indices are masked or come from the table itself, so that no access
  /// leaves a buffer.
  struct Reader {
    let slots: UnsafeBufferPointer<Slot>
    let filter: UnsafeBufferPointer<UInt64>
    let arena: UnsafeBufferPointer<UInt8>
    let longest: Int

    @inline(__always)
    func find(_ keys: ByteKeys, _ range: Range<Int>) -> Int? {
      let length = range.upperBound &- range.lowerBound
      guard length <= longest else { return nil }
      let hash = keys.hash(range)
      let bit = Int(truncatingIfNeeded: hash >> 20) & (filter.count &* 64 &- 1)
      guard filter[bit >> 6] >> UInt64(bit & 63) & 1 != 0 else { return nil }
      return search(hash, keys, range)
    }

    private func search(_ hash: UInt64, _ keys: ByteKeys, _ range: Range<Int>) -> Int? {
      let tag = UInt32(truncatingIfNeeded: hash >> 32)
      let length = UInt32(truncatingIfNeeded: range.upperBound &- range.lowerBound)
      let mask = slots.count &- 1
      var at = Int(truncatingIfNeeded: hash) & mask
      while true {
        let slot = slots[at]
        if slot.number == 0 { return nil }
        if slot.tag == tag && slot.length == length && isSame(slot, keys, range.lowerBound) {
          return Int(slot.number) &- 1
        }
        at = (at &+ 1) & mask
      }
    }

    @inline(__always)
    private func isSame(_ slot: Slot, _ keys: ByteKeys, _ start: Int) -> Bool {
      let own = Int(slot.start)
      for offset in 0..<Int(slot.length)
      where arena[own &+ offset] != keys.bytes[start &+ offset] {
        return false
      }
      return true
    }
  }
}

/// Folded keys in one buffer, hashed by ranges, eight bytes at a step.
///
/// The hash is the same in every run and not for keys that an attacker chooses to collide: tables
/// built from the configuration use it, and a look-up compares bytes anyway.
struct ByteKeys {
  let bytes: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  @inline(__always)
  func hash(_ range: Range<Int>) -> UInt64 {
    var at = range.lowerBound
    var left = range.upperBound &- at
    var state = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: left)
    while left > 8 {
      state = Self.mix(state ^ word(at))
      at &+= 8
      left &-= 8
    }
    return Self.mix(state ^ tail(at, left))
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value &* 0xD6E8_FEB8_6659_FD93
    return product ^ product >> 32
  }

  @inline(__always)
  private func word(_ at: Int) -> UInt64 {
    UInt64(
      littleEndian: UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped)
        .loadUnaligned(fromByteOffset: at, as: UInt64.self))
  }

  /// Up to eight bytes, the rest zero.
  @inline(__always)
  private func tail(_ at: Int, _ left: Int) -> UInt64 {
    if at &+ 8 <= bytes.count {
      return word(at) & (left == 8 ? .max : (1 << UInt64(left &* 8)) &- 1)
    }
    var value: UInt64 = 0
    for offset in 0..<left { value |= UInt64(bytes[at &+ offset]) << UInt64(offset &* 8) }
    return value
  }
}

/// Lists of numbers by number, packed: row `i` is what was added to `i`.
struct Rows: Sendable {
  private var starts: [UInt32] = [0]
  private var values: [UInt32] = []

  init() {}

  /// From pairs (row, value); values keep their order.
  init(_ pairs: [(row: Int, value: Int)], count: Int) {
    var starts = [UInt32](repeating: 0, count: count + 1)
    for pair in pairs { starts[pair.row + 1] += 1 }
    for row in 0..<count { starts[row + 1] += starts[row] }
    var next = starts
    values = [UInt32](repeating: 0, count: pairs.count)
    for pair in pairs {
      values[Int(next[pair.row])] = UInt32(pair.value)
      next[pair.row] += 1
    }
    self.starts = starts
  }

  @inline(__always)
  subscript(row: Int) -> ArraySlice<UInt32> {
    guard row + 1 < starts.count else { return [] }
    return values[Int(starts[row])..<Int(starts[row + 1])]
  }
}
