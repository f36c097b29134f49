internal import Rules
internal import Text

/// The parts of `match:`.
enum ConditionKeys {
  static let all = Key(
    "all", parts, "Every one of these must hold.", example: "[داعش, عودة]")
  static let any = Key(
    "any", parts, "At least one of these must hold.", example: "[{list: isis}, خلايا]")
  static let none = Key(
    "none", parts, "None of these may hold.", example: "[مسلسل, {pattern: \"(?i)film review\"}]")
  static let groupSection = Section(
    id: "condition_group", title: "all, any, none",
    meaning: "Conditions together; every part that is given must hold.",
    keys: [all.definition, any.definition, none.definition],
    demands: [.some([all.name, any.name, none.name])])

  static let list = Key(
    "list", NameUse.reader, "Any term of a list under `lists`.", example: "isis", isRequired: true)
  static let listSection = Section(
    id: "condition_list", title: "list", meaning: "A list by its name.", keys: [list.definition])

  static let terms = Key(
    "terms", nearTerms,
    "The terms, at least two.",
    example: "[تجار, السلاح]", isRequired: true)
  static let within = Key(
    "within", span, "How many words may stand between the first and the last, or `sentence`.",
    default: "10", example: "3")
  static let ordered = Key(
    "ordered", Scalars.boolean, "Whether they must stand in this order.", default: "false",
    example: "true")
  static let nearSection = Section(
    id: "near", title: "terms and within", meaning: "Terms that stand near each other.",
    keys: [terms.definition, within.definition, ordered.definition])
  static let near = Key(
    "near", Shapes.section(nearSection), "Terms that stand near each other.",
    example: "{terms: [تجار, السلاح], within: 3}", isRequired: true)
  static let nearOuter = Section(
    id: "condition_near", title: "near", meaning: "Terms that stand near each other.",
    keys: [near.definition])

  static let pattern = Key(
    "pattern", Scalars.text,
    "A regular expression (PCRE2) over the text as written; its cost is bounded by `limits.pattern`.",
    example: "\"(?i)film review\"", isRequired: true)
  static let place = TermKeys.place
  static let patternSection = Section(
    id: "condition_pattern", title: "pattern, in", meaning: "A regular expression.",
    keys: [pattern.definition, place.definition])

  static let sections = [
    groupSection, TermKeys.section, listSection, nearOuter, nearSection, patternSection,
  ]
  private static let known: [String] =
    ["all", "any", "none", "list", "near", "pattern"] + TermKeys.section.keys.map(\.name)
  private static let expects = "a text, {any: […]}, {list: NAME}, {near: …} or {pattern: …}"
  /// By id: the sections themselves hold keys that are read by this very schema.
  private static let schema = Schema.either([
    .text(), .section("condition_group"), .section("term"), .section("condition_list"),
    .section("condition_near"), .section("condition_pattern"),
  ])

  /// How near in a text: a number of words, or `sentence`; nil for anything else.
  static func textSpan(_ node: YAMLNode) -> Condition.Near.Span? {
    if node.scalar == "sentence" { return .sentence }
    guard let count = node.scalar.flatMap({ Int($0) }), (0...1_000).contains(count) else {
      return nil
    }
    return .words(count)
  }

  private static let span: Reader<Condition.Near.Span> = Reader(
    "a number of words from 0 to 1000, or sentence",
    .either([.integer(0...1_000), .choice(["sentence"])])
  ) { node, path, reading in
    if let span = textSpan(node) { return span }
    Words.refuse(
      node, path, among: ["sentence"], expects: "a number of words from 0 to 1000, or sentence",
      reading)
    return nil
  }

  /// A list of one is told apart from another kind of value.
  private static let nearTerms: Reader<[Term]> = {
    let list = TermKeys.reader.list("a list of terms", allowsEmpty: false)
    return Reader("a list of terms", .array(TermKeys.reader.schema, 2...Int.max), read: list.read)
  }()

  private static let parts: Reader<[Condition]> = Reader(
    "a list of conditions", .list(schema, allowsEmpty: false)
  ) {
    node, path, reading in
    reader.list("a list of conditions", allowsEmpty: false).read(node, path, reading)
  }

  static let reader: Reader<Condition> = Reader(expects, schema) { node, path, reading in
    if node.scalar != nil {
      return Scalars.text.read(node, path, reading).map { .term(Term($0, mark: node.mark)) }
    }
    guard let mapping = node.mapping else {
      let hint =
        node.sequence == nil
        ? "expected \(expects)" : "say whether all or any must hold: {any: […]} or {all: […]}"
      reading.fail(node.mark, "\(path) is \(node.words)", hint)
      return nil
    }
    let keys = Set(mapping.map(\.key))
    if keys.contains(list.name) { return readList(node, path, reading) }
    if keys.contains(near.name) { return readNear(node, path, reading) }
    if keys.contains(pattern.name) { return readPattern(node, path, reading) }
    if !keys.isDisjoint(with: groupSection.keys.map(\.name)) {
      return readGroup(node, path, reading)
    }
    if keys.contains(TermKeys.term.name) {
      return fields(node, TermKeys.section, path, reading).flatMap(TermKeys.term).map { .term($0) }
    }
    Fields.refuseShape(node, path, known: known, expected: expects, reading)
    return nil
  }

  /// The keys of one shape; those of another shape in the same mapping are faults of their own.
  private static func fields(
    _ node: YAMLNode, _ section: Section, _ path: String, _ reading: Reading
  ) -> Fields? {
    for pair in node.mapping ?? [] where known.contains(pair.key) && !section.contains(pair.key) {
      let first = section.keys.first?.name ?? ""
      reading.fail(
        pair.keyMark, "\"\(pair.key)\" does not go with \"\(first)\" in \(path)",
        "\"\(first)\" takes \(section.keys.map(\.name).joined(separator: ", ")); put the rest into a condition of its own"
      )
    }
    return Fields(node, section, path, reading, others: known)
  }

  private static func readList(
    _ node: YAMLNode, _ path: String, _ reading: Reading
  ) -> Condition? {
    fields(node, listSection, path, reading)?[list].map { .list(name: $0.name, mark: $0.mark) }
  }

  private static func readPattern(
    _ node: YAMLNode, _ path: String, _ reading: Reading
  ) -> Condition? {
    guard let fields = fields(node, patternSection, path, reading) else { return nil }
    let field = TermKeys.field(fields[place])
    return fields[pattern].map {
      .pattern(.init(expression: $0, field: field, mark: fields.mark(pattern)))
    }
  }

  private static func readNear(
    _ node: YAMLNode, _ path: String, _ reading: Reading
  ) -> Condition? {
    guard let inner = fields(node, nearOuter, path, reading)?[near] else { return nil }
    let span = inner.value(within, else: .words(10))
    let isOrdered = inner.value(ordered, else: false)
    guard let list = inner[terms] else { return nil }
    guard list.count >= 2 || !inner.node.isWhole else {
      reading.fail(
        inner.mark(terms), "\(inner.path).terms has one term", "expected at least two")
      return nil
    }
    return .near(.init(terms: list, within: span, isOrdered: isOrdered, mark: node.mark))
  }

  private static func readGroup(
    _ node: YAMLNode, _ path: String, _ reading: Reading
  ) -> Condition? {
    guard let fields = fields(node, groupSection, path, reading) else { return nil }
    var group = Condition.Group(mark: node.mark)
    group.all = fields.value(all, else: [])
    group.any = fields.value(any, else: [])
    group.none = fields.value(none, else: [])
    return .group(group)
  }
}
