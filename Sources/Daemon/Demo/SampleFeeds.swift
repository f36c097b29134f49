internal import Foundation

/// The feeds of the demo's sites.
enum SampleFeeds {
  /// RSS 2.0 with summaries only: the text stands on the article's page.
  static func rss(_ articles: [SampleArticle], base: String, opening: Date) -> String {
    let outlet = SampleArticle.Outlet.agency
    let items = articles.map { article in
      """
      <item>
        <title>\(escaped(article.title))</title>
        <link>\(base)\(article.path)</link>
        <guid isPermaLink="false">steppe-wire-\(article.number)</guid>
        <dc:creator>\(escaped(article.author))</dc:creator>
        <pubDate>\(SampleDates.rfc822(article.published(opening: opening)))</pubDate>
        <description>\(escaped(String((article.paragraphs.first ?? "").prefix(90))))…</description>
      </item>
      """
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel>
      <title>\(outlet.name)</title>
      <link>\(base)/wire/</link>
      <description>News from the steppe</description>
      <language>\(outlet.language)</language>
      \(items.joined(separator: "\n"))
      </channel>
      </rss>

      """
  }

  /// Atom 1.0 that carries whole texts.
  static func atom(_ articles: [SampleArticle], base: String, opening: Date) -> String {
    let outlet = SampleArticle.Outlet.weekly
    let entries = articles.map { article in
      let html = article.paragraphs.map { "<p>\(escaped($0))</p>" }.joined()
      let date = SampleDates.w3c(article.published(opening: opening))
      return """
        <entry>
          <id>tag:badia.example,2026:\(article.number)</id>
          <title>\(escaped(article.title))</title>
          <link rel="alternate" href="\(base)\(article.path)"/>
          <author><name>\(escaped(article.author))</name></author>
          <published>\(date)</published>
          <updated>\(date)</updated>
          <content type="html">\(escaped(html))</content>
        </entry>
        """
    }
    let updated = articles.map { $0.published(opening: opening) }.max() ?? opening
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(outlet.language)">
      <id>tag:badia.example,2026:feed</id>
      <title>\(outlet.name)</title>
      <link rel="self" href="\(base)\(outlet.path)"/>
      <updated>\(SampleDates.w3c(updated))</updated>
      \(entries.joined(separator: "\n"))
      </feed>

      """
  }
}

/// Dates as pages and feeds write them, always in UTC.
enum SampleDates {
  /// RFC 3339, as Atom and `datetime` attributes want it.
  static func w3c(_ date: Date) -> String { date.formatted(.iso8601) }

  /// RFC 822 with a four-digit year, as RSS wants it.
  static func rfc822(_ date: Date) -> String {
    date.formatted(
      style(
        """
        \(weekday: .abbreviated), \(day: .twoDigits) \(month: .abbreviated) \(year: .defaultDigits) \
        \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits):\
        \(second: .twoDigits) GMT
        """))
  }

  /// 24/11/2026.
  static func day(_ date: Date) -> String {
    date.formatted(style("\(day: .twoDigits)/\(month: .twoDigits)/\(year: .defaultDigits)"))
  }

  private static func style(_ format: Date.FormatString) -> Date.VerbatimFormatStyle {
    Date.VerbatimFormatStyle(
      format: format, locale: Locale(identifier: "en_US_POSIX"), timeZone: .gmt,
      calendar: Calendar(identifier: .gregorian))
  }
}

/// Text as HTML and XML carry it.
func escaped(_ text: String) -> String {
  text.replacingOccurrences(of: "&", with: "&amp;")
    .replacingOccurrences(of: "<", with: "&lt;")
    .replacingOccurrences(of: ">", with: "&gt;")
    .replacingOccurrences(of: "\"", with: "&quot;")
}
