internal import Foundation

/// Moments told from now: `قبل ساعتين`, `2 hours ago`, `gestern, 10:15`.
///
/// Read only with the moment at which the page was fetched, and only where a page marks the place as
/// its date: in a sentence the same words tell of something else.
enum RelativeDate {
  /// Years and months are not read: what they tell is no day.
  private enum Unit: Int {
    case minute = 60
    case hour = 3_600
    case day = 86_400
    case week = 604_800
  }

  /// The moment that a short text tells, or nil. What is told in days and weeks is a day alone.
  static func stated(_ text: String, now: Date) -> StatedDate? {
    let folded = DateWords.folded(String(text.unicodeScalars.prefix(120)))
    if let date = joined(folded, now: now) { return date }
    let tokens = DateToken.read(folded, limit: 16)
    let words = tokens.map { $0.word ?? "" }
    guard words.contains(where: { ago.contains($0) }) else { return day(tokens, words, now: now) }
    for (at, word) in words.enumerated() where !word.isEmpty {
      guard let (unit, own) = unit(of: word) else { continue }
      var count = own
      for near in [at - 1, at + 1, at - 2] where count == 0 && tokens.indices.contains(near) {
        if let number = tokens[near].number { count = number }
        if near < at, ones.contains(words[near]) { count = 1 }
      }
      // `منذ ساعة`, `vor einer Stunde`: the unit alone is one of it.
      if count == 0 { count = 1 }
      return moment(count, unit, now: now)
    }
    return nil
  }

  private static func moment(_ count: Int, _ unit: Unit, now: Date) -> StatedDate? {
    guard count < 10_000, count * unit.rawValue <= 60 * Unit.day.rawValue else { return nil }
    let moment = now - Double(count * unit.rawValue)
    return unit == .minute || unit == .hour
      ? StatedDate(date: moment, offset: 0, hasTime: true) : midnight(moment)
  }

  private static func day(_ tokens: [DateToken], _ words: [String], now: Date) -> StatedDate? {
    guard let back = words.lazy.compactMap({ days[$0] }).first else { return nil }
    let day = midnight(now - Double(back * Unit.day.rawValue))
    let parser = DateParser(tokens: tokens, language: nil, tag: nil)
    guard let time = parser.time(searching: 0..<tokens.count) else { return day }
    let moment = day.date + Double(time.seconds - (time.offset ?? 0))
    return StatedDate(date: moment, offset: time.offset, hasTime: true)
  }

  private static func midnight(_ date: Date) -> StatedDate {
    let seconds = (date.timeIntervalSince1970 / 86_400).rounded(.down) * 86_400
    return StatedDate(date: Date(timeIntervalSince1970: seconds), offset: nil, hasTime: false)
  }

  /// The unit that a word names, and how many where the word says that too, as the Arabic dual does.
  private static func unit(of word: String) -> (Unit, Int)? {
    if let unit = units[word] { return (unit, 0) }
    if let unit = duals[word] { return (unit, 2) }
    return nil
  }

  private static func folded(_ text: String) -> Set<String> {
    Set(
      text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { DateWords.folded(String($0)) })
  }

  private static func table(_ lists: [(Unit, String)]) -> [String: Unit] {
    var table: [String: Unit] = [:]
    for (unit, list) in lists { for word in folded(list) { table[word] = unit } }
    return table
  }

  /// Words that turn a span of time into a moment before now.
  private static let ago = folded(
    """
    ago قبل منذ پیش قبل‌تر پہلے önce evvel назад тому il hace há atrás fa vor geleden sedan siden temu
    לפני lalu trước berî لەمەوپێش لەمەوبەر
    """
  ).union(["πριν", "aiemmin", "ezelőtt", "acum"])

  private static let ones = folded(
    "a an one un une una uno ein eine einer einem een en ett et bir um uma")

  private static let units = table([
    (
      .minute,
      """
      minute minutes min mins minuto minutos minuti minuut minuten minuter minutter minut minuty dakika dk минут
      минуту минуты мин хвилин хвилину хвилини хв دقيقة دقائق دقایق دقیقه منٹ דקה דקות menit phút deqîqe خولەک
      """
    ),
    (
      .hour,
      """
      hour hours hr hrs h heure heures hora horas ora ore stunde stunden std uur timme timmar time timer godzin
      godzinę godziny saat sa час часа часов ч година години годин год ساعة ساعات ساعت گھنٹہ گھنٹے שעה שעות jam
      giờ saet saetan کاتژمێر سەعات
      """
    ),
    (
      .day,
      """
      day days d jour jours día días giorno giorni tag tage tagen dag dagen dagar dager dni dzień gün день дня дней
      дні днів يوم أيام ايام روز دن יום ימים hari ngày roj rojan ڕۆژ
      """
    ),
    (
      .week,
      """
      week weeks semaine semaines semana semanas settimana settimane woche wochen weken vecka veckor uke uker hafta
      неделю недели недель тиждень тижні тижнів أسبوع أسابيع هفته ہفتہ שבוע שבועות minggu tuần hefte هەفتە
      """
    ),
  ])

  private static let duals = table([
    (.minute, "دقيقتين دقيقتان"), (.hour, "ساعتين ساعتان שעתיים"), (.day, "يومين يومان יומיים"),
    (.week, "أسبوعين أسبوعان שבועיים"),
  ])

  /// Scripts that write number, unit and `ago` in one.
  private static let joined: [(Unit, [Substring])] = [
    (.minute, ["分钟前", "分鐘前", "分前", "분전"]), (.hour, ["小时前", "小時前", "時間前", "시간전"]),
    (.day, ["天前", "日前", "일전"]), (.week, ["周前", "週前", "週間前", "주전"]),
  ]

  private static func joined(_ text: String, now: Date) -> StatedDate? {
    let packed = text.filter { !$0.isWhitespace }
    for (unit, endings) in joined {
      for ending in endings {
        guard let range = packed.firstRange(of: ending) else { continue }
        let digits = packed[..<range.lowerBound].reversed().prefix { $0.isASCII && $0.isNumber }
        guard let count = Int(String(digits.prefix(4).reversed())) else { continue }
        return moment(count, unit, now: now)
      }
    }
    return nil
  }

  /// Days that have a name of their own, as days before now.
  private static let days: [String: Int] = {
    var table: [String: Int] = [:]
    for word in folded(
      """
      today اليوم امروز آج bugün сегодня сьогодні hoy hoje oggi heute vandaag idag היום 今天 今日 오늘 îro ئەمڕۆ
      """)
    { table[word] = 0 }
    for word in folded(
      """
      yesterday أمس امس البارحة دیروز dün вчера вчора hier ayer ontem ieri gestern gisteren igår wczoraj אתמול 昨天
      昨日 어제 duh دوێنێ
      """)
    { table[word] = 1 }
    return table
  }()
}
