internal import Articles
internal import Settings

/// Articles that are cut into several pages.
extension ArticlePass {
  /// Pages of one article that are fetched at most, the first among them.
  static let partsAtMost = 10

  /// Appends the text of the further parts, in their order, within the limits of an article. A part
  /// that cannot be read ends it: what was read before stands, and the failure is told.
  func append(partsOf article: inout Article, first: String) async throws {
    guard article.nextPart != nil else { return }
    var next = article.nextPart
    var number = 1
    var known = Set(article.body.split(separator: "\n"))
    while let url = next, number < Self.partsAtMost, !article.truncated.contains("body") {
      number += 1
      let part: Article
      do {
        part = try await read(try await get(url), part: number, first: first)
      } catch let failure as PollFailure {
        guard failure.code != "cancelled" else { throw failure }
        pipeline.observer.note(
          .articleFailed(
            source: source.name, url: url, code: failure.code,
            message: "part \(number): \(failure.message)"))
        return
      }
      // Standfirsts and credits stand on every part; a server that knows no parts gives the first.
      let fresh = part.body.split(separator: "\n").filter { known.insert($0).inserted }
      guard !fresh.isEmpty else { return }
      let text = article.body + "\n\n" + fresh.joined(separator: "\n\n")
      guard text.unicodeScalars.count <= source.limits.articleCharacters else {
        article.truncated.append("body")
        return
      }
      article.body = text
      next = part.nextPart
    }
  }
}
