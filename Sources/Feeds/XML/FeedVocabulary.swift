import Markup

/// What an element of a feed means, whatever its format and prefix.
enum FeedTag: Sendable {
  case rss, rdf, feed, channel, item, entry, html, opml, urlset, url, sitemapindex, sitemap
  case title, link, guid, id, description, summary, content, encoded, fullItem, body
  case published, created, updated, dcDate, expired
  case author, creator, name, email, contributor
  case category, subject, keywords, itunesCategory, mediaCategory
  case language, ttl, updatePeriod, updateFrequency
  case enclosure, mediaContent, mediaGroup, mediaTitle, mediaDescription
  case dcTitle, dcDescription, itunesTitle, itunesSummary, itunesAuthor, origLink
  case loc, lastmod, news, newsTitle, newsDate, newsKeywords, newsPublication
  case abstract
  case container
}

/// The tags of one document: each distinct name is understood once.
struct FeedVocabulary {
  private let tags: [FeedTag?]

  init(_ tree: MarkupTree) {
    tags = (0..<tree.nameCount).map { index in
      let id = NameID(rawValue: Int32(index))
      return Self.tag(tree.text(of: id), namespace: tree.namespace(of: id))
    }
  }

  func tag(_ node: MarkupTree.Node, in tree: MarkupTree) -> FeedTag? {
    guard let name = tree.name(node) else { return nil }
    return tags[Int(name.rawValue)]
  }

  private enum Space {
    case core, dublinCore, terms, content, media, itunes, rdf, news, syndication, xhtml, burner
  }

  private static func tag(_ written: String, namespace: String?) -> FeedTag? {
    let name = written.lowercased()
    let colon = name.firstIndex(of: ":")
    let prefix = colon.map { String(name[..<$0]) }
    let local = colon.map { String(name[name.index(after: $0)...]) } ?? name
    guard let space = space(namespace, prefix: prefix) else { return nil }
    switch space {
    case .core: return core[local]
    case .dublinCore: return dublinCore[local]
    case .terms: return terms[local]
    case .content: return local == "encoded" ? .encoded : nil
    case .media: return media[local]
    case .itunes: return itunes[local]
    case .rdf: return local == "rdf" ? .rdf : nil
    case .news: return news[local]
    case .syndication: return syndication[local]
    case .xhtml: return local == "body" || local == "div" ? .body : (local == "html" ? .html : nil)
    case .burner: return local == "origlink" ? .origLink : nil
    }
  }

  private static func space(_ namespace: String?, prefix: String?) -> Space? {
    if let namespace {
      var uri = namespace.lowercased()
      while let last = uri.last, last == "/" || last == "#" { uri.removeLast() }
      if let known = spaces[uri] { return known }
      if uri.hasPrefix("http://backend.userland.com/rss") || uri.hasPrefix("http://purl.org/atom")
        || uri.hasPrefix("http://purl.org/rss/1.0/modules/rss091")
      {
        return .core
      }
      if uri.contains("itunes.com/dtds") { return .itunes }
      if uri.contains("sitemap-news") { return .news }
      if uri.contains("schemas/sitemap") { return .core }
      // A default namespace that nobody knows is a feed all the same; a foreign prefix is not.
      return prefix == nil ? .core : nil
    }
    guard let prefix else { return .core }
    return prefixes[prefix]
  }

