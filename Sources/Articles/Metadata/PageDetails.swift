internal import Foundation
internal import Markup

/// What else a page states of its article: for people who look at it, not for the rules.
struct PageDetails {
  let head: PageHead
  let url: String
  /// Language tag for calendars and day order.
  let language: String?

  static let modifiedNames = [
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified",
  ]
  static let summaryNames = ["og:description", "description", "twitter:description"]
  static let imageNames = ["og:image:secure_url", "og:image", "twitter:image", "twitter:image:src"]
  static let sectionNames = ["article:section", "parsely-section", "cxenseparse:section"]

  /// When the page says that it was changed; nil where that is not after its publication.
  func modified(published: StatedDate?) -> Date? {
    let stated = stated(head.linked.modified, Self.modifiedNames)
    let dates = stated.lazy.compactMap { DateReader.stated($0, language: language) }
    guard let date = dates.first?.date else { return nil }
    guard let published else { return date }
    return date > published.date ? date : nil
  }

  /// The page's own summary, unless it is the beginning of the body or the headline once more.
  func summary(title: String, body: String) -> String? {
    let stated = [head.linked.summary] + Self.summaryNames.map { head[$0] }
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
    stated(head.linked.image, Self.imageNames).lazy.compactMap { URLs.resolve($0, base: url) }
      .first(where: URLs.isHTTP)
  }

  /// The part of the site that it stands in, as the site names it.
  func section() -> String? {
    stated(head.linked.section, Self.sectionNames).lazy.map(HTMLText.line)
      .first { !$0.isEmpty && $0.unicodeScalars.count <= 80 }
  }

  /// What the page states in its linked data, then in its meta elements.
  private func stated(_ linked: String?, _ names: [String]) -> [String] {
    (linked.map { [$0] } ?? []) + names.flatMap { head.all($0) }
  }
}
