internal import Articles
internal import Foundation

/// The finder of article links behind JSON lines: `{id, path, url}` in, `{id, links, error}` out.
enum FrontsFace {
  private struct Request: Decodable {
    let id: String
    let path: String
    let url: String
  }

  private struct Answer: Encodable {
    let id: String
    var links: [String] = []
    var error: String?
  }

  static func run(_ arguments: [String]) throws {
    try JSONLines.serve(Request.self) { request in
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: request.path)))
      var answer = Answer(id: request.id)
      do throws(ArticleError) {
        answer.links = try FrontPage.links(bytes, url: request.url).map(\.url)
      } catch {
        answer.error = "\(error.kind.rawValue): \(error.message)"
      }
      return answer
    }
  }
}
