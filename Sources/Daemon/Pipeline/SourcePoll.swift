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
  private(set) var source: SourceSettings
  let setup: Setup
  let started: Date

  /// Pages show old articles again, in boxes of what is read most and after redesigns; where no
  /// `max_age` is set, what they date longer ago than this is no news, in seconds.
  static let oldOnPages = 30 * 86_400.0

  /// Articles of one source that are fetched at the same time; the host's own limit stands below.
  static let articlesAtOnce = 4
  /// Links in doubt whose pages one poll reads; the others are still new at the next one.
  static let doubtfulAtOnce = 5
  /// Further sitemaps of an index that one poll reads.
  static let sitemapsAtOnce = 4

  init(pipeline: Pipeline, source: SourceSettings, setup: Setup, started: Date) {
    self.pipeline = pipeline
    self.source = source
    self.setup = setup
    self.started = started
    if pipeline.book[source.name].kind == "page" { mindAge() }
  }

  private mutating func mindAge() {
    source.maxAgeSeconds = source.maxAgeSeconds ?? Self.oldOnPages
  }

  private enum Answer {
    case unchanged(String)
    case read(SourceDocument, FetchResponse, url: String, body: UInt64)
  }

  /// - Returns: what was found, and the record to be written with others where no commit told it.
  func run(isWhole: Bool, interval: Double) async throws -> (PollSummary, PollRecord?) {
    let before = pipeline.book[source.name]
    let answer = try await fetch(isWhole: isWhole)
    try Task.checkCancellation()
    let next = started + interval
    switch answer {
    case .unchanged(let kind):
      var summary = PollSummary(source: source.name, url: source.url, kind: kind)
      summary.isUnchanged = true
      var record = PollRecord(
        source: source.name, at: started, next: next, intervalSeconds: interval,
        outcome: .unchanged, isUnconditional: isWhole)
      let rhythm = self.rhythm(new: 0, isAnew: false, interval: interval)
      record.quietSeconds = rhythm.value.quiet
      try remember(rhythm)
      return (summary, record)
    case .read(let document, let response, let url, let body):
      // An index may stay as it is while the sitemaps below it change.
      let isIndex = !document.sitemaps.isEmpty
      let validators = isIndex ? Validators() : response.validators
      let moved = pipeline.book[source.name].moved.current
      let origin = url == source.url || url == moved ? nil : url
      var record = PollRecord(
        source: source.name, at: started, next: next, intervalSeconds: interval,
        outcome: .read(
          .init(
            kind: document.format, url: source.url, document: origin,
            validators: StoredValidators(
              etag: validators.etag, lastModified: validators.lastModified),
            body: isIndex ? nil : body, entries: document.entryCount)),
        isUnconditional: isWhole)
      let (summary, rhythm) = try await process(
        document, response: response, record: &record, interval: interval)
      try remember(rhythm)
      if isWhole, summary.new + summary.revised > 0, before.hides(response.validators, body: body) {
        try distrust()
      }
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
    guard let url = page.document else { return try await fetchHome(page, isWhole: isWhole) }
    do {
      return try await fetch(url, page: page, isWhole: isWhole)
    } catch let failure as PollFailure where failure.code != "cancelled" {
      // The feed that the page named is gone: back to the page, which may name another.
      forgetDocument()
      return try await fetchHome(pipeline.book[source.name], isWhole: true)
    }
  }

  /// At the place where the source has moved for good, or where it is configured.
  private func fetchHome(_ page: SourceBook.Page, isWhole: Bool) async throws -> Answer {
    guard let place = page.moved.current else {
      return try await fetch(source.url, page: page, isWhole: isWhole)
    }
    do {
      return try await fetch(place, page: page, isWhole: isWhole)
    } catch let failure as PollFailure where failure.code != "cancelled" {
      // Believed less than the configured address, but only if that one answers.
      let answer = try await fetch(source.url, page: page, isWhole: true)
      pipeline.book.update(source.name) { $0.moved.failed() }
      try pipeline.moved(source, to: nil, because: failure.message)
      return answer
    }
  }

  private func forgetDocument() {
    pipeline.book.update(source.name) { page in
      page.document = nil
      page.validators = Validators()
      page.body = nil
    }
  }

  private func fetch(_ url: String, page: SourceBook.Page, isWhole: Bool) async throws -> Answer {
    let isBlind = isWhole || page.isDistrusted
    let response = try await get(url, validators: isBlind ? nil : page.validators)
    pipeline.book.update(source.name) { $0.wasNotModified = response.notModified }
    if response.notModified {
      try noteMove(response, from: url)
      return .unchanged(page.kind ?? "")
    }
    if let failure = PollFailure(response) { throw failure }
    let body = Fingerprint.of(response.body)
    if let kind = page.kind, page.body == body, let diff = page.lastDiff,
      (0..<SourceBook.diffWait).contains(started.timeIntervalSince(diff))
    {
      pipeline.book.update(source.name) { $0.validators = response.validators }
      try noteMove(response, from: url)
      return .unchanged(kind)
    }
    var document = try await read(response)
    // A page where a feed was is a portal's or a wall's: no place to move to.
    if page.kind == nil || page.kind == document.format { try noteMove(response, from: url) }
    if source.kind == .auto, document.kind == .page, !document.feeds.isEmpty,
      pipeline.now() >= page.feedsAgain
    {
      if let found = await followFeeds(of: document) { return found }
      pipeline.book.update(source.name) { $0.feedsAgain = pipeline.now() + 86_400 }
    }
    if !document.sitemaps.isEmpty { document = try await followSitemaps(document) }
    return .read(document, response, url: url, body: body)
  }

  /// Remembers a permanent redirect that several polls in a row found; never one that gives up TLS.
  private func noteMove(_ response: FetchResponse, from url: String) throws {
    guard url == source.url else { return }
    var place = response.permanentRedirect
    if url.hasPrefix("https:"), place?.hasPrefix("https:") == false { place = nil }
    var new: String?
    pipeline.book.update(source.name) { new = $0.moved.read(permanentRedirect: place) }
    if let new { try pipeline.moved(source, to: new, because: nil) }
  }

  /// Asks an address of this source. What is meant for its own host (login, headers) goes to no other.
  func get(_ url: String, validators: Validators?) async throws -> FetchResponse {
    let isHome = URLs.host(of: url) == URLs.host(of: source.url)
    let headers = source.headers.filter { isHome || $0.isForAnyHost }
    do {
      let response = try await pipeline.engine.fetch(
        FetchRequest(
          url: url, headers: headers,
          validators: validators.flatMap { $0.isEmpty ? nil : $0 },
          login: isHome ? setup.logins[source.name] : nil, settings: source.fetch, purpose: .poll,
          source: source.name))
      pipeline.noteTransfer(response, .poll)
      return response
    } catch {
      throw PollFailure(error)
    }
  }

  /// What a document holds of entries that are known already is let go at once, where it is much:
  /// what is read may wait long for its articles' pages.
  func read(_ response: FetchResponse) async throws -> SourceDocument {
    try await pipeline.reading.holding(Self.weight(response)) {
      let watch = Stopwatch()
      var document = try DocumentReading(source: source).document(response)
      pipeline.observer.note(.measured(.read(.source, seconds: watch.seconds)))
      guard response.body.count > Self.much else { return document }
      let diff = try held(document)
      let isTold = !diff.isBaseline || (diff.shift == nil && source.firstPoll == .alert)
      for item in diff.items where !isTold || item.novelty == .known || item.novelty == .repeated {
        document.candidates[item.index].entry = nil
      }
      return document
    }
  }

  private static let much = 128 << 10

  /// What reading it takes: a tree is several times its text, and a gzip file any times its bytes.
  private static func weight(_ response: FetchResponse) -> Int {
    let isPacked = response.body.starts(with: [0x1F, 0x8B])
    return isPacked ? .max : response.body.count * 8
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
    _ shown: SourceDocument, response: FetchResponse, record: inout PollRecord, interval: Double
  ) async throws -> (PollSummary, Rhythm) {
    var document = shown
    var diff = try held(document)
    let shift = diff.shift
    let isBaseline = diff.isBaseline
    var older = 0
    // A gap that a pause made was wanted.
    let wasPaused = pipeline.book[source.name].wasPaused
    if case .gap(let since) = shift, document.kind == .feed, !wasPaused {
      let found = try await caughtUp(document, since: since, url: response.url)
      older = found.count
      if older > 0 {
        document.candidates += found
        diff = try held(document)
      }
    }
    var summary = PollSummary(source: source.name, url: response.url, kind: document.format)
    summary.entries = document.entryCount
    summary.bytes = response.body.count
    if !wasPaused || !isGap(shift) { try tell(shift, older: older) }
    // A redesign is a baseline too, whatever the first poll was to bring.
    let isFirst = isBaseline && shift == nil
    summary.isBaseline = isBaseline && !(isFirst && source.firstPoll == .alert)
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
    var poll = self
    // A feed that was made anew shows old articles too.
    if document.kind == .page || shift != nil { poll.mindAge() }
    let rhythm = self.rhythm(
      new: summary.new, isAnew: isBaseline || shift != nil, interval: interval)
    record.quietSeconds = rhythm.value.quiet
    if summary.new > 0 || rhythm.change != nil { record.rhythm = rhythm.value.text }
    let pass = ArticlePass(
      poll: poll, document: document,
      feed: ArticlePass.FeedPage(response, fetched: started))
    summary.alerts = try await commit(wanted, rest: rest, pass: pass, record: record)
    return (summary, rhythm)
  }

  private func held(_ document: SourceDocument) throws -> Diff {
    try pipeline.state.diff(
      source: source.name, kind: document.kind, url: source.url,
      observations: document.candidates.map(\.observation), now: started)
  }

  /// An edited article may still match for the first time while it is young; later only rules that
  /// ask for revisions want to know.
  private func isWorthReading(_ item: Diff.Item) -> Bool {
    guard let article = item.article else { return false }
    return setup.wantsRevisions
      || started.timeIntervalSince(article.firstSeen) < ArticlePass.firstMatchWindow
  }

  private func isGap(_ shift: Diff.Shift?) -> Bool {
    if case .gap = shift { true } else { false }
  }

  private func tell(_ shift: Diff.Shift?, older: Int) throws {
    switch shift {
    case .redesign(let known, let all):
      try pipeline.noticed(
        .sourceChanged, "only \(known) of \(all) links are known: taken as a new baseline", source,
        setup: setup, measured: [(.known, .integer(known)), (.entries, .integer(all))],
        at: started)
    case .gap(let since):
      try pipeline.noticed(
        .sourceGap,
        "nothing of the last window is left: entries may have come and gone unseen; poll more often"
          + (older > 0 ? "; \(older) older ones were found on further pages" : ""),
        source, setup: setup, measured: [(.since, .date(since)), (.caughtUp, .integer(older))],
        at: started)
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
