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
  /// What each name gave to its country, and 0: a name is no witness for itself.
  private(set) var given: [(country: Int, weight: Double)]
  /// How often each name is placed.
  private(set) var placed: [Int]
  /// Whether each name stands somewhere as a person's or a disease's.
  private(set) var isPerson: [Bool]
  let hint: Int?

  struct Choice {
    var place: Int
    var others: [Int]
    var confidence: Double
  }

  /// - Parameter names: how many different ones the mentions have.
  init(gazetteer: Gazetteer, hint: Int?, names: Int) {
    self.gazetteer = gazetteer
    given = [(country: Int, weight: Double)](repeating: (0, 0), count: names)
    placed = [Int](repeating: 0, count: names)
    isPerson = [Bool](repeating: false, count: names)
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
    if isPlaced(mention) { placed[mention.name] += 1 }
    if signs.contains(.beforeDisease) || signs.contains(.afterTitle)
      || signs.contains(.afterGivenName)
      || (signs.contains(.afterCapital) && !mention.isCompound)
    {
      isPerson[mention.name] = true
      return
    }
    guard !isOrdinary(mention), !signs.contains(.afterInstitution),
      !signs.contains(.beforeInstitution), let best = likeliest(readings, mention)
    else { return }
    let facts = gazetteer.facts(best.place)
    guard let country = facts.country else { return }
    let people = facts.people
    let kind = facts.kind
    // A name that several countries know well tells of none.
    if kind != .country {
      for reading in readings {
        let other = gazetteer.facts(reading.place)
        if other.country != country, other.people * 20 > people { return }
      }
    }
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
    if given[mention.name].weight == 0 { given[mention.name].country = country }
    given[mention.name].weight += weight
    if let division = gazetteer.division(best.place) ?? (kind == .division ? best.place : nil) {
      divisions[division, default: 0] += 0.5
    }
  }

  func isPlaced(_ mention: Mention) -> Bool {
    mention.signs.contains(.inside) || mention.signs.contains(.typed)
  }

  /// Nil when the words are more likely no place.
  func choose(
    _ mention: Mention, in surface: SurfaceText, _ orders: inout RankedNames
  ) -> Choice? {
    guard let (order, signs) = read(mention, in: surface, &orders), let best = order.first else {
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
  func read(
    _ mention: Mention, in surface: SurfaceText, _ orders: inout RankedNames
  ) -> (order: [NameReading], signs: Signs)? {
    guard case .readings(let readings) = mention.target, !mention.isPartOfName else { return nil }
    let order = orders.order(of: readings, mention, by: self)
    guard let best = order.first, !isWord(mention, best, surface) else { return nil }
    var signs = mention.signs
    readPlace(best, mention, surface, &signs)
    readName(mention, best.place, &signs)
    readArticle(best.place, mention, &signs)
    return (order, signs)
  }
}
