import Foundation
import Rules
import Text

/// The matcher behind a JSON-lines face: `compile` takes keywords, `match` tells which a text holds.
enum MatchingFace {
  struct Request: Decodable {
    struct Keyword: Decodable {
      var id: String
      var text: String
    }

    var op: String
    var language: String?
    var mode: String?
    var keywords: [Keyword]?
    var id: String?
    var text: String?
  }

  struct Answer: Encodable {
    var ok: Bool?
    var id: String?
    var hits: [String]?
    var error: String?
  }

  static func run(_ arguments: [String]) throws {
    var rules: RuleSet?
    var language: String?
    try JSONLines.serve(Request.self) { request -> Answer in
      switch request.op {
      case "compile":
        language = request.language
        do throws(RuleFaults) {
          rules = try compile(request)
          return Answer(ok: true)
        } catch {
          return Answer(ok: false, error: error.description)
        }
      case "match":
        guard let rules else { return Answer(ok: false, error: "nothing is compiled yet") }
        let verdict = rules.evaluate(
          MatchableArticle(title: "", body: request.text ?? "", language: language))
        return Answer(id: request.id, hits: verdict.findings.map(\.rule.name))
      default:
        return Answer(ok: false, error: "unknown op \(request.op)")
      }
    }
  }

  /// One rule for each keyword, named by its id.
  private static func compile(_ request: Request) throws(RuleFaults) -> RuleSet {
    let mark = SourceMark(file: "keywords", line: 1, column: 1)
    var rules: [Rule] = []
    for keyword in request.keywords ?? [] {
      var term = Term(keyword.text, mark: mark)
      term.match = request.mode == "inflected" ? .inflected : .folded
      var rule = Rule(name: keyword.id, mark: mark)
      rule.match = .term(term)
      rules.append(rule)
    }
    return try RuleSet(rules: rules, lists: [:], places: [], gazetteer: nil)
  }
}
