internal import Feeds
package import Fetch
package import Foundation
internal import Markup
internal import Settings
internal import State

/// Looks for feeds where sites commonly keep them, for pages that name none: for `marsad try`. The
/// daemon itself guesses no address.
package enum FeedSearch {
  package struct Found: Equatable, Sendable {
    package var url: String
    /// `rss`, `atom`, …, `sitemap`.
    package var kind: String
    package var entries: Int
    /// The newest date that an entry states.
    package var newest: Date?
  }

  /// Requests that one search costs a site at most.
  static let limit = 16

  /// Where WordPress, Drupal, Joomla, Blogger, static generators and news systems put theirs.
  private static let paths = [
    "/feed/", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feeds/posts/default",
    "/?feed=rss2", "/feed.json", "/news-sitemap.xml", "/sitemap-news.xml", "/sitemap_news.xml",
  ]

  /// What is worth asking for: the section's own feed, the site's, and the sitemaps that its
  /// robots.txt names, news before others.
  static func addresses(near url: String, robots: String) -> [String] {
    guard let root = URLs.resolve("/", base: url) else { return [] }
    var found: [String] = []
    func add(_ address: String?) {
      guard let address, URLs.isHTTP(address), !found.contains(address) else { return }
      found.append(address)
    }
    if let page = URLComponents(string: url), page.query == nil, page.path.count > 1 {
      add(URLs.resolve(page.path.hasSuffix("/") ? "feed/" : "\(page.path)/feed/", base: url))
    }
    for path in paths { add(URLs.resolve(path, base: root)) }
    let named = robots.split(whereSeparator: \.isNewline).prefix(2_000).compactMap {
      line -> String? in
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "sitemap" else { return nil }
      return URLs.resolve(parts[1].trimmingCharacters(in: .whitespaces), base: root)
    }
    let news = named.filter { address in
      URLComponents(string: address)?.path.lowercased().contains("news") == true
    }
    for address in news.prefix(2) + named.filter({ !news.contains($0) }).prefix(1) { add(address) }
    return Array(found.prefix(limit))
  }

  /// Asks for each address in turn, with the manners of any poll; what cannot be read is left out.
  package static func search(
    near url: String, setup: Setup?, engine: FetchEngine
  ) async -> [Found] {
    await search(near: url, source: Trial.source(for: url, setup), engine: engine)
  }

  static func search(
    near url: String, source: SourceSettings, engine: FetchEngine
  ) async -> [Found] {
    func get(_ address: String) async -> FetchResponse? {
      let response = try? await engine.fetch(
        FetchRequest(
          url: address, headers: source.headers, settings: source.fetch, source: source.name))
      guard let response, PollFailure(response) == nil else { return nil }
      return response
    }
    var robots = ""
    if let address = URLs.resolve("/robots.txt", base: url), let response = await get(address) {
      robots = String(decoding: response.body.prefix(500_000), as: UTF8.self)
    }
    var found: [Found] = []
    for address in addresses(near: url, robots: robots) where !Task.isCancelled {
      guard let response = await get(address), !found.contains(where: { $0.url == response.url }),
        let document = read(response, source)
      else { continue }
      found.append(document)
    }
    return found
  }

  private static func read(_ response: FetchResponse, _ source: SourceSettings) -> Found? {
    var open = source
    open.kind = .auto
    guard let document = try? DocumentReading(source: open).document(response) else { return nil }
    if document.kind == .page { return nil }
    if document.entryCount == 0 && document.sitemaps.isEmpty { return nil }
    return Found(
      url: response.url, kind: document.sitemaps.isEmpty ? document.format : "sitemap index",
      entries: document.sitemaps.isEmpty ? document.entryCount : document.sitemaps.count,
      newest: document.candidates.compactMap(\.published).max())
  }
}
