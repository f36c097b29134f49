/// Tries the shapes of a date at one place of the tokens.
struct DateParser {
  let tokens: [DateToken]
  let language: String?
  let tag: String?
  /// Whether a day of the lunar Hijri calendar is read; where a text states both, the other is sure.
  var readsLunar = false

  func date(at start: Int) -> StatedDate? {
    guard
      let (day, end) = numeric(start) ?? marked(start) ?? dayFirst(start) ?? monthFirst(start)
        ?? monthLast(start) ?? yearFirst(start)
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
    guard start + 5 < tokens.count, let counted = tokens[start].number,
      let mark = tokens[start + 1].symbol, mark == 0x5E74 || mark == 0xB144,
      let month = tokens[start + 2].number,
      let second = tokens[start + 3].symbol, second == 0x6708 || second == 0xC6D4,
      let day = tokens[start + 4].number
    else { return nil }
    let era = start > 0 ? tokens[start - 1].word.flatMap { Self.eras[$0] } : nil
    let year = counted < 1000 ? counted + (era ?? 0) : counted
    return civil(year: year, month: month, day: day).map { ($0, start + 6) }
  }

  /// The year before the first of an era: Japan's, and the Republic of China's.
  private static let eras = [
    "令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911, "中華民國": 1911,
  ]

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

  /// `Mar 14 10:15:00 UTC 2024`, as a server's clock writes.
  private func monthLast(_ start: Int) -> (CivilDate, Int)? {
    guard let (month, next) = month(start), next + 3 < tokens.count, let day = tokens[next].number,
      tokens[next].digits <= 2, tokens[next + 2].symbol == 0x3A
    else { return nil }
    for at in (next + 3)..<min(tokens.count, next + 10) where tokens[at].digits == 4 {
      // The time stands behind the day and is read from there.
      return civil(year: tokens[at].number ?? 0, month: month, day: day).map { ($0, next + 1) }
    }
    return nil
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

  /// A month of any calendar: Jalali months count from 101, lunar Hijri ones from 201.
  private func month(_ at: Int) -> (Int, Int)? {
    guard at < tokens.count, let word = tokens[at].word else { return nil }
    let next = at + 1
    if word == "thang" || word == "tháng", next < tokens.count, let number = tokens[next].number {
      return (number, next + 1)
    }
    if next < tokens.count, let second = tokens[next].word ?? tokens[next].number.map(String.init),
      let month = Self.pairs[word + " " + second]
        ?? (second.hasSuffix("ي") ? Self.pairs[word + " " + second.dropLast()] : nil)
    {
      return (month, next + 1)
    }
    if word == "listopada" || word == "listopad" { return (language == "hr" ? 10 : 11, next) }
    var meaning = DateWords.meaning(of: word)
    if meaning == nil, word.hasPrefix("و") || word.hasPrefix("ב") || word.hasPrefix("ל") {
      meaning = DateWords.meaning(of: String(word.dropFirst()))
    }
    // Sorani and Kurmanji tie the month to its year with a letter: `ئازاری`, `Adara`, `Avdarê`.
    if meaning == nil, let last = word.unicodeScalars.last, word.unicodeScalars.count > 3,
      last == "ي" || last == "a" || last == "e" || last == "y"
    {
      let stem = DateWords.meaning(of: String(word.unicodeScalars.dropLast()))
      if case .month = stem { meaning = stem } else if case .jalaliMonth = stem { meaning = stem }
    }
    // Case endings of languages that inflect month names with suffixes: Turkish, Finnish, Estonian.
    if meaning == nil, word.utf8.count > 7, let cut = word.firstIndex(where: { $0 == "'" }) {
      meaning = DateWords.meaning(of: String(word[..<cut]))
    }
    switch meaning {
    case .month(let month): return (month, next)
    case .jalaliMonth(let month): return (100 + month, next)
    case .hijriMonth(.some(let month)): return (200 + month, next)
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
      203:ربيع الأول|ربيع أول|ربيع 1
      204:ربيع الآخر|ربيع الثاني|ربيع آخر|ربيع ثاني|ربيع 2
      205:جمادى الأولى|جمادى الأول|جمادى 1
      206:جمادى الآخرة|جمادى الثانية|جمادى الآخر|جمادى الثاني|جمادى 2
      211:ذو القعدة|ذي القعدة|ذو القعده|ذي القعده
      212:ذو الحجة|ذي الحجة|ذو الحجه|ذي الحجه
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
    "ng", "a", "den", "ي", "ê", "e", "an", "min", "من", "لسنه", "عام", "سنه", "o", "eko", "ko", "ر",
    "la", "l", "ta",
  ]

  private func civil(year: Int, month: Int, day: Int) -> CivilDate? {
    if month > 200 { return lunar(year: year, month: month - 200, day: day) }
    let solarHijri = language == "fa" || language == "ps" || language == "ckb" || language == "prs"
    if month > 100 { return CivilDate(jalaliYear: year, month: month - 100, day: day) }
    if (1300...1500).contains(year) {
      return solarHijri
        ? CivilDate(jalaliYear: year, month: month, day: day)
        : language == "ar" ? lunar(year: year, month: month, day: day) : nil
    }
    // The Buddhist era of Thai pages.
    let common = (2500...2643).contains(year) && language == "th" ? year - 543 : year
    guard (1970...2100).contains(common) else { return nil }
    return CivilDate(year: common, month: month, day: day)
  }

  private func lunar(year: Int, month: Int, day: Int) -> CivilDate? {
    readsLunar ? UmmAlQura.civil(year: year, month: month, day: day) : nil
  }
}
