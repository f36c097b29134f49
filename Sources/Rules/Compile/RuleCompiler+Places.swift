internal import Places
internal import Text

/// Conditions on places.
extension RuleCompiler {
  mutating func compile(_ condition: PlaceCondition) -> PlaceNode? {
    switch condition {
    case .group(let group):
      if group.all.isEmpty && group.any.isEmpty && group.none.isEmpty {
        fail(group.mark, "an empty where", "give all, any or none at least one place")
        return nil
      }
      return .group(
        all: group.all.compactMap { compile($0) }, any: group.any.compactMap { compile($0) },
        none: group.none.compactMap { compile($0) })
    case .near(let near): return compile(near)
    case .inside, .within, .area, .qualified: return leaf(condition).map { .leaf($0) }
    }
  }

  private mutating func leaf(_ condition: PlaceCondition) -> PlaceLeaf? {
    switch condition {
    case .inside(let reference):
      return area(
        .inside(reference), .inside, reference.shown, kilometres: nil, mark: reference.mark)
    case .within(let kilometres, let reference):
      guard kilometres > 0, kilometres <= 20_100 else {
        fail(
          reference.mark, "within \(kilometres) km", "give a distance above 0 and below 20100 km")
        return nil
      }
      return area(
        .within(kilometres: kilometres, of: reference), .within, reference.shown,
        kilometres: kilometres, mark: reference.mark)
    case .area(let name, let mark):
      return area(.area(name), .area, name, kilometres: nil, mark: mark)
    case .qualified(let base, let quality, _):
      let names = quality.outside.map(\.shown).joined(separator: ", ")
      let leaf =
        base == nil
        ? PlaceLeaf(relation: .outside, name: names, kilometres: nil, test: nil)
        : base.flatMap { self.leaf($0) }
      var outside: [(name: String, test: AreaTest)] = []
      for reference in quality.outside {
        let other = area(
          .inside(reference), .outside, reference.shown, kilometres: nil, mark: reference.mark)
        if let test = other?.test { outside.append((reference.shown, test)) }
      }
      return leaf.map {
        PlaceLeaf(
          relation: $0.relation, name: $0.name, kilometres: $0.kilometres, test: $0.test,
          outside: $0.outside + outside, isSubject: quality.isSubject,
          certainty: quality.certainty)
      }
    case .group(let group):
      fail(group.mark, "a group of conditions in near", "give near plain conditions on places")
      return nil
    case .near(let near):
      fail(near.mark, "near inside of near", "give near plain conditions on places")
      return nil
    }
  }

  /// More kinds of places than this are never near each other.
  private static let mostNear = 4

  private mutating func compile(_ near: PlaceNear) -> PlaceNode? {
    guard (2...Self.mostNear).contains(near.parts.count) else {
      fail(
        near.mark, "near has \(near.parts.count) places", "give it two to \(Self.mostNear) of them")
      return nil
    }
    let parts = near.parts.compactMap { leaf($0) }
    return parts.count == near.parts.count ? .near(parts: parts, within: near.within) : nil
  }

  private mutating func area(
    _ condition: AreaTest.Condition, _ relation: PlaceMatch.Relation, _ name: String,
    kilometres: Double?, mark: SourceMark
  ) -> PlaceLeaf? {
    guard let gazetteer else {
      fail(mark, "where needs the gazetteer, which is not loaded", "install its file")
      return nil
    }
    do {
      let test = try AreaTest(condition, gazetteer: gazetteer, ownPlaces: ownPlaces)
      if let reading = test.reading, !test.alternatives.isEmpty {
        let others = test.alternatives.prefix(3).map(\.described).joined(separator: "; ")
        warn(
          mark, "\(quoted(name)) is read as \(reading.described)",
          "others of that name: \(others); name a country, a code or a GeoNames id to choose")
      }
      return PlaceLeaf(relation: relation, name: name, kilometres: kilometres, test: test)
    } catch {
      let hint: String?
      switch error {
      case .unknownPlace(_, let nearest): hint = nearest.map { "did you mean \(quoted($0))?" }
      case .unknownArea(let name):
        let near = Nearest.name(to: name, among: ownPlaces.map(\.name))
        hint = near.map { "did you mean \(quoted($0))?" } ?? "add it to places"
      }
      fail(mark, error.description, hint)
      return nil
    }
  }
}

extension PlaceReference {
  fileprivate var shown: String {
    switch name {
    case .name(let name, let country): country.map { "\(name), \($0)" } ?? name
    case .geonames(let id): "geonames \(id)"
    }
  }
}

extension Place {
  /// Name, division, country and id, as far as they are known.
  var described: String {
    ([name] + [admin, country].compactMap(\.self)).joined(separator: ", ") + " (\(id))"
  }
}
