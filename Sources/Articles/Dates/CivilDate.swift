internal import Foundation

/// A day of the proleptic Gregorian calendar; arithmetic without a calendar library.
struct CivilDate: Equatable {
  let year: Int
  let month: Int
  let day: Int

  /// Nil when there is no such day.
  init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1, day <= Self.daysIn(month, year: year) else {
      return nil
    }
    self.year = year
    self.month = month
    self.day = day
  }

  /// A day of the Solar Hijri (Jalali) calendar, years 1200–1500, by the 33-year cycle of leap
  /// years, which agrees with the astronomical calendar for all of them.
  init?(jalaliYear year: Int, month: Int, day: Int) {
    guard (1200...1500).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    let leap = [1, 5, 9, 13, 17, 22, 26, 30].contains(year % 33)
    let length = month <= 6 ? 31 : month <= 11 ? 30 : leap ? 30 : 29
    guard day <= length else { return nil }
    // 1 Farvardin 1201 is 21 March 1822.
    var days = Self.daysFromEpoch(1822, 3, 21)
    var current = 1201
    if year < current { return nil }
    while current < year {
      days += [1, 5, 9, 13, 17, 22, 26, 30].contains(current % 33) ? 366 : 365
      current += 1
    }
    days += month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30
    days += day - 1
    self = Self.fromEpochDays(days)
  }

  init(daysSince1970 days: Int) { self = Self.fromEpochDays(days) }

  /// Seconds since 1970 at midnight UTC of this day.
  var epochSeconds: Int { Self.daysFromEpoch(year, month, day) * 86_400 }

  private init(trusted year: Int, _ month: Int, _ day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  private static func daysIn(_ month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    default: 31
    }
  }

  /// Days since 1970-01-01, by counting years from March in eras of 400.
  private static func daysFromEpoch(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func fromEpochDays(_ days: Int) -> CivilDate {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return CivilDate(trusted: year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}

/// A moment as a page states it.
struct StatedDate: Equatable {
  /// Midnight UTC where only the day is stated; a time without a zone is taken as UTC.
  var date: Date
  /// Seconds east of UTC, where the page wrote a zone.
  var offset: Int?
  var hasTime: Bool
  /// The day was stated in the lunar Hijri calendar, so that it may be off by one.
  var isLunar = false
}
