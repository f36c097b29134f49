import Foundation

/// Benchmarks that print figures, and the engines behind a JSON-lines face for scorers.
@main
struct Bench {
  /// Every command by its name. A face reads JSON lines on standard input and answers each by one.
  static let commands:
    [(name: String, summary: String, run: @Sendable ([String]) async throws -> Void)] = [
      ("feeds", "the feed reader behind a JSON-lines face", FeedsFace.run),
      ("places", "toponyms behind a JSON-lines face", PlacesFace.run),
      ("signs", "what speaks for each toponym, behind JSON lines", SignsFace.run),
      ("locate", "places of articles, timed: TEXT [--rounds N]", PlacesBench.run),
      (
        "gazetteer", "compiles the gazetteer: TABLES SUPPLEMENT OUTPUT",
        { try GazetteerCommand.run($0) }
      ),
      ("parse", "feeds from bytes to entries: [--rounds N] FILES", ParseBench.run),
      ("extract", "pages from bytes to articles: [--rounds N] FILES", ExtractBench.run),
      ("match", "terms over a text: TERMS TEXT [--rounds N]", MatchBench.run),
      ("article", "an article of 5 kB under 1,000 rules: CORPORA [--rules N]", ArticleBench.run),
      (
        "disguises", "hits that disguises add on clean text: CORPORA [--terms N] [--seed N]",
        DisguiseBench.run
      ),
      ("revisions", "which changes of a page are edits: CORPORA", RevisionBench.run),
      ("stories", "which articles are copies of each other: CORPORA", StoryBench.run),
      ("matching", "keywords in sentences behind JSON lines", MatchingFace.run),
      ("articles", "the article reader behind JSON lines", ArticlesFace.run),
      ("fronts", "the finder of article links behind JSON lines", FrontsFace.run),
      ("commit", "what the state file costs: [--count N] [--folder DIR]", CommitBench.run),
      ("fetch", "fetches with the engine alone: URLS [--passes N] [--ca FILE]", FetchBench.run),
      (
        "poll", "polls feeds: URLS [--passes N] [--ca FILE] [--first alert] [--terms FILE]",
        PollBench.run
      ),
      (
        "fuzz", "hostile inputs for all readers: [KIND] [--seconds N] [--seed N] [--corpus DIR]",
        FuzzCommand.run
      ),
    ]

  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard let name = arguments.first, let command = commands.first(where: { $0.name == name })
    else {
      let list = commands.map { "  \($0.name)  \($0.summary)" }.joined(separator: "\n")
      FileHandle.standardError.write(Data("usage: marsad-bench COMMAND\n\(list)\n".utf8))
      exit(2)
    }
    do {
      try await command.run(Array(arguments.dropFirst()))
    } catch {
      FileHandle.standardError.write(Data("marsad-bench \(name): \(error)\n".utf8))
      exit(1)
    }
  }
}
