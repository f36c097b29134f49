/// The names of the gazetteer, and behind them those of places that were added to it.
///
/// A place's number below `baseCount` is the base's own; the added places follow. An added place
/// that the base has too, by its GeoNames id, only lends it further names.
struct LayeredIndex: Sendable {
  /// Where the postings of a key stand in each of the two.
  struct Postings: Sendable {
    var base: Range<Int>?
    var added: Range<Int>?
  }

  /// What is known about a key.
  struct Hit {
    /// nil when no name has exactly this key.
    var postings: Postings?
    /// Some longer key begins with this one.
    var goesOn: Bool
  }

  /// Names of added places.
  struct Layer: Sendable {
    let index: NameIndex
    /// The number of each added place.
    let numbers: [Int32]
    /// Places from this number on are somebody's own, and win over others of their name.
    let firstOwn: Int
  }

  let base: NameIndex
  let added: Layer?

  func find(_ key: UnsafeBufferPointer<UInt8>) -> Hit {
    let hit = base.find(key)
    guard let added else {
      return Hit(postings: hit.postings.map { Postings(base: $0) }, goesOn: hit.goesOn)
    }
    let more = added.index.find(key)
    let isKnown = hit.postings != nil || more.postings != nil
    return Hit(
      postings: isKnown ? Postings(base: hit.postings, added: more.postings) : nil,
      goesOn: hit.goesOn || more.goesOn)
  }

  /// The places of a name; where somebody's own places are among them, those alone.
  func readings(_ postings: Postings) -> [NameReading] {
    guard let added, let range = postings.added else {
      return postings.base.map { base.readings($0) } ?? []
    }
    var all: [NameReading] = []
    var own: [NameReading] = []
    added.index.forEachReading(range) { reading in
      guard let reading = added.translated(reading) else { return }
      if reading.place >= added.firstOwn { own.append(reading) } else { all.append(reading) }
    }
    guard own.isEmpty else { return own }
    guard let range = postings.base else { return all }
    base.forEachReading(range) { reading in
      // The place's own name is the better reading of the two.
      if let twin = all.firstIndex(where: { $0.place == reading.place }) {
        if reading.isPrimary || !all[twin].isPrimary { all[twin] = reading }
      } else {
        all.append(reading)
      }
    }
    return all
  }

  /// Those of them that fit.
  func readings(_ postings: Postings, where fits: (NameReading) -> Bool) -> [NameReading] {
    guard added == nil, let range = postings.base else { return readings(postings).filter(fits) }
    var result: [NameReading] = []
    base.forEachReading(range) { if fits($0) { result.append($0) } }
    return result
  }

  /// Every key in order, first of the base, then of what was added; each stops when the
  /// closure says so.
  func forEachKey(from start: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) -> Bool) {
    base.forEachKey(from: start, body)
    added?.index.forEachKey(from: start, body)
  }

  /// Every reading of every key.
  func forEachReading(_ body: (UnsafeBufferPointer<UInt8>, NameReading) -> Void) {
    base.forEachEntry { key, postings in base.forEachReading(postings) { body(key, $0) } }
    guard let added else { return }
    added.index.forEachEntry { key, postings in
      added.index.forEachReading(postings) { reading in
        if let reading = added.translated(reading) { body(key, reading) }
      }
    }
  }
}

extension LayeredIndex.Layer {
  /// The number of an added place; nil for one that a damaged file gives.
  func number(_ place: Int) -> Int? {
    numbers.indices.contains(place) ? Int(numbers[place]) : nil
  }

  fileprivate func translated(_ reading: NameReading) -> NameReading? {
    guard let number = number(reading.place) else { return nil }
    var reading = reading
    reading.place = number
    return reading
  }
}
