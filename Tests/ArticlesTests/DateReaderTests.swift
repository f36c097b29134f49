import Foundation
import Testing

@testable import Articles

@Suite struct DateReaderTests {
  @Test(arguments: [
    ("2024-03-14T10:15:00Z", nil, "2024-03-14T10:15:00Z"),
    ("2024-03-14T10:15:30.250+03:00", nil, "2024-03-14T07:15:30Z"),
    ("2024-03-14 10:15:00 -0500", nil, "2024-03-14T15:15:00Z"),
    ("20240314T101500Z", nil, "2024-03-14T10:15:00Z"),
    ("20240314", nil, "2024-03-14T00:00:00Z"),
    ("1710411300", nil, "2024-03-14T10:15:00Z"),
    ("1710411300000", nil, "2024-03-14T10:15:00Z"),
    ("Thu, 14 Mar 2024 10:15:00 GMT", "en", "2024-03-14T10:15:00Z"),
    ("March 14, 2024 10:15 am EST", "en", "2024-03-14T15:15:00Z"),
    ("Published 14th March 2024", "en", "2024-03-14T00:00:00Z"),
    ("Mar 14, 2024 at 12:05 a.m.", "en", "2024-03-14T00:05:00Z"),
    ("03/14/2024", "en-US", "2024-03-14T00:00:00Z"),
    ("03/04/2024", "en-US", "2024-03-04T00:00:00Z"),
    ("03/04/2024", "en-GB", "2024-04-03T00:00:00Z"),
    ("14.3.2024, 18:30 Uhr", "de", "2024-03-14T18:30:00Z"),
    ("14. März 2024", "de", "2024-03-14T00:00:00Z"),
    ("14 août 2024 à 10h15", "fr", "2024-08-14T10:15:00Z"),
    ("jueves, 14 de marzo de 2024", "es", "2024-03-14T00:00:00Z"),
    ("14 marca 2024", "pl", "2024-03-14T00:00:00Z"),
    ("14 listopada 2024", "pl", "2024-11-14T00:00:00Z"),
    ("14. listopada 2024.", "hr", "2024-10-14T00:00:00Z"),
    ("2024. március 14.", "hu", "2024-03-14T00:00:00Z"),
    ("14 марта 2024, 10:15", "ru", "2024-03-14T10:15:00Z"),
    ("14 березня 2024 р.", "uk", "2024-03-14T00:00:00Z"),
    ("14 Ağustos 2024 Çarşamba", "tr", "2024-08-14T00:00:00Z"),
    ("Thứ Năm, 22 tháng 10, 2025", "vi", "2025-10-22T00:00:00Z"),
    ("22/10/2025 19:25", "vi", "2025-10-22T19:25:00Z"),
    ("2024年3月14日 10時15分", "ja", "2024-03-14T10:15:00Z"),
    ("2024년 3월 14일", "ko", "2024-03-14T00:00:00Z"),
    ("14 มีนาคม 2567", "th", "2024-03-14T00:00:00Z"),
    ("14 मार्च 2024", "hi", "2024-03-14T00:00:00Z"),
  ])
  func `a date is read in the words of its language`(
    text: String, language: String?, expected: String
  ) throws {
    #expect(try DateReader.read(text, language: language) == date(expected))
  }

  @Test(arguments: [
    ("الخميس 14 آذار 2024", "2024-03-14T00:00:00Z"),
    ("الخميس، 14 آذار/مارس 2024 - 10:15", "2024-03-14T10:15:00Z"),
    ("١٤ مارس ٢٠٢٤", "2024-03-14T00:00:00Z"),
    ("أبريل 12, 2025", "2025-04-12T00:00:00Z"),
    ("14 كانون الثاني 2024", "2024-01-14T00:00:00Z"),
    ("14 كانون الأول/ديسمبر 2024", "2024-12-14T00:00:00Z"),
    ("14 تشرين الثاني (نوفمبر) 2024", "2024-11-14T00:00:00Z"),
    ("14 شباط/فبراير 2024", "2024-02-14T00:00:00Z"),
    ("14 جويلية 2024", "2024-07-14T00:00:00Z"),
    ("14 غشت 2024", "2024-08-14T00:00:00Z"),
    ("14 شتنبر 2024 | 22:30", "2024-09-14T22:30:00Z"),
    ("نُشر في: 14 أيلول 2024 الساعة 10:15 مساءً", "2024-09-14T22:15:00Z"),
    ("14/03/2024 10:15 ص", "2024-03-14T10:15:00Z"),
    ("10:15 م - 14 آب 2024", "2024-08-14T22:15:00Z"),
    ("14 مارس 2024 10:15 بتوقيت غرينتش", "2024-03-14T10:15:00Z"),
  ])
  func `Arabic dates are read by all three sets of month names`(text: String, expected: String)
    throws
  {
    #expect(try DateReader.read(text, language: "ar") == date(expected))
  }

  @Test(arguments: [
    ("۲۴ اسفند ۱۴۰۲", "fa", "2024-03-14T00:00:00Z"),
    ("1403/01/01 - 08:30", "fa", "2024-03-20T08:30:00Z"),
    ("۳۰ اسفند ۱۴۰۳", "fa", "2025-03-20T00:00:00Z"),
    ("1 مهر 1402", "fa", "2023-09-23T00:00:00Z"),
    ("14 مارس 2024", "fa", "2024-03-14T00:00:00Z"),
    ("١٤ی ئازاری ٢٠٢٤", "ckb", nil),
    ("14 مارچ 2024", "ur", "2024-03-14T00:00:00Z"),
  ])
  func `solar Hijri dates become Gregorian ones`(
    text: String, language: String, expected: String?
  ) throws {
    #expect(try DateReader.read(text, language: language) == expected.map(date))
  }

  @Test(arguments: [
    ("4 رمضان 1445", "ar"), ("1445/09/04", "ar"), ("03/04/2024", "en"), ("14 March", "en"),
    ("30 February 2024", "en"), ("March 2024", "en"), ("", nil), ("10:15", "en"),
    ("version 1.2.3.2024", "en"), ("0001-01-01T00:00:00", nil), ("32/13/2024", "fr"),
  ])
  func `what does not state one day states no date`(text: String, language: String?) {
    #expect(DateReader.read(text, language: language) == nil)
  }

  @Test func `the offset that was written is kept`() {
    #expect(DateReader.stated("2024-03-14T23:30:00-04:00")?.offset == -14_400)
    #expect(DateReader.stated("14 March 2024 10:15", language: "en")?.offset == nil)
  }

  private func date(_ text: String) throws -> Date {
    try Date.ISO8601FormatStyle().parse(text)
  }
}
