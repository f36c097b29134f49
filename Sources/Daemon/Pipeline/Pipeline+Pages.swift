internal import Alerts
internal import Articles
internal import Fetch
internal import Foundation
internal import Markup
internal import Rules
internal import Settings
internal import State

/// Pages of articles that are known: those that could not be fetched yet, and those of alerts, which
/// may be edited or taken away.
extension Pipeline {
  /// Pages that are fetched at once; each host's own limit stands below.
  static let pagesAtOnce = 8
  /// No plan is forgotten for longer, whatever went wrong with it.
  static let longestPagesWait = 600.0

  /// Fetches the pages that are due.
  func visitPages(setup: Setup) async throws {
    // Until they are done: those that come due meanwhile are found at the end.
    expectNoPage()
    var tasks = try state.pagesDue(at: now())
    while !tasks.isEmpty {
      try await withThrowingTaskGroup(of: Void.self) { group in
        var waiting = tasks.makeIterator()
        for _ in 0..<Self.pagesAtOnce {
          guard let task = waiting.next() else { break }
          group.addTask { try await self.visit(task, setup: setup) }
        }
        while try await group.next() != nil {
          guard let task = waiting.next() else { continue }
          group.addTask { try await self.visit(task, setup: setup) }
        }
      }
      try Task.checkCancellation()
      let done = Set(tasks.map(\.article.id))
      // What is due again at once waits for the next round.
      tasks = try state.pagesDue(at: now()).filter { !done.contains($0.article.id) }
    }
    let next = try state.nextPageDue() ?? .distantFuture
    expectPage(at: min(max(next, now() + 1), now() + Self.longestPagesWait))
  }

  private func visit(_ task: PageTask, setup: Setup) async throws {
    try Task.checkCancellation()
    guard let source = setup.sources[task.article.source] else {
      return try state.plan(.done, article: task.article.id)
    }
    guard !book[source.name].isPaused else {
      var visit = task.visit
      visit.due = now() + Self.longestPagesWait
      return try state.plan(.fetch(visit), article: task.article.id)
    }
    let poll = SourcePoll(pipeline: self, source: source, setup: setup, started: now())
    let pass = ArticlePass(
      poll: poll, document: SourceDocument(kind: .page, format: "page", candidates: []),
      feed: ArticlePass.FeedPage(url: task.visit.url, fetched: now()))
    switch task.visit.purpose {
    case .retry: try await retry(task, pass)
    case .recheck: try await recheck(task, pass)
    }
  }

  private func retry(_ task: PageTask, _ pass: ArticlePass) async throws {
    let facts = CarriedFacts(encoded: task.visit.carried)
    let read: ArticlePass.PageRead
    do {
      read = try await pass.page(task.visit.url, carried: facts.article)
    } catch let failure as PollFailure {
      guard failure.code != "cancelled" else { throw CancellationError() }
      var visit = task.visit
      visit.attempts += 1
      let next = PageRetries.next(
        after: visit.attempts, firstSeen: task.article.firstSeen, now: now())
      if let next { visit.due = next }
      return try state.plan(next == nil ? .done : .fetch(visit), article: task.article.id)
    }
    let result = try pass.finish(
      ArticlePass.Sight(
        read: read, identity: task.article.identity, reference: task.article, item: nil,
        url: task.visit.url, facts: facts))
    _ = try pass.commit(result)
  }

  // MARK: - Rechecks

  /// What a second look at an article's page found.
  private enum Look {
    case article(ArticlePass.PageRead)
    /// It is no longer there.
    case gone(String, ArticlePass.FeedPage)
    /// Nothing can be said.
    case unclear
  }

