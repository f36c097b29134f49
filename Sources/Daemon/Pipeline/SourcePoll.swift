internal import Alerts
internal import Articles
internal import Feeds
internal import Fetch
internal import Foundation
internal import Markup
internal import Settings
internal import State

/// One poll of one source.
struct SourcePoll: Sendable {
  let pipeline: Pipeline
  let source: SourceSettings
  let setup: Setup
  let started: Date

  /// Articles of one source that are fetched at the same time; the host's own limit stands below.
  static let articlesAtOnce = 4
  /// Links in doubt whose pages one poll reads; the others are still new at the next one.
  static let doubtfulAtOnce = 5
  /// Further sitemaps of an index that one poll reads.
  static let sitemapsAtOnce = 4

  private enum Answer {
    case unchanged(String)
    case read(SourceDocument, FetchResponse, url: String, body: UInt64)
  }

  /// - Returns: what was found, and the record to be written with others where no commit told it.
  func run(isWhole: Bool, interval: Double) async throws -> (PollSummary, PollRecord?) {
    let answer = try await fetch(isWhole: isWhole)
    try Task.checkCancellation()
    let next = started + interval
    switch answer {
    case .unchanged(let kind):
      var summary = PollSummary(source: source.name, url: source.url, kind: kind)
      summary.isUnchanged = true
      let record = PollRecord(
        source: source.name, at: started, next: next, intervalSeconds: interval,
        outcome: .unchanged, isUnconditional: isWhole)
      return (summary, record)
    case .read(let document, let response, let url, let body):
      // An index may stay as it is while the sitemaps below it change.
      let isIndex = !document.sitemaps.isEmpty
      let validators = isIndex ? Validators() : response.validators
      let origin = url == source.url ? nil : url
      let record = PollRecord(
        source: source.name, at: started, next: next, intervalSeconds: interval,
        outcome: .read(
          .init(
            kind: document.format, url: source.url, document: origin,
            validators: StoredValidators(
              etag: validators.etag, lastModified: validators.lastModified),
            body: isIndex ? nil : body, entries: document.entryCount)),
        isUnconditional: isWhole)
      let summary = try await process(document, response: response, record: record)
      pipeline.book.update(source.name) { page in
        page.validators = validators
        page.body = isIndex ? nil : body
        page.kind = document.format
        page.lastDiff = started
        page.document = origin
      }
      return (summary, nil)
    }
  }

  // MARK: - Fetch and read

  private func fetch(isWhole: Bool) async throws -> Answer {
    let page = pipeline.book[source.name]
    let url = page.document ?? source.url
    do {
      return try await fetch(url, page: page, isWhole: isWhole)
    } catch let failure as PollFailure where page.document != nil && failure.code != "cancelled" {
      // The feed that the page named is gone: back to the page, which may name another.
      pipeline.book.update(source.name) { page in
        page.document = nil
        page.validators = Validators()
        page.body = nil
      }
      return try await fetch(source.url, page: pipeline.book[source.name], isWhole: true)
    }
  }

  private func fetch(_ url: String, page: SourceBook.Page, isWhole: Bool) async throws -> Answer {
    let response = try await get(url, validators: isWhole ? nil : page.validators)
    if response.notModified { return .unchanged(page.kind ?? "") }
    if let failure = PollFailure(response) { throw failure }
    let body = Fingerprint.of(response.body)
    if let kind = page.kind, page.body == body, let diff = page.lastDiff,
      (0..<SourceBook.diffWait).contains(started.timeIntervalSince(diff))
    {
      pipeline.book.update(source.name) { $0.validators = response.validators }
      return .unchanged(kind)
    }
    var document = try await read(response)
    if source.kind == .auto, document.kind == .page, !document.feeds.isEmpty,
      pipeline.now() >= page.feedsAgain
    {
      if let found = await followFeeds(of: document) { return found }
      pipeline.book.update(source.name) { $0.feedsAgain = pipeline.now() + 86_400 }
    }
    if !document.sitemaps.isEmpty { document = try await followSitemaps(document) }
    return .read(document, response, url: url, body: body)
  }

  private func get(_ url: String, validators: Validators?) async throws -> FetchResponse {
    do {
      return try await pipeline.engine.fetch(
        FetchRequest(
          url: url, headers: source.headers,
          validators: validators.flatMap { $0.isEmpty ? nil : $0 },
          login: setup.logins[source.name], settings: source.fetch, purpose: .poll,
          source: source.name))
    } catch {
      throw PollFailure(error)
    }
  }

  private func read(_ response: FetchResponse) async throws -> SourceDocument {
    try await pipeline.reading.holding(response.body.count * 8) {
      try DocumentReading(source: source).document(response)
    }
  }

