package import Foundation

/// Dates as news pages state them, in machine forms and in words of many languages.
///
/// A date is read only when day, month and year are all stated: nothing is filled in from a clock.
/// Solar Hijri dates are read where the language is Persian, Dari, Pashto or Sorani; lunar Hijri
/// dates are left alone, since their day depends on the sighting of the moon.
package enum DateReader {
  /// The first date that a text states; nil when there is none. `language` (a primary subtag)
  /// decides calendars and the order of `03/04/2024`; in English, where it cannot be told, such
  /// a date is not read.
  package static func read(_ text: String, language: String? = nil) -> Date? {
    stated(text, language: language)?.date
  }

  static func stated(_ text: String, language: String? = nil) -> StatedDate? {
    let tokens = DateToken.read(DateWords.folded(String(text.unicodeScalars.prefix(600))))
    if let single = single(tokens) { return single }
    let parser = DateParser(tokens: tokens, language: Language.primary(language), tag: language)
    for start in tokens.indices {
      if let found = parser.date(at: start) { return found }
    }
    return nil
  }

  /// Whether a text states a date and says nothing more than when: at most three words of its own.
  static func isAlone(_ text: String, language: String?) -> Bool {
    guard let date = stated(text, language: language), date.date.timeIntervalSince1970 > 0 else {
      return false
    }
    let words = DateToken.read(DateWords.folded(text)).compactMap(\.word)
    return words.count { $0.unicodeScalars.count > 2 && DateWords.meaning(of: $0) == nil } <= 3
  }

  /// `20240314`, `20240314T101500Z`, seconds or milliseconds since 1970.
  private static func single(_ tokens: [DateToken]) -> StatedDate? {
    guard let first = tokens.first, let value = first.number else { return nil }
    if first.digits == 8, tokens.count == 1 || tokens[1].word == "t" {
      guard let day = CivilDate(year: value / 10_000, month: value / 100 % 100, day: value % 100),
        (1970...2100).contains(day.year)
      else { return nil }
      var seconds = 0
      if tokens.count > 2, let clock = tokens[2].number, tokens[2].digits == 6,
        clock / 10_000 < 24, clock / 100 % 100 < 60, clock % 100 < 60
      {
        seconds = clock / 10_000 * 3600 + clock / 100 % 100 * 60 + clock % 100
      }
      let moment = Date(timeIntervalSince1970: Double(day.epochSeconds + seconds))
      return StatedDate(date: moment, offset: nil, hasTime: seconds > 0)
    }
    guard tokens.count == 1 else { return nil }
    switch first.digits {
    case 10:
      return StatedDate(
        date: Date(timeIntervalSince1970: Double(value)), offset: 0, hasTime: true)
    case 13:
      return StatedDate(
        date: Date(timeIntervalSince1970: Double(value) / 1000), offset: 0, hasTime: true)
    default: return nil
    }
  }
}

/// Tries the shapes of a date at one place of the tokens.
struct DateParser {
  let tokens: [DateToken]
  let language: String?
  let tag: String?

  func date(at start: Int) -> StatedDate? {
    guard
      let (day, end) = numeric(start) ?? marked(start) ?? dayFirst(start) ?? monthFirst(start)
        ?? yearFirst(start)
    else { return nil }
    return completed(day, from: start, to: end)
  }

  // MARK: Shapes

