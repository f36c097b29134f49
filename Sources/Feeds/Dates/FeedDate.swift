package import Foundation
import Markup

/// Times as feeds write them: RFC 822 and 2822, RFC 3339, W3C-DTF, ISO 8601, asctime, and what
/// resembles them in many languages. A time without a zone is UTC; fractions of a second are
/// dropped. A year of two digits is 1970–2069.
package enum FeedDate {
  /// The instant, or nil when the text does not state one. Never needs the clock.
  package static func parse(_ text: String) -> Date? {
    guard text.utf8.count <= 120 else { return nil }
    let folded = fold(text)
    guard folded.contains(where: \.isDateDigit) else { return nil }
    return PackedDate.parse(folded) ?? ISODate.parse(folded) ?? WrittenDate.parse(folded)
  }

  static func parse(_ text: Span<UInt8>) -> Date? {
    let trimmed = text.extracting(text.trimmedRange)
    return CommonDate.parse(trimmed) ?? parse(String(wellFormed: trimmed))
  }

  /// Lower case, with digits of other scripts as ASCII and their date signs as plain ones.
  private static func fold(_ text: String) -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    var isInClock = false
    for scalar in text.lowercased().unicodeScalars {
      switch scalar.value {
      case 0x660...0x669: scalars.append(Unicode.Scalar(UInt8(scalar.value - 0x660 + 0x30)))
      case 0x6F0...0x6F9: scalars.append(Unicode.Scalar(UInt8(scalar.value - 0x6F0 + 0x30)))
      case 0x966...0x96F: scalars.append(Unicode.Scalar(UInt8(scalar.value - 0x966 + 0x30)))
      case 0x5E74, 0x6708, 0xB144, 0xC6D4: scalars.append("-")
      case 0x65E5, 0xC77C: scalars.append(" ")
      case 0x65F6, 0x6642, 0x70B9, 0xC2DC, 0x5206, 0xBD84:
        // Hours and minutes of a clock, which a space may follow.
        scalars.append(":")
        isInClock = true
        continue
      case 0x20 where isInClock: continue
      case 0x200E, 0x200F, 0x61C, 0x307: break
      case 0xA0, 0x202F: scalars.append(" ")
      case 0x2212, 0x2013: scalars.append("-")
      case 0x640: break
      default: scalars.append(scalar)
      }
      isInClock = false
    }
    var start = 0
    var end = scalars.count
    while start < end, scalars[start].value <= 0x20 { start += 1 }
    while end > start, scalars[end - 1].value <= 0x20 { end -= 1 }
    return Array(scalars[start..<end])
  }
}

/// A civil time with its offset from UTC.
struct CivilTime {
  var year = 0
  var month = 1
  var day = 1
  var hour = 0
  var minute = 0
  var second = 0
  var offset = 0

  /// The instant, nil when a part is out of its range.
  var date: Date? {
    guard year >= 1, year <= 9999, month >= 1, month <= 12, day >= 1, day <= Self.days(year, month),
      hour >= 0, hour <= 24, minute >= 0, minute < 60, second >= 0, second <= 60,
      abs(offset) <= 26 * 3600
    else { return nil }
    let days = Self.daysSince1970(year, month, day)
    return Date(
      timeIntervalSince1970: Double(
        days * 86_400 + hour * 3600 + minute * 60 + second - offset))
  }

  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  static func days(_ year: Int, _ month: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days of the proleptic Gregorian calendar.
  static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  static func century(_ year: Int) -> Int { year < 70 ? 2000 + year : 1900 + year }
}

extension Unicode.Scalar {
  var isDateDigit: Bool { value >= 0x30 && value <= 0x39 }
}
