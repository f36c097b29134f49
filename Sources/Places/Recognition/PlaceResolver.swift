internal import Foundation
internal import Text

/// Decides which place each mention is, and whether it is one: by what the words around say
/// (`Signs`), how well known the place is, and which countries the rest of the article is about.
struct PlaceResolver {
  let gazetteer: Gazetteer
  /// Weight of each country in the article, from what is certain in it.
  private(set) var countries: [Double]
  private(set) var allCountries = 0.0
  private(set) var divisions: [Int: Double] = [:]
  /// What each name gave to its country: a name is no witness for itself.
  private(set) var given: [[UInt8]: (country: Int, weight: Double)] = [:]
  private(set) var placedKeys: [[UInt8]: Int] = [:]
  private(set) var personKeys: Set<[UInt8]> = []
  let hint: Int?

  struct Choice {
    var place: Int
    var others: [Int]
    var confidence: Double
  }

  init(gazetteer: Gazetteer, hint: Int?) {
    self.gazetteer = gazetteer
    self.hint = hint
    countries = [Double](repeating: 0, count: gazetteer.countries.count)
  }

  mutating func learn(country: Int, weight: Double) {
    countries[country] += weight
    allCountries += weight
  }

  /// Takes in what a mention tells of the article when nothing else is known.
  mutating func learn(_ mention: Mention) {
    guard case .readings(let readings) = mention.target, !mention.isPartOfName else { return }
    let signs = mention.signs
    if isPlaced(mention) { placedKeys[mention.key, default: 0] += 1 }
    if signs.contains(.beforeDisease) || signs.contains(.afterTitle)
      || signs.contains(.afterGivenName)
      || (signs.contains(.afterCapital) && !mention.isCompound)
    {
      personKeys.insert(mention.key)
      return
    }
    guard !isOrdinary(mention), !signs.contains(.afterInstitution),
      !signs.contains(.beforeInstitution), let best = ranked(readings, mention, limit: 1).first,
      let country = gazetteer.countryNumber(best.place)
    else { return }
    let people = gazetteer.population(best.place)
    let kind = gazetteer.kind(best.place)
    // A name that several countries know well tells of none.
    let rival = readings.filter { gazetteer.countryNumber($0.place) != country }
      .map { gazetteer.population($0.place) }.max()
    guard kind == .country || (rival ?? 0) * 20 <= people else { return }
    let weight: Double
    switch kind {
    case .country: weight = 2
    case .division, .district: weight = 0.7
    default:
      guard people >= 200_000 || (readings.count == 1 && (people >= 10_000 || isPlaced(mention)))
      else { return }
      weight = 0.6
    }
    learn(country: country, weight: weight)
    given[mention.key, default: (country, 0)].weight += weight
    if let division = gazetteer.division(best.place) ?? (kind == .division ? best.place : nil) {
      divisions[division, default: 0] += 0.5
    }
  }

  func isPlaced(_ mention: Mention) -> Bool {
    mention.signs.contains(.inside) || mention.signs.contains(.typed)
  }

  /// Nil when the words are more likely no place.
  func choose(_ mention: Mention, in surface: SurfaceText) -> Choice? {
    guard let (order, signs) = read(mention, in: surface), let best = order.first else {
      return nil
    }
    let strength = (isCased(mention, surface) ? SignWeights.cased : SignWeights.plain).strength(
      signs)
    guard strength >= 0 else { return nil }
    return Choice(
      place: best.place, others: order.dropFirst().prefix(5).map(\.place),
      confidence: 1 / (1 + exp(-strength)))
  }

  func isCased(_ mention: Mention, _ surface: SurfaceText) -> Bool {
    SurfaceText.isCased(surface.word(mention.words.lowerBound)) && !surface.isCaseless
  }

  /// The readings in order, the likeliest first, and every sign for it; nil for what is plainly no
  /// place.
  func read(_ mention: Mention, in surface: SurfaceText) -> (order: [NameReading], signs: Signs)? {
    guard case .readings(let readings) = mention.target, !mention.isPartOfName else { return nil }
    let order = ranked(readings, mention)
    guard let best = order.first, !isWord(mention, best, surface) else { return nil }
    var signs = mention.signs
    readPlace(best, mention, surface, &signs)
    readName(mention, best.place, &signs)
    readArticle(best.place, mention, &signs)
    return (order, signs)
  }
}