  /// `2024-03-14`, `14/03/2024`, `14.3.24`.
  private func numeric(_ start: Int) -> (CivilDate, Int)? {
    let end = start + 5
    guard end <= tokens.count else { return nil }
    let mark: UInt32 = tokens[start + 1].symbol ?? 0
    guard Self.isDateMark(mark), tokens[start + 3].symbol == mark else { return nil }
    let first: Int = tokens[start].number ?? -1
    let second: Int = tokens[start + 2].number ?? -1
    let third: Int = tokens[start + 4].number ?? -1
    guard first >= 0, second >= 0, third >= 0, tokens[start + 2].digits <= 2 else { return nil }
    // Part of a longer chain of numbers, such as a version or an address.
    if start > 0, tokens[start - 1].symbol == mark, !tokens[start].spaced { return nil }
    if tokens[start].digits == 4, tokens[start + 4].digits <= 2 {
      return ending(civil(year: first, month: second, day: third), end)
    }
    guard tokens[start].digits <= 2 else { return nil }
    var year = third
    if tokens[start + 4].digits == 2 {
      guard mark == 0x2E else { return nil }
      year += year < 70 ? 2000 : 1900
    } else if tokens[start + 4].digits != 4 {
      return nil
    }
    switch order(first: first, second: second, mark: mark) {
    case .monthFirst: return ending(civil(year: year, month: first, day: second), end)
    case .dayFirst: return ending(civil(year: year, month: second, day: first), end)
    case .unknown: return nil
    }
  }

  private enum Order { case dayFirst, monthFirst, unknown }

  private func order(first: Int, second: Int, mark: UInt32) -> Order {
    if second > 12 { return .monthFirst }
    if first > 12 || first == second || mark == 0x2E { return .dayFirst }
    guard let language else { return .unknown }
    guard language == "en" else { return .dayFirst }
    let lower = (tag ?? "").lowercased()
    if lower.hasSuffix("us") { return .monthFirst }
    return lower.count > 2 ? .dayFirst : .unknown
  }

  private func ending(_ day: CivilDate?, _ end: Int) -> (CivilDate, Int)? {
    guard let day else { return nil }
    return (day, end)
  }

  private static func isDateMark(_ mark: UInt32) -> Bool {
    mark == 0x2D || mark == 0x2F || mark == 0x2E || mark == 0x2010 || mark == 0x2013
  }

  /// `2024年3月14日`, `2024년 3월 14일`.
  private func marked(_ start: Int) -> (CivilDate, Int)? {
    guard start + 5 < tokens.count, let year = tokens[start].number,
      let mark = tokens[start + 1].symbol, mark == 0x5E74 || mark == 0xB144,
      let month = tokens[start + 2].number,
      let second = tokens[start + 3].symbol, second == 0x6708 || second == 0xC6D4,
      let day = tokens[start + 4].number
    else { return nil }
    return civil(year: year, month: month, day: day).map { ($0, start + 6) }
  }

  /// `14 آذار/مارس 2024`, `14. März 2024`, `14 de marzo de 2024`, `22 tháng 10, 2025`.
  private func dayFirst(_ start: Int) -> (CivilDate, Int)? {
    guard let day = tokens[start].number, tokens[start].digits <= 2 else { return nil }
    let at = skipFiller(start + 1)
    guard let (month, next) = month(at) else { return nil }
    // The same month by its other name: `آذار/مارس`, `آذار (مارس)`.
    var rest = skipFiller(next)
    if let (other, after) = self.month(rest), other == month { rest = skipFiller(after) }
    guard rest < tokens.count, let year = tokens[rest].number, tokens[rest].digits == 4 else {
      return nil
    }
    return civil(year: year, month: month, day: day).map { ($0, rest + 1) }
  }

  /// `March 14, 2024`, `أبريل 12, 2025`.
  private func monthFirst(_ start: Int) -> (CivilDate, Int)? {
    guard let (month, next) = month(start) else { return nil }
    let at = skipFiller(next)
    guard at < tokens.count, let day = tokens[at].number, tokens[at].digits <= 2 else { return nil }
    let rest = skipFiller(at + 1)
    guard rest < tokens.count, let year = tokens[rest].number, tokens[rest].digits == 4 else {
      return nil
    }
    return civil(year: year, month: month, day: day).map { ($0, rest + 1) }
  }

  /// `2024. március 14.`, `2024 m. kovo 14 d.`
  private func yearFirst(_ start: Int) -> (CivilDate, Int)? {
    guard let year = tokens[start].number, tokens[start].digits == 4 else { return nil }
    let at = skipFiller(start + 1)
    guard let (month, next) = month(at) else { return nil }
    let rest = skipFiller(next)
    guard rest < tokens.count, let day = tokens[rest].number, tokens[rest].digits <= 2 else {
      return nil
    }
    // `In 2019 March 14, 2024`: the number belongs to what follows.
    if rest + 2 < tokens.count, tokens[rest + 1].symbol == 0x2C, tokens[rest + 2].digits == 4 {
      return nil
    }
    return civil(year: year, month: month, day: day).map { ($0, rest + 1) }
  }

