internal import Rules
internal import Text

/// `rules:`
enum RuleKeys {
  enum Expectation: String, CaseIterable, Sendable {
    case match
    case noMatch = "no match"
  }

  static let name = Key(
    "name", Names.reader,
    "What the rule is called in alerts; each name once. Alert ids depend on it: a renamed rule alerts anew.",
    example: "isis-return-deir-ez-zor", isRequired: true)
  static let severity = Key(
    "severity", Scalars.choice(Rule.Severity.self), "How grave a match is.", default: "medium",
    example: "high")
  static let tags = Key(
    "tags", Scalars.texts, "Words that go along with the alert.", example: "[isis]")
  static let sources = Key(
    "sources", NameUse.reader.list("names or tags of sources", allowsEmpty: false),
    "Names or tags of sources.", default: "all", example: "[syria]")
  static let languages = Key(
    "languages", Scalars.language.list("language codes such as [ar, en]", allowsEmpty: false),
    "Languages of articles.", default: "all", example: "[ar]")
  static let changes = Key(
    "changes", changesReader, "What about an article makes the rule speak.", default: "new",
    example: "[new, revised, removed]")
  static let oncePer = Key(
    "once_per", Scalars.choice(Rule.Once.self),
    "Whether near-identical copies of a story alert each.",
    default: "article", example: "story")
  static let match = Key(
    "match", ConditionKeys.reader, "What the words of the article must fulfil.",
    example: "{any: [{list: isis}]}")
  static let place = Key(
    "where", WhereKeys.reader, "What the places in the article must fulfil.",
    example: "{within: 60 km, of: Al-Bukamal}")
  static let alert = Key(
    "alert", NameUse.reader.list("names of destinations", allowsEmpty: false),
    "Destinations by name.", default: "`defaults.alert`", example: "[desk, file]")
  static let throttle = Key(
    "throttle", Shapes.section(ThrottleKeys.section),
    "At most so many alerts in a time; the rest come as one digest.",
    example: "{at_most: 20, per: 1h}")
  static let test = Key(
    "test", Shapes.section(TestKeys.section).list("a list of {text: TEXT, expect: match}"),
    "Texts that `marsad check` holds the rule against.",
    example: "[{text: \"عودة عناصر داعـ.ـش إلى البوكمال\", expect: match}]")

  static let section = Section(
    id: "rule", title: "name, match, where and more", meaning: "One rule.",
    keys: [
      name.definition, severity.definition, tags.definition, sources.definition,
      languages.definition, changes.definition, oncePer.definition, match.definition,
      place.definition, alert.definition, throttle.definition, test.definition,
    ],
    demands: [.some([match.name, place.name])])

  private static let changesReader = Reader<[Rule.Change]>(
    "a list of new, revised, removed",
    .list(.choice(Rule.Change.allCases.map(\.rawValue)), allowsEmpty: false)
  ) { node, path, reading in
    let one = Scalars.choice(Rule.Change.self)
    return one.list("a list of new, revised, removed", allowsEmpty: false).read(node, path, reading)
  }

  static func rule(_ fields: Fields, _ reading: Reading) -> DecodedRule? {
    let name = fields[name]
    var rule = Rule(name: name ?? "", mark: fields.node.mark)
    if let value = fields[severity] { rule.severity = value }
    if let value = fields[tags] { rule.tags = value }
    let sources = fields[sources]
    rule.sources = sources?.map(\.name)
    rule.languages = fields[languages]
    if let value = fields[changes] { rule.changes = value }
    if let value = fields[oncePer] { rule.oncePer = value }
    rule.match = fields[match]
    rule.place = fields[place]
    let alert = fields[alert]
    rule.alert = alert?.map(\.name)
    if let value = fields[throttle] { rule.throttle = ThrottleKeys.throttle(value) }
    rule.tests = (fields[test] ?? []).compactMap { TestKeys.test($0, reading) }
    if !fields.has(match), !fields.has(place), fields.node.isWhole {
      reading.fail(
        fields.node.mark, "\(fields.path) has neither \"match\" nor \"where\"",
        "it would alert on every article; expected match: {any: […]}")
    }
    guard name != nil else { return nil }
    return DecodedRule(
      rule: rule, nameMark: fields.mark(Self.name), sources: sources ?? [], alert: alert ?? [],
      path: fields.path, namesAlert: fields.has(Self.alert))
  }
}

/// A rule with the places of the names it uses.
struct DecodedRule {
  var rule: Rule
  var nameMark: SourceMark
  var sources: [NameUse]
  var alert: [NameUse]
  var path: String
  var namesAlert: Bool
}

/// `throttle:`
enum ThrottleKeys {
  static let atMost = Key(
    "at_most", Scalars.integer(1...1_000_000), "How many alerts.", example: "20", isRequired: true)
  static let per = Key(
    "per", Scalars.seconds(1...31_622_400), "In which time.", example: "1h", isRequired: true)
  static let section = Section(
    id: "throttle", title: "at_most and per", meaning: "At most so many alerts in a time.",
    keys: [atMost.definition, per.definition])

  static func throttle(_ fields: Fields) -> Rule.Throttle? {
    let count = fields[atMost]
    let seconds = fields[per]
    guard let count, let seconds else { return nil }
    return Rule.Throttle(count: count, seconds: seconds)
  }
}

/// `test:`
enum TestKeys {
  static let title = Key("title", Scalars.text, "A headline.", example: "داعـ.ـش يعود")
  static let text = Key("text", Scalars.text, "A text.", example: "عودة عناصر داعـ.ـش إلى البوكمال")
  static let language = Key(
    "language", Scalars.language, "The article's language.", default: "recognised", example: "ar")
  static let expect = Key(
    "expect", Scalars.choice(RuleKeys.Expectation.self), "Whether the rule must match.",
    default: "match", example: "no match")
  static let section = Section(
    id: "test", title: "text and expect", meaning: "A rule's own test, run by `marsad check`.",
    keys: [title.definition, text.definition, language.definition, expect.definition])

  static func test(_ fields: Fields, _ reading: Reading) -> Rule.Test? {
    let title = fields[title]
    let text = fields[text]
    let language = fields[language]
    let expected = fields.value(expect, else: .match)
    guard title != nil || text != nil else {
      if !fields.has(Self.title), !fields.has(Self.text), fields.node.isWhole {
        reading.fail(
          fields.node.mark, "\(fields.path) has no \"text\"", "expected {text: TEXT, expect: match}"
        )
      }
      return nil
    }
    return Rule.Test(
      title: title ?? "", text: text ?? "", language: language,
      expectsMatch: expected == .match, mark: fields.node.mark)
  }
}
