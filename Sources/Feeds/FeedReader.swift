internal import Markup

/// Reads whatever a source's address gives: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, CDF, JSON Feed,
/// sitemaps (also gzip files), a Telegram channel's preview,
/// or a page that names its feeds. The bytes decide, not the media type.
package enum FeedReader {
  /// What the bytes are. `url` is where they came from, for relative addresses.
  package static func read(
    _ bytes: [UInt8], contentType: String? = nil, url: String, limits: FeedLimits = FeedLimits()
  ) throws(FeedError) -> FeedDocument {
    let plain = try unpacked(bytes, limits)
    guard plain.count <= limits.bytes else {
      throw FeedError(
        .tooLarge, "\(plain.count) bytes, over the limit of \(limits.bytes); raise limits.response")
    }
    guard plain.contains(where: { $0 > 0x20 }) else {
      throw FeedError(.empty, "nothing but \(plain.count) bytes of white space came")
    }
    if let known = BinaryKind.name(plain) {
      throw FeedError(.format, "found \(known), not a feed or page")
    }
    let decoded = TextDecoding.decode(plain, contentType: contentType, kind: .xml)
    guard decoded.errors <= 8 || decoded.errors * 10 < decoded.utf8.count else {
      throw FeedError(
        .encoding,
        "\(decoded.errors) bytes mean nothing in \(decoded.encoding); no encoding fits")
    }
    switch Sniffer.kind(decoded.utf8) {
    case .json:
      return .feed(try JSONFeedReader.read(decoded.utf8, url: url, limits: limits))
    case .html:
      return try page(plain, contentType: contentType, url: url, limits: limits)
    case .text:
      throw FeedError(.format, "found plain text, not a feed or page")
    case .xml:
      break
    }
    let tree = try tree(decoded.utf8, limits)
    let unknown: String
    switch try tree.lend({ lent throws(FeedError) in
      let reader = XMLFeedReader(tree: lent, of: tree, url: url, limits: limits)
      return try reader.document(decoded).map(Reading.document) ?? .unknown(reader.rootDescription)
    }) {
    case .document(let document): return document
    case .unknown(let description): unknown = description
    }
    if Sniffer.holdsHTML(decoded.utf8) {
      return try page(plain, contentType: contentType, url: url, limits: limits)
    }
    throw FeedError(.format, "found \(unknown), which is no feed and no sitemap")
  }

  /// What an XML document turned out to be.
  private enum Reading {
    case document(FeedDocument)
    case unknown(String)
  }

  private static func unpacked(
    _ bytes: [UInt8], _ limits: FeedLimits
  ) throws(FeedError) -> [UInt8] {
    guard Gzip.isCompressed(bytes) else { return bytes }
    do {
      return try Gzip.inflate(bytes, limit: limits.bytes)
    } catch .tooLarge(let limit) {
      throw FeedError(.tooLarge, "a gzip file that unpacks to over \(limit) bytes")
    } catch {
      throw FeedError(.format, "found \(error)")
    }
  }

  private static func tree(
    _ utf8: [UInt8], _ limits: FeedLimits
  ) throws(FeedError) -> MarkupTree {
    let tree: MarkupTree
    do {
      tree = try XMLParser.parse(utf8, limits: limits.markup)
    } catch {
      throw FeedError(markup: error)
    }
    if let excess = tree.excess { throw FeedError(markup: excess) }
    return tree
  }

  private static func page(
    _ bytes: [UInt8], contentType: String?, url: String, limits: FeedLimits
  ) throws(FeedError) -> FeedDocument {
    let decoded = TextDecoding.decode(bytes, contentType: contentType, kind: .html)
    do {
      let tree = try HTMLParser.parse(decoded.utf8, limits: limits.markup)
      if let feed = TelegramPage.feed(tree, limits: limits) { return .feed(feed) }
      return .page(PageHints(tree: tree, url: url))
    } catch {
      throw FeedError(markup: error)
    }
  }
}

extension FeedLimits {
  /// Other encodings take up to four bytes of UTF-8 for each of theirs.
  fileprivate var markup: MarkupLimits {
    MarkupLimits(bytes: bytes * 4, depth: depth, nodes: nodes, attributes: attributes)
  }
}

extension FeedError {
  init(markup error: MarkupError) {
    switch error {
    case .tooLarge: self.init(.tooLarge, error.description)
    case .tooMany, .tooDeep, .tooManyAttributes: self.init(.tooMany, error.description)
    }
  }

  /// The error for a source that must be a feed but gave a page.
  package init(page: PageHints) {
    let advice =
      page.feeds.isEmpty
      ? "give the feed's own address, or let kind be page"
      : "it names \(page.feeds.count) feed\(page.feeds.count == 1 ? "" : "s")"
    self.init(.format, "found \(page.looksLike.rawValue) instead of a feed; \(advice)")
  }
}
