internal import Foundation
internal import Markup

/// One page being read: the parts of an article, each found with what the others know.
struct PageReading {
  let page: PageOutline
  let finder: BodyFinder
  let head: PageHead
  let site: SiteName
  let url: String
  let settings: ArticleSettings

  init(_ tree: MarkupTree, url: String, settings: ArticleSettings) {
    page = PageOutline(tree)
    finder = BodyFinder(page)
    head = PageHead(tree, url: url)
    site = SiteName(head: head, url: url)
    self.url = url
    self.settings = settings
  }

  func article() throws(ArticleError) -> Article {
    let selected = try Selected(settings.selectors, page: page)
    // What a configured selector finds is what was asked for.
    let wall = selected.body.isEmpty ? Wall.find(page, head: head, url: url) : nil

    var headline = Headline.find(page, finder: finder, head: head, site: site)
    if let title = selected.title {
      headline = Headline(text: title.text, position: title.position)
    }
    let elements = selected.body.isEmpty ? finder.find(headline: headline.position) : selected.body
    let text = BodyText(
      page: page, finder: finder, titleKey: TextKey.of(headline.text),
      language: head.documentLanguage ?? settings.language,
      lead: BodyLead(page: page, finder: finder, head: head))
    var blocks: [Int] = []
    if selected.body.isEmpty {
      blocks = text.blocks(in: elements, headline: headline.position)
    } else {
      blocks = elements.flatMap { Array(page.firstBlock[$0]..<page.endBlock[$0]) }
    }
    let opening = OpeningCredits(page: page, site: site, titleKey: TextKey.of(headline.text))
    var credits = selected.body.isEmpty ? opening.take(from: &blocks) : []
    if credits.isEmpty, selected.body.isEmpty { credits = opening.signature(of: blocks) }
    var body = blocks.map { page.string(page.blocks[$0]) }.joined(separator: "\n\n")
    if selected.body.isEmpty, let stated = statedBody(instead: body) { body = stated }

    if let wall, wall != .login || body.unicodeScalars.count < 600 {
      throw ArticleError(wall: wall)
    }
    guard !body.isEmpty || !headline.text.isEmpty else {
      throw ArticleError(.empty, "the page shows no text; it may need JavaScript")
    }

    var article = Article(title: headline.text, body: body)
    let metadata = language(of: headline.text + "\n" + body)
    article.language = metadata.code
    article.authors =
      selected.author.isEmpty
      ? Authors(page: page, finder: finder, head: head, site: site)
        .find(headline: headline.position, body: elements, credits: credits)
      : Authors.names(selected.author)
    let date =
      selected.published.lazy.compactMap { DateReader.stated($0, language: metadata.tag) }.first
      ?? PublicationDate(
        page: page, finder: finder, head: head, url: url, language: metadata.tag, now: settings.now
      ).find(headline: headline.position, body: elements)
    article.published = date?.date
    article.publishedOffset = date?.offset
    article.publishedIsLunar = date?.isLunar ?? false
    article.nextPart = NextPart(page: page, head: head, url: url)
      .find(base: settings.firstPart ?? url, part: settings.part)
    let details = PageDetails(head: head, url: url, language: metadata.tag)
    article.modified = details.modified(published: date)
    article.summary = details.summary(title: article.title, body: body)
    article.image = details.image()
    article.section = details.section()
    article.canonicalURL = head.canonical.flatMap { URLs.isHTTP($0) ? $0 : nil }
    article.wall = wall?.rawValue ?? (head.linked.isMetered ? Wall.Kind.login.rawValue : nil)
    article.isArticle = isArticle(blocks, body: body)
    article.finish(settings)
    return article
  }

  /// The JSON-LD's `articleBody` where the page shows only a small part of it.
  private func statedBody(instead body: String) -> String? {
    guard let stated = head.linked.body else { return nil }
    let text = stated.utf8.contains(0x3C) ? HTMLText.plain(stated) : stated
    let count = text.unicodeScalars.count
    guard count > 400, count > body.unicodeScalars.count * 2 else { return nil }
    return text.components(parting: "\n").map { HTMLText.line($0) }.joined(separator: "\n\n")
  }

