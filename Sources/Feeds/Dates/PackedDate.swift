internal import Foundation

/// Times that are nothing but digits: seconds or milliseconds since 1970, `201203051000`,
/// `20120305100000`.
enum PackedDate {
  static func parse(_ text: [Unicode.Scalar]) -> Date? {
    guard text.count >= 10, text.count <= 14, text.allSatisfy(\.isDateDigit) else { return nil }
    let value = text.reduce(0) { $0 * 10 + Int($1.value - 0x30) }
    switch text.count {
    case 10: return epoch(value)
    case 13: return epoch(value / 1000)
    case 12: return civil(value * 100)
    case 14: return civil(value)
    default: return nil
    }
  }

  /// From September 2001 to March 2030; before and after, ten digits are no such time.
  private static func epoch(_ seconds: Int) -> Date? {
    guard seconds >= 1_000_000_000, seconds < 1_900_000_000 else { return nil }
    return Date(timeIntervalSince1970: Double(seconds))
  }

  private static func civil(_ value: Int) -> Date? {
    var time = CivilTime()
    time.second = value % 100
    time.minute = value / 100 % 100
    time.hour = value / 10_000 % 100
    time.day = value / 1_000_000 % 100
    time.month = value / 100_000_000 % 100
    time.year = value / 10_000_000_000
    guard time.year >= 1900, time.year < 2100 else { return nil }
    return time.date
  }
}
