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
    keys: [all.definition, any.definition, none.definition],
    demands: [.some([all.name, any.name, none.name])])

  static let inside = Key(
    "in", PlaceKeys.references,
    "A place that lies in this one: a country, a governorate, a continent.",
    example: "Deir ez-Zor Governorate", isRequired: true)
  static let notIn = Key(
    "not_in", PlaceKeys.references, "The place lies in none of these.", example: "Iraq")
  static let about = Key(
    "about", Scalars.boolean,
    "The article is about the place: it stands in the headline or the first two sentences, or is "
      + "named three times.",
    default: "false", example: "true")
  static let confidence = Key(
    "confidence", Scalars.choice(PlaceQuality.Certainty.self),
    "How surely the words name a place, and this one: `medium` from 0.75 on, `high` from 0.9.",
    default: "any", example: "high")
  private static let demands = [notIn.definition, about.definition, confidence.definition]
  static let inSection = Section(
    id: "where_in", title: "in", meaning: "A place in another.",
    keys: [inside.definition] + demands)

  static let within = Key(
    "within", Scalars.kilometres, "A distance: km, m or mi.", example: "60 km", isRequired: true)
  static let of = Key(
    "of", PlaceKeys.reference, "From where it is measured.", example: "Al-Bukamal",
    isRequired: true)
  static let withinSection = Section(
    id: "where_within", title: "within and of", meaning: "A place within a distance of another.",
    keys: [within.definition, of.definition] + demands)

  static let area = Key(
    "area", NameUse.reader, "An area under `places`.", example: "border-strip", isRequired: true)
  static let areaSection = Section(
    id: "where_area", title: "area", meaning: "A place in an area of your own.",
    keys: [area.definition] + demands)

  static let outside = Key(
    "not_in", PlaceKeys.references, "The place lies in none of these.", example: "Iraq",
    isRequired: true)
  static let outsideSection = Section(
    id: "where_not_in", title: "not_in", meaning: "A place outside of others.",
    keys: [outside.definition, about.definition, confidence.definition])

  static let places = Key(
    "places", parts, "Two to four conditions, each for another place.",
    example: "[{in: Syria}, {in: Iraq}]", isRequired: true)
  static let span = Key(
    "within", spanReader, "How near: a distance on the map, a number of words, or `sentence`.",
    example: "30 km", isRequired: true)
  static let nearSection = Section(
    id: "where_near", title: "near", meaning: "Places near each other, on the map or in the text.",
    keys: [places.definition, span.definition])
  static let near = Key(
    "near", Shapes.section(nearSection), "Places near each other.",
    example: "{places: [{in: Syria}, {in: Iraq}], within: 30 km}", isRequired: true)
  static let nearOuter = Section(
    id: "where_near_outer", title: "near", meaning: "Places near each other.",
    keys: [near.definition])

  static let sections = [
    groupSection, inSection, withinSection, areaSection, outsideSection, nearOuter, nearSection,
  ]
  private static let expects =
    "{in: PLACE}, {within: 60 km, of: PLACE}, {area: NAME}, {not_in: PLACE}, {near: {…}} or {any: […]}"
  private static let known = sections.flatMap { $0.keys.map(\.name) }
  /// By id: the sections themselves hold keys that are read by this very schema.
  private static let schema = Schema.either([
    .section("where_group"), .section("where_in"), .section("where_within"),
    .section("where_area"), .section("where_not_in"), .section("where_near_outer"),
  ])

  private static let spanExpects = "a distance such as 30 km, a number of words, or sentence"
  private static let spanReader = Reader<PlaceNear.Span>(
    spanExpects, .either([Scalars.kilometres.schema, .integer(0...1_000), .choice(["sentence"])])
  ) { node, path, reading in
    switch ConditionKeys.textSpan(node) {
    case .sentence: return .sentence
    case .words(let count): return .words(count)
    case nil: break
    }
    if let kilometres = node.scalar.flatMap(Quantities.kilometres) {
      return .kilometres(kilometres)
    }
    Words.refuse(node, path, among: ["sentence"], expects: spanExpects, reading)
    return nil
  }

  private static let parts: Reader<[PlaceCondition]> = Reader(
    "a list of conditions on places", .list(schema, allowsEmpty: false)
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
    guard let section = shapes.first(where: { !keys.isDisjoint(with: $0.telling) })?.section else {
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
    case inSection.id: return qualified(fields, readInside(fields))
    case areaSection.id:
      return qualified(fields, fields[area].map { .area(name: $0.name, mark: $0.mark) })
    case withinSection.id:
      let distance = fields[within]
      let place = fields[of]
      guard let distance, let place else { return nil }
      return qualified(fields, .within(kilometres: distance, of: place))
    case outsideSection.id:
      return fields[outside] == nil ? nil : .qualified(nil, quality(fields), mark: node.mark)
    case nearOuter.id:
      guard let inner = fields[near] else { return nil }
      let parts = inner[places]
      let span = inner[span]
      guard let parts, let span else { return nil }
      return .near(PlaceNear(parts: parts, within: span, mark: node.mark))
    default:
      var group = PlaceCondition.Group(mark: node.mark)
      group.all = fields.value(all, else: [])
      group.any = fields.value(any, else: [])
      group.none = fields.value(none, else: [])
      return .group(group)
    }
  }

  /// The keys that tell a shape, in the order in which they are asked for.
  private static let shapes: [(telling: [String], section: Section)] = [
    (["in"], inSection), (["area"], areaSection), (["near"], nearOuter),
    (["within", "of"], withinSection), (["all", "any", "none"], groupSection),
    (["not_in"], outsideSection),
  ]

  private static func quality(_ fields: Fields) -> PlaceQuality {
    var quality = PlaceQuality()
    quality.outside = fields.value(notIn, else: [])
    quality.isSubject = fields.value(about, else: false)
    quality.certainty = fields.value(confidence, else: .any)
    return quality
  }

  /// The condition with the demands beside it; those hold for each place after `in`.
  private static func qualified(_ fields: Fields, _ base: PlaceCondition?) -> PlaceCondition? {
    let quality = quality(fields)
    guard let base, quality.isDemanding else { return base }
    guard case .group(var group) = base else {
      return .qualified(base, quality, mark: fields.node.mark)
    }
    group.any = group.any.map { .qualified($0, quality, mark: fields.node.mark) }
    return .group(group)
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
