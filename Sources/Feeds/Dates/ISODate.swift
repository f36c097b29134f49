internal import Foundation

/// ISO 8601 and its profiles: `2003-12-31T10:14:55Z`, `2003-12`, `20031231`, `2003-335`, `2003-W52-3`,
/// `-0312`.
struct ISODate {
  private let text: [Unicode.Scalar]
  private var at = 0

  static func parse(_ text: [Unicode.Scalar]) -> Date? {
    var parser = ISODate(text: text)
    return parser.date()
  }

  private init(text: [Unicode.Scalar]) { self.text = text }

  private var peek: Unicode.Scalar? { at < text.count ? text[at] : nil }

  private mutating func date() -> Date? {
    guard var time = calendarDate() else { return nil }
    if peek == nil { return time.date }
    guard let sign = peek, sign == "t" || sign == " " else { return nil }
    while peek == " " || peek == "t" { at += 1 }
    let rest = Array(text[at...])
    guard let clock = Clock.parse(rest) else { return nil }
    time.hour = clock.hour
    time.minute = clock.minute
    time.second = clock.second
    guard let offset = Zone.offset(Array(rest[clock.length...])) else { return nil }
    time.offset = offset
    return time.date
  }

  private mutating func calendarDate() -> CivilTime? {
    var time = CivilTime()
    if peek == "-" {
      // `-0312`: a year without its century.
      at += 1
      guard let first = digits() else { return nil }
      if first.count == 2, peek == "-" {
        at += 1
        guard let second = digits(), second.count == 2 else { return nil }
        (time.year, time.month) = (CivilTime.century(first.value), second.value)
        return time
      }
      guard first.count == 4 else { return nil }
      time.year = CivilTime.century(first.value / 100)
      time.month = first.value % 100
      return time
    }
    guard let first = digits() else { return nil }
    switch first.count {
    case 8:
      time.year = first.value / 10_000
      time.month = first.value / 100 % 100
      time.day = first.value % 100
    case 7: return ordinal(first.value / 1000, first.value % 1000)
    case 6:
      time.year = CivilTime.century(first.value / 10_000)
      time.month = first.value / 100 % 100
      time.day = first.value % 100
    case 5: return ordinal(CivilTime.century(first.value / 1000), first.value % 1000)
    case 4, 2:
      if first.count == 2, peek != "-" { return nil }
      time.year = first.count == 4 ? first.value : CivilTime.century(first.value)
      guard peek == "-" else { return peek == nil ? time : nil }
      at += 1
      if first.count == 4, peek == "w" { return week(time.year) }
      guard let second = digits() else { return nil }
      if second.count == 3 { return ordinal(time.year, second.value) }
      time.month = second.value
      if peek == "-" {
        at += 1
        guard let third = digits(), third.count <= 2 else { return nil }
        time.day = third.value
      } else if first.count == 2 {
        return nil
      }
    default: return nil
    }
    return PersianCalendar.civil(time)
  }

  /// A day by its week, whose first has the year's first Thursday, and its number from Monday on.
  private mutating func week(_ year: Int) -> CivilTime? {
    at += 1
    guard let week = digits(), week.count == 2, week.value >= 1, week.value <= 53 else {
      return nil
    }
    var weekday = 1
    if peek == "-" {
      at += 1
      guard let digit = digits(), digit.count == 1, digit.value >= 1, digit.value <= 7 else {
        return nil
      }
      weekday = digit.value
    }
    let fourth = CivilTime.daysSince1970(year, 1, 4)
    // 1 January 1970 was a Thursday.
    let monday = fourth - ((fourth + 3) % 7 + 7) % 7
    let day = monday + (week.value - 1) * 7 + weekday - CivilTime.daysSince1970(year, 1, 1)
    if day < 1 { return ordinal(year - 1, day + (CivilTime.isLeap(year - 1) ? 366 : 365)) }
    let length = CivilTime.isLeap(year) ? 366 : 365
    return day <= length ? ordinal(year, day) : ordinal(year + 1, day - length)
  }

  private func ordinal(_ year: Int, _ day: Int) -> CivilTime? {
    guard day >= 1, day <= (CivilTime.isLeap(year) ? 366 : 365) else { return nil }
    var time = CivilTime()
    time.year = year
    var left = day
    while left > CivilTime.days(year, time.month) {
      left -= CivilTime.days(year, time.month)
      time.month += 1
    }
    time.day = left
    return time
  }

  private mutating func digits() -> (value: Int, count: Int)? {
    var value = 0
    let start = at
    while let sign = peek, sign.isDateDigit, at - start < 9 {
      value = value * 10 + Int(sign.value - 0x30)
      at += 1
    }
    return at > start ? (value, at - start) : nil
  }
}

/// The Solar Hijri calendar of Iran and Afghanistan, told by its years.
enum PersianCalendar {
  /// A date whose year can only be a Persian one, in the Gregorian calendar; others as they are.
  static func civil(_ time: CivilTime) -> CivilTime? {
    guard time.year >= 1350, time.year <= 1420 else { return time }
    guard time.month >= 1, time.month <= 12, time.day >= 1, time.day <= 31 else { return nil }
    // 33-year cycle with eight leap years, exact for 1343–1472.
    let years = time.year - 1
    let leaps = (0..<33).filter { [1, 5, 9, 13, 17, 22, 26, 30].contains($0) }
    let cycle = years / 33 * 8 + leaps.filter { $0 >= 1 && $0 <= years % 33 }.count
    let inYear = time.month <= 7 ? (time.month - 1) * 31 : (time.month - 1) * 30 + 6
    let days = years * 365 + cycle + inYear + time.day - 1
    // 1 Farvardin 1 is 22 March 622 (Gregorian), day −492268.
    return gregorian(days - 492_268, time)
  }

  private static func gregorian(_ days: Int, _ time: CivilTime) -> CivilTime {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let part = (5 * dayOfYear + 2) / 153
    var result = time
    result.day = dayOfYear - (153 * part + 2) / 5 + 1
    result.month = part < 10 ? part + 3 : part - 9
    result.year = yearOfEra + era * 400 + (result.month <= 2 ? 1 : 0)
    return result
  }
}
