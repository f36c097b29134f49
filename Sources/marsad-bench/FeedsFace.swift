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
          title: feed.title, link: feed.homeURL, language: feed.language,
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
      id: entry.id, url: entry.url, title: entry.title,
      author: entry.authors.isEmpty ? nil : entry.authors.joined(separator: ", "),
      published: entry.published.map(text), updated: entry.updated.map(text),
      summary: entry.summaryHTML ?? entry.contentHTML, content: entry.contentHTML,
      categories: entry.categories,
      enclosures: entry.enclosures.map { .init(url: $0.url) })
  }

  private static func text(_ date: Date) -> String { date.formatted(.iso8601) }
}
