import Markup

/// What an element of a feed means, whatever its format and prefix.
enum FeedTag: Sendable {
  case rss, rdf, feed, channel, item, entry, html, opml, urlset, url, sitemapindex, sitemap
  case title, link, prefixedLink, guid, id, description, summary, content, encoded, fullItem, body
  case published, created, updated, dcDate, expired
  case author, creator, name, email, source
  case category, subject, keywords, itunesCategory, mediaCategory
  case language, ttl, updatePeriod, updateFrequency
  case enclosure, mediaContent, mediaGroup, mediaTitle, mediaDescription
  case dcTitle, dcDescription, itunesTitle, itunesSummary, itunesAuthor, origLink
  case loc, lastmod, news, newsTitle, newsDate, newsKeywords, newsPublication
  case abstract
  case geoPoint, geoShape, geoCircle, geoCorner, geoWhere, geoLatitude, geoLongitude, geoName
  case container
}

/// The tags of one document: each distinct name is understood once.
struct FeedVocabulary {
  private let tags: [FeedTag?]

  init(_ tree: MarkupTree) {
    let spaces = tree.namespaceURIs.map(Self.space)
    tags = (0..<tree.nameCount).map { index in
      tree.withName(NameID(rawValue: Int32(index))) { name, namespace in
        Self.tag(name, known: namespace.map { spaces[$0] })
      }
    }
  }

  func tag(_ name: NameID?) -> FeedTag? { name.flatMap { tags[Int($0.rawValue)] } }

  private enum Space {
    case core, dublinCore, terms, content, media, itunes, rdf, news, syndication, xhtml, burner,
      search, geoRSS, markedUpGeo, basicGeo
    /// A namespace that nobody knows.
    case foreign
  }

  /// What a name means in a namespace; without one, its prefix tells.
  private static func tag(_ written: Span<UInt8>, known: Space?) -> FeedTag? {
    var colon: Int?
    for index in written.indices where colon == nil && written[index] == UInt8(ascii: ":") {
      colon = index
    }
    var space = known
    if let colon {
      // A default namespace that nobody knows is a feed all the same; a foreign prefix is not.
      if space == .foreign { return nil }
      if space == nil { space = prefixes[folded(written, 0..<colon)] }
    }
    let local = folded(written, (colon.map { $0 + 1 } ?? 0)..<written.count)
    switch space ?? (colon == nil ? .core : .foreign) {
    case .core:
      let tag = core[local]
      return tag == .link && colon != nil ? .prefixedLink : tag
    case .foreign: return colon == nil ? core[local] : nil
    case .dublinCore: return dublinCore[local]
    case .terms: return terms[local]
    case .content: return local == "encoded" ? .encoded : nil
    case .media: return media[local]
    case .itunes: return itunes[local]
    case .rdf: return local == "rdf" ? .rdf : nil
    case .news: return news[local]
    case .syndication: return syndication[local]
    case .xhtml: return local == "body" || local == "div" ? .body : (local == "html" ? .html : nil)
    case .search: return search[local]
    case .geoRSS: return geoRSS[local]
    case .markedUpGeo: return markedUpGeo[local]
    case .basicGeo: return basicGeo[local]
    case .burner: return local == "origlink" ? .origLink : nil
    }
  }

  /// Lower case; names that are too long to be known are empty.
  private static func folded(_ name: Span<UInt8>, _ range: Range<Int>) -> String {
    guard range.count <= 24 else { return "" }
    return String(wellFormed: name.extracting(range)).lowercased()
  }

  private static func space(_ namespace: String) -> Space {
    var uri = namespace.lowercased()
    while uri.utf8.last == UInt8(ascii: "/") || uri.utf8.last == UInt8(ascii: "#") {
      uri.removeLast()
    }
    if let known = spaces[uri] { return known }
    if uri.hasPrefix("http://backend.userland.com/rss") || uri.hasPrefix("http://purl.org/atom")
      || uri.hasPrefix("http://purl.org/rss/1.0/modules/rss091")
    {
      return .core
    }
    let bytes = uri.utf8.span
    if bytes.containsFolded("itunes.com/dtds") { return .itunes }
    if bytes.containsFolded("sitemap-news") { return .news }
    if bytes.containsFolded("schemas/sitemap") { return .core }
    return .foreign
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
    "http://www.georss.org/georss": .geoRSS, "http://www.georss.org/georss/10": .geoRSS,
    "http://www.opengis.net/gml": .markedUpGeo, "http://www.opengis.net/gml/3.2": .markedUpGeo,
    "http://www.w3.org/2003/01/geo/wgs84_pos": .basicGeo,
    "http://www.w3.org/2003/01/geo": .basicGeo,
    "http://news.yandex.ru": .search, "https://news.yandex.ru": .search,
    "http://news.rambler.ru": .search, "http://news.mail.ru": .search,
  ]

  private static let prefixes: [String: Space] = [
    "atom": .core, "a10": .core, "rss": .core, "dc": .dublinCore, "dcterms": .terms,
    "content": .content, "media": .media, "itunes": .itunes, "rdf": .rdf, "news": .news,
    "n": .news, "sy": .syndication, "xhtml": .xhtml, "feedburner": .burner, "pheedo": .burner,
    "yandex": .search, "rambler": .search, "mailru": .search,
    "georss": .geoRSS, "gml": .markedUpGeo, "geo": .basicGeo,
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
    "email": .email, "source": .source, "category": .category, "keywords": .keywords,
    "language": .language, "ttl": .ttl, "enclosure": .enclosure, "abstract": .abstract,
  ]

  /// What the news searches of Russia ask sites for: the whole text.
  private static let search: [String: FeedTag] = [
    "full-text": .fullItem, "fulltext": .fullItem, "full": .fullItem,
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
    "location": .geoWhere,
  ]

  private static let itunes: [String: FeedTag] = [
    "title": .itunesTitle, "summary": .itunesSummary, "subtitle": .itunesSummary,
    "author": .itunesAuthor, "category": .itunesCategory, "keywords": .keywords,
  ]

  private static let geoRSS: [String: FeedTag] = [
    "point": .geoPoint, "line": .geoShape, "polygon": .geoShape, "box": .geoShape,
    "circle": .geoCircle, "where": .geoWhere, "featurename": .geoName,
  ]

  /// GML as GeoRSS uses it: `pos` and `posList` write latitude before longitude.
  private static let markedUpGeo: [String: FeedTag] = [
    "point": .geoWhere, "pos": .geoPoint, "linestring": .geoWhere, "polygon": .geoWhere,
    "exterior": .geoWhere, "linearring": .geoWhere, "poslist": .geoShape, "envelope": .geoWhere,
    "lowercorner": .geoCorner, "uppercorner": .geoCorner,
  ]

  private static let basicGeo: [String: FeedTag] = [
    "point": .geoWhere, "lat": .geoLatitude, "long": .geoLongitude, "lon": .geoLongitude,
    "lat_long": .geoPoint,
  ]

  private static let news: [String: FeedTag] = [
    "news": .news, "title": .newsTitle, "publication_date": .newsDate, "keywords": .newsKeywords,
    "publication": .newsPublication, "language": .language,
  ]

  private static let syndication: [String: FeedTag] = [
    "updateperiod": .updatePeriod, "updatefrequency": .updateFrequency,
  ]
}
