/// A row of `entry`: an entry (no target), another key of one, or a mark that a key is no identity
/// (its own target).
struct EntryRow: Equatable {
  var key: Int64
  var target: Int64?
  var title: Int64 = 0
  var text: Int64 = 0
  var published: Int64?
  var tail: Int64?
  var article: Int64?
  var firstSeen: Int64 = 0
  var lastSeen: Int64
}

/// The rows of one source that were written last, kept as one value of the table `recent`: what a
/// document shows is then read at once and written at once, where each entry has three keys and each
/// key would cost a look-up and an insertion of its own. What no longer fits moves to `entry`; a row
/// here stands before one of the same key there.
struct RecentRows: Equatable {
  /// More are too long to be written again for every new entry.
  static let capacity = 384
  /// So many stay when some must move: more than most documents show.
  static let kept = 192

  /// Ordered by key.
  private(set) var rows: [EntryRow] = []

  subscript(key: Int64) -> EntryRow? {
    place(of: key).flatMap { rows[$0] }
  }

  /// Changes the row of a key. False when it is not here.
  mutating func change(_ key: Int64, _ body: (inout EntryRow) -> Void) -> Bool {
    guard let place = place(of: key) else { return false }
    body(&rows[place])
    return true
  }

  /// A row to be written, in the place of an older one or only where there is none.
  struct Fresh {
    var row: EntryRow
    var replaces: Bool
  }

  /// Writes rows in the order given; linear in what is here and linearithmic in what comes.
  mutating func put(_ fresh: [Fresh]) {
    // The sort moves keys and places, not rows.
    let order = fresh.indices.map { (key: fresh[$0].row.key, place: $0) }
      .sorted { $0.key != $1.key ? $0.key < $1.key : $0.place < $1.place }
    var merged: [EntryRow] = []
    merged.reserveCapacity(rows.count + fresh.count)
    var old = 0
    for (_, index) in order {
      let row = fresh[index].row
      while old < rows.count, rows[old].key <= row.key {
        merged.append(rows[old])
        old += 1
      }
      if merged.last?.key != row.key {
        merged.append(row)
      } else if fresh[index].replaces {
        merged[merged.count - 1] = row
      }
    }
    merged += rows[old...]
    rows = merged
  }

  /// Takes out what does not fit, the longest unseen first.
  mutating func overflow() -> [EntryRow] {
    guard rows.count > Self.capacity else { return [] }
    let order = rows.indices.sorted { left, right in
      let seen = (rows[left].lastSeen, rows[right].lastSeen)
      return seen.0 != seen.1 ? seen.0 > seen.1 : left < right
    }
    let leaving = order[Self.kept...].sorted().map { rows[$0] }
    rows = order[..<Self.kept].sorted().map { rows[$0] }
    return leaving
  }

  private func place(of key: Int64) -> Int? {
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low < rows.count && rows[low].key == key ? low : nil
  }
}

// MARK: - As bytes

extension RecentRows {
  /// What follows a row's key, in this order; another key has its target alone.
  fileprivate enum Has {
    static let target: UInt8 = 1
    static let published: UInt8 = 2
    static let tail: UInt8 = 4
    static let article: UInt8 = 8
  }

  /// Nil for bytes that `bytes` has not made, which their mark tells.
  init?(_ bytes: UnsafeRawBufferPointer) {
    var reader = Reader(bytes: bytes)
    guard let mark = reader.next(UInt64.self),
      mark == Fingerprint.of(UnsafeRawBufferPointer(rebasing: bytes[reader.offset...]))
    else { return nil }
    while reader.offset < bytes.count {
      guard let has = reader.next(UInt8.self), let key = reader.next(Int64.self),
        let seen = reader.next(UInt32.self)
      else { return nil }
      var row = EntryRow(key: key, lastSeen: Int64(seen))
      if has & Has.target != 0 {
        guard let target = reader.next(Int64.self) else { return nil }
        row.target = target
      } else {
        guard let first = reader.next(UInt32.self), let title = reader.next(Int64.self),
          let text = reader.next(Int64.self)
        else { return nil }
        row.firstSeen = Int64(first)
        row.title = title
        row.text = text
        if has & Has.published != 0 { row.published = reader.next(Int64.self) }
        if has & Has.tail != 0 { row.tail = reader.next(Int64.self) }
        if has & Has.article != 0 { row.article = reader.next(Int64.self) }
      }
      if let last = rows.last, last.key >= key { return nil }
      rows.append(row)
    }
    guard reader.isSound else { return nil }
  }

  /// Little-endian, a mark of the rest in front; times in whole seconds, as far as 32 bits reach
  /// (2106).
  var bytes: [UInt8] {
    // The longest row: mask, times and six words.
    [UInt8](unsafeUninitializedCapacity: 8 + rows.count * 57) { buffer, count in
      let raw = UnsafeMutableRawBufferPointer(buffer)
      count = 8
      func add<Value: FixedWidthInteger>(_ value: Value) {
        raw.storeBytes(of: value.littleEndian, toByteOffset: count, as: Value.self)
        count += MemoryLayout<Value>.size
      }
      for row in rows {
        add(row.mask)
        add(row.key)
        add(UInt32(clamping: row.lastSeen))
        if let target = row.target {
          add(target)
          continue
        }
        add(UInt32(clamping: row.firstSeen))
        add(row.title)
        add(row.text)
        if let published = row.published { add(published) }
        if let tail = row.tail { add(tail) }
        if let article = row.article { add(article) }
      }
      let mark = Fingerprint.of(UnsafeRawBufferPointer(rebasing: raw[8..<count]))
      raw.storeBytes(of: mark.littleEndian, as: UInt64.self)
    }
  }

  private struct Reader {
    let bytes: UnsafeRawBufferPointer
    var offset = 0
    var isSound = true

    mutating func next<Value: FixedWidthInteger>(_: Value.Type) -> Value? {
      guard bytes.count - offset >= MemoryLayout<Value>.size else {
        offset = bytes.count
        isSound = false
        return nil
      }
      defer { offset += MemoryLayout<Value>.size }
      return Value(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Value.self))
    }
  }
}

extension EntryRow {
  fileprivate var mask: UInt8 {
    guard target == nil else { return RecentRows.Has.target }
    return (published == nil ? 0 : RecentRows.Has.published)
      | (tail == nil ? 0 : RecentRows.Has.tail) | (article == nil ? 0 : RecentRows.Has.article)
  }
}
