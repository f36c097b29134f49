internal import FlyingFox
internal import FlyingSocks
package import Foundation
internal import Synchronization

/// The demo's three news sites behind one loopback address: a front page without a feed (`/`), an
/// RSS feed (`/wire/feed/`), an Atom feed (`/badia/atom.xml`), the articles' pages, and
/// `POST /publish` for articles of one's own.
package final class SampleSite: Sendable {
  private struct Shelf {
    var articles: [SampleArticle]
    var waiting: [SampleArticle]
  }

  private let opening: Date
  private let pages: SamplePages
  private let shelf: Mutex<Shelf>

  /// - Parameter opening: the moment that the articles' dates count from.
  package init(opening: Date) {
    self.opening = opening
    pages = SamplePages(today: opening)
    shelf = Mutex(
      Shelf(
        articles: SampleArticle.baseline,
        waiting: SampleArticle.firstEdition + SampleArticle.secondEdition))
  }

  package func publish(_ articles: [SampleArticle]) {
    shelf.withLock { shelf in
      shelf.articles += articles
      shelf.waiting.removeAll { articles.contains($0) }
    }
  }

  /// Publishes a text of the caller's own on the newspaper's front page, its first line being the
  /// headline; the next sample article when there is no text; nil when none of these is left.
  package func publish(text: String) -> SampleArticle? {
    let lines = text.split(whereSeparator: \.isNewline).map(String.init)
    return shelf.withLock { shelf in
      var article: SampleArticle
      if let title = lines.first {
        let number = (shelf.articles.map(\.number).max() ?? 0) + 1_000
        article = SampleArticle(
          number: number, outlet: .newspaper, title: title, author: "مراسل النهر",
          minutesOld: 0, text: lines.dropFirst().joined(separator: "\n"))
      } else if shelf.waiting.isEmpty {
        return nil
      } else {
        article = shelf.waiting.removeFirst()
      }
      shelf.articles.append(article)
      return article
    }
  }

  /// What the sites answer.
  func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    let base = "http://\(request.headers[.host] ?? "127.0.0.1")"
    switch (request.method, request.path) {
    case (.POST, "/publish"):
      let text = String(decoding: try await request.bodyData, as: UTF8.self)
      guard let article = publish(text: text) else {
        return plain(.conflict, "every sample article is out; send a text of your own\n")
      }
      return plain(.created, "\(base)\(article.path) \(article.title)\n")
    case (.GET, let path), (.HEAD, let path):
      guard let (type, body) = document(at: trimmed(path), base: base) else {
        return plain(.notFound, "not found\n")
      }
      return conditional(request, type: type, body: Data(body.utf8))
    default:
      return plain(.methodNotAllowed, "GET, or POST /publish\n")
    }
  }

  /// The document at a path, with its media type.
  func document(at path: String, base: String) -> (type: String, body: String)? {
    let articles = shelf.withLock { $0.articles }
    func latest(_ outlet: SampleArticle.Outlet) -> [SampleArticle] {
      articles.filter { $0.outlet == outlet }.reversed()
    }
    switch path {
    case "/robots.txt":
      return ("text/plain; charset=utf-8", "User-agent: *\nDisallow: /wp-admin/\n")
    case SampleArticle.Outlet.newspaper.path:
      return (
        "text/html; charset=UTF-8", pages.front(latest(.newspaper), opening: opening)
      )
    case trimmed(SampleArticle.Outlet.agency.path):
      return (
        "application/rss+xml; charset=UTF-8",
        SampleFeeds.rss(latest(.agency), base: base, opening: opening)
      )
    case SampleArticle.Outlet.weekly.path:
      return (
        "application/atom+xml; charset=utf-8",
        SampleFeeds.atom(latest(.weekly), base: base, opening: opening)
      )
    default:
      guard let article = articles.first(where: { $0.path == path }) else { return nil }
      let neighbours = latest(article.outlet).filter { $0 != article }
      return ("text/html; charset=UTF-8", pages.article(article, neighbours: neighbours))
    }
  }

  /// The document, or 304 when the asker has this very one (RFC 9110 §13.1.2).
  private func conditional(_ request: HTTPRequest, type: String, body: Data) -> HTTPResponse {
    let tag = entityTag(body)
    if request.headers[.ifNoneMatch] == tag {
      return HTTPResponse(statusCode: .notModified, headers: HTTPHeaders([.eTag: tag]))
    }
    return HTTPResponse(
      statusCode: .ok, headers: HTTPHeaders([.contentType: type, .eTag: tag]),
      body: request.method == .HEAD ? Data() : body)
  }

  private func plain(_ status: HTTPStatusCode, _ text: String) -> HTTPResponse {
    HTTPResponse(
      statusCode: status, headers: HTTPHeaders([.contentType: "text/plain; charset=utf-8"]),
      body: Data(text.utf8))
  }

  /// The path without its last slash, which FlyingFox hands over or not.
  private func trimmed(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  /// FNV-1a over the document, in hexadecimal.
  private func entityTag(_ body: Data) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in body { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return "\"\(String(hash, radix: 16))\""
  }
}
