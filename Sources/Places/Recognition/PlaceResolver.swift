internal import Foundation
internal import Text

/// Decides which place each mention is, and whether it is one: by how well known the place is, what
/// the words around say, and which countries the rest of the article is about.
struct PlaceResolver {
  let gazetteer: Gazetteer
  /// Weight of each country in the article, from what is certain in it.
  private var countries: [Int: Double] = [:]
  /// The sum of `countries`, in the order of the text: that of a dictionary changes, and the last
  /// bits of its sum with it.
  private var allCountries = 0.0
  private var divisions: [Int: Double] = [:]
  private let hint: Int?

  struct Choice {
    var place: Int
    var others: [Int]
    var confidence: Double
  }

  init(gazetteer: Gazetteer, hint: Int?) {
    self.gazetteer = gazetteer
    self.hint = hint
  }

  mutating func learn(country: Int, weight: Double) {
    countries[country, default: 0] += weight
    allCountries += weight
  }

  /// Takes in what a mention tells of the article's countries when nothing else is known.
  mutating func learn(_ mention: Mention) {
    guard case .readings(let readings) = mention.target, !mention.isPartOfName,
      let best = ranked(readings, mention).first, !isOrdinary(mention)
    else { return }
    let people = gazetteer.population(best.place)
    let kind = gazetteer.kind(best.place)
    guard let country = gazetteer.countryNumber(best.place) else { return }
    // A name that several countries know well tells of none.
    let rival = readings.filter { gazetteer.countryNumber($0.place) != country }
      .map { gazetteer.population($0.place) }.max()
    guard kind == .country || (rival ?? 0) * 20 <= people else { return }
    switch kind {
    case .country: learn(country: country, weight: 2)
    case .division, .district: learn(country: country, weight: 0.7)
    default: if people >= 200_000 || readings.count == 1 { learn(country: country, weight: 0.6) }
    }
    if let division = gazetteer.division(best.place) ?? (kind == .division ? best.place : nil) {
      divisions[division, default: 0] += 0.5
    }
  }

  /// Nil when the words are more likely no place.
  func choose(_ mention: Mention, in surface: SurfaceText) -> Choice? {
    guard case .readings(let readings) = mention.target, !mention.isPartOfName else { return nil }
    let order = ranked(readings, mention)
    guard let best = order.first, !isWord(mention, best, surface) else { return nil }
    let strength =
      standing(best.place) + support(best.place) + mention.cue
      - (isOrdinary(mention) ? 2.6 : 0) - (best.isPrimary ? 0 : 0.5)
      - (mention.key.count < 6 && !mention.isCompound && standing(best.place) < 2.2 ? 0.4 : 0)
    let isCased =
      SurfaceText.isCased(surface.word(mention.words.lowerBound)) && !surface.isCaseless
    guard strength >= (isCased ? Self.casedThreshold : Self.plainThreshold) else { return nil }
    return Choice(
      place: best.place, others: order.dropFirst().prefix(5).map(\.place),
      confidence: 1 / (1 + exp(-strength)))
  }

  /// A capital already says that a word is a name; Arabic has none.
  private static let casedThreshold = 1.3
  private static let plainThreshold = 2.0

  /// Whether a single word is plainly something else: it stands in small letters elsewhere, is an
  /// adjective of a country, a short abbreviation, or a particle with a clitic.
  private func isWord(_ mention: Mention, _ best: NameReading, _ surface: SurfaceText) -> Bool {
    guard mention.words.count == 1 else { return false }
    let index = mention.words.lowerBound
    let word = surface.word(index)
    let key = surface.key(index)
    let kind = gazetteer.kind(best.place)
    if word.script == .arabic, mention.sense == nil,
      Self.particles.contains(mention.key[...])
        || TypeWords.standard.before[mention.key] != nil
    {
      return true
    }
    if SurfaceText.isCased(word) {
      if surface.smallWords.contains(key), !surface.isCaseless { return true }
      if CountryAdjectives.standard.code(of: key) != nil, kind != .country { return true }
      return word.isAllCapitals && key.count <= 4 && kind != .country && !surface.isTitleCase
    }
    guard word.script == .arabic, mention.hasClitic, mention.sense == nil else { return false }
    // وهو, وليس, بينا: a clitic and three letters are an ordinary word far more often.
    return mention.key.count <= 6 && standing(best.place) < 2.2
  }

  /// Words of direction and grammar that the lists give as names of villages far away.
  private static let particles = WordList(
    "شمال جنوب شرق غرب وسط أن أنه أنها أنهم هو هي هم كان كانت إن إنه إنها فإن لأن له لها به بها منه عنه عند هنا هناك"
  )

  private func isOrdinary(_ mention: Mention) -> Bool {
    !mention.isCompound && mention.sense == nil && Lexicon.isOrdinary(mention.key[...])
  }

  private func ranked(_ readings: [NameReading], _ mention: Mention) -> [NameReading] {
    readings.map { ($0, score($0, mention)) }
      .sorted { left, right in
        left.1 != right.1 ? left.1 > right.1 : left.0.place < right.0.place
      }.map(\.0)
  }

  private func score(_ reading: NameReading, _ mention: Mention) -> Double {
    let place = reading.place
    var score = 0.8 * log10(Double(gazetteer.population(place)) + 10)
    let kind = gazetteer.kind(place)
    switch kind {
    case .country: score += 3
    case .continent: score += 2
    case .region: score += 1.5
    case .division: score -= 0.3
    case .district: score -= 1
    default: if gazetteer.isCapital(place) { score += 1 }
    }
    if let sense = mention.sense { score += fit(sense, kind) }
    if reading.isPrimary { score += 0.6 }
    return score + 2.2 * support(place)
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
  private func support(_ place: Int) -> Double {
    var support = 0.0
    if let country = gazetteer.countryNumber(place) {
      let weight = countries[country, default: 0]
      if allCountries > 0 { support += 1.4 * weight / (allCountries + 0.6) }
      if country == hint { support += 0.9 }
    }
    if let division = gazetteer.division(place) {
      support += min(divisions[division, default: 0], 1) * 0.5
    }
    return support
  }

  /// How well known the place is.
  private func standing(_ place: Int) -> Double {
    switch gazetteer.kind(place) {
    case .country, .continent: return 3
    case .border, .own: return 4
    case .region: return 1.4
    case .division: return 2
    case .district: return 1
    case .settlement:
      let people = Double(gazetteer.population(place))
      if gazetteer.isCapital(place) { return 2.6 }
      return min(2.5, max(0, 0.55 * (log10(people + 1) - 1.5)))
    }
  }
}
