internal import Foundation
internal import Text

/// Decides which place each mention is, and whether it is one: by what the words around say
/// (`Signs`), how well known the place is, and which countries the rest of the article is about.
struct PlaceResolver {
  let gazetteer: Gazetteer
  /// Weight of each country in the article, from what is certain in it.
  private var countries: [Int: Double] = [:]
  /// The sum of `countries`, in the order of the text: that of a dictionary changes, and the last
  /// bits of its sum with it.
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
  }

  mutating func learn(country: Int, weight: Double) {
    countries[country, default: 0] += weight
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
    guard !isOrdinary(mention), let best = ranked(readings, mention).first,
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
      guard people >= 200_000 || readings.count == 1 else { return }
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
      case ..<2_000: signs.insert(.hamlet)
      case ..<10_000: signs.insert(.village)
      case ..<50_000: signs.insert(.town)
      case ..<300_000: signs.insert(.city)
      default: signs.insert(.metropolis)
      }
      if surface.word(mention.words.lowerBound).script == .arabic,
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
    let key = mention.key[...]
    let isGreat = isGreat(place)
    if !isGreat {
      let letters = key.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
      signs.insert(.short, if: letters <= 3)
      signs.insert(.fourLetters, if: letters == 4)
    }
    if Lexicon.isOrdinary(key) {
      signs.insert(.ordinary)
    } else if !isGreat, Lexicon.isPersonal(key) {
      signs.insert(.givenName)
    }
    signs.insert(.adjective, if: CountryAdjectives.standard.code(of: key) != nil)
  }

  private func readArticle(_ place: Int, _ mention: Mention, _ signs: inout Signs) {
    signs.insert(.held, if: mention.holder != nil)
    let others = placedKeys[mention.key, default: 0] - (isPlaced(mention) ? 1 : 0)
    signs.insert(.placedElsewhere, if: others > 0)
    signs.insert(.personElsewhere, if: personKeys.contains(mention.key))
    guard let country = gazetteer.countryNumber(place) else { return }
    signs.insert(.sourceCountry, if: country == hint)
    var own = countries[country, default: 0]
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
      if word.script == .arabic {
        return mention.words.allSatisfy { Self.particles.contains(surface.key($0)) }
      }
      // `U.N`: single letters are an abbreviation.
      return SurfaceText.isCased(word) && kind != .country && !best.isPrimary
        && mention.words.allSatisfy { surface.key($0).count == 1 }
    }
    let key = surface.key(index)
    if word.script == .arabic, mention.sense == nil,
      Self.particles.contains(mention.key[...]) || surface.isIndefinite(index)
    {
      return true
    }
    if TypeWords.standard.before[mention.key] != nil { return true }
    // الأسهم السعودية: after a noun with the article it agrees with that.
    if word.script == .arabic, index > 0, surface.gaps[index] == .space,
      ArabicNames.withoutArticle(surface.key(index - 1)) != nil,
      ArabicNames.withoutArticle(key) != nil, CountryAdjectives.standard.code(of: key) != nil
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
      if surface.smallWords.contains(key), !surface.isCaseless { return true }
      if CountryAdjectives.standard.code(of: key) != nil, kind != .country { return true }
      return word.isAllCapitals && key.count <= 4 && kind != .country && !surface.isTitleCase
    }
    return false
  }

  /// What is known to all by its name alone, be that short or a first name too: US, Sydney.
  private func isGreat(_ place: Int) -> Bool {
    switch gazetteer.kind(place) {
    case .country, .continent: true
    case .settlement: gazetteer.isCapital(place) || gazetteer.population(place) >= 1_000_000
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

  /// Words of direction and grammar that the lists give as names of villages far away.
  private static let particles = WordList(
    "شمال جنوب شرق غرب وسط أن أنه أنها أنهم هو هي هم كان كانت إن إنه إنها فإن لأن له لها به بها منه عنه عند هنا هناك"
  )

  private func isOrdinary(_ mention: Mention) -> Bool {
    !mention.isCompound && mention.sense == nil
      && (Lexicon.isOrdinary(mention.key[...]) || Lexicon.givenNames.contains(mention.key[...]))
  }

  private func ranked(_ readings: [NameReading], _ mention: Mention) -> [NameReading] {
    guard readings.count > 1 else { return readings }
    return readings.map { ($0, score($0, mention)) }
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
      let weight = countries[country, default: 0]
      if allCountries > 0 { support += 1.4 * weight / (allCountries + 0.6) }
      if country == hint { support += 0.9 }
    }
    if let division = gazetteer.division(place) {
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
