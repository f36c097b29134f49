internal import Foundation

/// Dates in words: the numbers, the month's name, the time and the zone, wherever they stand.
struct WrittenDate {
  private struct Number {
    let value: Int
    let count: Int
    /// What stood right before it.
    let before: Unicode.Scalar
  }

  static func parse(_ text: [Unicode.Scalar]) -> Date? {
    var date = WrittenDate()
    date.scan(text)
    return date.assemble()?.date
  }

  private var numbers: [Number] = []
  private var month: Int?
  private var isPersianMonth = false
  private var clock: Clock?
  private var offset: Int?
  private var isAfternoon: Bool?
  private var isOutOfShape = false
  private var previousWord = ""

  private mutating func scan(_ text: [Unicode.Scalar]) {
    var at = 0
    while at < text.count {
      let sign = text[at]
      if sign.isDateDigit {
        at = scanNumber(text, at)
      } else if sign == "+" || sign == "-", clock != nil, at + 1 < text.count,
        text[at + 1].isDateDigit
      {
        var end = at + 1
        while end < text.count, text[end].isDateDigit || text[end] == ":" { end += 1 }
        offset = Zone.numeric(Array(text[at..<end]))
        if offset == nil { isOutOfShape = true }
        at = end
      } else if sign.properties.isAlphabetic {
        var end = at
        while end < text.count, text[end].properties.isAlphabetic || isMark(text[end]) { end += 1 }
        word(String(String.UnicodeScalarView(text[at..<end])))
        at = end
      } else {
        at += 1
      }
    }
  }

  private func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.canonicalCombiningClass != .notReordered
  }

  private mutating func scanNumber(_ text: [Unicode.Scalar], _ start: Int) -> Int {
    var end = start
    while end < text.count, text[end].isDateDigit { end += 1 }
    let isTime =
      clock == nil && end - start <= 2 && end + 1 < text.count && text[end] == ":"
      && text[end + 1].isDateDigit
    if isTime, let found = Clock.parse(Array(text[start...])) {
      clock = found
      return start + found.length
    }
    if let length = dottedClock(text, start) { return start + length }
    let value = text[start..<min(end, start + 9)].reduce(0) { $0 * 10 + Int($1.value - 0x30) }
    numbers.append(
      Number(value: value, count: end - start, before: start > 0 ? text[start - 1] : " "))
    return end
  }

  /// A time written `10.30` or `10.30.15`, which it can be only behind a whole date; its length.
  private mutating func dottedClock(_ text: [Unicode.Scalar], _ start: Int) -> Int? {
    guard clock == nil, numbers.count >= (month == nil ? 3 : 2) else { return nil }
    let run = text[start...].prefix { $0.isDateDigit || $0 == "." }
    let parts = run.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, parts[0].count <= 2,
      parts.dropFirst().allSatisfy({ $0.count == 2 }),
      let found = Clock.parse(run.map { $0 == "." ? ":" : $0 }), found.hour < 24, found.minute < 60
    else { return nil }
    clock = found
    return run.count
  }

  private mutating func word(_ word: String) {
    defer { previousWord = word }
    if let found = MonthNames.month(word) ?? MonthNames.month(previousWord + " " + word) {
      month = found.month
      isPersianMonth = found.isPersian
    } else if word == "pm" || ["م", "مساء", "مساءً", "오후", "下午", "午後", "μμ", "ب"].contains(word) {
      isAfternoon = true
    } else if word == "am" || ["ص", "صباحا", "صباحاً", "오전", "上午", "午前", "πμ"].contains(word) {
      isAfternoon = false
    } else if word == "t", clock == nil {
      return
    } else if clock != nil, offset == nil, let named = Zone.named(word) {
      offset = named
    }
  }

  private func assemble() -> CivilTime? {
    guard !isOutOfShape else { return nil }
    var time = CivilTime()
    if let month {
      guard named(month, &time) else { return nil }
    } else {
      guard numeric(&time) else { return nil }
    }
    if let clock {
      time.hour = clock.hour
      time.minute = clock.minute
      time.second = clock.second
      if isAfternoon == true, time.hour < 12 { time.hour += 12 }
      if isAfternoon == false, time.hour == 12 { time.hour = 0 }
    }
    time.offset = offset ?? 0
    return PersianCalendar.civil(time)
  }

  /// Day and year around a named month.
  private func named(_ month: Int, _ time: inout CivilTime) -> Bool {
    time.month = month
    let dates = numbers.prefix(3)
    guard let yearIndex = dates.firstIndex(where: { $0.count >= 3 }) ?? (dates.count >= 2 ? 1 : nil)
    else { return false }
    let year = dates[yearIndex]
    guard year.count <= 4 else { return false }
    time.year = year.count >= 3 ? year.value : CivilTime.century(year.value)
    guard let day = dates.indices.first(where: { $0 != yearIndex && dates[$0].count <= 2 }) else {
      return dates.count == 1
    }
    time.day = dates[day].value
    return true
  }

  /// `2006/09/15`, `15.09.2006`, `9/15/2006`.
  private func numeric(_ time: inout CivilTime) -> Bool {
    guard numbers.count >= 3 else { return false }
    let (first, second, third) = (numbers[0], numbers[1], numbers[2])
    if first.count == 4 {
      time.year = first.value
      (time.month, time.day) =
        second.value > 12 ? (third.value, second.value) : (second.value, third.value)
      return true
    }
    guard third.count == 4 || third.count == 2, first.count <= 2, second.count <= 2 else {
      return false
    }
    time.year = third.count == 4 ? third.value : CivilTime.century(third.value)
    // Slashes are American unless the numbers forbid it.
    let isMonthFirst = second.before == "/" && first.value <= 12
    (time.month, time.day) =
      isMonthFirst || second.value > 12 ? (first.value, second.value) : (second.value, first.value)
    return true
  }
}
