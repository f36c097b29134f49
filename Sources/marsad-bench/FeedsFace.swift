import Feeds
import Foundation
import Markup

/// The feed reader behind a JSON-lines face, as the feed corpus' scorer asks.
enum FeedsFace {
  private struct Request: Decodable {
    let id: String
    let path: String
    let contentType: String?
    let baseURL: String?

    enum CodingKeys: String, CodingKey {
      case id
      case path
      case contentType = "content_type"
      case baseURL = "base_url"
    }
  }

  private struct Answer: Encodable {
    struct Head: Encodable {
      let title: String
      let link: String?
      let language: String?
      let description: String?
      let updated: String?
    }
    struct Item: Encodable {
      struct File: Encodable { let url: String }
      let id: String?
      let url: String?
      let title: String
      let author: String?
      let published: String?
      let updated: String?
      let summary: String?
      let content: String?
      let categories: [String]
      let enclosures: [File]
    }
    let id: String
    var feed: Head?
    var entries: [Item]?
    var error: String?
  }

  @Sendable static func run(_ arguments: [String]) async throws {
    try JSONLines.serve(Request.self, answer: answer)
  }

  private static func answer(_ request: Request) throws -> Answer {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: request.path)))
    do {
      let document = try FeedReader.read(
        bytes, contentType: request.contentType, url: base(request.baseURL))
      guard case .feed(let feed) = document else {
        return Answer(id: request.id, error: "no feed")
      }
      return Answer(
        id: request.id,
        feed: .init(
          title: html(feed.title), link: feed.homeURL, language: feed.language,
          description: feed.descriptionHTML, updated: feed.updated.map(text)),
        entries: feed.entries.map(item))
    } catch {
      return Answer(id: request.id, error: error.description)
    }
  }

  /// Where the document came from; a `Content-Location` that is no web address counts for nothing.
  private static func base(_ stated: String?) -> String {
    let origin = "http://127.0.0.1:8097/"
    guard let stated, let base = URLs.resolve(stated, base: origin), URLs.isHTTP(base) else {
      return origin
    }
    return base
  }

  /// The corpus has feedparser's entries, whose summary is the content where they have no other.
  private static func item(_ entry: Entry) -> Answer.Item {
    .init(
      id: entry.id, url: entry.url, title: entry.titleIsLiteral ? entry.title : html(entry.title),
      author: entry.authors.isEmpty ? nil : entry.authors.joined(separator: ", "),
      published: entry.published.map(text), updated: entry.updated.map(text),
      summary: entry.summaryHTML ?? entry.contentHTML, content: entry.contentHTML,
      categories: entry.categories,
      enclosures: entry.enclosures.map { .init(url: $0.url) })
  }

  /// Titles stand in the corpus as HTML where the feed does not call them text, as feedparser gives
  /// them.
  private static func html(_ title: String) -> String {
    title.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
  }

  /// RFC 3339 in the Gregorian calendar of all years; Foundation's own formats have the Julian one
  /// before 1582.
  private static func text(_ date: Date) -> String {
    let seconds = Int(date.timeIntervalSince1970.rounded(.down))
    let day = Int((Double(seconds) / 86_400).rounded(.down))
    let era = Int((Double(day + 719_468) / 146_097).rounded(.down))
    let dayOfEra = day + 719_468 - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let part = (5 * dayOfYear + 2) / 153
    let month = part < 10 ? part + 3 : part - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let clock = seconds - day * 86_400
    return String(
      format: "%04d-%02d-%02dT%02d:%02d:%02dZ", year, month, dayOfYear - (153 * part + 2) / 5 + 1,
      clock / 3600, clock / 60 % 60, clock % 60)
  }
}
