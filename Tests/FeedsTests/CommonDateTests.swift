import Foundation
import Testing

@testable import Feeds

@Suite struct CommonDateTests {
  /// The short way must never differ from the patient one.
  @Test(arguments: [
    "Thu, 14 Mar 2024 10:00:00 +0300", "Thu, 4 Mar 2024 10:00:00 GMT",
    "thu, 31 dec 1999 23:59:59 -0000", "Sat, 29 Feb 2025 10:00:00 GMT",
    "Mon, 01 Jan 2024 24:00:00 GMT", "Mon, 01 Jan 2024 10:60:00 GMT",
    "Mon, 01 Jan 2024 10:00:00 EST", "Mon, 01 Jan 2024 10:00:00 +2500",
    "Mon, 01 Jan 2024 10:00:00", "Mon, 01 Jan 1403 10:00:00 GMT", "Mar, 14 Apr 2024 10:00:00 GMT",
    "2024-03-14T10:00:00Z", "2024-03-14T10:00:00.123Z", "2024-03-14T10:00:00+03:30",
    "2024-03-14T10:00:00-0800", "2024-13-14T10:00:00Z", "2024-02-30T10:00:00Z",
    "1403-01-14T10:00:00Z", "2024-03-14T10:00:00.Z", "2024-03-14T10:00:00 +03:00",
    "14 Mar 2024 10:00:00 +0300", "4 Mar 2024 10:00:00", "Thu, 14 Mar 2024 10:00:00 EDT",
    "Thu, 14 Mar 2024 10:00:00 CEST", "Thu, 14 Mar 2024 10:00:00 May", "2024-03-14 10:00:00",
    "2024-03-14 10:00:00 EST", "2024-03-14T10:00:00EST", "2024-03-14 10:00:00.5 +03:00",
    "14 Mar 2024 10:00",
    "Thu, 14 Mar 2024 10:00:00.5", "Thu, 14 Mar 2024 1:00:00 GMT", "123 Mar 2024 10:00:00 GMT",
    "2024-03-14T10:00:0", "2024-03-14T10:00:00+3:00", "2024-03-14T10:00:00 GMT",
  ])
  func `a common date is read as any other`(text: String) {
    let slow = FeedDate.parse(text)
    let quick = CommonDate.parse(text.utf8.span)
    #expect(quick == nil || quick == slow)
    let padded = " " + text + "\n"
    let read = FeedDate.parse(padded.utf8.span)
    #expect(read == slow)
  }

  @Test(arguments: ["Thu, 14 Mar 2024 10:00:00 +0300", "2024-03-14T10:00:00+03:00"])
  func `the two common forms take the short way`(text: String) {
    let quick = CommonDate.parse(text.utf8.span)
    #expect(quick == Date(timeIntervalSince1970: 1_710_399_600))
  }
}
