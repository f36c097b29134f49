internal import Foundation
internal import Markup

/// When the page says its article was published: metadata, then marked-up times at the headline,
/// then a date in words beside it, then the date in the article's own address. Dates in the page's
/// frame are never asked: a top bar shows the day of viewing.
struct PublicationDate {
  let page: PageOutline
  let finder: BodyFinder
  let head: PageHead
  let url: String
  /// Language tag for calendars and day order.
  let language: String?
  /// When the page was fetched; nil where nobody says.
  let now: Date?

  static let metaNames = [
    "article:published_time", "og:article:published_time", "article:published", "datepublished",
    "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "publishdate", "publish-date", "publish_date",
    "publication_date",
    "pubdate", "dc.date.issued", "dcterms.created", "dcterms.issued", "dcterms.date", "dc.date",
    "dc.date.created",
    "originalpublicationdate", "article_date_original", "articlepublicationdate",
    "rnews:datepublished",
    "og:published_time", "og:pubdate", "article.published", "published-date",
    "published_time_telegram", "citation_publication_date",
    "date", "pdate", "ptime", "displaydate", "iso-8601-publish-date",
    "analyticsattributes.articledate",
    "mrf:publicationdate", "last-publish", "cxenseparse:publishtime", "bt:pubdate",
    "shareaholic:article_published_time", "dcsext.wtb_date",
  ]

  func find(headline: Int?, body: [Int]) -> StatedDate? {
    if let text = head.linked.published, let date = read(text) { return date }
    for name in Self.metaNames {
      for value in head.all(name).prefix(2) {
        if let date = read(value) { return date }
      }
    }
    return atHeadline(headline, body: body) ?? inTitle() ?? inURL()
  }

  /// `Headline | The Paper | 14.03.2024`
  private func inTitle() -> StatedDate? {
    for title in [head.title, head["og:title"] ?? ""] {
      guard let last = title.split(separator: "|").last, last.count < title.count else { continue }
      let text = String(last)
      if DateReader.isAlone(text, language: language), let date = read(text) { return date }
    }
    return nil
  }

  private func read(_ text: String) -> StatedDate? {
    plausible(DateReader.stated(HTMLText.line(String(text.prefix(300))), language: language))
  }

  /// A place that the page marks as its date may tell it from now.
  private func readMarked(_ text: String) -> StatedDate? {
    read(text)
      ?? now.flatMap { RelativeDate.stated(HTMLText.line(String(text.prefix(120))), now: $0) }
  }

  /// Nothing is published after it was fetched: what lies within a day of it lacks its zone, what
  /// lies farther off is the date of something else.
  private func plausible(_ stated: StatedDate?) -> StatedDate? {
    guard var stated, let now, stated.date > now else { return stated }
    guard stated.date.timeIntervalSince(now) <= 86_400 else { return nil }
    stated.date = now
    stated.offset = 0
    return stated
  }

  private func atHeadline(_ headline: Int?, body: [Int]) -> StatedDate? {
    guard let firstBody = body.first else { return nil }
    let bodyBlock = page.firstBlock[firstBody]
    var scope = firstBody
    var headBlock = bodyBlock
    if let headline {
      headBlock = min(page.firstBlock[headline], bodyBlock)
      scope = common(headline, firstBody)
    }
    // Marked-up times first: they are the page's word.
    if let date = marked(scope: scope, from: headBlock, to: page.endBlock[firstBody]) {
      return date
    }
    let end = min(page.blocks.count, max(bodyBlock, headBlock) + 4)
    let captions = BodyBoxes(page: page).captions(in: firstBody)
    // Behind the headline first: what stands before it may be the page's clock.
    let places =
      Array(headBlock..<max(headBlock, end)) + (max(0, headBlock - 6)..<headBlock).reversed()
    for index in places {
      let block = page.blocks[index]
      guard block.weight < 160, page.contains(scope, block.owner), isFree(block) else { continue }
      if index < headBlock, !isNear(block, headline, headBlock) { continue }
      // A caption or a sentence tells when something happened.
      if signs(block).contains(.caption) || captions.contains(index) { continue }
      let text = page.string(block)
      let isNamed = !signs(block).isDisjoint(with: [.date, .byline])
      if block.isProse, !isNamed, !DateReader.isAlone(text, language: language) { continue }
      if let date = isNamed ? readMarked(text) : read(text) { return date }
    }
    // Some pages date at the foot of the text, some in a line of its own among it.
    let foot = page.endBlock[firstBody]
    for index in max(bodyBlock, foot - 12)..<min(page.blocks.count, foot + 4) {
      let block = page.blocks[index]
      guard block.weight < 120, isFree(block), !signs(block).contains(.caption) else { continue }
      let text = page.string(block)
      guard signs(block).contains(.date) || DateReader.isAlone(text, language: language) else {
        continue
      }
      if let date = read(text) { return date }
    }
    return nil
  }

