internal import Foundation
internal import Markup

/// What else a page states of its article: for people who look at it, not for the rules.
struct PageDetails {
  let head: PageHead
  let url: String
  /// Language tag for calendars and day order.
  let language: String?

  /// When the page says that it was changed; nil where that is not after its publication.
  func modified(published: StatedDate?) -> Date? {
    let stated =
      [head.linked.modified].compactMap(\.self) + head.all("article:modified_time")
      + head.all("og:updated_time") + head.all("datemodified") + head.all("dcterms.modified")
      + head.all("last-modified")
    let dates = stated.lazy.compactMap { DateReader.stated($0, language: language) }
    guard let date = dates.first?.date else { return nil }
    guard let published else { return date }
    return date > published.date ? date : nil
  }

  /// The page's own summary, unless it is the beginning of the body or the headline once more.
  func summary(title: String, body: String) -> String? {
    let stated = [
      head.linked.summary, head["og:description"], head["description"],
      head["twitter:description"],
    ]
    let beginning = TextKey.of(String(body.unicodeScalars.prefix(1_000)))
    let titleKey = TextKey.of(title)
    for text in stated.compactMap({ $0.map(HTMLText.line) }) {
      let key = TextKey.of(text)
      // What is cut ends in letters that the body goes on from.
      if key.isEmpty || key == titleKey || beginning.hasPrefix(key.prefix(80)) { continue }
      return TextLimit.excerpt(text)
    }
    return nil
  }

  /// The lead image's address.
  func image() -> String? {
    let stated =
      [head.linked.image].compactMap(\.self) + head.all("og:image:secure_url")
      + head.all("og:image") + head.all("twitter:image") + head.all("twitter:image:src")
    return stated.lazy.compactMap { URLs.resolve($0, base: url) }.first(where: URLs.isHTTP)
  }

  /// The part of the site that it stands in, as the site names it.
  func section() -> String? {
    let stated =
      [head.linked.section].compactMap(\.self) + head.all("article:section")
      + head.all("parsely-section") + head.all("cxenseparse:section")
    return stated.lazy.map(HTMLText.line).first { !$0.isEmpty && $0.unicodeScalars.count <= 80 }
  }
}
