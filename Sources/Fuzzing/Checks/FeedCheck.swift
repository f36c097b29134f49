internal import Feeds
internal import Foundation

/// Feeds, sitemaps, pages that name feeds, and lists of subscriptions.
enum FeedCheck {
  private static let url = "https://site.test/news/feed.xml?a=b"
  /// Small enough to be met by what unpacks to much.
  private static let limits = FeedLimits(bytes: 1 << 20, entries: 5000, nodes: 100_000)

  static func check(_ given: [UInt8]) throws(Finding) {
    let hash = given.caseHash
    // Nearly every change of a packed file breaks it, so some cases are packed afterwards.
    let bytes = hash % 16 == 3 ? StoredGzip.file(given) : given
    let labels = SeedEncodings.labels
    let type =
      hash % 4 == 0 ? "text/xml; charset=" + labels[Int(hash >> 8 % UInt64(labels.count))] : nil
    let first = read(bytes, type)
    try Finding.unless(first == read(bytes, type), "a second reading gives another feed")
    switch first {
    case .success(let document): try check(document, size: max(bytes.count, 1024))
    case .failure(let error): try Finding.text(error.description, "an error", limit: 600)
    }
    if let outlines = try? OPML.read(bytes) {
      for outline in outlines {
        try address(outline.feedURL, "an outline's address")
        try Finding.text(outline.title, "an outline's title", limit: 16 * bytes.count + 64)
      }
    }
  }

  private static func read(_ bytes: [UInt8], _ type: String?) -> Result<FeedDocument, FeedError> {
    do throws(FeedError) {
      return .success(try FeedReader.read(bytes, contentType: type, url: url, limits: limits))
    } catch {
      return .failure(error)
    }
  }

  private static func check(_ document: FeedDocument, size: Int) throws(Finding) {
    var total = 0
    switch document {
    case .feed(let feed):
      let entries = feed.entries.count
      try Finding.unless(entries <= limits.entries, "\(entries) entries")
      for text in [feed.title, feed.descriptionHTML, feed.language] {
        try add(text, "a text of the feed", to: &total)
      }
      for url in [feed.homeURL, feed.selfURL, feed.hub, feed.nextPage] {
        try address(url, "an address of the feed")
      }
      try date(feed.updated)
      try Finding.unless((feed.timeToLive ?? 0) >= 0, "a negative time to live")
      for line in feed.damage { try Finding.text(line, "a line of damage", limit: 300) }
      for entry in feed.entries { try check(entry, total: &total) }
    case .sitemap(let entries):
      for entry in entries {
        try address(entry.url, "an address of a sitemap")
        try date(entry.lastModified)
        try date(entry.published)
        for text in [entry.title, entry.language] + entry.keywords.map(Optional.some) {
          try add(text, "a text of a sitemap", to: &total)
        }
      }
    case .sitemapIndex(let references):
      for reference in references {
        try address(reference.url, "a sitemap's address")
        try date(reference.lastModified)
      }
    case .page(let page):
      try add(page.title, "a page's title", to: &total)
      for feed in page.feeds {
        try address(feed.url, "a named feed's address")
        try add(feed.title, "a named feed's title", to: &total)
      }
    }
    // Declared entities may unfold, up to the reader's bound of them.
    try Finding.unless(
      total <= 16 * size + 4 * limits.bytes, "\(total) bytes out of \(size) bytes")
  }

  private static func check(_ entry: Entry, total: inout Int) throws(Finding) {
    for text in [entry.id, entry.title, entry.summaryHTML, entry.contentHTML, entry.language] {
      try add(text, "a text of an entry", to: &total)
    }
    try Finding.unless(
      !entry.title.utf8.contains { $0 == 0x0A || $0 == 0x0D || $0 == 0 },
      "a title of several lines")
    for text in entry.authors + entry.categories { try add(text, "a list of an entry", to: &total) }
    try address(entry.url, "an entry's address")
    for file in entry.enclosures {
      try address(file.url, "an enclosure's address")
      try Finding.unless((file.bytes ?? 0) >= 0, "an enclosure of negative size")
    }
    try date(entry.published)
    try date(entry.updated)
  }

  private static func add(
    _ text: String?, _ name: String, to total: inout Int
  ) throws(Finding) {
    try Finding.text(text, name, limit: 32 << 20)
    total += text?.utf8.count ?? 0
  }

  private static func address(_ url: String?, _ name: String) throws(Finding) {
    try AddressCheck.isAbsolute(url, name)
  }

  private static func date(_ date: Date?) throws(Finding) { try DateCheck.isSane(date) }
}
