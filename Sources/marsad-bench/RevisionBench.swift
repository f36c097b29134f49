import Articles
import Foundation
import Fuzzing

/// Which changes of a page are taken for an edit of its article. Arguments: `FOLDER [--seed N]
/// [--hide yes]`, a folder of corpora with `articles/`. Each page is read as it is and once more
/// after a change: one as sites make them without touching the text, or one of a word in it.
enum RevisionBench {
  private struct Page {
    var html: String
    var url: String
    var body: String
  }

  @Sendable static func run(_ arguments: [String]) async throws {
    let options = BenchOptions(arguments)
    guard let folder = options.plain.first else {
      throw BenchOptions.Usage("revisions FOLDER [--seed N] [--hide yes]")
    }
    let pages = try ArticleCorpus.pages(folder).compactMap { page -> Page? in
      guard let path = page.path, let body = page.expected.body else { return nil }
      let bytes = try BenchOptions.inflatedFile("\(folder)/articles/\(path)")
      return String(validating: bytes, as: UTF8.self).map {
        Page(html: $0, url: page.url ?? "", body: body)
      }
    }
    var chance = SeededChance(seed: UInt64(options.number("--seed") ?? 1))
    for (name, isEdit, change) in changes {
      var told = 0
      var made = 0
      for page in pages {
        guard let changed = change(page, &chance), changed != page.html,
          let before = try? ArticleReader.read(Array(page.html.utf8), url: page.url),
          let after = try? ArticleReader.read(Array(changed.utf8), url: page.url)
        else { continue }
        // A word that also stands beside the text is changed there.
        if isEdit, !after.body.contains(mark) { continue }
        made += 1
        let revision = ArticleRevision.between(
          title: before.title, body: before.body, newTitle: after.title, newBody: after.body,
          language: after.language)
        if revision != nil { told += 1 }
        if (revision == nil) == isEdit, options.text("--hide") == nil {
          let first = revision?.changes.first
          print("  \(page.url): \(first?.before.text ?? "") -> \(first?.after.text ?? "")")
        }
      }
      print("\(name): \(told) of \(made) told as edits")
    }
  }

  private static let mark = "zzedited"

  private typealias Change = (Page, inout SeededChance) -> String?

  private static var changes: [(String, isEdit: Bool, Change)] {
    [
      (
        "advertisements between paragraphs", false,
        { page, _ in
          var count = 0
          return page.html.replacing(/<\/p>/) { _ in
            count += 1
            return count % 3 == 0
              ? "</p><div class=\"ad-slot\"><span>Advertisement</span><a href=\"/ad\(count)\">Buy now</a></div>"
              : "</p>"
          }
        }
      ),
      (
        "clocks that show another time", false,
        { page, _ in
          page.html.replacing(/>([^<>]{0,24}\b)(\d\d?):(\d\d)(\b[^<>]{0,12})</) { match in
            ">\(match.1)\((Int(match.2) ?? 0) % 12 + 1):\((Int(match.3) ?? 0) % 50 + 10)\(match.4)<"
          }
        }
      ),
      (
        "counters that have moved on", false,
        { page, _ in
          page.html.replacing(
            /(\d[\d.,]*)(\s+(?:comments?|shares?|views?|likes?|Kommentare|commentaires|تعليق|مشاهدة))/
          ) { match in "1\(match.1)\(match.2)" }
        }
      ),
      (
        "a third of all list items gone", false,
        { page, chance in
          page.html.replacing(/<li\b(?:(?!<li\b|<\/li>).)*<\/li>/.dotMatchesNewlines()) { match in
            page.body.contains(Self.words(String(match.0)))
              || Int.random(in: 0..<3, using: &chance) > 0
              ? String(match.0) : ""
          }
        }
      ),
      (
        "a word of the text another one", true,
        { page, chance in
          let words = page.body.split(whereSeparator: { !$0.isLetter }).filter { $0.count >= 7 }
          guard words.count > 20 else { return nil }
          let word = words[Int.random(in: 5..<words.count, using: &chance)]
          let pattern = ">[^<>]*" + String(word) + "[^<>]*<"
          guard let place = page.html.range(of: pattern, options: .regularExpression) else {
            return nil
          }
          let found = String(page.html[place])
          let edited = found.replacingOccurrences(of: String(word), with: mark)
          return page.html.replacingCharacters(in: place, with: edited)
        }
      ),
    ]
  }

  private static func words(_ html: String) -> String {
    html.replacing(/<[^>]*>/, with: "").trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
