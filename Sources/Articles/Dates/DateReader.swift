package import Foundation

/// Dates as news pages state them, in machine forms and in words of many languages.
///
/// A date is read only when day, month and year are all stated: nothing is filled in from a clock.
/// Solar Hijri dates are read where the language is Persian, Dari, Pashto or Sorani. Lunar Hijri
/// dates are read where a text states no other, by the calendar of Umm al-Qura: elsewhere their day
/// depends on the sighting of the moon and may be off by one.
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
    var parser = DateParser(tokens: tokens, language: Language.primary(language), tag: language)
    for start in tokens.indices {
      if let found = parser.date(at: start) { return found }
    }
    parser.readsLunar = true
    for start in tokens.indices {
      if var found = parser.date(at: start) {
        found.isLunar = true
        return found
      }
    }
    return nil
  }

  /// Whether a text states a date and says hardly more: at most so many words of its own.
  static func isAlone(_ text: String, language: String?, words limit: Int = 3) -> Bool {
    guard let date = stated(text, language: language), date.date.timeIntervalSince1970 > 0 else {
      return false
    }
    let words = DateToken.read(DateWords.folded(text)).compactMap(\.word)
    return words.count { $0.unicodeScalars.count > 2 && DateWords.meaning(of: $0) == nil } <= limit
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
