package import Foundation

/// Moments as RFC 3339 writes them, in UTC: `2026-11-24T08:43:24.123Z`.
package enum Timestamp {
  /// - Parameter milliseconds: whether they are shown.
  package static func rfc3339(_ date: Date, milliseconds: Bool = true) -> String {
    // The years 1 to 9999, which is what four digits can say.
    let seconds = min(max(date.timeIntervalSince1970, -62_135_596_800), 253_402_300_799)
    let total = Int((seconds * 1_000).rounded(.down))
    let millis = floorMod(total, 1_000)
    let unix = (total - millis) / 1_000
    let second = floorMod(unix, 86_400)
    let (year, month, day) = civil(days: (unix - second) / 86_400)
    let clock =
      "\(padded(second / 3_600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
    let fraction = milliseconds ? ".\(padded(millis, 3))" : ""
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T\(clock)\(fraction)Z"
  }

  /// The date of a day counted from 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date
  /// algorithms").
  private static func civil(days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let dayOfEra = floorMod(shifted, 146_097)
    let era = (shifted - dayOfEra) / 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  private static func floorMod(_ value: Int, _ by: Int) -> Int {
    let rest = value % by
    return rest < 0 ? rest + by : rest
  }

  private static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
