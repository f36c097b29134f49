internal import Fetch
internal import Foundation
internal import Markup
internal import Settings
internal import State

/// After a gap: what came and went unseen is looked for on the feed's further pages, or else in the
/// site's news sitemap.
extension SourcePoll {
  /// Further pages of a feed that one poll reads.
  static let pagesToCatchUp = 5
  /// Entries older than the last success by more than this are none that were missed, in seconds.
  static let slackOfDates = 86_400.0
  private static let newsSitemaps = ["/news-sitemap.xml", "/sitemap-news.xml", "/sitemap_news.xml"]

  /// Older entries that the source has never shown before, newest first. Never fails: what cannot be
  /// had is left.
  func caughtUp(
    _ document: SourceDocument, since: Date, url: String
  ) async throws -> [SourceDocument.Candidate] {
    var known = Set(document.candidates.compactMap(\.observation.urlKey))
    var found: [SourceDocument.Candidate] = []
    let room = source.limits.entries - document.candidates.count
    let isPaged = document.nextPage != nil || Self.isWordPress(url)
    var next = document.nextPage ?? (isPaged ? Self.page(2, of: url) : nil)
    var number = 1
    while let page = next, number <= Self.pagesToCatchUp, found.count < room {
      try Task.checkCancellation()
      number += 1
      guard let older = await look(at: page), older.kind == .feed else { break }
      let items = try pipeline.state.diff(
        source: source.name, url: source.url, observations: older.candidates.map(\.observation),
        now: started
      ).items
      let fresh = items.filter { $0.novelty == .new }.map { older.candidates[$0.index] }
        .filter { isMissed($0, since: since) && isFresh($0, &known) }
      found += fresh
      // Behind the first known entry there are only known ones.
      guard !fresh.isEmpty, items.allSatisfy({ $0.novelty == .new }) else { break }
      next = older.nextPage ?? (document.nextPage == nil ? Self.page(number + 1, of: url) : nil)
    }
    if !isPaged { found = try await missedInSitemaps(since: since, url: url, known: &known) }
    return Array(found.prefix(max(0, room)))
  }

  private func missedInSitemaps(
    since: Date, url: String, known: inout Set<String>
  ) async throws -> [SourceDocument.Candidate] {
    for path in Self.newsSitemaps {
      try Task.checkCancellation()
      guard let place = URLs.resolve(path, base: url), let map = await look(at: place),
        map.kind == .sitemap, map.sitemaps.isEmpty
      else { continue }
      // A sitemap names everything; only what dates itself can be told to be missed.
      let fresh = map.candidates.filter { candidate in
        candidate.published.map { $0 >= since && $0 <= started } == true
          && isFresh(candidate, &known)
      }
      return fresh
    }
    return []
  }

  private func look(at url: String) async -> SourceDocument? {
    guard let response = try? await get(url, validators: nil), PollFailure(response) == nil else {
      return nil
    }
    return try? await read(response)
  }

  private func isMissed(_ candidate: SourceDocument.Candidate, since: Date) -> Bool {
    candidate.published.map { $0 >= since - Self.slackOfDates } ?? true
  }

  private func isFresh(
    _ candidate: SourceDocument.Candidate, _ known: inout Set<String>
  ) -> Bool {
    candidate.observation.urlKey.map { known.insert($0).inserted } ?? true
  }

  /// WordPress names no further pages in its feeds, but has them.
  private static func isWordPress(_ url: String) -> Bool {
    let path = url.prefix { $0 != "?" && $0 != "#" }
    return path.hasSuffix("/feed") || path.hasSuffix("/feed/") || url.contains("?feed=")
      || url.contains("&feed=")
  }

  private static func page(_ number: Int, of url: String) -> String {
    url + (url.contains("?") ? "&" : "?") + "paged=\(number)"
  }
}
