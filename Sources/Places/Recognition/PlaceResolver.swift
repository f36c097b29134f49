internal import Foundation
internal import Text

/// Decides which place each mention is, and whether it is one: by what the words around say
/// (`Signs`), how well known the place is, and which countries the rest of the article is about.
struct PlaceResolver {
  let gazetteer: Gazetteer
  /// Weight of each country in the article, from what is certain in it.
  private var countries: [Double]
  private var allCountries = 0.0
  private var divisions: [Int: Double] = [:]
  /// What each name gave to its country: a name is no witness for itself.
  private var given: [[UInt8]: (country: Int, weight: Double)] = [:]
  private var placedKeys: [[UInt8]: Int] = [:]
  private var personKeys: Set<[UInt8]> = []
  private let hint: Int?

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

  private func isPlaced(_ mention: Mention) -> Bool {
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

extension PlaceResolver {
  private func readPlace(
    _ best: NameReading, _ mention: Mention, _ surface: SurfaceText, _ signs: inout Signs
  ) {
    let place = best.place
    signs.insert(.byname, if: !best.isPrimary)
    switch gazetteer.kind(place) {
    case .country, .continent: signs.insert(.country)
    case .region, .border, .own: signs.insert(.region)
    case .division: signs.insert(.division)
    case .district: signs.insert(.district)
    case .settlement:
      if gazetteer.isCapital(place) {
        signs.insert(.capital)
        return
      }
      let people = gazetteer.population(place)
      switch people {
      // Of listed places without a figure most are villages.
      case 1..<2_000: signs.insert(.hamlet)
      case ..<10_000: signs.insert(.village)
      case ..<50_000: signs.insert(.town)
      case ..<300_000: signs.insert(.city)
      default: signs.insert(.metropolis)
      }
      if SurfaceText.isArabic(surface.word(mention.words.lowerBound)),
        let country = gazetteer.countryNumber(place)
      {
        signs.insert(
          .abroad,
          if: people < 300_000 && !Self.arabicCountries.contains(gazetteer.countries[country].code))
      }
    }
  }

  /// Countries that write in Arabic letters.
  private static let arabicCountries: Set<String> = [
    "AE", "AF", "BH", "DJ", "DZ", "EG", "EH", "ER", "IL", "IQ", "IR", "JO", "KM", "KW", "LB", "LY",
    "MA", "MR", "OM", "PK", "PS", "QA", "SA", "SD", "SO", "SY", "TD", "TN", "YE",
  ]

  private func readName(_ mention: Mention, _ place: Int, _ signs: inout Signs) {
    guard !mention.isCompound else { return }
    let isGreat = isGreat(place)
    if !isGreat {
      let letters = mention.key.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
      signs.insert(.short, if: letters <= 3)
      signs.insert(.fourLetters, if: letters == 4)
    }
    if !mention.classes.isDisjoint(with: .dull) {
      signs.insert(.ordinary)
    } else if !isGreat, !mention.classes.isDisjoint(with: .personal) {
      signs.insert(.givenName)
    }
    signs.insert(.adjective, if: isAdjective(mention))
  }

  private func readArticle(_ place: Int, _ mention: Mention, _ signs: inout Signs) {
    signs.insert(.held, if: mention.holder != nil)
    let others = placedKeys[mention.key, default: 0] - (isPlaced(mention) ? 1 : 0)
    signs.insert(.placedElsewhere, if: others > 0)
    signs.insert(.personElsewhere, if: personKeys.contains(mention.key))
    guard let country = gazetteer.countryNumber(place) else { return }
    signs.insert(.sourceCountry, if: country == hint)
    var own = countries[country]
    var all = allCountries
    if let given = given[mention.key] {
      all -= given.weight
      if given.country == country { own -= given.weight }
    }
    if own > 0.01 {
      signs.insert(own > 0.4 * all ? .home : .supported)
    } else if all > 0.01 {
      signs.insert(.foreign)
    }
    if let division = gazetteer.division(place) {
      signs.insert(.nearby, if: divisions[division, default: 0] > 0.6)
    }
  }

  /// Whether a single word is plainly something else: it stands in small letters elsewhere, is an
  /// adjective of a country, a short abbreviation, or a word of grammar.
  private func isWord(_ mention: Mention, _ best: NameReading, _ surface: SurfaceText) -> Bool {
    let index = mention.words.lowerBound
    let word = surface.word(index)
    let kind = gazetteer.kind(best.place)
    guard mention.words.count == 1 else {
      if SurfaceText.isArabic(word) {
        return mention.words.allSatisfy { !surface.classes[$0].isDisjoint(with: .nameless) }
      }
      // `U.N`: single letters are an abbreviation.
      return SurfaceText.isCased(word) && kind != .country && !best.isPrimary
        && mention.words.allSatisfy { surface.key($0).count == 1 }
    }
    let key = surface.key(index)
    if SurfaceText.isArabic(word), mention.sense == nil,
      !mention.classes.isDisjoint(with: .nameless) || surface.isIndefinite(index)
    {
      return true
    }
    if TypeWords.standard.before[mention.key] != nil,
      SurfaceText.isArabic(word) || !isGreat(best.place)
    {
      return true
    }
    // الأسهم السعودية: after a noun with the article it agrees with that.
    if SurfaceText.isArabic(word), index > 0, surface.gaps[index] == .space,
      ArabicNames.withoutArticle(surface.key(index - 1)) != nil,
      ArabicNames.withoutArticle(key) != nil, surface.stems[index].contains(.adjective)
    {
      return true
    }
    // وهو, بها, بشأن: a clitic and three letters are an ordinary word far more often.
    if mention.prefix != .none, mention.sense == nil, mention.key.count <= 6,
      !isWellKnown(best.place)
    {
      return true
    }
    if SurfaceText.isCased(word) {
      if surface.isSmallElsewhere(index), !surface.isCaseless { return true }
      if surface.classes[index].contains(.adjective), kind != .country { return true }
      return word.isAllCapitals && key.count <= 4 && isNoAbbreviation(mention, best, surface)
    }
    return false
  }

  /// Of abbreviations in capitals US, UK and NSW stand by themselves; TX and its like after the name
  /// of a town and a comma, after a preposition, and as hashtags.
  private func isNoAbbreviation(
    _ mention: Mention, _ best: NameReading, _ surface: SurfaceText
  ) -> Bool {
    let index = mention.words.lowerBound
    if surface.isMoney(index) { return true }
    switch gazetteer.kind(best.place) {
    case .country: return false
    case .division where best.isPrimary:
      guard mention.key.count == 2 else { return false }
      if surface.isInHashtag[index] || mention.signs.contains(.inside) { return false }
      guard index > 0 else { return true }
      switch surface.gaps[index] {
      case .comma: return !surface.word(index - 1).isCapitalised
      case .space: return surface.classes[index - 1].isDisjoint(with: .placing)
      default: return true
      }
    default: return !surface.isTitleCase
    }
  }

  /// What is known to all by its name alone, be that short or a first name too: US, Sydney.
  private func isGreat(_ place: Int) -> Bool {
    switch gazetteer.kind(place) {
    case .country, .continent: true
    case .division: gazetteer.population(place) >= 2_000_000
    case .settlement: gazetteer.isCapital(place) || gazetteer.population(place) >= 500_000
    default: false
    }
  }

  private func isWellKnown(_ place: Int) -> Bool {
    switch gazetteer.kind(place) {
    case .country, .continent, .region: true
    case .settlement: gazetteer.isCapital(place) || gazetteer.population(place) >= 150_000
    default: false
    }
  }

  /// السعودية is both a country and its adjective.
  private func isAdjective(_ mention: Mention) -> Bool {
    mention.classes.contains(.adjective)
      || ArabicNames.withoutArticle(mention.key[...]).map {
        Vocabulary.classes(of: $0).contains(.adjective)
      } == true
  }

  private func isOrdinary(_ mention: Mention) -> Bool {
    !mention.isCompound && mention.sense == nil
      && !mention.classes.isDisjoint(with: .whole)
  }

  /// The likeliest readings, in order.
  private func ranked(
    _ readings: [NameReading], _ mention: Mention, limit: Int = 6
  ) -> [NameReading] {
    guard readings.count > 1 else { return readings }
    var best: [(reading: NameReading, score: Double)] = []
    best.reserveCapacity(limit + 1)
    for reading in readings {
      let score = score(reading, mention)
      var at = best.count
      while at > 0, best[at - 1].score < score { at -= 1 }
      guard at < limit else { continue }
      best.insert((reading, score), at: at)
      if best.count > limit { best.removeLast() }
    }
    return best.map(\.reading)
  }

  private func score(_ reading: NameReading, _ mention: Mention) -> Double {
    let place = reading.place
    let kind = gazetteer.kind(place)
    // Most districts' people are not counted.
    let people = max(gazetteer.population(place), kind == .district ? 20_000 : 0)
    var score = 0.8 * log10(Double(people) + 10)
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
    if let holder = mention.holder, gazetteer.holds(holder, place) { score += 4 }
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

extension Gazetteer {
  /// Whether one place lies in another by what the tables say.
  func holds(_ outer: Int, _ inner: Int) -> Bool {
    switch kind(outer) {
    case .country: inner != outer && countryNumber(inner) == countryNumber(outer)
    case .division: inner != outer && division(inner) == outer
    default: false
    }
  }
}
