package import Articles
internal import Feeds
package import Fetch
package import Foundation
internal import Markup
package import Places
package import Rules
internal import Settings
internal import State
internal import Text

/// What Marsad sees in one document, without a state file: for `marsad try`.
package struct Trial: Sendable {
  package struct EntryInfo: Sendable {
    package var title: String
    package var url: String?
    package var published: Date?
    package var authors: [String] = []
    /// Whose words it passes on.
    package var forwardedFrom: String?
    /// Characters of text that the feed itself carries.
    package var carries = 0
  }

  /// `rss`, `atom`, …, `sitemap`, `page` (a front page) or `article`.
  package var kind: String
  package var url: String
  /// What a feed or page calls itself; empty where it does not say.
  package var title = ""
  /// What told the kind, and what was noticed on the way.
  package var notes: [String] = []
  package var entries: [EntryInfo] = []
  /// Feeds that a page names as its own.
  package var feeds: [String] = []
  /// Feeds of a page that names none, found where sites commonly keep them.
  package var suggested: [FeedSearch.Found] = []
  package var article: Article?
  package var trace: ArticleTrace?
  package var places: [FoundPlace] = []
  package var rules: [Explanation] = []

  /// Fetches what `url` names, with the settings of the source on that host where there is one.
  ///
  /// - Throws: `PollFailure`.
  package static func fetch(
    _ url: String, setup: Setup?, engine: FetchEngine
  ) async throws(PollFailure) -> Trial {
    let source = source(for: url, setup)
    let response: FetchResponse
    do {
      response = try await engine.fetch(
        FetchRequest(
          url: url, headers: source.headers, login: setup?.logins[source.name],
          settings: source.fetch, source: source.name))
    } catch {
      throw PollFailure(error)
    }
    if let failure = PollFailure(response) { throw failure }
    var trial = try read(response, source: source, setup: setup)
    if trial.kind == "page", trial.feeds.isEmpty {
      trial.suggested = await FeedSearch.search(near: response.url, setup: setup, engine: engine)
    }
    return trial
  }

  /// Reads bytes as if they had come from `url`.
  package static func read(
    _ bytes: [UInt8], contentType: String?, url: String, setup: Setup?
  ) throws(PollFailure) -> Trial {
    var headers: [HTTPHeader] = []
    if let contentType { headers.append(HTTPHeader("Content-Type", contentType)) }
    return try read(
      FetchResponse(status: 200, headers: headers, body: bytes, url: url),
      source: source(for: url, setup), setup: setup)
  }

  private init(kind: String, url: String) {
    self.kind = kind
    self.url = url
  }
}

extension Trial {
  /// The configured source of this address or host, or one with every default.
  static func source(for url: String, _ setup: Setup?) -> SourceSettings {
    let sources = setup?.configuration.sources ?? []
    let host = URLs.host(of: url)
    if let known = sources.first(where: { $0.url == url })
      ?? sources.first(where: { host != nil && URLs.host(of: $0.url) == host })
    {
      return known
    }
    var source = SourceSettings(
      name: "try", url: url, mark: SourceMark(file: "try", line: 1, column: 1))
    source.fetch = setup?.configuration.fetch ?? FetchSettings()
    return source
  }

  private static func read(
    _ response: FetchResponse, source: SourceSettings, setup: Setup?
  ) throws(PollFailure) -> Trial {
    var open = source
    open.kind = .auto
    let reading = DocumentReading(source: open)
    let explained = try? ArticleReader.explained(
      response.body, contentType: response.contentType, url: response.url,
      settings: ArticlePass.settings(source, now: Date()))
    let article = explained?.article
    let document: SourceDocument
    do {
      document = try reading.document(response)
    } catch {
      // A page without links may still be an article.
      guard let explained, explained.article.isArticle else { throw error }
      var trial = trial(of: explained.article, response.url, source, setup)
      trial.trace = explained.trace
      trial.describe(response)
      trial.notes.append("it reads like one article, without links")
      return trial
    }
    // A short piece with next to no links beside it is no list of articles either.
    if document.kind == .page, let article, !article.body.isEmpty,
      article.isArticle || document.entryCount < 4, !isFront(response.url)
    {
      var trial = trial(of: article, response.url, source, setup)
      trial.feeds = document.feeds
      trial.trace = explained?.trace
      trial.describe(response)
      trial.notes.append(
        article.isArticle
          ? "it reads like one article: a headline, its text, few links among it"
          : "too few links to articles for a front page")
      return trial
    }
    var trial = Trial(kind: document.format, url: response.url)
    trial.feeds = document.feeds
    trial.describe(response)
    if document.kind == .page {
      trial.notes.append("\(document.entryCount) links on it lead to articles")
      let doubtful = document.candidates.count - document.entryCount
      if doubtful > 0 {
        trial.notes.append("\(doubtful) more may: such a link is followed when it is new")
      }
      let leftOut = try? FrontPage.leftOut(
        response.body, contentType: response.contentType, url: response.url)
      for (reason, links) in leftOut ?? [] where source.select.links == nil {
        trial.notes.append("left out \(links) \(links == 1 ? "link" : "links") \(reason)")
      }
    }
    trial.entries = document.entries.map { candidate in
      var entry = EntryInfo(
        title: candidate.title, url: candidate.url, published: candidate.published)
      entry.authors = candidate.entry?.authors ?? []
      entry.forwardedFrom = candidate.entry?.forwardedFrom?.name
      entry.carries = HTMLText.plain(candidate.html).unicodeScalars.count
      return entry
    }
    trial.rules = explanations(of: document, source, setup)
    return trial
  }