  // MARK: Parts

  /// A month of either solar calendar: Jalali months count from 101.
  private func month(_ at: Int) -> (Int, Int)? {
    guard at < tokens.count, let word = tokens[at].word else { return nil }
    let next = at + 1
    if word == "thang" || word == "tháng", next < tokens.count, let number = tokens[next].number {
      return (number, next + 1)
    }
    if next < tokens.count, let second = tokens[next].word ?? tokens[next].number.map(String.init),
      let month = Self.pairs[word + " " + second]
    {
      return (month, next + 1)
    }
    if word == "listopada" || word == "listopad" { return (language == "hr" ? 10 : 11, next) }
    var meaning = DateWords.meaning(of: word)
    if meaning == nil, word.hasPrefix("و") || word.hasPrefix("ב") || word.hasPrefix("ל") {
      meaning = DateWords.meaning(of: String(word.dropFirst()))
    }
    // Case endings of languages that inflect month names with suffixes: Turkish, Finnish, Estonian.
    if meaning == nil, word.utf8.count > 7, let cut = word.firstIndex(where: { $0 == "'" }) {
      meaning = DateWords.meaning(of: String(word[..<cut]))
    }
    switch meaning {
    case .month(let month): return (month, next)
    case .jalaliMonth(let month): return (100 + month, next)
    default: return nil
    }
  }

  /// Months of two words, folded.
  private static let pairs: [String: Int] = {
    let table = """
      1:كانون الثاني|كانون ثاني|كانون 2|كانوونى دووەم|kanuna duyem|kanuna pasin
      12:كانون الأول|كانون أول|كانون 1|كانوونى یەکەم|kanuna yekem|kanuna pesin
      10:تشرين الأول|تشرين أول|تشرين 1|تشرینی یەکەم|cotmeh yekem
      11:تشرين الثاني|تشرين ثاني|تشرين 2|تشرینی دووەم|ciriya pasin
      """
    var pairs: [String: Int] = [:]
    for line in table.split(separator: "\n") {
      guard let mark = line.firstIndex(of: ":"), let month = Int(line[..<mark]) else { continue }
      for name in line[line.index(after: mark)...].split(separator: "|") {
        pairs[DateWords.folded(String(name))] = month
      }
    }
    return pairs
  }()

  private func skipFiller(_ start: Int) -> Int {
    var at = start
    while at < tokens.count, at < start + 3 {
      if let symbol = tokens[at].symbol {
        guard
          [0x2E, 0x2C, 0x60C, 0x2F, 0x2D, 0x28, 0x29, 0xBA, 0xB0, 0x2019, 0x27].contains(symbol)
        else { break }
      } else if let word = tokens[at].word {
        guard Self.fillers.contains(word) else { break }
      } else {
        break
      }
      at += 1
    }
    return at
  }

  private static let fillers: Set<String> = [
    "de", "del", "of", "st", "nd", "rd", "th", "er", "ο", "г", "р", "m", "d", "da", "di", "e",
    "ng", "a", "den", "ی", "من", "لسنه", "عام", "سنه", "o", "eko", "ko", "ر", "la", "l", "ta",
  ]

  private func civil(year: Int, month: Int, day: Int) -> CivilDate? {
    let solarHijri = language == "fa" || language == "ps" || language == "ckb" || language == "prs"
    if month > 100 { return CivilDate(jalaliYear: year, month: month - 100, day: day) }
    if (1300...1500).contains(year) {
      return solarHijri ? CivilDate(jalaliYear: year, month: month, day: day) : nil
    }
    // The Buddhist era of Thai pages.
    let common = (2500...2643).contains(year) && language == "th" ? year - 543 : year
    guard (1970...2100).contains(common) else { return nil }
    return CivilDate(year: common, month: month, day: day)
  }

