internal import Foundation
internal import Markup

/// Why an article was read as it was: which parts of the page say the same as each field, and what
/// of the page's text is not in the body. For people who look at one page; it costs more than reading.
package struct ArticleTrace: Sendable, Equatable {
  /// A field and the places on the page that state what was taken, in the order of their weight.
  package struct Field: Sendable, Equatable {
    package var name: String
    package var witnesses: [String]
  }

  /// Text of one nature that is not in the body.
  package struct LeftOut: Sendable, Equatable {
    package var reason: String
    package var blocks: Int
    package var letters: Int
    /// The beginning of the longest of them.
    package var sample: String
  }

  package var fields: [Field]
  /// The most text first.
  package var leftOut: [LeftOut]
}

extension ArticleReader {
  /// Reads a page like `read`, and tells where the parts came from.
  package static func explained(
    _ bytes: [UInt8], contentType: String? = nil, url: String,
    settings: ArticleSettings = ArticleSettings()
  ) throws(ArticleError) -> (article: Article, trace: ArticleTrace) {
    let tree = try PageParsing.tree(bytes, contentType: contentType, limits: settings.markupLimits)
    let reading = PageReading(tree, url: url, settings: settings)
    let article = try reading.article()
    return (article, ArticleTrace(article, reading))
  }
}

extension ArticleTrace {
  init(_ article: Article, _ reading: PageReading) {
    let witnesses = Witnesses(article: article, reading: reading)
    fields = [
      Field(name: "title", witnesses: witnesses.title()),
      Field(name: "authors", witnesses: witnesses.authors()),
      Field(name: "published", witnesses: witnesses.published()),
      Field(name: "modified", witnesses: witnesses.modified()),
      Field(name: "language", witnesses: witnesses.language()),
      Field(name: "canonical_url", witnesses: witnesses.canonical()),
      Field(name: "section", witnesses: witnesses.section()),
      Field(name: "image", witnesses: witnesses.image()),
      Field(name: "summary", witnesses: witnesses.summary()),
      Field(name: "text", witnesses: witnesses.text()),
    ].filter { !$0.witnesses.isEmpty }
    leftOut = Self.leftOut(article, reading)
  }

  private static func leftOut(_ article: Article, _ reading: PageReading) -> [LeftOut] {
    let page = reading.page
    let kept = Set(article.body.split(separator: "\n").map(String.init))
    var found: [String: LeftOut] = [:]
    var longest: [String: Int] = [:]
    for block in page.blocks {
      let text = page.string(block)
      guard !text.isEmpty, !kept.contains(text) else { continue }
      let reason = reason(block, text, article, reading)
      var entry = found[reason] ?? LeftOut(reason: reason, blocks: 0, letters: 0, sample: "")
      entry.blocks += 1
      entry.letters += text.unicodeScalars.count
      if block.weight > longest[reason, default: -1] {
        longest[reason] = block.weight
        entry.sample = TextLimit.excerpt(text)
      }
      found[reason] = entry
    }
    return found.values.sorted { ($0.letters, $1.reason) > ($1.letters, $0.reason) }
  }

  private static func reason(
    _ block: Block, _ text: String, _ article: Article, _ reading: PageReading
  ) -> String {
    if TextKey.of(text, is: TextKey.of(article.title)) { return "the headline" }
    let signs = reading.finder.effective[block.owner].union(block.signs)
    for (sign, name) in reasons where signs.contains(sign) { return name }
    if block.weight > 0, block.linkWeight * 2 > block.weight { return "links" }
    return "beside or around the article"
  }

  /// The signs in the order in which they explain best.
  private static let reasons: [(sign: Sign, name: String)] = [
    (.hidden, "hidden"), (.consent, "consent to cookies"), (.comments, "comments"),
    (.advert, "advertising"), (.signup, "newsletter or subscription"), (.share, "sharing"),
    (.related, "other articles"), (.caption, "captions"), (.byline, "about the author"),
    (.date, "dates"), (.tags, "tags"), (.tools, "tools"), (.sidebar, "a sidebar"),
    (.frame, "menus, bars and footers"),
  ]
}

/// Looks for the places on a page that state what was taken for a field.
private struct Witnesses {
  let article: Article
  let reading: PageReading

  private var head: PageHead { reading.head }

  func title() -> [String] {
    guard !article.title.isEmpty else { return [] }
    let key = TextKey.of(article.title)
    var found = headings(key)
    let stated = [
      ("JSON-LD headline", head.linked.headline), ("meta og:title", head["og:title"]),
      ("meta twitter:title", head["twitter:title"]), ("<title>", head.title),
    ]
    for (name, text) in stated {
      guard let text, !text.isEmpty else { continue }
      let line = HTMLText.line(text)
      if TextKey.of(line, is: key) || TextKey.of(reading.site.stripped(line), is: key) {
        found.append(name)
      }
    }
    return found
  }

