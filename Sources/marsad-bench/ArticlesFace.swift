internal import Articles
internal import Foundation

/// The article reader behind JSON lines: `{id, path, url}` in, `{id, title, text, authors,
/// published, language, error}` out; dates as the page wrote them, in its own zone.
enum ArticlesFace {
  private struct Request: Decodable {
    let id: String
    let path: String
    let url: String
  }

  private struct Answer: Encodable {
    let id: String
    var title = ""
    var text = ""
    var authors: [String] = []
    var published: String?
    var language: String?
    var isArticle = false
    var wall: String?
    var error: String?
  }

  static func run(_ arguments: [String]) throws {
    try JSONLines.serve(Request.self) { request in
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: request.path)))
      var answer = Answer(id: request.id)
      do throws(ArticleError) {
        let article = try ArticleReader.read(bytes, url: request.url)
        answer.title = article.title
        answer.text = article.body
        answer.authors = article.authors
        answer.language = article.language
        answer.isArticle = article.isArticle
        answer.wall = article.wall
        answer.published = article.published.map { written($0, offset: article.publishedOffset) }
      } catch {
        answer.error = "\(error.kind.rawValue): \(error.message)"
      }
      return answer
    }
  }

  private static func written(_ date: Date, offset: Int?) -> String {
    let local = date.addingTimeInterval(Double(offset ?? 0))
    let stamp = local.formatted(.iso8601).dropLast()
    guard let offset, offset != 0 else { return stamp + "Z" }
    let minutes = abs(offset) / 60
    let sign = offset < 0 ? "-" : "+"
    return stamp + sign + (minutes / 60 < 10 ? "0" : "") + "\(minutes / 60):"
      + (minutes % 60 < 10 ? "0" : "") + "\(minutes % 60)"
  }
}
