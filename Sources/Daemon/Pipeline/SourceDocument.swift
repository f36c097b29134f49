internal import Articles
internal import Feeds
internal import Foundation
internal import Markup
internal import Places
internal import Settings
internal import State

/// What one fetched document shows: entries of a feed or a sitemap, or the links of a page.
struct SourceDocument: Sendable {
  /// One thing that a document points to.
  struct Candidate: Sendable {
    var url: String?
    var title: String
    var published: Date?
    /// What the feed itself carries of the article.
    var entry: Entry?
    /// Whether there is no more to an article than its entry: its page is never fetched.
    var isWhole = false
    /// Whether only its page can tell that it is an article.
    var isDoubtful = false
    var observation: Observation
  }

  var kind: DocumentKind
  /// The kind in a word: `rss`, `atom`, `page`, …
  var format: String
  var language: String?
  var candidates: [Candidate]
  /// Feeds that a page names as its own, best first.
  var feeds: [String] = []
  /// The feed's page of older entries (RFC 5005).
  var nextPage: String?
  /// Further sitemaps of a sitemap index, newest first.
  var sitemaps: [String] = []

  /// What the document shows without doubt.
  var entries: some Sequence<Candidate> { candidates.lazy.filter { !$0.isDoubtful } }
  var entryCount: Int { candidates.count { !$0.isDoubtful } }
}

extension SourceDocument {
  init(_ feed: Feed) {
    kind = .feed
    format = feed.format.rawValue
    language = feed.language
    nextPage = feed.nextPage
    candidates = feed.entries.map(Candidate.init)
    // A message's own page is a frame around the same text.
    if feed.format == .telegram {
      for index in candidates.indices { candidates[index].isWhole = true }
    }
  }

  init(sitemap entries: [SitemapEntry]) {
    kind = .sitemap
    format = "sitemap"
    candidates = entries.map { entry in
      let changed = entry.lastModified.map { String($0.timeIntervalSince1970) } ?? ""
      return Candidate(
        url: entry.url, title: entry.title ?? "", published: entry.published,
        observation: Observation(
          urlKey: URLs.normalised(entry.url), url: entry.url, title: entry.title ?? "",
          fingerprint: Fingerprint.of(changed), published: entry.published))
    }
  }

  init(links: [FrontLink]) {
    kind = .page
    format = "page"
    candidates = links.map { link in
      // A front page rewrites its teasers at will: that is no revision of the article.
      Candidate(
        url: link.url, title: link.title, isDoubtful: link.isDoubtful,
        observation: Observation(
          urlKey: URLs.normalised(link.url), url: link.url, title: link.title, fingerprint: 0))
    }
  }
}

extension SourceDocument.Candidate {
  init(_ entry: Entry) {
    let parts = [entry.title, entry.summaryHTML ?? "", entry.contentHTML ?? ""]
    self.init(
      url: entry.url, title: entry.title, published: entry.published, entry: entry,
      observation: Observation(
        guid: entry.id, urlKey: entry.url.map(URLs.normalised), url: entry.url,
        title: entry.title, fingerprint: Fingerprint.of(parts), published: entry.published))
  }

  /// Whom the feed names: its authors, and whose words the entry passes on.
  var namedPeople: [String] {
    (entry?.authors ?? []) + [entry?.forwardedFrom?.name].compactMap(\.self)
  }

  /// Where on the map the feed itself puts the article.
  var statedPoint: StatedPoint? {
    entry?.coordinates.map { stated in
      StatedPoint(
        coordinate: Coordinate(latitude: stated.latitude, longitude: stated.longitude),
        reachKilometres: stated.reachKilometres, name: stated.name)
    }
  }

  /// The text that the feed carries, as HTML: the whole content where it is there.
  var html: String { entry?.contentHTML ?? entry?.summaryHTML ?? "" }

  /// Whether the feed seems to carry the whole article, so that its page need not be fetched.
  func carriesWholeText(plainLength: Int) -> Bool {
    if isWhole { return true }
    guard entry?.contentHTML != nil else { return false }
    return plainLength >= 1_200
  }
}