  private static let spaces: [String: Space] = [
    "http://www.w3.org/2005/atom": .core, "https://www.w3.org/2005/atom": .core,
    "http://purl.org/atom/ns": .core, "http://purl.org/rss/1.0": .core,
    "http://purl.org/net/rss1.1": .core, "http://my.netscape.com/rdf/simple/0.9": .core,
    "http://channel.netscape.com/rdf/simple/0.9": .core,
    "http://my.netscape.com/publish/formats/rss-0.91.dtd": .core,
    "http://blogs.law.harvard.edu/tech/rss": .core, "http://cyber.law.harvard.edu/rss": .core,
    "http://www.rssboard.org/rss-specification": .core,
    "http://www.sitemaps.org/schemas/sitemap/0.9": .core,
    "http://purl.org/dc/elements/1.1": .dublinCore, "http://purl.org/dc/elements/1.0": .dublinCore,
    "http://purl.org/dc/terms": .terms, "http://purl.org/rss/1.0/modules/dcterms": .terms,
    "http://purl.org/rss/1.0/modules/content": .content,
    "http://search.yahoo.com/mrss": .media, "http://video.search.yahoo.com/mrss": .media,
    "http://www.itunes.com/dtds/podcast-1.0.dtd": .itunes,
    "http://example.com/dtds/podcast-1.0.dtd": .itunes,
    "http://www.w3.org/1999/02/22-rdf-syntax-ns": .rdf,
    "http://purl.org/rss/1.0/modules/syndication": .syndication,
    "http://www.w3.org/1999/xhtml": .xhtml,
    "http://rssnamespace.org/feedburner/ext/1.0": .burner,
    "http://www.pheedo.com/namespace/pheedo": .burner,
  ]

  private static let prefixes: [String: Space] = [
    "atom": .core, "a10": .core, "rss": .core, "dc": .dublinCore, "dcterms": .terms,
    "content": .content, "media": .media, "itunes": .itunes, "rdf": .rdf, "news": .news,
    "n": .news, "sy": .syndication, "xhtml": .xhtml, "feedburner": .burner, "pheedo": .burner,
  ]

  private static let core: [String: FeedTag] = [
    "rss": .rss, "rdf": .rdf, "feed": .feed, "channel": .channel, "item": .item, "entry": .entry,
    "html": .html, "opml": .opml, "urlset": .urlset, "url": .url, "sitemapindex": .sitemapindex,
    "sitemap": .sitemap, "loc": .loc, "lastmod": .lastmod, "items": .container,
    "title": .title, "link": .link, "guid": .guid, "id": .id, "description": .description,
    "summary": .summary, "tagline": .description, "subtitle": .description, "info": .summary,
    "content": .content, "encoded": .encoded, "fullitem": .fullItem, "body": .body,
    "pubdate": .published, "published": .published, "issued": .published, "created": .created,
    "modified": .updated, "updated": .updated, "lastbuilddate": .updated, "date": .dcDate,
    "author": .author, "managingeditor": .author, "creator": .creator, "name": .name,
    "email": .email, "contributor": .contributor, "category": .category, "keywords": .keywords,
    "language": .language, "ttl": .ttl, "enclosure": .enclosure, "abstract": .abstract,
  ]

  private static let dublinCore: [String: FeedTag] = [
    "title": .dcTitle, "description": .dcDescription, "date": .dcDate, "creator": .creator,
    "author": .creator, "subject": .subject, "language": .language,
  ]

  private static let terms: [String: FeedTag] = [
    "created": .created, "issued": .published, "modified": .updated, "date": .dcDate,
    "title": .dcTitle, "creator": .creator, "abstract": .dcDescription, "subject": .subject,
    "language": .language,
  ]

  private static let media: [String: FeedTag] = [
    "content": .mediaContent, "group": .mediaGroup, "title": .mediaTitle,
    "description": .mediaDescription, "category": .mediaCategory, "keywords": .keywords,
  ]

  private static let itunes: [String: FeedTag] = [
    "title": .itunesTitle, "summary": .itunesSummary, "subtitle": .itunesSummary,
    "author": .itunesAuthor, "category": .itunesCategory, "keywords": .keywords,
  ]

  private static let news: [String: FeedTag] = [
    "news": .news, "title": .newsTitle, "publication_date": .newsDate, "keywords": .newsKeywords,
    "publication": .newsPublication, "language": .language,
  ]

  private static let syndication: [String: FeedTag] = [
    "updateperiod": .updatePeriod, "updatefrequency": .updateFrequency,
  ]
}
