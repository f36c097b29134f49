import Articles
import Foundation
import State
import Testing

@Suite struct StoryTests {
  private let scratch: Scratch
  private let state: StateFile
  private let sketch: StorySketch

  init() throws {
    scratch = try Scratch()
    state = try scratch.open()
    let text = (1...12).map {
      "Witness \($0) said that the river rose over its banks in the night and took the bridge away."
    }
    sketch = try #require(StorySketch(text.joined(separator: "\n"), language: "en"))
  }

  private func commit(_ number: Int, story: String) throws {
    var commit = PollCommit(source: "site-\(number % 7)", at: at(Double(-number)))
    var article = ArticleRecord(identity: "copy-\(number)", title: "Title \(number)", text: 7)
    article.story = StoryRecord(id: story, sketch: sketch)
    commit.articles = [article]
    _ = try state.commit(commit)
  }

  private func story(_ identity: String) throws -> StoryMatch? {
    try state.story(of: sketch, identity: identity, source: "another", now: at(0))
  }

  @Test func `a flood of copies is told by its first ones, and the rest is counted`() throws {
    for number in 0..<500 { try commit(number, story: "st_1") }
    let found = try #require(try story("copy-new"))
    #expect(found.id == "st_1")
    #expect(found.count == 500)
    #expect(found.others.map(\.title) == (0..<StateFile.copiesTold).map { "Title \($0)" })
    #expect(!found.isFirst)
  }

  @Test func `an article that is asked for again is not among the others, and may be the first`()
    throws
  {
    for number in 0..<3 { try commit(number, story: "st_1") }
    let first = try #require(try story("copy-0"))
    #expect(first.isFirst && first.count == 2)
    #expect(first.others.map(\.identity) == ["copy-1", "copy-2"])
    let second = try #require(try story("copy-1"))
    #expect(!second.isFirst)
    #expect(second.others.map(\.identity) == ["copy-0", "copy-2"])
  }

  @Test func `an article alone in its story is its first`() throws {
    try commit(0, story: "st_1")
    let found = try #require(try story("copy-0"))
    #expect(found.isFirst && found.count == 0 && found.others.isEmpty)
  }
}
