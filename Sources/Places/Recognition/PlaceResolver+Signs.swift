internal import Text

/// What speaks for a mention beside the words around it: the place, its name, the article.
extension PlaceResolver {
  func readPlace(
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

  func readName(_ mention: Mention, _ place: Int, _ signs: inout Signs) {
    guard !mention.isCompound else { return }
    let isGreat = isGreat(place)
    if !isGreat, gazetteer.population(place) < 300_000 {
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

  func readArticle(_ place: Int, _ mention: Mention, _ signs: inout Signs) {
    signs.insert(.held, if: mention.holder != nil)
    let others = placed[mention.name] - (isPlaced(mention) ? 1 : 0)
    signs.insert(.placedElsewhere, if: others > 0)
    signs.insert(.personElsewhere, if: isPerson[mention.name])
    guard let country = gazetteer.countryNumber(place) else { return }
    signs.insert(.sourceCountry, if: country == hint)
    var own = countries[country]
    var all = allCountries
    let given = given[mention.name]
    all -= given.weight
    if given.country == country { own -= given.weight }
    if own > 0.01 {
      signs.insert(own > 0.4 * all ? .home : .supported)
    } else if all > 0.01 {
      signs.insert(.foreign)
    }
    if !divisions.isEmpty, let division = gazetteer.division(place) {
      signs.insert(.nearby, if: divisions[division, default: 0] > 0.6)
    }
  }
}