  private func headings(_ key: String) -> [String] {
    let levels: [(NameID, String)] = [(.h1, "<h1>"), (.h2, "<h2>"), (.h3, "<h3>")]
    let page = reading.page
    return levels.compactMap { id, name in
      (0..<page.count).contains { position in
        page.names[position] == id && TextKey.of(page.line(at: position), is: key)
      } ? name : nil
    }
  }

  func authors() -> [String] {
    guard !article.authors.isEmpty else { return [] }
    let keys = Set(article.authors.map(TextKey.of))
    func states(_ values: [String]) -> Bool {
      !keys.isDisjoint(with: Authors.names(values).map(TextKey.of))
    }
    var found: [String] = []
    if states(head.linked.authors) { found.append("JSON-LD author") }
    for name in ["author", "article:author", "parsely-author", "dc.creator", "twitter:data1"]
    where states(head.all(name)) { found.append("meta \(name)") }
    let page = reading.page
    let isShown = page.blocks.contains { block in
      guard block.weight < 600 else { return false }
      let key = TextKey.of(page.string(block))
      return keys.contains { key.contains($0) }
    }
    if isShown { found.append("shown on the page") }
    return found
  }

  func published() -> [String] {
    guard let published = article.published else { return [] }
    func states(_ text: String) -> Bool {
      DateReader.stated(
        HTMLText.line(String(text.prefix(300))),
        language: article.language ?? reading.settings.language)?.date == published
    }
    var found: [String] = []
    if let text = head.linked.published, states(text) { found.append("JSON-LD datePublished") }
    for name in PublicationDate.metaNames where head.all(name).contains(where: states) {
      found.append("meta \(name)")
    }
    let page = reading.page
    let isMarked = (0..<page.count).contains { position in
      page.names[position] == .time && page.attribute(.datetime, position).map(states) == true
    }
    if isMarked { found.append("<time>") }
    if found.isEmpty { found = ["words beside the headline or the address"] }
    if article.publishedIsLunar {
      found.append("a lunar Hijri day, by the calendar of Umm al-Qura: it may be off by one")
    }
    return found
  }

  func language() -> [String] {
    guard let language = article.language else { return [] }
    var found: [String] = []
    if Language.guess(article.title + "\n" + article.body) == language {
      found.append("the text itself")
    }
    if Language.primary(head.documentLanguage) == language { found.append("<html lang>") }
    if Language.primary(head.linked.language) == language { found.append("JSON-LD inLanguage") }
    return found
  }

  func canonical() -> [String] {
    guard let canonical = article.canonicalURL else { return [] }
    return head["og:url"] == canonical ? ["link rel=canonical or og:url"] : ["link rel=canonical"]
  }

  func modified() -> [String] {
    guard let modified = article.modified else { return [] }
    return stating(
      PageDetails.modifiedNames, linked: ("JSON-LD dateModified", head.linked.modified)
    ) {
      DateReader.stated($0, language: article.language)?.date == modified
    }
  }

  func section() -> [String] {
    stating(PageDetails.sectionNames, linked: ("JSON-LD articleSection", head.linked.section)) {
      HTMLText.line($0) == article.section
    }
  }

  func image() -> [String] {
    stating(PageDetails.imageNames, linked: ("JSON-LD image", head.linked.image)) {
      URLs.resolve($0, base: reading.url) == article.image
    }
  }

  func summary() -> [String] {
    guard let summary = article.summary else { return [] }
    return stating(PageDetails.summaryNames, linked: ("JSON-LD description", head.linked.summary)) {
      TextLimit.excerpt(HTMLText.line($0)) == summary
    }
  }

  /// Which elements the body's paragraphs stand in, the one with most of them first.
  func text() -> [String] {
    let page = reading.page
    let kept = Set(article.body.split(separator: "\n").map(String.init))
    var counts: [String: Int] = [:]
    for block in page.blocks where kept.contains(page.string(block)) {
      counts[container(of: block), default: 0] += 1
    }
    guard !counts.isEmpty else { return article.body.isEmpty ? [] : ["JSON-LD articleBody"] }
    return counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(3).map(\.key)
  }

  /// The nearest element around a block that says what it is.
  private func container(of block: Block) -> String {
    let page = reading.page
    var at = block.owner
    while at >= 0 {
      let signs = page.signs[at]
      if signs.contains(.bodyProperty) { return "itemprop=articleBody" }
      if signs.contains(.body) { return "an element named as a body" }
      if page.names[at] == .article { return "<article>" }
      if page.names[at] == .main { return "<main>" }
      at = page.parents[at]
    }
    return "where most of the page's prose stands"
  }

  private func stating(
    _ names: [String], linked: (name: String, text: String?), _ holds: (String) -> Bool
  ) -> [String] {
    (linked.text.map(holds) == true ? [linked.name] : [])
      + names.filter { head.all($0).contains(where: holds) }.map { "meta \($0)" }
  }
}
