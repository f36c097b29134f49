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
  ])
  func `a date is read as the instant it means`(text: String, seconds: Double) {
    #expect(FeedDate.parse(text) == Date(timeIntervalSince1970: seconds))
  }

  @Test(arguments: ["", "soon", "32 March 2024", "2024-13-41", String(repeating: "9", count: 500)])
  func `what is no date is none`(text: String) {
    #expect(FeedDate.parse(text) == nil)
  }
}
