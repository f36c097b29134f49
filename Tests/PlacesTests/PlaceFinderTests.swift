import TestSupport
import Testing
import Text

@testable import Places

@Suite struct PlaceFinderTests {
  private func spans(_ text: String, own: [OwnPlace] = [], country: String? = nil) throws
    -> [FoundPlace]
  {
    PlaceFinder(gazetteer: try Shipped.gazetteer.get(), ownPlaces: own).places(
      title: FoldedText(""), body: FoldedText(text), language: nil, country: country)
  }

  @Test(arguments: [
    "انفجار في ⟦دير الزور⟧ ليلا", "عودة عناصر إلى ⟦البوكمال⟧", "هجوم ⟦بالبوكمال⟧ فجرا",
    "مصادر في ⟦البو كمال⟧ تتحدث", "قصف على ⟦حلب⟧ و⟦إدلب⟧", "تعزيزات نحو #⟦دير_الزور⟧ اليوم",
    "على ⟦الحدود العراقية السورية⟧ مساء", "A blast in ⟦Deir ez-Zor⟧ killed two.",
    "Clashes near ⟦Mosul⟧, ⟦Iraq⟧, on Monday.", "Взрыв в городе ⟦Дамаск⟧ сегодня",
  ])
  func `places are found at their own words, clitics, hashtags and spellings seen through`(
    marked: String
  ) throws {
    let (text, expected) = unmark(marked)
    let found = try spans(text).map(\.scalars)
    #expect(found.count == expected.count)
    for (found, expected) in zip(found, expected) { #expect(found.overlaps(expected)) }
  }

  @Test(arguments: [
    "قالت قناة الجزيرة إن الوضع هادئ", "صرح السيد صالح بأن الأمر انتهى",
    "Reading books is a nice hobby for most people.", "We may march on, but not today.",
    "قوات سوريا الديمقراطية تنفي", "وهو ما أكده المصدر أول أمس",
  ])
  func `words, people and institutions are no places`(text: String) throws {
    let found = try spans(text).map(\.text)
    #expect(found == [])
  }

  @Test func `the article's other places and its country tell which Tripoli is meant`() throws {
    let libya = try spans("Fighting in Tripoli and Misrata as Libya's factions clash.")
    #expect(libya.first?.place.country == "LY")
    let lebanon = try spans("Protests in Tripoli spread to Beirut and Sidon in Lebanon.")
    #expect(lebanon.first?.place.country == "LB")
  }

  @Test func `a place of the configuration's own is found by its names`() throws {
    let own = OwnPlace(
      name: "crossing", names: ["معبر اليعربية"],
      shape: .point(Coordinate(latitude: 36.81, longitude: 42.06)), mark: here)
    let found = try spans("إغلاق معبر اليعربية أمام الشاحنات", own: [own])
    #expect(found.map(\.place.id) == ["own:crossing"])
  }

  @Test func `a long hostile text is read in time that grows with its length alone`() throws {
    let text = String(repeating: "دير الزور البوكمال al al al New New York ", count: 4_000)
    #expect(try spans(text).count > 4_000)
  }
}
