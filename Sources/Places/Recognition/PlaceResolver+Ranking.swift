internal import Foundation

/// Which of the places of one name is meant.
extension PlaceResolver {
  private static let mostRanked = 6

  /// The likeliest readings, in order.
  func ranked(_ readings: [NameReading], _ mention: Mention) -> [NameReading] {
    guard readings.count > 1 else { return readings }
    var best: [(reading: NameReading, score: Double)] = []
    best.reserveCapacity(Self.mostRanked + 1)
    for reading in readings {
      let score = score(reading, mention)
      var at = best.count
      while at > 0, best[at - 1].score < score { at -= 1 }
      guard at < Self.mostRanked else { continue }
      best.insert((reading, score), at: at)
      if best.count > Self.mostRanked { best.removeLast() }
    }
    return best.map(\.reading)
  }

  /// The first of them.
  func likeliest(_ readings: [NameReading], _ mention: Mention) -> NameReading? {
    guard readings.count > 1 else { return readings.first }
    var best: NameReading?
    var highest = -Double.infinity
    for reading in readings {
      let score = score(reading, mention)
      if score > highest {
        best = reading
        highest = score
      }
    }
    return best
  }

  private func score(_ reading: NameReading, _ mention: Mention) -> Double {
    let facts = gazetteer.facts(reading.place)
    // Most districts' people are not counted.
    let people = max(facts.people, facts.kind == .district ? 20_000 : 0)
    var score = 0.8 * log10(Double(people) + 10)
    switch facts.kind {
    case .country: score += 3
    case .continent: score += 2
    case .region: score += 1.5
    case .division: score -= 0.3
    case .district: score -= 1
    default: if facts.isCapital { score += 1 }
    }
    if let sense = mention.sense { score += fit(sense, facts.kind) }
    if reading.isPrimary { score += 0.6 }
    if let holder = mention.holder, gazetteer.holds(holder, reading.place) { score += 4 }
    return score + 2.2 * support(reading.place, facts.country)
  }

  private func fit(_ sense: TypeWords.Sense, _ kind: Place.Kind) -> Double {
    switch (sense, kind) {
    case (.country, .country), (.division, .division), (.district, .district),
      (.settlement, .settlement):
      3
    case (.division, .district), (.district, .division): 1.5
    case (.area, _): 0
    case (_, .country): -3
    default: -1
    }
  }

  /// What the rest of the article says for this place.
  private func support(_ place: Int, _ country: Int?) -> Double {
    var support = 0.0
    if let country {
      let weight = countries[country]
      if allCountries > 0 { support += 1.4 * weight / (allCountries + 0.6) }
      if country == hint { support += 0.9 }
    }
    if !divisions.isEmpty, let division = gazetteer.division(place) {
      support += min(divisions[division, default: 0], 1) * 0.5
    }
    return support
  }
}
