internal import Places
internal import Rules
internal import Text

/// The parts of `where:`.
enum WhereKeys {
  static let all = Key(
    "all", parts, "Every one of these must hold.", example: "[{in: Syria}, {in: Iraq}]")
  static let any = Key(
    "any", parts, "At least one of these must hold.",
    example: "[{in: Deir ez-Zor Governorate}, {within: 60 km, of: Al-Bukamal}]")
  static let none = Key("none", parts, "None of these may hold.", example: "[{in: Damascus}]")
  static let groupSection = Section(
    id: "where_group", title: "all, any, none",
    meaning: "Conditions on places together; every part that is given must hold.",
    keys: [all.definition, any.definition, none.definition])

  static let inside = Key(
    "in", PlaceKeys.references,
    "A place that lies in this one: a country, a governorate, a continent.",
    example: "Deir ez-Zor Governorate", isRequired: true)
  static let inSection = Section(
    id: "where_in", title: "in", meaning: "A place in another.", keys: [inside.definition])

  static let within = Key(
    "within", Scalars.kilometres, "A distance: km, m or mi.", example: "60 km", isRequired: true)
  static let of = Key(
    "of", PlaceKeys.reference, "From where it is measured.", example: "Al-Bukamal",
    isRequired: true)
  static let withinSection = Section(
    id: "where_within", title: "within and of", meaning: "A place within a distance of another.",
    keys: [within.definition, of.definition])

  static let area = Key(
    "area", NameUse.reader, "An area under `places`.", example: "border-strip", isRequired: true)
  static let areaSection = Section(
    id: "where_area", title: "area", meaning: "A place in an area of your own.",
    keys: [area.definition])

  static let sections = [groupSection, inSection, withinSection, areaSection]
  private static let expects = "{in: PLACE}, {within: 60 km, of: PLACE}, {area: NAME} or {any: […]}"
  private static let known = sections.flatMap { $0.keys.map(\.name) }
  /// By id: the sections themselves hold keys that are read by this very schema.
  private static let schema = Schema.either([
    .section("where_group"), .section("where_in"), .section("where_within"),
    .section("where_area"),
  ])

  private static let parts: Reader<[PlaceCondition]> = Reader(
    "a list of conditions on places", .list(schema)
  ) { node, path, reading in
    reader.list("a list of conditions on places", allowsEmpty: false).read(node, path, reading)
  }

  static let reader: Reader<PlaceCondition> = Reader(expects, schema) { node, path, reading in
    guard let mapping = node.mapping else {
      let hint: String =
        if let text = node.scalar {
          "did you mean {in: \(text)}?"
        } else if node.sequence != nil {
          "say whether all or any must hold: {any: […]} or {all: […]}"
        } else {
          "expected \(expects)"
        }
      reading.fail(node.mark, "\(path) is \(node.words)", hint)
      return nil
    }
    let keys = Set(mapping.map(\.key))
    guard
      let section = [inSection, areaSection, withinSection, groupSection].first(where: {
        !keys.isDisjoint(with: $0.keys.map(\.name))
      })
    else {
      Fields.refuseShape(node, path, known: known, expected: expects, reading)
      return nil
    }
    for pair in mapping where known.contains(pair.key) && !section.contains(pair.key) {
      reading.fail(
        pair.keyMark, "\"\(pair.key)\" does not go with \"\(section.keys[0].name)\" in \(path)",
        "put it into a condition of its own: {any: [{…}, {…}]}")
    }
    guard let fields = Fields(node, section, path, reading, others: known) else { return nil }
    switch section.id {
    case inSection.id: return readInside(fields)
    case areaSection.id: return fields[area].map { .area(name: $0.name, mark: $0.mark) }
    case withinSection.id:
      let distance = fields[within]
      let place = fields[of]
      guard let distance, let place else { return nil }
      return .within(kilometres: distance, of: place)
    default:
      var group = PlaceCondition.Group(mark: node.mark)
      group.all = fields.value(all, else: [])
      group.any = fields.value(any, else: [])
      group.none = fields.value(none, else: [])
      return .group(group)
    }
  }

  /// Several places after `in` are any of them.
  private static func readInside(_ fields: Fields) -> PlaceCondition? {
    guard let places = fields[inside], let first = places.first else { return nil }
    guard places.count > 1 else { return .inside(first) }
    var group = PlaceCondition.Group(mark: fields.mark(inside))
    group.any = places.map { .inside($0) }
    return .group(group)
  }
}
