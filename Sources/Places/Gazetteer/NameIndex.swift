/// One reading of a name: the number of a place, and what kind of name it is.
struct NameReading: Hashable {
  var place: Int
  /// One of the place's own names, as against a spelling that some list gives.
  var isPrimary: Bool
  /// Words of the name as it was listed, at most 7. Two names of one key may differ in it.
  var words: Int
}

/// The sorted keys of the gazetteer, read in place.
///
/// `@unchecked Sendable`: the pointers lead into the mapping of the `MappedFile` that the owning
/// `Gazetteer` keeps beside it; that memory never changes while the owner lives.
struct NameIndex: @unchecked Sendable {
  /// What is known about a key.
  struct Hit {
    /// Where the postings stand; nil when no name has exactly this key.
    var postings: Range<Int>?
    /// Some longer key begins with this one.
    var goesOn: Bool
  }

  let heads: UnsafeRawBufferPointer
  let blocks: UnsafeRawBufferPointer

  private var blockCount: Int { heads.count / 12 }

  /// One binary search and a walk over at most sixteen keys; allocates nothing.
  func find(_ key: UnsafeBufferPointer<UInt8>) -> Hit {
    guard blockCount > 0, !key.isEmpty else { return Hit(postings: nil, goesOn: false) }
    let wanted = prefix(of: key)
    var low = 0
    var high = blockCount
    while low < high {
      let middle = (low + high) / 2
      if isAtMost(block: middle, wanted: wanted, key: key) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low > 0 else {
      return Hit(postings: nil, goesOn: firstKey(of: 0, beginsWith: key))
    }
    return walk(block: low - 1, key: key)
  }

  func readings(_ postings: Range<Int>) -> [NameReading] {
    var result: [NameReading] = []
    forEachReading(postings) { result.append($0) }
    return result
  }

  func forEachReading(_ postings: Range<Int>, _ body: (NameReading) -> Void) {
    var cursor = postings.lowerBound
    var place = 0
    while cursor < postings.upperBound {
      let value = variable(at: &cursor)
      place += value >> 4
      body(NameReading(place: place, isPrimary: value & 1 == 1, words: (value >> 1) & 7))
    }
  }

  /// Every key in order, for spelling hints; stops when the closure says so.
  func forEachKey(from start: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) -> Bool) {
    guard blockCount > 0 else { return }
    var low = 0
    var high = blockCount
    start.withUnsafeBufferPointer { key in
      let wanted = prefix(of: key)
      while low < high {
        let middle = (low + high) / 2
        if isAtMost(block: middle, wanted: wanted, key: key) {
          low = middle + 1
        } else {
          high = middle
        }
      }
    }
    walk(from: max(0, low - 1)) { key, _ in
      key.lexicographicallyPrecedes(start) ? true : body(key)
    }
  }

  /// Every key in order, with its postings.
  func forEachEntry(_ body: (UnsafeBufferPointer<UInt8>, Range<Int>) -> Void) {
    walk(from: 0) { key, postings in
      body(key, postings)
      return true
    }
  }

  private func walk(
    from block: Int, _ body: (UnsafeBufferPointer<UInt8>, Range<Int>) -> Bool
  ) {
    var current: [UInt8] = []
    for block in block..<max(block, blockCount) {
      var cursor = offset(of: block)
      let end = self.end(of: block)
      while cursor < end {
        let shared = variable(at: &cursor)
        let length = variable(at: &cursor)
        guard shared <= current.count, cursor + length <= end else { return }
        current.removeSubrange(shared...)
        current.append(contentsOf: blocks[cursor..<cursor + length])
        cursor += length
        let size = variable(at: &cursor)
        let postings = cursor..<min(cursor + size, blocks.count)
        cursor += size
        guard current.withUnsafeBufferPointer({ body($0, postings) }) else { return }
      }
    }
  }
}

extension NameIndex {
  private func walk(block: Int, key: UnsafeBufferPointer<UInt8>) -> Hit {
    var cursor = offset(of: block)
    let end = self.end(of: block)
    // Bytes that the entry before, which is less than the key, shares with the key.
    var common = 0
    while cursor < end {
      let shared = variable(at: &cursor)
      let length = variable(at: &cursor)
      let suffix = cursor
      guard suffix + length <= end else { break }
      cursor += length
      let size = variable(at: &cursor)
      let postings = cursor..<min(cursor + size, end)
      cursor += size
      if shared > common { continue }
      if shared < common { return Hit(postings: nil, goesOn: false) }
      var at = 0
      while at < length, common < key.count, blocks[suffix + at] == key[common] {
        at += 1
        common += 1
      }
      if common == key.count {
        guard at == length else { return Hit(postings: nil, goesOn: true) }
        return Hit(postings: postings, goesOn: goesOn(after: cursor, in: block, key: key))
      }
      if at < length, blocks[suffix + at] > key[common] {
        return Hit(postings: nil, goesOn: false)
      }
    }
    let next = block + 1
    return Hit(postings: nil, goesOn: next < blockCount && firstKey(of: next, beginsWith: key))
  }

  private func goesOn(after cursor: Int, in block: Int, key: UnsafeBufferPointer<UInt8>) -> Bool {
    if cursor < end(of: block) {
      var cursor = cursor
      return variable(at: &cursor) >= key.count
    }
    return block + 1 < blockCount && firstKey(of: block + 1, beginsWith: key)
  }

  private func firstKey(of block: Int, beginsWith key: UnsafeBufferPointer<UInt8>) -> Bool {
    var cursor = offset(of: block)
    _ = variable(at: &cursor)
    let length = variable(at: &cursor)
    guard length >= key.count, cursor + length <= blocks.count else { return false }
    for index in 0..<key.count where blocks[cursor + index] != key[index] { return false }
    return true
  }

  private func isAtMost(block: Int, wanted: UInt64, key: UnsafeBufferPointer<UInt8>) -> Bool {
    let head = UInt64(
      bigEndian: heads.loadUnaligned(fromByteOffset: block * 12, as: UInt64.self))
    if head != wanted { return head < wanted }
    var cursor = offset(of: block)
    _ = variable(at: &cursor)
    let length = variable(at: &cursor)
    guard cursor + length <= blocks.count else { return false }
    for index in 0..<min(length, key.count) {
      let left = blocks[cursor + index]
      if left != key[index] { return left < key[index] }
    }
    return length <= key.count
  }

  private func prefix(of key: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var value: UInt64 = 0
    for index in 0..<8 { value = value << 8 | (index < key.count ? UInt64(key[index]) : 0) }
    return value
  }

  private func offset(of block: Int) -> Int {
    min(
      Int(
        UInt32(
          littleEndian: heads.loadUnaligned(fromByteOffset: block * 12 + 8, as: UInt32.self))),
      blocks.count)
  }

  private func end(of block: Int) -> Int {
    block + 1 < blockCount ? offset(of: block + 1) : blocks.count
  }

  /// LEB128; past the end it gives 0, so that a damaged file ends a walk and reads nothing outside.
  private func variable(at cursor: inout Int) -> Int {
    var value = 0
    var shift = 0
    while cursor < blocks.count, shift < 35 {
      let byte = blocks[cursor]
      cursor += 1
      value |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return value
  }
}
