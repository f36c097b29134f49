internal import Alerts
internal import Articles
internal import Feeds
internal import Fetch
internal import Foundation
internal import Markup
internal import Rules
internal import Settings
internal import State
internal import Text

/// Reads the articles of one document and holds them against the rules.
struct ArticlePass: Sendable {
  let poll: SourcePoll
  let document: SourceDocument
  /// Evidence where an article's page was not fetched.
  let feed: FeedPage

  struct FeedPage: Sendable {
    var url: String
    var fetched: Date
    var headers: [HTTPHeader]
    var bytes: [UInt8]
  }

  /// One article, read and matched, not yet committed.
  struct Result: Sendable {
    var item: Diff.Item?
    /// Nil where a link turned out to be none to an article.
    var article: ArticleRecord?
    var evidence: EvidenceRecord?
    var alerts: [AlertRecord]
    var summaries: [MatchSummary]

    func add(to commit: inout PollCommit) {
      if let item { commit.entries.append(item) }
      guard let article else { return }
      let place = commit.articles.count
      commit.articles.append(article)
      guard !alerts.isEmpty, let evidence else { return }
      let proof = commit.evidence.count
      commit.evidence.append(evidence)
      commit.alerts += alerts.map { alert in
        var alert = alert
        alert.article = place
        alert.evidence = proof
        return alert
      }
    }
  }

  var pipeline: Pipeline { poll.pipeline }
  var source: SourceSettings { poll.source }

  func run(_ item: Diff.Item) async throws -> Result {
    let candidate = document.candidates[item.index]
    let carried = carriedArticle(candidate)
    if candidate.isDoubtful { return try await runDoubtful(item, candidate, carried) }
    var read = PageRead(article: carried, page: feed)
    var plan: PagePlan?
    if let url = candidate.url, wantsPage(candidate, carried) {
      do {
        read = try await page(url, carried: carried)
      } catch let failure as PollFailure {
        guard failure.code != "cancelled" else { throw CancellationError() }
        pipeline.observer.note(
          .articleFailed(
            source: source.name, url: url, code: failure.code, message: failure.message))
        plan = .fetch(
          purpose: .retry, url: url, due: pipeline.now() + PageRetries.wait(after: 1), attempts: 1)
      }
    }
    return try finish(
      read, identity: item.identity, reference: item.article, item: item,
      url: candidate.url, plan: plan)
  }

  /// Commits findings and tells of them; what was in the outbox before is not told again.
  func commit(_ commit: PollCommit, _ result: Result) throws -> Int {
    let outcome = try pipeline.state.commit(commit)
    let fresh = Set(outcome.alerts)
    for summary in result.summaries where fresh.contains(summary.alert) {
      pipeline.observer.note(.matched(summary))
    }
    if !fresh.isEmpty { pipeline.alertsCommitted() }
    return fresh.count
  }
}

// MARK: - Reading

extension ArticlePass {
  struct PageRead: Sendable {
    var article: Article
    var page: FeedPage
  }

