internal import Foundation
internal import Settings
internal import State

extension Pipeline {
  /// Fetches the pages of articles whose first fetch failed, when they are due, and matches them.
  func retryPages(setup: Setup) async throws {
    for task in try state.pagesDue(at: now()) where task.purpose == .retry {
      try Task.checkCancellation()
      guard let source = setup.sources[task.article.source] else {
        try state.plan(.done, article: task.article.id)
        continue
      }
      try await retry(task, source: source, setup: setup)
    }
  }

  private func retry(_ task: PageTask, source: SourceSettings, setup: Setup) async throws {
    let poll = SourcePoll(pipeline: self, source: source, setup: setup, started: now())
    let pass = ArticlePass(
      poll: poll, document: SourceDocument(kind: .page, format: "page", candidates: []),
      feed: ArticlePass.FeedPage(url: task.url, fetched: now(), headers: [], bytes: []))
    let read: ArticlePass.PageRead
    do {
      read = try await pass.page(task.url, carried: nil)
    } catch let failure as PollFailure {
      guard failure.code != "cancelled" else { throw CancellationError() }
      let next = PageRetries.next(
        after: task.attempts + 1, firstSeen: task.article.firstSeen, now: now())
      let plan: PagePlan =
        next.map {
          .fetch(purpose: .retry, url: task.url, due: $0, attempts: task.attempts + 1)
        } ?? .done
      try state.plan(plan, article: task.article.id)
      return
    }
    let result = try pass.finish(
      read, identity: task.article.identity, reference: task.article, item: nil, url: task.url,
      plan: .done)
    var commit = PollCommit(source: source.name, at: now())
    result.add(to: &commit)
    _ = try pass.commit(commit, result)
  }
}