  /// Whether a block before the headline is named a date and stands in a box that begins not far
  /// above the headline: not in a bar above the whole page.
  private func isNear(_ block: Block, _ headline: Int?, _ headBlock: Int) -> Bool {
    guard let headline, signs(block).contains(.date) else { return false }
    let box = common(headline, block.owner)
    return page.names[box] != .body && page.names[box] != .html
      && page.firstBlock[box] >= headBlock - 8
  }

  private func marked(scope: Int, from: Int, to: Int) -> StatedDate? {
    var fallback: StatedDate?
    for position in scope..<page.ends[scope] {
      let isTime = page.names[position] == .time
      let property = page.attribute(.itemprop, position)
      guard isTime || property == "datePublished" else { continue }
      guard page.firstBlock[position] >= from - 8, page.firstBlock[position] <= to + 4 else {
        continue
      }
      guard
        finder.effective[position].isDisjoint(with: [
          .related, .comments, .sidebar, .frame, .advert, .hidden,
        ])
      else { continue }
      let stated =
        page.attribute(.datetime, position) ?? page.attribute(.content, position)
        ?? page.line(at: position)
      guard let date = read(stated) ?? readMarked(page.line(at: position)) else { continue }
      if property == "datePublished"
        || page.tree.attribute("pubdate", of: page.nodes[position]) != nil
      {
        return date
      }
      if property == "dateModified" { continue }
      // Inside the text a time is part of a live report.
      if fallback == nil { fallback = date }
    }
    return fallback
  }

  private func isFree(_ block: Block) -> Bool {
    signs(block).isDisjoint(with: [
      .related, .comments, .sidebar, .frame, .advert, .hidden, .signup,
    ])
  }

  private func signs(_ block: Block) -> Sign { finder.effective[block.owner].union(block.signs) }

  private func common(_ a: Int, _ b: Int) -> Int {
    var at = min(a, b)
    let other = max(a, b)
    while at > 0, !page.contains(at, other) { at = page.parents[at] }
    return max(at, 0)
  }

  /// `/2024/03/14/`, `/2024-03-14-`, `/20240314`: an address that carries the day says it.
  private func inURL() -> StatedDate? {
    let digits = Array(url.utf8.prefix(600))
    var index = 0
    while index < digits.count {
      guard digits[index] >= 0x30, digits[index] <= 0x39 else {
        index += 1
        continue
      }
      var run: [Int] = []
      var end = index
      while end < digits.count, digits[end] >= 0x30, digits[end] <= 0x39 {
        run.append(Int(digits[end] - 0x30))
        end += 1
      }
      let before = index > 0 ? digits[index - 1] : 0x2F
      let isApart = before == 0x2F || before == 0x2D || before == 0x5F
      if isApart, run.count == 8, let date = day(run, url: digits, end: end) { return date }
      if isApart, run.count == 4, end + 3 < digits.count, digits[end] == 0x2F || digits[end] == 0x2D
      {
        let mark = digits[end]
        let month = number(digits, end + 1)
        if month.length > 0, month.end < digits.count, digits[month.end] == mark {
          let dayPart = number(digits, month.end + 1)
          let next = dayPart.end < digits.count ? digits[dayPart.end] : 0x2F
          if dayPart.length > 0, next == 0x2F || next == 0x2D || next == 0x5F {
            let year = run.reduce(0) { $0 * 10 + $1 }
            if let date = civil(year, month.value, dayPart.value) { return date }
          }
        }
      }
      index = end
    }
    return nil
  }

  private func day(_ run: [Int], url: [UInt8], end: Int) -> StatedDate? {
    let next = end < url.count ? url[end] : 0x2F
    guard next == 0x2F || next == 0x2D || next == 0x5F else { return nil }
    let value = run.reduce(0) { $0 * 10 + $1 }
    return civil(value / 10_000, value / 100 % 100, value % 100)
  }

  private func civil(_ year: Int, _ month: Int, _ day: Int) -> StatedDate? {
    guard (1995...2100).contains(year), let day = CivilDate(year: year, month: month, day: day)
    else {
      return nil
    }
    return plausible(
      StatedDate(
        date: Date(timeIntervalSince1970: Double(day.epochSeconds)), offset: nil, hasTime: false))
  }

  private func number(_ bytes: [UInt8], _ start: Int) -> (value: Int, length: Int, end: Int) {
    var value = 0
    var at = start
    while at < bytes.count, at < start + 3, bytes[at] >= 0x30, bytes[at] <= 0x39 {
      value = value * 10 + Int(bytes[at] - 0x30)
      at += 1
    }
    return at - start <= 2 ? (value, at - start, at) : (0, 0, at)
  }
}
