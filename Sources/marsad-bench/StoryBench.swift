import Articles
import Foundation
import Fuzzing

/// Which articles are taken for copies of each other. Arguments: `FOLDER [--seed N] [--hide yes]`, a
/// folder of corpora with `articles/manifest.jsonl`. All pairs are compared; then each article with
/// copies of it as sites print them: cut, edited, with a line of their own.
enum StoryBench {
  @Sendable static func run(_ arguments: [String]) async throws {
    let options = BenchOptions(arguments)
    guard let folder = options.plain.first else {
      throw BenchOptions.Usage("stories FOLDER [--seed N] [--hide yes]")
    }
    let pages = try ArticleCorpus.pages(folder)
    let texts = pages.map { $0.expected.body ?? "" }
    let sketches = zip(pages, texts).map { StorySketch($1, language: $0.lang) }
    let told = sketches.count { $0 != nil }
    var joined: [(Int, Int)] = []
    let start = Usage.now
    for left in sketches.indices {
      for right in sketches.indices where right > left {
        if let one = sketches[left], let two = sketches[right],
          one.isCopy(of: two, isSameSource: false)
        {
          joined.append((left, right))
        }
      }
    }
    let cost = (Usage.now - start).cpuMicroseconds
    let pairs = told * (told - 1) / 2
    print(
      "\(told) of \(texts.count) articles have a sketch; \(joined.count) of \(pairs) pairs joined")
    print("\(Double(cost) / Double(max(1, pairs))) us a comparison")
    if options.text("--hide") == nil {
      for (left, right) in joined {
        print("  \(pages[left].expected.title ?? "") | \(pages[right].expected.title ?? "")")
      }
    }
    var chance = SeededChance(seed: UInt64(options.number("--seed") ?? 1))
    for (name, change) in changes {
      var found = 0
      var made = 0
      for (index, text) in texts.enumerated() {
        guard let sketch = sketches[index] else { continue }
        guard let copy = change(text, &chance),
          let other = StorySketch(copy, language: pages[index].lang)
        else { continue }
        made += 1
        if sketch.isCopy(of: other, isSameSource: false) { found += 1 }
      }
      print("\(name): \(found) of \(made) joined")
    }
  }

  private typealias Change = (String, inout SeededChance) -> String?

  private static var changes: [(String, Change)] {
    [
      (
        "the first half of the paragraphs",
        { text, _ in paragraphs(text) { Array($0.prefix(($0.count + 1) / 2)) } }
      ),
      ("the first three paragraphs", { text, _ in paragraphs(text) { Array($0.prefix(3)) } }),
      (
        "a third of the paragraphs left out, a line before and after",
        { text, chance in
          paragraphs(text) { all in
            let kept = all.filter { _ in Int.random(in: 0..<3, using: &chance) > 0 }
            return ["Our correspondent and agencies report from the region today."]
              + (kept.isEmpty ? all : kept) + ["Subscribe to our newsletter for the day's news."]
          }
        }
      ),
      (
        "one word in twenty another",
        { text, chance in
          text.split(separator: " ", omittingEmptySubsequences: false)
            .map { Int.random(in: 0..<20, using: &chance) == 0 ? "word" : String($0) }
            .joined(separator: " ")
        }
      ),
    ]
  }

  private static func paragraphs(_ text: String, _ change: ([String]) -> [String]) -> String? {
    let all = text.split(separator: "\n").map(String.init).filter { $0.count > 20 }
    return all.count < 4 ? nil : change(all).joined(separator: "\n\n")
  }
}
