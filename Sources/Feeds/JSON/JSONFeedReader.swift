internal import Foundation
import Markup

/// Reads JSON Feed 1.0 and 1.1 (jsonfeed.org).
enum JSONFeedReader {
  static func read(_ utf8: [UInt8], url: String, limits: FeedLimits) throws(FeedError) -> Feed {
    guard let value = try? JSONSerialization.jsonObject(with: Data(utf8)) else {
      throw FeedError(.format, "found damaged JSON")
    }
    guard let root = value as? [String: Any], let items = root["items"] as? [Any] else {
      throw FeedError(.format, "found JSON that is no JSON Feed: it has no list of items")
    }
    guard items.count <= limits.entries else {
      throw FeedError(
        .tooMany,
        "\(items.count) entries, over the limit of \(limits.entries); raise limits.entries")
    }
    var feed = Feed(format: .json)
    feed.title = PlainText.oneLine(string(root["title"]) ?? "")
    feed.descriptionHTML = string(root["description"]).map(PlainText.escaped)
    feed.homeURL = address(root["home_page_url"], url)
    feed.selfURL = address(root["feed_url"], url)
    feed.nextPage = address(root["next_url"], url)
    feed.language = string(root["language"])
    if let hubs = root["hubs"] as? [Any] {
      feed.hub = hubs.lazy.compactMap { address(($0 as? [String: Any])?["url"], url) }.first
    }
    let authors = names(root)
    for case let item as [String: Any] in items {
      feed.entries.append(entry(item, url: url, feedAuthors: authors))
    }
    if feed.entries.count < items.count { feed.damage.append("items that are no objects") }
    return feed
  }

  private static func entry(_ item: [String: Any], url: String, feedAuthors: [String]) -> Entry {
    var entry = Entry()
    entry.id = string(item["id"])
    entry.url =
      address(item["url"], url) ?? address(item["external_url"], url)
      ?? entry.id.flatMap { URLs.isHTTP($0) ? $0 : nil }
    entry.idIsPermalink = entry.id != nil && entry.id == entry.url
    entry.title = PlainText.plain(html: string(item["title"]) ?? "")
    entry.summaryHTML = string(item["summary"]).map(PlainText.escaped)
    entry.contentHTML =
      string(item["content_html"]) ?? string(item["content_text"]).map(PlainText.escaped)
    entry.published = string(item["date_published"]).flatMap(FeedDate.parse)
    entry.updated = string(item["date_modified"]).flatMap(FeedDate.parse)
    entry.published = entry.published ?? entry.updated
    let own = names(item)
    entry.authors = own.isEmpty ? feedAuthors : own
    entry.categories = (item["tags"] as? [Any] ?? []).prefix(200).compactMap(string)
    entry.language = string(item["language"])
    for case let file as [String: Any] in item["attachments"] as? [Any] ?? [] {
      guard let address = address(file["url"], url) else { continue }
      entry.enclosures.append(
        Enclosure(
          url: address, type: string(file["mime_type"]), bytes: file["size_in_bytes"] as? Int))
    }
    return entry
  }

  private static func names(_ object: [String: Any]) -> [String] {
    let list = object["authors"] as? [Any] ?? [object["author"]].compactMap { $0 }
    return list.compactMap { author in
      string((author as? [String: Any])?["name"]) ?? string(author)
    }.filter { !$0.isEmpty }
  }

  /// A text, or a number that stands for one.
  private static func string(_ value: Any?) -> String? {
    if let text = value as? String { return text.isEmpty ? nil : text }
    return (value as? NSNumber)?.stringValue
  }

  private static func address(_ value: Any?, _ base: String) -> String? {
    guard let text = value as? String, !text.isEmpty,
      let resolved = URLs.resolve(text, base: base), URLs.isHTTP(resolved)
    else { return nil }
    return resolved
  }
}
