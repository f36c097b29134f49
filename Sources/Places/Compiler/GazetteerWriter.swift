/// Lays the compiled gazetteer out in bytes.
struct GazetteerWriter {
  private struct Posting {
    var key: Range<Int>
    var place: UInt32
    var words: UInt8
    var isPrimary: Bool
  }

  let bytes: [UInt8]

  /// Bytes of the longest key; a longer name is not indexed.
  static let longestKey = 120

  init(_ source: GazetteerCompiler, isAddition: Bool = false) {
    // Records stand in the order of their ids; numbers of the source become places in that order.
    let order = source.records.indices.sorted {
      (source.records[$0].id, $0) < (source.records[$1].id, $1)
    }
    var placeOf = [UInt32](repeating: 0, count: order.count)
    for (place, record) in order.enumerated() { placeOf[record] = UInt32(place) }

    var sections: [GazetteerFormat.Section: [UInt8]] = [:]
    (sections[.places], sections[.names]) = Self.places(source, order)
    (sections[.heads], sections[.blocks]) = Self.keys(source, placeOf)
    sections[.starts] = StartFilter.bytes(of: Self.starts(source))
    sections[.codes] = Self.codes(source, placeOf)
    sections[.divisions] = Self.numbers(source.divisions, placeOf)
    sections[.districts] = Self.numbers(source.districts, placeOf)
    sections[.countries] = Self.countries(source, placeOf)
    sections[.continents] = Self.continents(source, placeOf)
    sections[.borders] = Self.borders(source, placeOf)

    var body: [UInt8] = []
    var table: [UInt8] = []
    for section in GazetteerFormat.Section.allCases {
      let content = sections[section] ?? []
      table.appendLittle(UInt32(GazetteerFormat.headerBytes + body.count))
      table.appendLittle(UInt32(content.count))
      body += content
      while body.count % 8 != 0 { body.append(0) }
    }
    var header = GazetteerFormat.magic
    header.appendLittle(GazetteerFormat.version)
    header.appendLittle(UInt32(GazetteerFormat.headerBytes + body.count))
    header += table
    if isAddition {
      header.appendLittle(UInt32(1))
      header.appendLittle(FoldMark.current)
    }
    while header.count < GazetteerFormat.headerBytes - 4 { header.append(0) }
    header.appendLittle(GazetteerFormat.checksum(header))
    bytes = header + body
  }

  private static func places(
    _ source: GazetteerCompiler, _ order: [Int]
  ) -> (places: [UInt8], names: [UInt8]) {
    var places: [UInt8] = []
    var names: [UInt8] = []
    var offsets: [String: UInt32] = [:]
    for record in order.map({ source.records[$0] }) {
      var offset = offsets[record.name]
      if offset == nil {
        offset = UInt32(names.count)
        offsets[record.name] = offset
        let text = record.name.utf8.prefix(255)
        names.append(UInt8(text.count))
        names += text
      }
      places.appendLittle(record.id)
      places.appendLittle(Int32((record.coordinate.latitude * 100_000).rounded()))
      places.appendLittle(Int32((record.coordinate.longitude * 100_000).rounded()))
      places.appendLittle(UInt32(clamping: record.population))
      places.appendLittle(offset ?? 0)
      places.appendLittle(record.division.map { UInt16($0) } ?? GazetteerFormat.none16)
      if GazetteerFormat.hasReach(record.kind) {
        places.appendLittle(UInt16(min(20_000, record.reachKilometres.rounded())))
      } else {
        places.appendLittle(record.district.map { UInt16($0) } ?? GazetteerFormat.none16)
      }
      places.append(record.country.map { UInt8($0) } ?? GazetteerFormat.none8)
      places.append(record.kind.rawValue)
      places.append(record.secondCountry.map { UInt8($0) } ?? GazetteerFormat.none8)
      places.append((record.isCapital ? 1 : 0) | (record.isNameShared ? 2 : 0))
    }
    return (places, names)
  }

