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
  static func civil(days: Int) -> (year: Int, month: Int, day: Int) {
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

  /// The day of a date counted from 1970-01-01, the same algorithms' other way.
  static func days(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted - floorMod(shifted, 400)) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// Unix seconds of a moment as `rfc3339` writes it, its fraction cut off; nil for anything else.
  static func seconds(rfc3339 text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard (20...40).contains(bytes.count), bytes.last == UInt8(ascii: "Z") else { return nil }
    var fields: [Int] = []
    for (range, following) in [
      (0..<4, "-"), (5..<7, "-"), (8..<10, "T"), (11..<13, ":"), (14..<16, ":"), (17..<19, ""),
    ] {
      guard bytes[range].allSatisfy({ (0x30...0x39).contains($0) }),
        following.utf8.first.map({ $0 == bytes[range.upperBound] }) ?? true
      else { return nil }
      fields.append(bytes[range].reduce(0) { $0 * 10 + Int($1 - 0x30) })
    }
    guard bytes.count == 20 || bytes[19] == UInt8(ascii: "."), (1...12).contains(fields[1]),
      (1...31).contains(fields[2]), fields[3] < 24, fields[4] < 60, fields[5] <= 60
    else { return nil }
    let day = days(year: fields[0], month: fields[1], day: fields[2])
    return day * 86_400 + fields[3] * 3_600 + fields[4] * 60 + fields[5]
  }

  static func floorMod(_ value: Int, _ by: Int) -> Int {
    let rest = value % by
    return rest < 0 ? rest + by : rest
  }

  static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
