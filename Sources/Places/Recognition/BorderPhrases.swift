internal import Text

/// `الحدود العراقية السورية`, `the Iraqi-Syrian border`, `the border between Syria and Iraq`.
enum BorderPhrases {
  struct Match: Equatable {
    var words: Range<Int>
    var first: String
    var second: String
  }

  /// Whether the text speaks of any border.
  static func mayOccur(in surface: SurfaceText) -> Bool {
    !surface.allStems.isDisjoint(with: .anyBorder)
  }

  static func match(at index: Int, in surface: SurfaceText, gazetteer: Gazetteer) -> Match? {
    if surface.words[index].classes.contains(.border) {
      return arabic(at: index, surface, gazetteer)
    }
    guard SurfaceText.isCased(surface.word(index)) else { return nil }
    if surface.words[index].classes.contains(.latinBorder) {
      return afterBorder(at: index, surface, gazetteer)
    }
    let ahead = surface.words[index..<min(index + 8, surface.count)]
    guard ahead.contains(where: { $0.classes.contains(.latinBorder) }) else { return nil }
    return beforeBorder(at: index, surface, gazetteer)
  }

  /// الحدود and two adjectives, or بين and two countries, or مع and one beside an adjective.
  private static func arabic(
    at index: Int, _ surface: SurfaceText, _ gazetteer: Gazetteer
  ) -> Match? {
    guard index + 2 < surface.count else { return nil }
    if surface.words[index + 1].classes.contains(.between) {
      return pair(from: index, countriesAt: index + 2, surface, gazetteer)
    }
    guard joins(surface, index + 1), joins(surface, index + 2),
      let first = adjective(index + 1, surface)
    else { return nil }
    if let second = adjective(index + 2, surface), second != first {
      return Match(words: index..<index + 3, first: first, second: second)
    }
    if surface.words[index + 2].classes.contains(.with),
      let second = country(index + 3, surface, gazetteer), second.code != first
    {
      return Match(words: index..<second.end, first: first, second: second.code)
    }
    return nil
  }

  /// border between A and B.
  private static func afterBorder(
    at index: Int, _ surface: SurfaceText, _ gazetteer: Gazetteer
  ) -> Match? {
    guard index + 3 < surface.count, surface.words[index + 1].classes.contains(.between) else {
      return nil
    }
    return pair(from: index, countriesAt: index + 2, surface, gazetteer)
  }

  private static func pair(
    from start: Int, countriesAt index: Int, _ surface: SurfaceText, _ gazetteer: Gazetteer
  ) -> Match? {
    guard let first = country(index, surface, gazetteer), first.end < surface.count else {
      return nil
    }
    let next = surface.words[first.end].classes.contains(.with) ? first.end + 1 : first.end
    guard let second = country(next, surface, gazetteer, dropsWaw: next == first.end),
      second.code != first.code
    else { return nil }
    return Match(words: start..<second.end, first: first.code, second: second.code)
  }

  /// A-B border, of adjectives or countries.
  private static func beforeBorder(
    at index: Int, _ surface: SurfaceText, _ gazetteer: Gazetteer
  ) -> Match? {
    guard surface.word(index).isCapitalised,
      let first = side(index, surface, gazetteer), first.end < surface.count,
      surface.words[first.end].gap == .hyphen || surface.words[first.end].gap == .space,
      let second = side(first.end, surface, gazetteer), second.code != first.code,
      second.end < surface.count, joins(surface, second.end),
      surface.words[second.end].classes.contains(.latinBorder)
    else { return nil }
    return Match(words: index..<second.end + 1, first: first.code, second: second.code)
  }

  private static func side(
    _ index: Int, _ surface: SurfaceText, _ gazetteer: Gazetteer
  ) -> (code: String, end: Int)? {
    if let code = surface.words[index].stems.country {
      return (code, index + 1)
    }
    return country(index, surface, gazetteer)
  }

  private static func adjective(_ index: Int, _ surface: SurfaceText) -> String? {
    surface.words[index].stems.country
  }

  private static func joins(_ surface: SurfaceText, _ index: Int) -> Bool {
    switch surface.words[index].gap {
    case .space, .hyphen, .underscore, .none: true
    default: false
    }
  }

  /// A country's name of up to three words.
  private static func country(
    _ index: Int, _ surface: SurfaceText, _ gazetteer: Gazetteer, dropsWaw: Bool = false
  ) -> (code: String, end: Int)? {
    guard index < surface.count else { return nil }
    var key = Array(surface.key(index))
    if dropsWaw {
      guard key.starts(with: Array("و".utf8)) else { return nil }
      key.removeFirst(2)
    }
    var found: (code: String, end: Int)?
    for end in index + 1...min(index + 3, surface.count) {
      if end > index + 1 {
        guard joins(surface, end - 1) else { break }
        key += surface.key(end - 1)
      }
      let hit = key.withUnsafeBufferPointer { gazetteer.index.find($0) }
      if let postings = hit.postings {
        for reading in gazetteer.index.readings(postings)
        where gazetteer.kind(reading.place) == .country {
          if let number = gazetteer.countryNumber(reading.place) {
            found = (gazetteer.countries[number].code, end)
          }
        }
      }
      guard hit.goesOn else { break }
    }
    return found
  }
}
