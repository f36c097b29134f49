import Foundation

/// The articles of the measuring data, as their scorer has them.
enum ArticleCorpus {
  struct Page: Decodable {
    struct Expected: Decodable {
      var title: String?
      var body: String?
    }

    var lang: String?
    var path: String?
    var url: String?
    var expected: Expected
  }

  /// - Parameter folder: that of all corpora.
  static func pages(_ folder: String) throws -> [Page] {
    try String(contentsOfFile: "\(folder)/articles/manifest.jsonl", encoding: .utf8)
      .split(separator: "\n").compactMap {
        try? JSONDecoder().decode(Page.self, from: Data($0.utf8))
      }
  }
}