  private static func keys(
    _ source: GazetteerCompiler, _ placeOf: [UInt32]
  ) -> (heads: [UInt8], blocks: [UInt8]) {
    var pool: [UInt8] = []
    var postings: [Posting] = []
    func add(_ key: NameKey, _ name: GazetteerCompiler.Name, isPrimary: Bool) {
      let start = pool.count
      for word in key.words { pool += word }
      guard pool.count > start, pool.count - start <= longestKey else {
        pool.removeSubrange(start...)
        return
      }
      postings.append(
        Posting(
          key: start..<pool.count, place: placeOf[name.record],
          words: UInt8(min(7, key.words.count)), isPrimary: isPrimary))
    }
    for name in source.names {
      let key = NameKey(name.text)
      add(key, name, isPrimary: name.isPrimary)
      let (bare, sense) = TypeWords.standard.stripped(key)
      let kind = source.records[name.record].kind
      if bare != key, sense != nil, kind != .country, kind != .region {
        // `Madison` alone is hardly the county; `دير الزور` alone may well be the governorate.
        add(bare, name, isPrimary: name.isPrimary && kind == .division)
      }
    }
    return pool.withUnsafeBufferPointer { pool in
      func less(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        UnsafeBufferPointer(rebasing: pool[left])
          .lexicographicallyPrecedes(UnsafeBufferPointer(rebasing: pool[right]))
      }
      func same(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        UnsafeBufferPointer(rebasing: pool[left])
          .elementsEqual(UnsafeBufferPointer(rebasing: pool[right]))
      }
      postings.sort { left, right in
        if less(left.key, right.key) { return true }
        if less(right.key, left.key) { return false }
        if left.place != right.place { return left.place < right.place }
        if left.isPrimary != right.isPrimary { return left.isPrimary }
        return left.words > right.words
      }
      var heads: [UInt8] = []
      var blocks: [UInt8] = []
      var previous: Range<Int> = 0..<0
      var count = 0
      var index = 0
      while index < postings.count {
        let key = postings[index].key
        var list: [UInt8] = []
        var last = 0
        var isFirst = true
        while index < postings.count, same(postings[index].key, key) {
          let posting = postings[index]
          index += 1
          // One posting a place: the first is the best.
          if !isFirst, Int(posting.place) == last { continue }
          list.appendVariable(
            (Int(posting.place) - last) << 4 | Int(posting.words) << 1
              | (posting.isPrimary ? 1 : 0))
          last = Int(posting.place)
          isFirst = false
        }
        var shared = 0
        if count % GazetteerFormat.keysPerBlock == 0 {
          for offset in 0..<8 {
            heads.append(offset < key.count ? pool[key.lowerBound + offset] : 0)
          }
          heads.appendLittle(UInt32(blocks.count))
        } else {
          while shared < min(key.count, previous.count),
            pool[key.lowerBound + shared] == pool[previous.lowerBound + shared]
          {
            shared += 1
          }
        }
        blocks.appendVariable(shared)
        blocks.appendVariable(key.count - shared)
        blocks += pool[(key.lowerBound + shared)..<key.upperBound]
        blocks.appendVariable(list.count)
        blocks += list
        previous = key
        count += 1
      }
      return (heads, blocks)
    }
  }

  /// First words of names, and the first two and all of them run together, as hashtags are.
  private static func starts(_ source: GazetteerCompiler) -> Set<[UInt8]> {
    var starts: Set<[UInt8]> = []
    for name in source.names {
      let key = NameKey(name.text)
      for name in [key, TypeWords.standard.stripped(key).name] where !name.words.isEmpty {
        starts.insert(name.words[0])
        starts.insert(Array(name.words.prefix(2).joined()))
        starts.insert(name.joined)
      }
    }
    return starts
  }

  private static func codes(_ source: GazetteerCompiler, _ placeOf: [UInt32]) -> [UInt8] {
    var result: [UInt8] = []
    let sorted = source.codes.filter { $0.code.utf8.count <= 8 }.sorted { $0.code < $1.code }
    for (code, record) in sorted {
      result += code.utf8
      result += [UInt8](repeating: 0, count: 8 - code.utf8.count)
      result.appendLittle(placeOf[record])
    }
    return result
  }

  private static func numbers(_ records: [Int], _ placeOf: [UInt32]) -> [UInt8] {
    var result: [UInt8] = []
    for record in records { result.appendLittle(placeOf[record]) }
    return result
  }

  private static func countries(_ source: GazetteerCompiler, _ placeOf: [UInt32]) -> [UInt8] {
    var result: [UInt8] = []
    for country in source.countries {
      let long = country.longCode.utf8.count == 3 ? Array(country.longCode.utf8) : [0, 0, 0]
      let continent = source.continents.firstIndex { $0.code == country.continent }
      result += Array(country.code.utf8) + long
      result.append(continent.map { UInt8($0) } ?? GazetteerFormat.none8)
      result += [0, 0]
      result.appendLittle(placeOf[country.record])
    }
    return result
  }

  private static func continents(_ source: GazetteerCompiler, _ placeOf: [UInt32]) -> [UInt8] {
    var result: [UInt8] = []
    for continent in source.continents where continent.code.utf8.count == 2 {
      result += Array(continent.code.utf8) + [0, 0]
      result.appendLittle(placeOf[continent.record])
    }
    return result
  }

  private static func borders(_ source: GazetteerCompiler, _ placeOf: [UInt32]) -> [UInt8] {
    var result: [UInt8] = []
    for (record, border) in source.records.enumerated() where border.kind == .border {
      guard let first = border.country, let second = border.secondCountry else { continue }
      result += [UInt8(first), UInt8(second), 0, 0]
      result.appendLittle(placeOf[record])
    }
    return result
  }
}
