import Markup

/// Reads JSON Feed 1.0 and 1.1 (jsonfeed.org).
struct JSONFeedReader {
  private let url: String
  private let limits: FeedLimits
  private var feed = Feed(format: .json)
  private var authors: [String] = []
  private var hasItems = false
  private var isTooMany = false
  private var strangers = 0

  static func read(_ utf8: [UInt8], url: String, limits: FeedLimits) throws(FeedError) -> Feed {
    var reader = JSONFeedReader(url: url, limits: limits)
    return try reader.read(utf8)
  }

  private init(url: String, limits: FeedLimits) {
    self.url = url
    self.limits = limits
  }

  private mutating func read(_ utf8: [UInt8]) throws(FeedError) -> Feed {
    var scanner = JSONScanner(utf8)
    do throws(JSONDamage) {
      try scanner.members { (scanner, key) throws(JSONDamage) in try readHead(&scanner, key) }
    } catch {
      if isTooMany {
        throw FeedError(
          .tooMany, "over \(limits.entries) entries in one feed; raise limits.entries")
      }
      guard !feed.entries.isEmpty else { throw FeedError(.format, "found damaged JSON") }
      feed.damage.append("the document is cut off or damaged; what came after is missing")
    }
    guard hasItems else {
      throw FeedError(.format, "found JSON that is no JSON Feed: it has no list of items")
    }
    if strangers > 0 { feed.damage.append("items that are no objects") }
    for index in feed.entries.indices where feed.entries[index].authors.isEmpty {
      feed.entries[index].authors = authors
    }
    return feed
  }

  private mutating func readHead(_ scanner: inout JSONScanner, _ key: String) throws(JSONDamage) {
    switch key {
    case "title": feed.title = PlainText.oneLine(try scanner.text() ?? "")
    case "description": feed.descriptionHTML = try scanner.text().map(PlainText.escaped)
    case "home_page_url": feed.homeURL = address(try scanner.text())
    case "feed_url": feed.selfURL = address(try scanner.text())
    case "next_url": feed.nextPage = address(try scanner.text())
    case "language": feed.language = try scanner.text()
    case "author", "authors": try readAuthors(&scanner, into: &authors)
    case "hubs":
      try scanner.elements { (scanner) throws(JSONDamage) in
        try scanner.members { (scanner, key) throws(JSONDamage) in
          if key == "url", feed.hub == nil { feed.hub = address(try scanner.text()) }
        }
      }
    case "items":
      hasItems = scanner.isArray()
      try scanner.elements { (scanner) throws(JSONDamage) in try readItem(&scanner) }
    default: break
    }
  }

  private mutating func readItem(_ scanner: inout JSONScanner) throws(JSONDamage) {
    guard scanner.isObject() else {
      strangers += 1
      return
    }
    guard feed.entries.count < limits.entries else {
      isTooMany = true
      throw JSONDamage()
    }
    var item = Item()
    try scanner.members { (scanner, key) throws(JSONDamage) in
      try read(key, &scanner, into: &item)
    }
    var entry = item.entry
    let permalink = entry.id.flatMap(URLs.absolute)
    entry.url = item.url ?? item.external ?? permalink
    entry.idIsPermalink = permalink != nil && permalink == entry.url
    entry.contentHTML = entry.contentHTML ?? item.plainContent
    entry.published = entry.published ?? entry.updated
    feed.entries.append(entry)
  }

  /// An entry, and what is decided when all of it is known.
  private struct Item {
    var entry = Entry()
    var url: String?
    var external: String?
    var plainContent: String?
  }

  private func read(
    _ key: String, _ scanner: inout JSONScanner, into item: inout Item
  ) throws(JSONDamage) {
    switch key {
    case "id": item.entry.id = try scanner.text()
    case "url": item.url = address(try scanner.text())
    case "external_url": item.external = address(try scanner.text())
    case "title": item.entry.title = PlainText.plain(html: try scanner.text() ?? "")
    case "summary": item.entry.summaryHTML = try scanner.text().map(PlainText.escaped)
    case "content_html":
      item.entry.contentHTML = try scanner.text().map { ScriptFree.html($0.utf8.span) ?? $0 }
    case "content_text": item.plainContent = try scanner.text().map(PlainText.escaped)
    case "date_published": item.entry.published = try scanner.text().flatMap(FeedDate.parse)
    case "date_modified": item.entry.updated = try scanner.text().flatMap(FeedDate.parse)
    case "author", "authors": try readAuthors(&scanner, into: &item.entry.authors)
    case "language": item.entry.language = try scanner.text()
    case "tags":
      try scanner.elements { (scanner) throws(JSONDamage) in
        if item.entry.categories.count < 200, let tag = try scanner.text() {
          item.entry.categories.append(tag)
        }
      }
    case "attachments":
      try scanner.elements { (scanner) throws(JSONDamage) in
        guard item.entry.enclosures.count < 100 else { return }
        if let file = try attachment(&scanner) { item.entry.enclosures.append(file) }
      }
    default: break
    }
  }

  private func attachment(_ scanner: inout JSONScanner) throws(JSONDamage) -> Enclosure? {
    var url: String?
    var type: String?
    var bytes: Int?
    try scanner.members { (scanner, key) throws(JSONDamage) in
      switch key {
      case "url": url = address(try scanner.text())
      case "mime_type": type = try scanner.text()
      case "size_in_bytes":
        bytes = try scanner.text().flatMap { Int($0) }.flatMap { $0 < 0 ? nil : $0 }
      default: break
      }
    }
    return url.map { Enclosure(url: $0, type: type, bytes: bytes) }
  }

  /// The names in `author` (1.0) or `authors` (1.1), objects or, as some write them, texts.
  private func readAuthors(
    _ scanner: inout JSONScanner, into names: inout [String]
  ) throws(JSONDamage) {
    if scanner.isArray() {
      try scanner.elements { (scanner) throws(JSONDamage) in
        try readAuthor(&scanner, into: &names)
      }
    } else {
      try readAuthor(&scanner, into: &names)
    }
  }

  private func readAuthor(
    _ scanner: inout JSONScanner, into names: inout [String]
  ) throws(JSONDamage) {
    var name: String?
    if scanner.isObject() {
      try scanner.members { (scanner, key) throws(JSONDamage) in
        if key == "name" { name = try scanner.text() }
      }
    } else {
      name = try scanner.text()
    }
    if let name, names.count < 200, !names.contains(name) { names.append(name) }
  }

  private func address(_ text: String?) -> String? {
    guard let text, let resolved = URLs.resolve(text, base: url), URLs.isHTTP(resolved) else {
      return nil
    }
    return resolved
  }
}
