internal import Text

extension Gazetteer {
  /// The places that a reference names, the likeliest first: by what a type word says, then the
  /// most populous. Codes and numbers give one place. Own places are not looked for.
  package func find(_ reference: PlaceReference) -> [Place] {
    numbers(reference).map(place)
  }

  func numbers(_ reference: PlaceReference) -> [Int] {
    switch reference.name {
    case .geonames(let id):
      guard id > 0, id < Int(GazetteerFormat.firstOwnID) else { return [] }
      return place(geonamesID: UInt32(id)).map { [$0] } ?? []
    case .name(let name, let country):
      return numbers(named: name, country: country)
    }
  }

  /// The listed name nearest to one that was not found, for a hint.
  package func suggestions(for name: String) -> String? {
    let key = TypeWords.standard.stripped(NameKey(name)).name.joined
    guard key.count >= 3 else { return nil }
    let limit = key.count > 8 ? 4 : 2
    var best: (distance: Int, population: Int, place: Int)?
    // Names that begin alike stand together; a slip in the first two letters is not looked for.
    let start = Self.firstScalars(2, of: key)
    var visited = 0
    index.forEachKey(from: start) { candidate in
      visited += 1
      guard visited < 40_000, candidate.starts(with: start) else { return false }
      guard abs(candidate.count - key.count) <= limit else { return true }
      let distance = EditDistance.bounded(key, candidate, limit: limit)
      guard distance <= limit, distance <= best?.distance ?? limit else { return true }
      guard let postings = index.find(candidate).postings else { return true }
      for reading in index.readings(postings) {
        let people = population(reading.place)
        if distance < best?.distance ?? Int.max || people > best?.population ?? -1 {
          best = (distance, people, reading.place)
        }
      }
      return true
    }
    return best.map { self.name($0.place) }
  }

  /// Numbers of the places with this name, the likeliest first.
  func numbers(named name: String, country: String?) -> [Int] {
    let trimmed = String(name.unicodeScalars.drop { $0 == " " })
    let code = trimmed.uppercased()
    if Self.looksLikeCode(trimmed, country: country), let found = place(code: code) {
      return [found]
    }
    let whole = NameKey(trimmed)
    let (bare, sense) = TypeWords.standard.stripped(whole)
    var found: [Int] = []
    for key in [whole, bare] where key != whole || found.isEmpty {
      for reading in readings(of: key) where !found.contains(reading.place) {
        found.append(reading.place)
      }
    }
    if found.isEmpty { found = variants(of: whole) }
    if let country {
      let wanted =
        Self.looksLikeCode(country, country: nil)
        ? place(code: country.uppercased()) : numbers(named: country, country: nil).first
      let number = wanted.flatMap { countryNumber($0) }
      found = found.filter { number != nil && countryNumber($0) == number }
    }
    return found.sorted { left, right in
      let ranks = (rank(left, sense), rank(right, sense))
      if ranks.0 != ranks.1 { return ranks.0 > ranks.1 }
      let people = (population(left), population(right))
      if people.0 != people.1 { return people.0 > people.1 }
      return left < right
    }
  }

  /// Readings whose listed name has as many words as the key, or which the key runs together.
  func readings(of key: NameKey) -> [NameReading] {
    let joined = key.joined
    let hit = joined.withUnsafeBufferPointer { index.find($0) }
    guard let postings = hit.postings else { return [] }
    return index.readings(postings)
  }

  /// Spellings that differ in أبو, البو and بو alone.
  private func variants(of key: NameKey) -> [Int] {
    for variant in ArabicNames.variants(of: key.joined[...]) {
      let found = readings(of: NameKey(words: [variant])).map(\.place)
      if !found.isEmpty { return found }
    }
    return []
  }

  /// How well a place's kind fits what was asked for.
  func rank(_ place: Int, _ sense: TypeWords.Sense?) -> Int {
    let kind = kind(place)
    switch (sense, kind) {
    case (.division?, .division), (.district?, .district), (.settlement?, .settlement),
      (.country?, .country):
      return 2
    case (.division?, .district), (.district?, .division): return 1
    case (nil, .country), (nil, .continent): return 1
    default: return 0
    }
  }

  /// `SY`, `SYR`, `SY-DY`: capitals as written, so that `Of` and `in` stay words.
  private static func looksLikeCode(_ text: String, country: String?) -> Bool {
    guard country == nil else { return false }
    let bytes = Array(text.utf8)
    guard (2...8).contains(bytes.count) else { return false }
    let capital = UInt8(ascii: "A")...UInt8(ascii: "Z")
    if bytes.count <= 3 { return bytes.allSatisfy(capital.contains) }
    guard bytes[2] == UInt8(ascii: "-") else { return false }
    return bytes[..<2].allSatisfy { capital.contains($0 & 0xDF) }
  }

  private static func firstScalars(_ count: Int, of key: [UInt8]) -> [UInt8] {
    var seen = 0
    for (index, byte) in key.enumerated() where byte & 0xC0 != 0x80 {
      if seen == count { return Array(key[..<index]) }
      seen += 1
    }
    return key
  }
}

/// Levenshtein distance in bytes, given up beyond a limit.
enum EditDistance {
  static func bounded(_ left: [UInt8], _ right: UnsafeBufferPointer<UInt8>, limit: Int) -> Int {
    var row = Array(0...right.count)
    for (index, byte) in left.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      var least = row[0]
      for column in 0..<right.count {
        let above = row[column + 1]
        let change = diagonal + (byte == right[column] ? 0 : 1)
        row[column + 1] = min(change, min(above, row[column]) + 1)
        diagonal = above
        least = min(least, row[column + 1])
      }
      if least > limit { return limit + 1 }
    }
    return row[right.count]
  }
}
