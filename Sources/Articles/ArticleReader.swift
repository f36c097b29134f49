internal import Foundation
internal import Markup

/// Reads the article out of a news page or out of the text a feed carries.
///
/// What a reader would see: the headline the page itself shows; the text without menus, related
/// boxes, sharing, captions, comments and advertising; the authors; the date of publication where
/// one is stated. No configuration is needed; selectors may override.
package enum ArticleReader {
  /// The article of a page. Time and memory are linear in the page.
  ///
  /// - Throws: `ArticleError` of kind `empty` (no text at all), `tooLarge` (over the markup limits),
  ///   `blocked` (a bot check, consent page or login instead of the article), `missing` and `broken`
  ///   (the page says that it, or its site, is not there), `format` (a selector that cannot be read).
  package static func read(
    _ bytes: [UInt8], contentType: String? = nil, url: String,
    settings: ArticleSettings = ArticleSettings()
  ) throws(ArticleError) -> Article {
    let tree = try PageParsing.tree(bytes, contentType: contentType, limits: settings.markupLimits)
    return try PageReading(tree, url: url, settings: settings).article()
  }

  /// The article that a feed entry carries in itself.
  ///
  /// - Parameter language: as the feed states it; nil where it is to be guessed from the text, as it is
  ///   too where the script of the text contradicts it.
  package static func fromFeedHTML(
    title: String, html: String, url: String? = nil, language: String? = nil,
    settings: ArticleSettings = ArticleSettings()
  ) -> Article {
    var article = Article(title: HTMLText.line(title))
    article.canonicalURL = nil
    if html.utf8.contains(where: { $0 == 0x3C || $0 == 0x26 }),
      let tree = try? HTMLParser.parse(Array(html.utf8), limits: settings.markupLimits)
    {
      article.body = FeedBody(tree).text(titleKey: TextKey.of(article.title))
    } else {
      article.body = HTMLText.collapsed(html)
    }
    let text = article.title + "\n" + article.body
    if let language, !Language.contradicts(language, text: text) {
      article.language = language
    } else {
      article.language = Language.guess(text) ?? language ?? Language.primary(settings.language)
    }
    article.isArticle = !article.body.isEmpty
    article.finish(settings)
    return article
  }
}

extension Article {
  /// Applies the limits of text and makes the excerpt.
  mutating func finish(_ settings: ArticleSettings) {
    let (shortTitle, titleCut) = TextLimit.cut(title, to: settings.titleCharacters)
    let (shortBody, bodyCut) = TextLimit.cut(body, to: settings.bodyCharacters)
    title = shortTitle
    body = shortBody
    if titleCut { truncated.append("title") }
    if bodyCut { truncated.append("body") }
    excerpt = TextLimit.excerpt(body)
  }
}

/// Cutting texts at a place where a reader would not stumble.
enum TextLimit {
  /// At most `limit` scalars, cut at white space where some is near.
  static func cut(_ text: String, to limit: Int) -> (String, Bool) {
    let scalars = text.unicodeScalars
    guard text.utf8.count > limit,
      let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return (text, false) }
    var cut = end
    var steps = 0
    while cut > scalars.startIndex, steps < 200 {
      if scalars[cut].isSpace { break }
      cut = scalars.index(before: cut)
      steps += 1
    }
    if steps == 200 || cut == scalars.startIndex { cut = end }
    return (String(scalars[..<cut]), true)
  }

  /// The beginning of a body on one line, at most 280 scalars, with an ellipsis where it was cut.
  static func excerpt(_ body: String) -> String {
    let line = HTMLText.collapsed(String(body.unicodeScalars.prefix(600)))
    let (short, isCut) = cut(line, to: 279)
    return isCut ? short + "…" : short
  }
}

/// Bytes of a page to its tree, with this target's errors.
enum PageParsing {
  static func tree(
    _ bytes: [UInt8], contentType: String?, limits: MarkupLimits
  ) throws(ArticleError) -> MarkupTree {
    guard bytes.contains(where: { $0 > 0x20 }) else {
      throw ArticleError(.empty, "the page is empty")
    }
    let decoded = TextDecoding.decode(bytes, contentType: contentType, kind: .html)
    do {
      return try HTMLParser.parse(decoded.utf8, limits: limits)
    } catch {
      let kind: ArticleError.Kind = if case .tooLarge = error { .tooLarge } else { .tooMany }
      throw ArticleError(kind, error.description)
    }
  }

  /// Positions that a configured selector matches, in document order; none without a selector.
  static func positions(
    _ selector: String?, key: String, page: PageOutline
  ) throws(ArticleError) -> [Int] {
    guard let selector else { return [] }
    do {
      let nodes = Set(try Selector(parsing: selector).matches(in: page.tree))
      return (0..<page.count).filter { nodes.contains(page.nodes[$0]) }
    } catch {
      throw ArticleError(.format, "select.\(key): \(error)")
    }
  }
}
