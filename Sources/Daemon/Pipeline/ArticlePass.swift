internal import Articles
internal import Feeds
internal import Fetch
internal import Foundation
internal import Markup
internal import Settings
internal import State

/// Reads the articles of one document and holds them against the rules.
struct ArticlePass: Sendable {
  let poll: SourcePoll
  let document: SourceDocument
  /// Evidence where an article's page was not fetched.
  let feed: FeedPage

  struct FeedPage: Sendable {
    var url: String
    var fetched: Date
    var headers: [HTTPHeader] = []
    var request: [HTTPHeader] = []
    var status = 200
    var bytes: [UInt8] = []

    /// Of an address that is not fetched yet.
    init(url: String, fetched: Date) {
      self.url = url
      self.fetched = fetched
    }

    init(_ response: FetchResponse, fetched: Date) {
      url = response.url
      self.fetched = fetched
      headers = response.headers
      request = response.requestHeaders
      status = response.status
      bytes = response.body
    }
  }

  /// One article, read and matched, not yet committed.
  struct Result: Sendable {
    var item: Diff.Item?
    /// Nil where a link turned out to be none to an article.
    var article: ArticleRecord?
    var evidence: EvidenceRecord?
    var drafts: [AlertDraft] = []
    /// What knows copies of it again, where it alerts.
    var sketch: StorySketch?

    func add(to commit: inout PollCommit) {
      if let item { commit.entries.append(item) }
      if let article { commit.articles.append(article) }
    }
  }

  var pipeline: Pipeline { poll.pipeline }
  var source: SourceSettings { poll.source }

  func run(_ item: Diff.Item) async throws -> Result {
    let candidate = document.candidates[item.index]
    let carried = carriedArticle(candidate)
    if candidate.isDoubtful { return try await runDoubtful(item, candidate, carried) }
    var read = PageRead(article: carried, page: feed)
    var retry: PagePlan.Visit?
    let facts = CarriedFacts(candidate)
    if let url = candidate.url, wantsPage(candidate, carried) {
      do {
        read = try await page(url, carried: carried)
      } catch let failure as PollFailure {
        guard failure.code != "cancelled" else { throw CancellationError() }
        pipeline.observer.note(
          .articleFailed(
            source: source.name, url: url, code: failure.code, message: failure.message))
        retry = PagePlan.Visit(
          purpose: .retry, url: url, due: pipeline.now() + PageRetries.wait(after: 1), attempts: 1,
          carried: facts.encoded)
      }
    }
    return try finish(
      Sight(
        read: read, identity: item.identity, reference: item.article, item: item,
        url: candidate.url, facts: facts, isWhole: candidate.isWhole, retry: retry))
  }
}

// MARK: - Reading

extension ArticlePass {
  struct PageRead: Sendable {
    var article: Article
    var page: FeedPage
    var form = ArticleRecord.Form.feed
  }

  private func carriedArticle(_ candidate: SourceDocument.Candidate) -> Article {
    var article = ArticleReader.fromFeedHTML(
      title: candidate.title, html: candidate.html, url: candidate.url ?? feed.url,
      language: candidate.entry?.language ?? document.language,
      settings: Self.settings(source, now: poll.started))
    article.published = candidate.published
    article.authors = candidate.entry?.authors ?? []
    return article
  }

  private func wantsPage(_ candidate: SourceDocument.Candidate, _ carried: Article) -> Bool {
    switch source.fullText {
    case .never: false
    case .always: !candidate.isWhole
    case .auto:
      !candidate.carriesWholeText(plainLength: carried.body.unicodeScalars.count)
    }
  }

  /// Fetches and reads an article's page and its further parts; what the page does not say, the feed
  /// fills in.
  func page(_ url: String, carried: Article?) async throws -> PageRead {
    try await page(try await get(url), carried: carried)
  }

  func page(_ response: FetchResponse, carried: Article?) async throws -> PageRead {
    var article = try await read(response)
    try await append(partsOf: &article, first: response.url)
    if let carried {
      if article.title.isEmpty { article.title = carried.title }
      if article.body.isEmpty { article.body = carried.body }
      if article.authors.isEmpty { article.authors = carried.authors }
      if article.published == nil { article.published = carried.published }
      if article.language == nil { article.language = carried.language }
    }
    return PageRead(
      article: article,
      page: FeedPage(response, fetched: pipeline.now()),
      form: .page)
  }

  func get(_ url: String) async throws -> FetchResponse {
    let response = try await ask(url)
    if let failure = PollFailure(response) { throw failure }
    return response
  }

  /// Whatever the server answers.
  func ask(_ url: String) async throws -> FetchResponse {
    do {
      let response = try await pipeline.engine.fetch(
        FetchRequest(
          url: url, headers: source.headers, login: login(for: url), settings: source.fetch,
          purpose: .article, source: source.name))
      pipeline.noteTransfer(response, .article)
      return response
    } catch {
      throw PollFailure(error)
    }
  }

  /// - Parameter first: the address of the first part, where this is a further one.
  func read(
    _ response: FetchResponse, part: Int = 1, first: String? = nil
  ) async throws -> Article {
    var settings = Self.settings(source, now: pipeline.now())
    settings.part = part
    settings.firstPart = first
    return try await pipeline.reading.holding(response.body.count * 8) { [settings] () -> Article in
      let watch = Stopwatch()
      defer { pipeline.observer.note(.measured(.read(.article, seconds: watch.seconds))) }
      do throws(ArticleError) {
        return try ArticleReader.read(
          response.body, contentType: response.contentType, url: response.url, settings: settings)
      } catch {
        throw PollFailure(error)
      }
    }
  }

  /// How the pages of a source are read.
  static func settings(_ source: SourceSettings, now: Date) -> ArticleSettings {
    var settings = ArticleSettings()
    settings.now = now
    settings.language = source.language
    settings.selectors = ArticleSettings.Selectors(
      title: source.select.title, body: source.select.body, author: source.select.author,
      published: source.select.published)
    settings.bodyCharacters = source.limits.articleCharacters
    settings.markupLimits.depth = source.limits.treeDepth
    return settings
  }

  /// A source's login is for its own host alone.
  private func login(for url: String) -> Login? {
    URLs.host(of: url) == URLs.host(of: source.url) ? poll.setup.logins[source.name] : nil
  }
}