  /// Notes what told the encoding, and what a feed or page says of itself.
  private mutating func describe(_ response: FetchResponse) {
    let isMarkedUp = kind == "page" || kind == "article"
    let decoded = TextDecoding.decode(
      response.body, contentType: response.contentType, kind: isMarkedUp ? .html : .xml)
    var encoding = "encoding \(decoded.encoding), told by \(decoded.evidence.words)"
    if let wrong = decoded.wrongClaim { encoding += "; the claim \(wrong) is wrong" }
    if decoded.errors > 0 { encoding += "; \(decoded.errors) broken places" }
    if let taken = decoded.takenFor, isMarkedUp {
      encoding += "; its text had been taken for \(taken) and encoded again: read as meant"
    }
    notes.append(encoding)
    let read = try? FeedReader.read(
      response.body, contentType: response.contentType, url: response.url)
    if case .page(let hints)? = read { title = hints.title }
    guard case .feed(let feed)? = read else { return }
    title = feed.title
    if !feed.title.isEmpty { notes.append("calls itself \"\(feed.title)\"") }
    if let language = feed.language { notes.append("states the language \(language)") }
    if let seconds = feed.timeToLive { notes.append("asks to be left alone for \(seconds) s") }
    if let hub = feed.hub { notes.append("names a WebSub hub, \(hub)") }
    notes += feed.damage.map { "repaired: \($0)" }
  }

  /// The root of a site is a front page, however much its first story looks like an article.
  private static func isFront(_ url: String) -> Bool {
    guard let path = URLComponents(string: url) else { return false }
    return (path.path.isEmpty || path.path == "/") && path.query == nil
  }

  private static func trial(
    of article: Article, _ url: String, _ source: SourceSettings, _ setup: Setup?
  ) -> Trial {
    var trial = Trial(kind: "article", url: url)
    trial.article = article
    guard let setup else { return trial }
    let matchable = MatchableArticle(
      title: article.title, body: article.body, language: article.language ?? source.language,
      country: source.country, url: url, authors: article.authors, sourceName: source.name,
      sourceTags: source.tags)
    trial.rules = setup.rules.explain(matchable)
    trial.places = setup.finder.places(
      title: FoldedText(article.title, language: article.language),
      body: FoldedText(article.body, language: article.language), language: article.language,
      country: source.country)
    return trial
  }

  /// For each rule the first entry that it matches, else what the first entry lacks.
  private static func explanations(
    of document: SourceDocument, _ source: SourceSettings, _ setup: Setup?
  ) -> [Explanation] {
    guard let setup else { return [] }
    var best: [Explanation] = []
    for candidate in document.entries.prefix(50) {
      let article = ArticleReader.fromFeedHTML(
        title: candidate.title, html: candidate.html, url: candidate.url)
      let told = setup.rules.explain(
        MatchableArticle(
          title: article.title, body: article.body, language: source.language ?? article.language,
          country: source.country, url: candidate.url ?? "",
          authors: candidate.namedPeople,
          sourceName: source.name, sourceTags: source.tags, statedPoint: candidate.statedPoint))
      guard !best.isEmpty else {
        best = told
        continue
      }
      for index in best.indices where !best[index].isMatched && told[index].isMatched {
        best[index] = told[index]
      }
    }
    return best
  }
}

extension Decoded.Evidence {
  fileprivate var words: String {
    switch self {
    case .byteOrderMark: "the byte order mark"
    case .header: "the Content-Type header"
    case .declaration: "the document itself"
    case .bytes: "the bytes themselves"
    case .assumed: "nothing, so assumed"
    }
  }
}