  private func carriedArticle(_ candidate: SourceDocument.Candidate) -> Article {
    var article = ArticleReader.fromFeedHTML(
      title: candidate.title, html: candidate.html, url: candidate.url ?? feed.url,
      language: candidate.entry?.language ?? document.language)
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
    let response = try await get(url)
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
      page: FeedPage(
        url: response.url, fetched: pipeline.now(), headers: response.headers,
        bytes: response.body))
  }

  func get(_ url: String) async throws -> FetchResponse {
    let response: FetchResponse
    do {
      response = try await pipeline.engine.fetch(
        FetchRequest(
          url: url, headers: source.headers, login: login(for: url), settings: source.fetch,
          purpose: .article, source: source.name))
    } catch {
      throw PollFailure(error)
    }
    if let failure = PollFailure(response) { throw failure }
    return response
  }

  /// - Parameter first: the address of the first part, where this is a further one.
  func read(
    _ response: FetchResponse, part: Int = 1, first: String? = nil
  ) async throws -> Article {
    var settings = Self.settings(source, now: pipeline.now())
    settings.part = part
    settings.firstPart = first
    return try await pipeline.reading.holding(response.body.count * 8) { [settings] () -> Article in
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

// MARK: - Matching

extension ArticlePass {
  /// Runs the rules over an article and makes its alerts.
  func finish(
    _ read: PageRead, identity: String, reference: ArticleReference?, item: Diff.Item?,
    url: String?, plan: PagePlan?
  ) throws -> Result {
    let article = read.article
    let text = Fingerprint.of(article.title, article.body)
    let linkKey = url.map(URLs.normalised)
    let canonicalKey = article.canonicalURL.map(URLs.normalised)
    // Another source, or another link of the same page, may have brought it before.
    // A link that another article had before leads to that one: here it is no identity.
    let known =
      try reference
      ?? (item?.isReused == true
        ? nil
        : pipeline.state.article(linkKey: linkKey, canonicalKey: canonicalKey, text: text))
    let identity = known?.identity ?? identity
    var record = ArticleRecord(
      identity: identity, entry: item?.index, title: article.title, text: text)
    record.url = url
    record.canonicalURL = article.canonicalURL
    record.linkKey = linkKey
    record.canonicalKey = canonicalKey
    record.language = article.language
    record.published = article.published
    record.page = plan ?? (known == nil ? nil : .done)
    pipeline.observer.note(
      .article(source: source.name, title: article.title, url: url ?? feed.url))
    var result = Result(
      item: item, article: record, evidence: nil, alerts: [], summaries: [])
    guard isRecent(article) else { return result }
    let candidate = item.map { document.candidates[$0.index] }
    let origin = candidate?.entry?.forwardedFrom
    var seen = ArchivedArticle(title: article.title, body: article.body)
    seen.authors = article.authors + [origin?.name].compactMap(\.self)
    seen.language = article.language
    seen.url = url
    seen.published = article.published
    seen.point = candidate?.statedPoint.map(ArchivedArticle.Point.init)
    if poll.setup.configuration.archive.keepSeconds > 0 { result.article?.archived = seen }
    let verdict = poll.setup.rules.evaluate(
      MatchableArticle(seen, source: source, named: source.name))
    for fault in verdict.costlyPatterns {
      pipeline.observer.note(
        .sourceNotice(source: source.name, type: "pattern.costly", message: fault.description))
    }
    guard !verdict.findings.isEmpty else { return result }
    result.article?.body = article.body
    let evidence = EvidenceRecord(
      sha256: Digest.hex(Digest.sha256(read.page.bytes)), url: read.page.url,
      fetched: read.page.fetched,
      headers: read.page.headers.map { "\($0.name): \($0.value)" }.joined(separator: "\n"),
      bytes: read.page.bytes)
    result.evidence = evidence
    let context = AlertContext(
      article: article, identity: identity, url: url, forwardedFrom: origin,
      source: firstSource(of: known),
      firstSeen: known?.firstSeen ?? poll.started, evidence: evidence, places: verdict.places)
    for finding in verdict.findings {
      let event = AlertEvent.matched(finding, context, now: pipeline.now())
      result.alerts.append(
        AlertRecord(
          id: event.id, type: event.kind.rawValue, rule: finding.rule.name, at: pipeline.now(),
          event: event.encoded(), destinations: poll.setup.destinations(of: finding.rule)))
      result.summaries.append(
        MatchSummary(
          alert: event.id, rule: finding.rule.name, severity: finding.rule.severity,
          source: source.name, title: article.title, url: url ?? feed.url,
          matches: finding.matches, places: finding.places))
    }
    return result
  }

  /// The source that saw an article first, which is this one unless another is known.
  private func firstSource(of known: ArticleReference?) -> AlertEvent.SourceInfo {
    let first = known.flatMap { poll.setup.sources[$0.source] } ?? source
    return AlertEvent.SourceInfo(name: first.name, url: first.url, tags: first.tags)
  }

  private func isRecent(_ article: Article) -> Bool {
    guard let limit = source.maxAgeSeconds, let published = article.published else { return true }
    return poll.started.timeIntervalSince(published) <= limit
  }
}
