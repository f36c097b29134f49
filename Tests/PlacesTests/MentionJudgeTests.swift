import TestSupport
import Testing
import Text

@testable import Places

/// What the words around a name, and the rest of the article, make of it.
@Suite struct MentionJudgeTests {
  private func places(_ text: String, title: String = "") throws -> [FoundPlace] {
    PlaceFinder(gazetteer: try Shipped.gazetteer.get(), ownPlaces: []).places(
      title: FoldedText(title), body: FoldedText(text), language: nil, country: nil)
  }

  private func names(_ text: String) throws -> [String] { try places(text).map(\.text) }

  @Test(arguments: [
    ("سيول في مادبا الآن #سيول_الأردن", ["مادبا"]),
    ("استقرار الطقس غدا #امطار_الكويت", ["الكويت"]),
    ("تساقط البرد على #حفر_الباطن اليوم", ["حفر_الباطن"]),
    ("تعميم في #محافظة_الجوف اليوم", ["الجوف"]),
  ])
  func `a hashtag of several words names a topic, and a place only where nothing else does`(
    text: String, expected: [String]
  ) throws {
    #expect(try names(text) == expected)
  }

  @Test func `a place that the closing hashtags repeat is told once`() throws {
    #expect(try names("انفجار ضخم في بيروت مساء #لبنان #بيروت https://t.co/x").count == 2)
  }

  @Test(arguments: [
    "Alison Patti, a doctor, spoke first. Later Patti said that all was well.",
    "Three farms were tested for the Marburg virus, as Marburg kills slowly.",
    "The Ohio State University study was led by a team.",
    "The study by the University of Calgary was published.",
    "The agency paid US$2 million to the camp.",
    "زار طلاب جامعة دمشق معرض الكتاب", "فاز ريال مدريد بهدف نظيف", "قرأت نيويورك تايمز أمس",
    "ارتفع مؤشر الأسهم السعودية عند الإغلاق", "وصل القطار صباحاً ثم غادر يوماً آخر",
    "قال ستالين إن الخطة نجحت", "قال البيت الأبيض إن الزيارة ألغيت",
  ])
  func `persons, diseases, institutions, money and adjectives are no places`(text: String) throws {
    #expect(try names(text) == [])
  }

  @Test(arguments: [
    ("The US and the UK signed.", ["US", "UK"]),
    ("A fire near Orange, TX, spread.", ["Orange", "TX"]),
    ("Flooding across NSW and Queensland", ["NSW", "Queensland"]),
    ("MIAMI (AP) — Officials spoke.", ["MIAMI"]), ("هانوفر (وكالات) - قال الخبراء", ["هانوفر"]),
    ("عرض في هامبورج ثم في لوكسمبورج", ["هامبورج", "لوكسمبورج"]),
    ("تنفي كوريا الشمالية ذلك في جنوب أفريقيا", ["كوريا الشمالية", "جنوب أفريقيا"]),
  ])
  func `abbreviations, datelines and other spellings are places`(
    text: String, expected: [String]
  ) throws {
    #expect(try names(text) == expected)
  }

  @Test func `a place is looked for in the place that the text says holds it`() throws {
    let texas = try places("He moved to Paris, Texas, last year.")
    #expect(texas.first?.place.country == "US")
    let france = try places("He moved to Paris last year.")
    #expect(france.first?.place.country == "FR")
    let illinois = try places("A farm in Fulton County located in Illinois was closed.")
    #expect(illinois.first?.place.admin == "Illinois")
  }

  @Test(arguments: [
    ("القتال في تيغراي مستمر", "ET"), ("عادوا إلى وادي الفرات", "SY"),
    ("انفجار في المنطقة الخضراء", "IQ"), ("قصف الضاحية الجنوبية", "LB"),
    ("ضمت موسكو شبه جزيرة القرم", "UA"), ("معتقل في غوانتانامو", "CU"),
  ])
  func `regions that news uses are known`(text: String, country: String) throws {
    #expect(try places(text).contains { $0.place.country == country })
  }

  @Test func `hostile hashtags cost time that grows with their length alone`() throws {
    let tag = "#" + String(repeating: "بيروت_حلب_", count: 20_000)
    #expect(try places(tag).count <= 1)
  }
}