  /// The first feed of a page that can be read and that shows what the page shows: one that was
  /// left behind years ago, or is another site's, would hide the page's articles.
  private func followFeeds(of page: SourceDocument) async -> Answer? {
    let shown = Set(page.entries.compactMap(\.observation.urlKey))
    for url in page.feeds.prefix(2) {
      guard let response = try? await get(url, validators: nil), PollFailure(response) == nil,
        let document = try? await read(response), document.kind == .feed,
        !document.candidates.isEmpty,
        shown.isEmpty
          || document.candidates.contains(where: { candidate in
            candidate.observation.urlKey.map(shown.contains) ?? false
          })
      else { continue }
      return .read(document, response, url: url, body: Fingerprint.of(response.body))
    }
    return nil
  }

  private func followSitemaps(_ index: SourceDocument) async throws -> SourceDocument {
    var whole = index
    for url in index.sitemaps.prefix(Self.sitemapsAtOnce) {
      let response = try await get(url, validators: nil)
      if let failure = PollFailure(response) { throw failure }
      whole.candidates += try await read(response).candidates
    }
    whole.candidates = Array(whole.candidates.prefix(source.limits.entries))
    return whole
  }

  // MARK: - Diff, articles, commit

  private func process(
    _ document: SourceDocument, response: FetchResponse, record: PollRecord
  ) async throws -> PollSummary {
    let diff = try pipeline.state.diff(
      source: source.name, kind: document.kind, url: source.url,
      observations: document.candidates.map(\.observation), now: started)
    var summary = PollSummary(source: source.name, url: response.url, kind: document.format)
    summary.entries = document.entryCount
    summary.bytes = response.body.count
    try tell(diff)
    // A redesign is a baseline too, whatever the first poll was to bring.
    let isFirst = diff.isBaseline && diff.shift == nil
    summary.isBaseline = diff.isBaseline && !(isFirst && source.firstPoll == .alert)
    var rest: [Diff.Item] = []
    var wanted: [Diff.Item] = []
    var doubtful = 0
    for item in diff.items {
      switch item.novelty {
      case .new where !summary.isBaseline && document.candidates[item.index].isDoubtful:
        doubtful += 1
        if doubtful <= Self.doubtfulAtOnce { wanted.append(item) }
      case .new where !summary.isBaseline:
        wanted.append(item)
        summary.new += 1
      case .revised(.some) where document.kind != .page && isWorthReading(item):
        wanted.append(item)
        summary.revised += 1
      default:
        rest.append(item)
      }
    }
    let pass = ArticlePass(
      poll: self, document: document,
      feed: ArticlePass.FeedPage(
        url: response.url, fetched: started, headers: response.headers, bytes: response.body))
    summary.alerts = try await commit(wanted, rest: rest, pass: pass, record: record)
    return summary
  }

  /// An edited article may still match for the first time while it is young; later only rules that
  /// ask for revisions want to know.
  private func isWorthReading(_ item: Diff.Item) -> Bool {
    guard let article = item.article else { return false }
    return setup.wantsRevisions
      || started.timeIntervalSince(article.firstSeen) < ArticlePass.firstMatchWindow
  }

  private func tell(_ diff: Diff) throws {
    switch diff.shift {
    case .redesign(let known, let all):
      try pipeline.noticed(
        .sourceChanged, "only \(known) of \(all) links are known: taken as a new baseline", source,
        setup: setup, measured: [("known", .integer(known)), ("entries", .integer(all))],
        at: started)
    case .gap(let since):
      try pipeline.noticed(
        .sourceGap,
        "nothing of the last window is left: entries may have come and gone unseen; poll more often",
        source, setup: setup, measured: [("since", .date(since))], at: started)
    case nil: break
    }
  }

  /// Reads the wanted articles, some at a time, and commits each as it comes: what matched is in
  /// the outbox at once, and a stop in between loses nothing. The last commit records the poll.
  private func commit(
    _ wanted: [Diff.Item], rest: [Diff.Item], pass: ArticlePass, record: PollRecord
  ) async throws -> Int {
    var alerts = 0
    var quiet = PollCommit(source: source.name, at: started)
    try await withThrowingTaskGroup(of: ArticlePass.Result.self) { group in
      var waiting = wanted.reversed().makeIterator()
      for _ in 0..<Self.articlesAtOnce {
        guard let item = waiting.next() else { break }
        group.addTask { try await pass.run(item) }
      }
      while let result = try await group.next() {
        if let item = waiting.next() { group.addTask { try await pass.run(item) } }
        if result.drafts.isEmpty, result.article?.page?.visit == nil {
          result.add(to: &quiet)
          guard quiet.entries.count >= 50 else { continue }
          try pipeline.state.commit(quiet)
          quiet = PollCommit(source: source.name, at: started)
        } else {
          alerts += try pass.commit(result)
        }
      }
    }
    quiet.entries += rest
    quiet.poll = record
    try pipeline.state.commit(quiet)
    return alerts
  }
}
