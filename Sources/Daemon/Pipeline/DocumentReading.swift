internal import Articles
internal import Feeds
internal import Fetch
internal import Foundation
internal import Markup
internal import Settings
internal import State

/// Turns the bytes of an answer into a document. Pure: the same bytes give the same document.
package struct DocumentReading: Sendable {
  let source: SourceSettings

  func document(_ response: FetchResponse) throws(PollFailure) -> SourceDocument {
    let limits = FeedLimits(
      bytes: 2 * source.fetch.limits.responseBytes, entries: source.limits.entries,
      nodes: source.limits.nodes, depth: source.limits.treeDepth,
      attributes: source.limits.attributes)
    guard source.kind != .page, source.select.links == nil else { return try page(response) }
    let read: FeedDocument
    do {
      read = try FeedReader.read(
        response.body, contentType: response.contentType, url: response.url, limits: limits)
    } catch {
      throw PollFailure(error)
    }
    switch read {
    case .feed(let feed): return SourceDocument(feed)
    case .sitemap(let entries): return SourceDocument(sitemap: entries)
    case .sitemapIndex(let references): return Self.index(references)
    case .page(let hints):
      guard hints.looksLike != .telegramCard else {
        throw PollFailure(
          code: "format",
          message: "\(hints.looksLike.rawValue); messages stand at https://t.me/s/CHANNEL, "
            + "unless the channel allows no preview")
      }
      guard source.kind == .auto else {
        if let wall = ArticleReader.wall(
          response.body, contentType: response.contentType, url: response.url)
        {
          throw PollFailure(wall)
        }
        throw PollFailure(
          code: "format",
          message: "an HTML page where a \(source.kind.rawValue) was expected; "
            + "correct the url, or set kind: page")
      }
      var document = try page(response)
      document.feeds = hints.feeds.map(\.url).filter(Self.isMainFeed)
      return document
    }
  }

  private func page(_ response: FetchResponse) throws(PollFailure) -> SourceDocument {
    do {
      let links = try FrontPage.links(
        response.body, contentType: response.contentType, url: response.url,
        selector: source.select.links, limit: source.limits.entries,
        doubtful: true,
        markupLimits: MarkupLimits(
          depth: source.limits.treeDepth, nodes: source.limits.nodes,
          attributes: source.limits.attributes))
      return SourceDocument(links: links)
    } catch {
      throw PollFailure(error)
    }
  }

  /// News sitemaps before others, then the newest.
  private static func index(_ references: [SitemapReference]) -> SourceDocument {
    var document = SourceDocument(kind: .sitemap, format: "sitemap", candidates: [])
    document.sitemaps = references.sorted { left, right in
      let news = (left.url.contains("news"), right.url.contains("news"))
      if news.0 != news.1 { return news.0 }
      return (left.lastModified ?? .distantPast) > (right.lastModified ?? .distantPast)
    }.map(\.url)
    return document
  }

  /// A site's feed of comments is no feed of its articles.
  private static func isMainFeed(_ url: String) -> Bool { !url.contains("/comments/") }
}
