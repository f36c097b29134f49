import Foundation
import Testing

@testable import Alerts

@Suite struct TemplateClockTests {
  @Test(arguments: [
    // Syria kept summer time until 2022, and has stayed in it since.
    ("2021-12-31T22:30:00Z", "Asia/Damascus", "2022-01-01 00:30 +0200"),
    ("2022-03-24T21:59:59Z", "Asia/Damascus", "2022-03-24 23:59 +0200"),
    ("2022-03-24T22:00:00Z", "Asia/Damascus", "2022-03-25 01:00 +0300"),
    ("2022-12-31T22:30:00Z", "Asia/Damascus", "2023-01-01 01:30 +0300"),
    ("2026-01-15T12:00:00.500Z", "Asia/Damascus", "2026-01-15 15:00 +0300"),
    // The hours that are skipped and repeated.
    ("2026-03-29T00:59:59Z", "Europe/Berlin", "2026-03-29 01:59 +0100"),
    ("2026-03-29T01:00:00Z", "Europe/Berlin", "2026-03-29 03:00 +0200"),
    ("2026-10-25T00:30:00Z", "Europe/Berlin", "2026-10-25 02:30 +0200"),
    ("2026-10-25T01:30:00Z", "Europe/Berlin", "2026-10-25 02:30 +0100"),
    // Half hours; summer time ended with 2022.
    ("2022-07-01T12:00:00Z", "Asia/Tehran", "2022-07-01 16:30 +0430"),
    ("2026-07-01T12:00:00Z", "Asia/Tehran", "2026-07-01 15:30 +0330"),
    ("2026-07-01T23:00:00Z", "America/St_Johns", "2026-07-01 20:30 -0230"),
    ("1969-12-31T23:00:00Z", "UTC", "1969-12-31 23:00 +0000"),
    ("0001-01-01T00:00:00Z", "UTC", "0001-01-01 00:00 +0000"),
  ])
  func `a moment is told in a zone's own time`(time: String, zone: String, expected: String) throws
  {
    let clock = try TemplateClock("%Y-%m-%d %H:%M %z")
    #expect(clock.text(of: time, zone: zone) == expected)
  }

  @Test(arguments: [
    ("%A %a %e %B %b %y", "Saturday Sat 7 March Mar 26"), ("%I:%M:%S %p", "12:05:09 AM"),
    ("%F|%T|%R|%:z|%j|%u|%%|%s", "2026-03-07|00:05:09|00:05|+00:00|066|6|%|1772841909"),
    ("يوم %d/%m", "يوم 07/03"),
  ])
  func `signs mean what strftime means by them`(format: String, expected: String) throws {
    let clock = try TemplateClock(format)
    #expect(clock.text(of: "2026-03-07T00:05:09.999Z", zone: "UTC") == expected)
  }

  @Test func `days and dates are each other's way back`() {
    for day in stride(from: -719_162, through: 2_932_896, by: 97) {
      let date = Timestamp.civil(days: day)
      #expect(Timestamp.days(year: date.year, month: date.month, day: date.day) == day)
    }
  }

  @Test(arguments: [
    "", "yesterday", "2026-03-07", "2026-03-07T00:05:09+03:00", "2026-13-07T00:05:09Z",
    "２026-03-07T00:05:09Z", "2026-03-07T00:05:09xxxZ",
  ])
  func `what is no time of ours is left as it is`(text: String) throws {
    #expect(Timestamp.seconds(rfc3339: text) == nil)
    #expect(TemplateClock.standard.text(of: text, zone: "UTC") == nil)
  }
}