  private func recheck(_ task: PageTask, _ pass: ArticlePass) async throws {
    let rechecks = Rechecks(pass.poll.setup.configuration.recheck)
    let since = task.visit.since ?? task.article.firstSeen
    let facts = CarriedFacts(encoded: task.visit.carried)
    var visit = task.visit
    visit.attempts += 1
    visit.gone = nil
    let next = rechecks.next(since: since, at: now())
    if let next { visit.due = next }
    let plan: PagePlan = next == nil ? .done : .fetch(visit)
    switch try await look(task, pass, facts: facts) {
    case .unclear:
      // Missed before, it is looked for again soon.
      if task.visit.gone != nil {
        visit.gone = task.visit.gone
        visit.due = now() + Rechecks.confirmation
        return try state.plan(.fetch(visit), article: task.article.id)
      }
      try state.plan(plan, article: task.article.id)
    case .gone(let reason, let page):
      guard let missed = task.visit.gone else {
        visit.gone = now()
        visit.due = rechecks.confirmation(since: since, at: now())
        return try state.plan(.fetch(visit), article: task.article.id)
      }
      try remove(
        task, pass, page,
        AlertEvent.Removal(reason: reason, since: missed, looks: task.visit.attempts + 1))
    case .article(let read):
      // Where the feed carries the whole text, the feed tells of edits; its page is a frame around
      // the same words.
      let past = try state.former(article: task.article.id, source: pass.source.name)
      guard past?.form != .feed else { return try state.plan(plan, article: task.article.id) }
      var result = try pass.finish(
        ArticlePass.Sight(
          read: read, identity: task.article.identity, reference: task.article, item: nil,
          url: task.visit.url, facts: facts))
      result.article?.page = plan
      _ = try pass.commit(result)
    }
  }

  private func look(
    _ task: PageTask, _ pass: ArticlePass, facts: CarriedFacts
  ) async throws -> Look {
    do {
      let response = try await pass.ask(task.visit.url)
      let page = ArticlePass.FeedPage(response, fetched: now())
      let reason = Self.absence(response, of: task.visit.url, source: pass.source)
      if let reason {
        // A site that is out of order as a whole has taken nothing back.
        return book[pass.source.name].isFailing ? .unclear : .gone(reason, page)
      }
      if PollFailure(response) != nil { return .unclear }
      do {
        return .article(try await pass.page(response, carried: facts.article))
      } catch let failure as PollFailure where failure.isMissing {
        return book[pass.source.name].isFailing ? .unclear : .gone(failure.message, page)
      }
    } catch let failure as PollFailure {
      guard failure.code != "cancelled" else { throw CancellationError() }
      return .unclear
    }
  }

  /// Why an answer says that the article is gone; nil where it does not.
  private static func absence(
    _ response: FetchResponse, of url: String, source: SourceSettings
  ) -> String? {
    if response.status == 404 || response.status == 410 {
      return "the server answers \(response.status)"
    }
    let asked = URLs.normalised(url)
    let got = URLs.normalised(response.url)
    guard got != asked, (200..<300).contains(response.status) else { return nil }
    let isFront = got == URLs.normalised(source.url) || !got.drop { $0 == "/" }.contains("/")
    let wasFront = !asked.drop { $0 == "/" }.contains("/")
    return isFront && !wasFront ? "its address now leads to \(response.url)" : nil
  }

  /// Tells the rules that alerted on an article and ask for it that it is gone.
  private func remove(
    _ task: PageTask, _ pass: ArticlePass, _ page: ArticlePass.FeedPage,
    _ removal: AlertEvent.Removal
  ) throws {
    let setup = pass.poll.setup
    guard let past = try state.former(article: task.article.id, source: pass.source.name) else {
      return try state.plan(.done, article: task.article.id)
    }
    var record = ArticleRecord(
      identity: task.article.identity, title: past.title, text: task.article.text)
    record.removed = removal.since
    record.page = .done
    var result = ArticlePass.Result(article: record)
    let evidence = EvidenceRecord(page)
    result.evidence = evidence
    let info = AlertEvent.ArticleInfo(
      identity: task.article.identity, url: past.url ?? task.visit.url,
      canonicalURL: past.canonicalURL, title: past.title, published: past.published,
      firstSeen: task.article.firstSeen, language: past.language, body: past.body ?? "",
      source: pass.firstSource(of: task.article))
    let rules = setup.configuration.rules.filter {
      $0.changes.contains(.removed) && past.rules.contains($0.name)
    }
    result.drafts = rules.map { rule in
      let event = AlertEvent.removed(
        rule: rule, articleIdentity: task.article.identity, article: info, removal: removal,
        evidence: .init(sha256: evidence.sha256, fetched: evidence.fetched), now: now())
      return pass.draft(
        event, of: Finding(rule: rule, matches: [], places: []), title: past.title,
        url: task.visit.url)
    }
    _ = try pass.commit(result)
  }
}
