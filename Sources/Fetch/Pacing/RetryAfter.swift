package import Foundation

/// `Retry-After`: how long a server wants to be left alone (RFC 9110 §10.2.3).
package enum RetryAfter {
  /// Longer waits are taken for this one.
  package static let ceiling: Duration = .seconds(86_400)

  /// Reads seconds or an HTTP date; nil for anything else. A date that has passed is no wait.
  package static func parse(_ value: String, now: Date) -> Duration? {
    let text = value.utf8.drop { $0 == 0x20 || $0 == 0x09 }.prefix { $0 != 0x0D }
    var digits = text[...]
    while digits.last == 0x20 || digits.last == 0x09 { digits.removeLast() }
    guard !digits.isEmpty else { return nil }
    if digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
      let significant = digits.drop { $0 == 0x30 }
      guard significant.count <= 6 else { return ceiling }
      let seconds = significant.reduce(0) { $0 * 10 + Int($1 - 0x30) }
      return min(.seconds(seconds), ceiling)
    }
    guard let date = HTTPDate.parse(String(decoding: digits, as: UTF8.self)) else { return nil }
    let seconds = date.timeIntervalSince(now)
    return seconds <= 0 ? .zero : min(.seconds(Int(min(seconds, 1e6).rounded(.up))), ceiling)
  }
}

/// The three date forms of HTTP (RFC 9110 §5.6.7), always UTC.
package enum HTTPDate {
  /// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`.
  package static func parse(_ text: String) -> Date? {
    guard text.utf8.count <= 64 else { return nil }
    var words = text.split { $0 == " " || $0 == "," || $0 == "-" }.map(String.init)
    guard words.count >= 5 else { return nil }
    words.removeFirst()
    let isAsctime = month(words[0]) != nil
    if isAsctime { words = [words[1], words[0], words[3], words[2]] }
    guard let day = number(words[0], 1...2), let month = month(words[1]),
      var year = number(words[2], 2...4)
    else { return nil }
    // A two-digit year of RFC 850 is never taken to be more than 50 years ahead of 2000's epoch.
    if words[2].utf8.count == 2 { year += year < 70 ? 2000 : 1900 }
    let clock = words[3].split(separator: ":", omittingEmptySubsequences: false)
    guard clock.count == 3, let hour = number(clock[0], 2...2),
      let minute = number(clock[1], 2...2),
      let second = number(clock[2], 2...2), (1...31).contains(day), hour < 24, minute < 60,
      second <= 60, (1601...9999).contains(year)
    else { return nil }
    let days = daysSince1970(year: year, month: month, day: day)
    return Date(timeIntervalSince1970: Double(days * 86_400 + hour * 3600 + minute * 60 + second))
  }

  private static func number(_ text: some StringProtocol, _ digits: ClosedRange<Int>) -> Int? {
    guard digits.contains(text.utf8.count), text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
    else { return nil }
    return Int(text)
  }

  private static func month(_ text: String) -> Int? {
    let names = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    return names.firstIndex(of: text.lowercased()).map { $0 + 1 }
  }

  /// Days of the proleptic Gregorian calendar, counted in years that begin in March.
  private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
