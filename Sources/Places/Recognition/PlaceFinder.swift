package import Text

/// Finds the places that an article names: recognised in its words, told from people, institutions
/// and ordinary words, and resolved among places of one name.
///
/// It is a value made once for a configuration; `places` is pure and may run on any thread.
package struct PlaceFinder: Sendable {
  let gazetteer: Gazetteer
  private let ownNames: OwnNames
  private let own: [Place]

  package init(gazetteer: Gazetteer, ownPlaces: [OwnPlace]) {
    self.gazetteer = gazetteer
    ownNames = OwnNames(ownPlaces)
    own = ownPlaces.map(Place.init)
  }

  /// The places of an article in text order, title first.
  ///
  /// - Parameters:
  ///   - language: not needed; scripts and words tell.
  ///   - country: the source's country (ISO 3166-1 alpha-2), which speaks for places in it.
  package func places(
    title: FoldedText, body: FoldedText, language: String?, country: String?
  ) -> [FoundPlace] {
    let (fields, resolver, names) = read(title: title, body: body, country: country)
    var places: [FoundPlace] = []
    var topics: [FoundPlace] = []
    // An article names its places again and again, and their namesakes with them.
    var records: [Int: Place] = [:]
    var orders = RankedNames(names: names)
    for field in fields {
      for mention in field.mentions where !mention.isTopic || topics.isEmpty {
        guard let place = found(mention, in: field.surface, resolver, &orders, &records) else {
          continue
        }
        if mention.isTopic { topics.append(place) } else { places.append(place) }
      }
    }
    // A hashtag such as `#امطار_الكويت` names a topic. It speaks for a place where nothing else does.
    return places.isEmpty ? topics : places
  }

  private typealias Field = (surface: SurfaceText, mentions: [Mention])

  private func read(
    title: FoldedText, body: FoldedText, country: String?
  ) -> (fields: [Field], resolver: PlaceResolver, names: Int) {
    var names: [[UInt8]: Int] = [:]
    let fields: [Field] = [(title, true), (body, false)].map { text, isTitle in
      let surface = SurfaceText(text)
      var scan = NameScan(
        gazetteer: gazetteer, ownNames: ownNames, surface: surface, isTitle: isTitle)
      var mentions = scan.mentions()
      for index in mentions.indices {
        let next = names.count
        mentions[index].name = names[mentions[index].key, default: next]
        if mentions[index].name == next { names[mentions[index].key] = next }
      }
      MentionJudge(surface).judge(&mentions)
      HashtagTopics(gazetteer: gazetteer).mark(&mentions, in: surface)
      gazetteer.markHolders(&mentions, in: surface)
      return (surface, mentions)
    }
    var resolver = PlaceResolver(
      gazetteer: gazetteer, hint: country.flatMap { gazetteer.countryNumbers[$0.uppercased()] },
      names: names.count)
    for field in fields {
      for mention in field.mentions { resolver.learn(mention) }
      for index in 0..<field.surface.count {
        guard let code = field.surface.words[index].stems.country,
          let number = gazetteer.countryNumbers[code]
        else { continue }
        resolver.learn(country: number, weight: 0.4)
      }
    }
    return (fields, resolver, names.count)
  }

  /// The signs of every mention of a text, for finding the weights (`scripts/places/weigh`).
  package func signs(of body: FoldedText) -> [MentionSigns] {
    let (fields, resolver, names) = read(title: FoldedText(""), body: body, country: nil)
    var orders = RankedNames(names: names)
    return fields.flatMap { field in
      field.mentions.compactMap { mention in
        guard !mention.isTopic,
          let (_, signs) = resolver.read(mention, in: field.surface, &orders)
        else { return nil }
        return MentionSigns(
          scalars: field.surface.text.scalars(ofWords: mention.words),
          isCased: resolver.isCased(mention, field.surface),
          names: Sign.allCases.filter(signs.contains).map { "\($0)" })
      }
    }
  }

  private func found(
    _ mention: Mention, in surface: SurfaceText, _ resolver: PlaceResolver,
    _ orders: inout RankedNames, _ records: inout [Int: Place]
  ) -> FoundPlace? {
    func record(_ number: Int) -> Place {
      if let known = records[number] { return known }
      let place = gazetteer.place(number)
      records[number] = place
      return place
    }
    let scalars = surface.text.scalars(ofWords: mention.words)
    func found(_ place: Place, _ confidence: Double, also: [Place] = []) -> FoundPlace {
      FoundPlace(
        place: place, inTitle: mention.isTitle, scalars: scalars,
        text: surface.source(mention.words), confidence: confidence, also: also)
    }
    switch mention.target {
    case .own(let index):
      return found(own[index], 1)
    case .border(let first, let second):
      guard let left = gazetteer.countryNumbers[first],
        let right = gazetteer.countryNumbers[second], let border = gazetteer.border(left, right)
      else { return nil }
      return found(record(border), 0.95)
    case .readings:
      guard let choice = resolver.choose(mention, in: surface, &orders) else { return nil }
      return found(
        record(choice.place), choice.confidence, also: choice.others.map(record))
    }
  }
}

/// What the judge sees in one mention.
package struct MentionSigns: Sendable {
  package var scalars: Range<Int>
  package var isCased: Bool
  package var names: [String]
}