  // MARK: Time of day

  private func completed(_ day: CivilDate, from start: Int, to end: Int) -> StatedDate {
    var seconds = 0
    var offset: Int?
    var hasTime = false
    if let found = time(searching: end..<min(tokens.count, end + 7)) ?? timeBefore(start) {
      seconds = found.seconds
      offset = found.offset
      hasTime = true
    }
    let moment = Double(day.epochSeconds + seconds - (offset ?? 0))
    return StatedDate(
      date: Date(timeIntervalSince1970: moment), offset: offset, hasTime: hasTime)
  }

  private func timeBefore(_ start: Int) -> (seconds: Int, offset: Int?)? {
    guard start >= 3 else { return nil }
    return time(searching: max(0, start - 7)..<(start - 2))
  }

  private func time(searching range: Range<Int>) -> (seconds: Int, offset: Int?)? {
    for at in range {
      guard let hour = tokens[at].number, tokens[at].digits <= 2, hour < 25, at + 2 < tokens.count,
        let minute = tokens[at + 2].number, tokens[at + 2].digits == 2, minute < 60
      else { continue }
      let mark = tokens[at + 1]
      let isClock =
        mark.symbol == 0x3A || mark.word == "h" || mark.symbol == 0x6642 || mark.symbol == 0xC2DC
        || (mark.symbol == 0x2E && isSpokenClock(at))
      guard isClock else { continue }
      return finishedTime(hour: hour, minute: minute, next: at + 3)
    }
    return nil
  }

  private func isSpokenClock(_ at: Int) -> Bool {
    if at > 0, let word = tokens[at - 1].word, ["klo", "kl", "ore", "um", "kell"].contains(word) {
      return true
    }
    return at + 3 < tokens.count && (tokens[at + 3].word == "uhr" || tokens[at + 3].word == "wib")
  }

  private func finishedTime(hour: Int, minute: Int, next: Int) -> (seconds: Int, offset: Int?) {
    var hour = hour
    var at = next
    var second = 0
    if at + 1 < tokens.count, tokens[at].symbol == 0x3A, let value = tokens[at + 1].number,
      value < 61
    {
      second = min(value, 59)
      at += 2
      if at + 1 < tokens.count, tokens[at].symbol == 0x2E || tokens[at].symbol == 0x2C,
        tokens[at + 1].number != nil, !tokens[at + 1].spaced
      {
        at += 2
      }
    }
    var offset: Int?
    let end = min(tokens.count, at + 5)
    while at < end {
      if let symbol = tokens[at].symbol, symbol == 0x2B || symbol == 0x2D || symbol == 0x2212,
        at + 1 < tokens.count, let value = tokens[at + 1].number, !tokens[at + 1].spaced,
        tokens[at + 1].digits == 2 || tokens[at + 1].digits == 4 || offset == 0
      {
        let sign = symbol == 0x2B ? 1 : -1
        if tokens[at + 1].digits == 4 {
          offset = sign * (value / 100 * 3600 + value % 100 * 60)
        } else {
          var minutes = 0
          if at + 3 < tokens.count, tokens[at + 2].symbol == 0x3A,
            let more = tokens[at + 3].number
          {
            minutes = more
          }
          offset = sign * (value * 3600 + minutes * 60)
        }
        break
      }
      if let word = tokens[at].word {
        switch DateWords.meaning(of: word) {
        case .morning: if hour == 12 { hour = 0 }
        case .afternoon: if hour < 12 { hour += 12 }
        case .zone(let seconds): offset = seconds
        default:
          if word == "p" || word == "a", at + 2 < tokens.count, tokens[at + 2].word == "m" {
            if word == "p", hour < 12 { hour += 12 }
            if word == "a", hour == 12 { hour = 0 }
          }
        }
      }
      at += 1
    }
    if let known = offset, abs(known) > 15 * 3600 { offset = nil }
    return (min(hour, 24) * 3600 + minute * 60 + second, offset)
  }
}
