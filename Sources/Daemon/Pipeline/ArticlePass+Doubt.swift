internal import Articles
internal import Foundation
internal import Settings
internal import State

extension ArticlePass {
  /// News that stands on a front page only now is younger than this, in seconds.
  static let newestAge = 3 * 86_400.0

  /// Reads what a new link in doubt leads to. Only a page that reads like an article, and like no
  /// old one, is held against the rules; of any other the link alone is remembered.
  func runDoubtful(
    _ item: Diff.Item, _ candidate: SourceDocument.Candidate, _ carried: Article
  ) async throws -> Result {
    var nothing = Result(item: item)
    guard let url = candidate.url, source.fullText != .never else { return nothing }
    let read: PageRead
    do {
      read = try await page(url, carried: carried)
    } catch let failure as PollFailure {
      guard failure.code != "cancelled" else { throw CancellationError() }
      // Who could not be reached is asked again at the next poll.
      if Self.passing.contains(failure.code) { nothing.item = nil }
      return nothing
    }
    guard read.article.isArticle, isNew(read.article) else { return nothing }
    return try finish(
      Sight(
        read: read, identity: item.identity, reference: item.article, item: item, url: url))
  }

  private func isNew(_ article: Article) -> Bool {
    article.published.map { poll.started.timeIntervalSince($0) < Self.newestAge } ?? true
  }

  private static let passing: Set<String> = ["dns", "connect", "tls", "timeout", "protocol"]
}
