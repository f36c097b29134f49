import Places
import Testing
import Text

@testable import Rules

@Suite struct PlaceConditionTests {
  private let gazetteer: Gazetteer
  private let ownPlaces = [
    OwnPlace(
      name: "strip",
      shape: .along(
        [
          Coordinate(latitude: 34.42, longitude: 40.99),
          Coordinate(latitude: 34.50, longitude: 41.20),
        ], kilometres: 25), mark: someMark)
  ]

  init() throws { gazetteer = try Gazetteer.standard() }

  private func place(_ name: String, country: String? = nil) -> PlaceReference {
    PlaceReference(.name(name, country: country), mark: someMark)
  }

  private func set(_ place: PlaceCondition, match: Condition? = nil) throws -> RuleSet {
    var rule = rule("r", match)
    rule.place = place
    return try RuleSet(
      rules: [rule], lists: [:], places: ownPlaces, gazetteer: gazetteer)
  }

  @Test func `a place within so many kilometres is found and told with its distance`() throws {
    let set = try set(
      .within(kilometres: 150, of: place("Al-Bukamal")), match: .term(term("داعش")))
    let finding = try #require(
      set.evaluate(
        MatchableArticle(
          title: "عودة داعـ.ـش", body: "إلى دير الزور", language: "ar", country: "SY")
      ).findings.first)
    let found = try #require(finding.places.first)
    #expect(found.text == "دير الزور" && found.field == .body)
    #expect(found.relation == .within && found.area == "Al-Bukamal")
    let distance = try #require(found.distanceKilometres)
    #expect((90...150).contains(distance))
    #expect(!(set.evaluate(MatchableArticle(title: "داعش", body: "في باريس")).findings.count > 0))
  }

  @Test func `a rule may hold nothing but where`() throws {
    let set = try set(.inside(place("Syria")))
    let article = MatchableArticle(title: "", body: "قصف على حلب ودمشق", language: "ar")
    let verdict = set.evaluate(article)
    #expect(verdict.findings.first?.places.map(\.text).count == 2)
    #expect(verdict.findings.first?.matches == [])
    #expect(verdict.places.count >= 2)
    #expect(set.evaluate(MatchableArticle(title: "", body: "Paris, France")).findings.isEmpty)
  }

  @Test func `own areas and exclusions hold`() throws {
    var group = PlaceCondition.Group(mark: someMark)
    group.any = [.area(name: "strip", mark: someMark), .inside(place("Iraq"))]
    group.none = [.inside(place("France"))]
    let set = try set(.group(group))
    func holds(_ body: String) -> Bool {
      !set.evaluate(MatchableArticle(title: "", body: body, country: "SY")).findings.isEmpty
    }
    #expect(holds("اشتباكات في البوكمال"))
    #expect(holds("اشتباكات في بغداد"))
    #expect(!holds("اشتباكات في بغداد وباريس"))
    #expect(!holds("اشتباكات في بيروت"))
  }

  @Test func `a point that the source states counts like a place that the text names`() throws {
    func finding(_ condition: PlaceCondition, _ latitude: Double, _ longitude: Double) throws
      -> Finding?
    {
      let point = StatedPoint(coordinate: Coordinate(latitude: latitude, longitude: longitude))
      return try set(condition, match: .term(term("داعش"))).evaluate(
        MatchableArticle(title: "داعش", body: "هجوم على موقع", statedPoint: point)
      ).findings.first
    }
    let near = try #require(
      try finding(.within(kilometres: 60, of: place("Al-Bukamal")), 34.6, 40.8))
    let found = try #require(near.places.first)
    #expect(found.place.id == "point:34.6,40.8" && found.relation == .within && found.isStated)
    #expect((5...30).contains(try #require(found.distanceKilometres)))
    #expect(try finding(.within(kilometres: 60, of: place("Al-Bukamal")), 33.5, 36.3) == nil)
    #expect(try finding(.area(name: "strip", mark: someMark), 34.45, 41.1)?.places.count == 1)
    #expect(try finding(.area(name: "strip", mark: someMark), 36.2, 37.1) == nil)
    #expect(try finding(.inside(place("Syria")), 33.51, 36.29)?.places.first?.area == "Syria")
    #expect(try finding(.inside(place("Iraq")), 33.51, 36.29) == nil)
    // Near the border a point speaks for neither side.
    #expect(try finding(.inside(place("Syria")), 34.45, 40.98) == nil)
    #expect(try finding(.inside(place("Iraq")), 34.45, 40.98) == nil)
  }

  @Test func `what is missing is told with the nearest place`() throws {
    let set = try set(.within(kilometres: 5, of: place("Al-Bukamal")))
    let missing = try #require(
      set.explain(
        MatchableArticle(title: "", body: "في دير الزور اليوم", language: "ar", country: "SY")
      ).first?.missing)
    #expect(missing.count == 1)
    #expect(missing[0].hasPrefix("no place within 5.0 km of \"Al-Bukamal\": the nearest is"))
    let none = try #require(
      set.explain(MatchableArticle(title: "", body: "لا شيء")).first?.missing)
    #expect(none == ["no place within 5.0 km of \"Al-Bukamal\": the text names no known place"])
  }

  @Test func `unknown places and areas are faults, ambiguous ones warnings`() throws {
    var wrong = rule("r", nil)
    var group = PlaceCondition.Group(mark: someMark)
    group.all = [
      .area(name: "stripe", mark: mark(2)),
      .inside(PlaceReference(.name("Xyzzyville", country: nil), mark: mark(3))),
      .within(kilometres: 0, of: PlaceReference(.name("Aleppo", country: nil), mark: mark(4))),
    ]
    wrong.place = .group(group)
    do throws(RuleFaults) {
      _ = try RuleSet(rules: [wrong], lists: [:], places: ownPlaces, gazetteer: gazetteer)
      Issue.record("no fault")
    } catch {
      #expect(error.faults.map(\.mark.line) == [2, 3, 4])
      #expect(error.faults.first?.hint == "did you mean \"strip\"?")
    }
    let ambiguous = try set(.inside(place("Tripoli")))
    #expect(ambiguous.warnings.first?.weight == .warning)
    #expect(ambiguous.warnings.first?.hint?.contains("others of that name") == true)
  }

  private func findings(
    _ condition: PlaceCondition, title: String = "", _ body: String
  ) throws -> [String] {
    try set(condition).evaluate(
      MatchableArticle(title: title, body: body, language: "ar", country: "SY")
    ).findings.flatMap { $0.places.map(\.text) }
  }

  private func qualified(
    _ base: PlaceCondition?, notIn: [String] = [], about: Bool = false,
    certainty: PlaceQuality.Certainty = .any
  ) -> PlaceCondition {
    var quality = PlaceQuality()
    quality.outside = notIn.map { place($0) }
    quality.isSubject = about
    quality.certainty = certainty
    return .qualified(base, quality, mark: someMark)
  }

  @Test func `not_in asks for another place, and forbids no article`() throws {
    let near = qualified(.within(kilometres: 60, of: place("Al-Bukamal")), notIn: ["Iraq"])
    #expect(
      try findings(near, "اشتباكات في القائم العراقية وفي البوكمال").map(bare) == ["البوكمال"])
    #expect(try findings(near, "اشتباكات في القائم العراقية").isEmpty)
    let outside = qualified(nil, notIn: ["Syria", "Iraq"])
    #expect(try findings(outside, "من دمشق إلى بيروت").map(bare) == ["بيروت"])
    #expect(try findings(outside, "من دمشق إلى بغداد").isEmpty)
  }

  /// Without the clitic before it.
  private func bare(_ text: String) -> String {
    text.hasPrefix("و") || text.hasPrefix("ب") && text.hasPrefix("بال")
      ? String(text.dropFirst()) : text
  }

  private let long =
    "قال شهود إن الهجوم وقع فجرا. وأضافوا أن المهاجمين فروا سريعا. ولم تعلن أي جهة مسؤوليتها. "

  @Test func `about asks for a subject: headline, first two sentences, or named three times`()
    throws
  {
    let about = qualified(.inside(place("Syria")), about: true)
    #expect(try findings(about, title: "هجوم في حلب", long) == ["حلب"])
    #expect(try findings(about, "وقع هجوم في حلب فجر اليوم. " + long) == ["حلب"])
    #expect(try findings(about, long + "وكان هجوم قد وقع في حلب قبل عام.").isEmpty)
    let often = "وقع هجوم في حلب قبل عام. وتشهد حلب توترا. وأعلنت حلب الحداد."
    #expect(try findings(about, long + often) == ["حلب"])
  }

  @Test(arguments: [
    "دمشق (سانا) - قال شهود إن الهجوم وقع فجرا في بيروت. ", "دمشق – قتل ثلاثة في بيروت. ",
    "دمشق: قتل ثلاثة في بيروت. ",
  ])
  func `where a report was written is not what it is about`(lead: String) throws {
    #expect(try findings(qualified(.inside(place("Syria")), about: true), lead + long).isEmpty)
    #expect(try findings(.inside(place("Syria")), lead + long) == ["دمشق"])
  }

  @Test func `a hyphen inside of a name makes no dateline`() throws {
    let about = qualified(.inside(place("Iraq")), about: true)
    let verdict = try set(about).evaluate(
      MatchableArticle(
        title: "", body: "Baghdad told Deir ez-Zor residents to wait. They did.", language: "en"))
    #expect(verdict.findings.first?.places.map(\.text) == ["Baghdad"])
  }

  @Test func `confidence keeps out readings that are not sure enough`() throws {
    let all = try set(.inside(place("Syria"))).evaluate(
      MatchableArticle(title: "", body: "اشتباكات في مدينة حلب", language: "ar", country: "SY"))
    let found = try #require(all.findings.first?.places.first)
    #expect((0.9...1).contains(found.confidence))
    #expect(
      try findings(qualified(.inside(place("Syria")), certainty: .high), "اشتباكات في مدينة حلب")
        == ["حلب"])
    let leaf = PlaceLeaf(relation: .inside, name: "x", kilometres: nil, test: nil)
    #expect(leaf.certainty.least == 0)
    #expect(PlaceQuality.Certainty.high.least > PlaceQuality.Certainty.medium.least)
  }

  private func near(
    _ one: String, _ other: String, _ span: PlaceNear.Span
  ) -> PlaceCondition {
    .near(
      PlaceNear(parts: [.inside(place(one)), .inside(place(other))], within: span, mark: someMark))
  }

  @Test func `places near each other on the map or in the text`() throws {
    let border = near("Syria", "Iraq", .kilometres(30))
    #expect(
      try findings(border, "شاحنات عبرت من القائم في العراق إلى البوكمال").map(bare)
        == ["البوكمال", "القائم"])
    #expect(try findings(border, "شاحنات عبرت من بغداد إلى البوكمال").isEmpty)
    let words = near("Syria", "Iraq", .words(4))
    #expect(try findings(words, "من بغداد إلى دمشق").count == 2)
    #expect(try findings(words, "من بغداد سافر الوفد أمس في رحلة طويلة إلى دمشق").isEmpty)
    let sentence = near("Syria", "Iraq", .sentence)
    #expect(try findings(sentence, "من بغداد سافر الوفد أمس في رحلة طويلة إلى دمشق").count == 2)
    #expect(try findings(sentence, "غادر الوفد بغداد. ووصل آخر إلى دمشق.").isEmpty)
    // One place is not near itself.
    #expect(try findings(near("Syria", "Syria", .kilometres(500)), "في دمشق ثم في دمشق").isEmpty)
  }

  @Test func `the demand that is not met is told`() throws {
    func missing(_ condition: PlaceCondition, _ body: String) throws -> [String]? {
      try set(condition).explain(
        MatchableArticle(title: "", body: body, language: "ar", country: "SY")
      ).first?.missing
    }
    #expect(
      try missing(qualified(.inside(place("Syria")), notIn: ["Aleppo"]), "اشتباكات في حلب")
        == [#"no place in "Syria": "حلب" lies in "Aleppo""#])
    #expect(
      try missing(qualified(.inside(place("Syria")), about: true), long + "ثم في حلب.")
        == [#"no place in "Syria" that the article is about: "حلب" is only mentioned"#])
    #expect(
      try missing(near("Syria", "Iraq", .kilometres(30)), "من بغداد إلى دمشق")
        == [#"one in "Syria" and one in "Iraq" not within 30 km of each other"#])
    #expect(
      try missing(near("Syria", "Iraq", .kilometres(30)), "إلى دمشق")
        == [#"no place in "Iraq": the text names "دمشق""#])
  }

  @Test func `near takes two to four plain conditions`() throws {
    var wrong = rule("r", nil)
    var group = PlaceCondition.Group(mark: mark(3))
    group.any = [.inside(place("Syria"))]
    var all = PlaceCondition.Group(mark: someMark)
    all.all = [
      .near(PlaceNear(parts: [.inside(place("Syria"))], within: .sentence, mark: mark(2))),
      .near(
        PlaceNear(
          parts: [.inside(place("Syria")), .group(group)], within: .sentence, mark: mark(3))),
    ]
    wrong.place = .group(all)
    do throws(RuleFaults) {
      _ = try RuleSet(rules: [wrong], lists: [:], places: ownPlaces, gazetteer: gazetteer)
      Issue.record("no fault")
    } catch {
      #expect(error.faults.map(\.mark.line) == [2, 3])
    }
  }
}