  private func language(of text: String) -> (code: String?, tag: String?) {
    let claimed =
      head.documentLanguage ?? head.linked.language ?? head["og:locale"] ?? settings.language
    let code =
      Language.guess(text) ?? Language.primary(claimed) ?? Language.primary(settings.language)
    // The claim's region decides the order of days and months, if it is the text's language at all.
    if let claimed, Language.primary(claimed) == code { return (code, claimed) }
    return (code, code)
  }

  private func isArticle(_ blocks: [Int], body: String) -> Bool {
    let prose = blocks.reduce(0) { $0 + (page.blocks[$1].isProse ? page.blocks[$1].weight : 0) }
    let isStated = head.linked.isArticle || (head["og:type"] ?? "").lowercased().contains("article")
    if isStated { return body.unicodeScalars.count > 80 }
    return prose > 250 && prose * 3 > body.unicodeScalars.count
  }
}

/// What the configured selectors found.
struct Selected {
  var title: (text: String, position: Int)?
  var body: [Int] = []
  var author: [String] = []
  var published: [String] = []

  init(_ selectors: ArticleSettings.Selectors, page: PageOutline) throws(ArticleError) {
    if let title = try PageParsing.positions(selectors.title, key: "title", page: page).first {
      self.title = (page.line(at: title), title)
    }
    var lastEnd = 0
    for position in try PageParsing.positions(selectors.body, key: "body", page: page)
    where position >= lastEnd {
      body.append(position)
      lastEnd = page.ends[position]
    }
    author = try PageParsing.positions(selectors.author, key: "author", page: page).map {
      page.line(at: $0)
    }
    for position in try PageParsing.positions(selectors.published, key: "published", page: page) {
      for name in [NameID.datetime, .content] {
        if let stated = page.attribute(name, position) { published.append(stated) }
      }
      published.append(page.line(at: position))
    }
  }
}

/// Short lines that open a text before its first sentence: the headline once more, who wrote it,
/// the agency's name.
struct OpeningCredits {
  let page: PageOutline
  let site: SiteName
  let titleKey: String

  /// Takes them out of the blocks and gives those that may be names.
  func take(from blocks: inout [Int]) -> [String] {
    var names: [String] = []
    var taken = 0
    for index in blocks.prefix(6) {
      let block = page.blocks[index]
      let text = page.string(block)
      let key = TextKey.of(text)
      if key == titleKey {
        taken += 1
        continue
      }
      let lines = text.split(separator: "\n").map(String.init)
      guard block.weight <= 60, block.marks == 0, lines.count <= 3 else { break }
      if case .heading = block.kind { break }
      if site.isName(text) {
        taken += 1
      } else if lines.allSatisfy({ isByline($0) || (block.isEmphasised && isPersonal($0)) }) {
        names.append(contentsOf: lines)
        taken += 1
      } else {
        break
      }
    }
    guard taken < blocks.count else { return [] }
    blocks.removeFirst(taken)
    return names
  }

  /// A name in bold that stands alone at the end.
  func signature(of blocks: [Int]) -> [String] {
    guard blocks.count > 2, let last = blocks.last else { return [] }
    let block = page.blocks[last]
    guard block.isEmphasised, block.weight <= 40, block.marks == 0, block.kind != .item else {
      return []
    }
    if case .heading = block.kind { return [] }
    let text = page.string(block)
    return isPersonal(text) && !site.isName(text) ? [text] : []
  }

  private func isByline(_ text: String) -> Bool {
    let words = TextKey.words(text)
    guard let first = words.first, words.count <= 7 else { return false }
    return ["by", "بقلم", "كتب", "كتبت", "إعداد", "اعداد"].contains(first) && Authors.isName(text)
  }

  /// Two to four words of letters alone.
  private func isPersonal(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    return (2...4).contains(words.count)
      && text.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0 == " " || $0 == "." || $0 == "-" || $0 == "'"
          || $0.properties.generalCategory == .nonspacingMark
      }
  }
}
