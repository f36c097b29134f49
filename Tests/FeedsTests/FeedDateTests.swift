import Foundation
import TestSupport
import Testing

@testable import Feeds

@Suite struct FeedDateTests {
  @Test(arguments: [
    ("Thu, 14 Mar 2024 10:00:00 +0300", 1_710_399_600.0),
    ("2024-03-14T07:00:00Z", 1_710_399_600), ("2024-03-14 10:00:00 +03:00", 1_710_399_600),
    ("14 آذار 2024 07:00", 1_710_399_600), ("١٤ مارس ٢٠٢٤ 07:00", 1_710_399_600),
    ("5 تشرين الثاني 2023", 1_699_142_400), ("12 كانون الأول 2024", 1_733_961_600),
    ("14 mars 2024 07:00 GMT", 1_710_399_600), ("2024-03-14", 1_710_374_400),
    ("Thu, 01 Jan 0100 00:00:01 +0100", -59_011_462_799), ("1960-W01-1", -315_360_000),
    ("1710399600", 1_710_399_600), ("1710399600123", 1_710_399_600),
    ("202403140700", 1_710_399_600), ("20240314070000", 1_710_399_600),
    ("2024-W11-4", 1_710_374_400), ("2020-W53-5T00:00:00Z", 1_609_459_200),
    ("2025-W01-1", 1_735_516_800), ("24-03-14", 1_710_374_400), ("-24-03", 1_709_251_200),
    ("14 Mar 2024 10.00.00 +0300", 1_710_399_600), ("14.03.2024 07.00", 1_710_399_600),
    ("2024年3月14日 07时00分", 1_710_399_600), ("2024년 3월 14일 오전 7시 00분", 1_710_399_600),
    ("Thu, 14 Mar 2024 03:00:00 AT", 1_710_399_600),
  ])
  func `a date is read as the instant it means`(text: String, seconds: Double) {
    #expect(FeedDate.parse(text) == Date(timeIntervalSince1970: seconds))
  }

  @Test(arguments: ["", "soon", "32 March 2024", "2024-13-41", String(repeating: "9", count: 500)])
  func `what is no date is none`(text: String) {
    #expect(FeedDate.parse(text) == nil)
  }

  private struct Case: Decodable {
    var text: String
    var time: String
  }

  @Test(.enabled(if: Corpora.isPresent))
  func `every date of the measuring data is the instant that it means`() throws {
    let file = try #require(Corpora.file("corpora/feeds/dates.jsonl"))
    let cases = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(Case.self, from: Data($0.utf8))
    }
    #expect(cases.count >= 20)
    for date in cases {
      #expect(
        FeedDate.parse(date.text)?.timeIntervalSince1970 == seconds(date.time), "\(date.text)")
    }
  }

  /// `99-12-31T23:00:01Z` in the Gregorian calendar of all years, where Foundation's formats have
  /// the Julian one before 1582: days from March, in eras of 400 years.
  private func seconds(_ time: String) -> Double {
    let parts = time.split { !$0.isNumber }.compactMap { Int($0) }
    let year = parts[1] <= 2 ? parts[0] - 1 : parts[0]
    let month = (parts[1] + 9) % 12
    let days =
      365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + parts[2] - 1
    return Double((days - 719_468) * 86_400 + parts[3] * 3600 + parts[4] * 60 + parts[5])
  }
}
