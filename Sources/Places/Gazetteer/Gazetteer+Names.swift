extension Gazetteer {
  /// The names that lead to each of these places, folded and with their words run together, as the
  /// index keeps them: the places' own names first. It walks over the whole index, which takes a
  /// tenth of a second: for people, not for articles.
  func names(of places: Set<Int>) -> [Int: [String]] {
    var primary: [Int: [String]] = [:]
    var other: [Int: [String]] = [:]
    index.forEachReading { key, reading in
      guard places.contains(reading.place) else { return }
      let name = String(decoding: key, as: UTF8.self)
      if reading.isPrimary {
        primary[reading.place, default: []].append(name)
      } else {
        other[reading.place, default: []].append(name)
      }
    }
    return primary.merging(other) { first, second in
      first + second.filter { !first.contains($0) }
    }
  }
}
