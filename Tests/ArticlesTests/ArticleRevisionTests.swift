import Foundation
import Testing

@testable import Articles

@Suite struct ArticleRevisionTests {
  private let title = "Two wounded in shelling near the bridge"
  private let body = """
    Two people were wounded on Friday when shells landed near the old bridge, a local official said.

    The official, who asked not to be named, said that the road had been closed since the morning.

    Ambulances carried the wounded to the hospital in the city, where one of them was operated on.

    The area has seen several such incidents since the beginning of the month.
    """

  private func revision(title: String? = nil, body: String, from: String? = nil) -> ArticleRevision?
  {
    ArticleRevision.between(
      title: self.title, body: from ?? self.body, newTitle: title ?? self.title, newBody: body,
      language: "en")
  }

  private func edited(_ old: String, _ new: String) -> String {
    body.replacingOccurrences(of: old, with: new)
  }

  @Test func `a changed number is told with the words before and after, by their offsets`() throws {
    let new = edited("Two people were", "Three people were")
    let found = try #require(
      revision(title: "Three wounded in shelling near the bridge", body: new))
    #expect(found.changes.map(\.part) == [.title, .body])
    #expect(found.changes.map(\.before.text) == ["Two", "Two"])
    #expect(found.changes.map(\.after.text) == ["Three", "Three"])
    let change = found.changes[1]
    let scalars = Array(new.unicodeScalars)
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[change.after.scalars])
    #expect(String(text) == "Three")
  }

  @Test func `what came and what went has an empty span on the other side, at its place`() throws {
    let found = try #require(
      revision(body: edited("on Friday when", "on Friday and one was killed when")))
    #expect(found.changes.map(\.before.text) == [""])
    #expect(found.changes.map(\.after.text) == ["and one was killed"])
    let place = found.changes[0].before.scalars.lowerBound
    #expect(String(body.unicodeScalars.prefix(place)).hasSuffix("on Friday"))
    let back = try #require(revision(body: body, from: edited("near the old bridge, ", "")))
    #expect(back.changes.map(\.before.text) == [""])
  }

  @Test(arguments: [
    "Updated 5 minutes ago", "1,204 views", "Last updated 10:43 GMT", "12 comments",
  ])
  func `a clock or a counter is no change`(line: String) {
    let other = line.replacingOccurrences(of: "5", with: "25")
      .replacingOccurrences(of: "1,204", with: "3,880").replacingOccurrences(
        of: "10:43", with: "11:09"
      )
      .replacingOccurrences(of: "12", with: "31")
    #expect(revision(body: body + "\n\n" + other, from: body + "\n\n" + line) == nil)
    #expect(revision(body: other + "\n\n" + body, from: body) == nil)
  }

  @Test func `punctuation, case, quotes, harakat and reflowed lines are no change`() {
    #expect(
      revision(body: body.replacingOccurrences(of: "Friday when", with: "friday , when")) == nil)
    #expect(revision(body: body.replacingOccurrences(of: "\n\n", with: "\n")) == nil)
    let arabic = "قال مسؤول محلي إن الطريق أُغلق منذ الصباح بعد سقوط قذائف قرب الجسر القديم."
    #expect(
      ArticleRevision.between(
        title: "", body: arabic, newTitle: "",
        newBody: arabic.replacingOccurrences(of: "أُغلق", with: "اغلق"),
        language: "ar") == nil)
  }

  @Test func `headlines of other articles and captions that come and go are no change`() {
    let boxes = "Read also: Ten years after the flood\n\nMinister visits the north\n\n"
    #expect(revision(body: boxes + body) == nil)
    let parts = body.components(separatedBy: "\n\n")
    let between = (parts[..<2] + ["Photo: the old bridge"] + parts[2...]).joined(separator: "\n\n")
    #expect(revision(body: between) == nil)
  }

  @Test func `a paragraph that moved is no change, one that was added is`() throws {
    let parts = body.components(separatedBy: "\n\n")
    #expect(
      revision(body: [parts[0], parts[2], parts[1], parts[3]].joined(separator: "\n\n")) == nil)
    let more = "A second official denied that anybody had been killed in the shelling."
    let found = try #require(revision(body: body + "\n\n" + more))
    #expect(found.changes.map(\.after.text) == [String(more.dropLast())])
  }

  @Test func `the whole news of a short message may be one short line`() throws {
    let found = try #require(
      ArticleRevision.between(
        title: "", body: "عاجل: مقتل 5 في غارة على دير الزور", newTitle: "",
        newBody: "عاجل: مقتل 7 في غارة على دير الزور", language: "ar"))
    #expect(found.changes.map(\.before.text) == ["5"])
    #expect(found.changes.map(\.after.text) == ["7"])
  }

  @Test func `a headline or a text that was not read is not taken back`() {
    #expect(revision(title: "", body: body) == nil)
    #expect(revision(body: "") == nil)
  }

  @Test func `the same edit has the same mark, another one another`() throws {
    let one = try #require(revision(body: edited("Two people", "Three people")))
    let same = try #require(
      revision(
        body: edited("Two people", "Three people") + "\n\nUpdated 5 minutes ago",
        from: body + "\n\nUpdated 2 minutes ago"))
    let other = try #require(revision(body: edited("Two people", "Four people")))
    #expect(one.content == same.content)
    #expect(one.content != other.content)
  }

  @Test func `differences are the shortest, checked against a table of all ways`() {
    var numbers = SystemRandomNumberGenerator()
    for _ in 0..<400 {
      let before = (0..<Int.random(in: 0...14, using: &numbers)).map { _ in
        UInt64.random(in: 0..<4, using: &numbers)
      }
      let after = (0..<Int.random(in: 0...14, using: &numbers)).map { _ in
        UInt64.random(in: 0..<4, using: &numbers)
      }
      let hunks = MarkDifference.hunks(before, after, limit: 100)
      var made: [UInt64] = []
      var place = 0
      for hunk in hunks {
        made += before[place..<hunk.before.lowerBound]
        #expect(made.count == hunk.after.lowerBound)
        made += after[hunk.after]
        place = hunk.before.upperBound
      }
      made += before[place...]
      #expect(made == after)
      let edits = hunks.reduce(0) { $0 + $1.before.count + $1.after.count }
      #expect(edits == before.count + after.count - 2 * longestCommon(before, after))
    }
  }

  private func longestCommon(_ left: [UInt64], _ right: [UInt64]) -> Int {
    var row = [Int](repeating: 0, count: right.count + 1)
    for one in left {
      var corner = 0
      for (place, two) in right.enumerated() {
        let above = row[place + 1]
        row[place + 1] = one == two ? corner + 1 : max(above, row[place])
        corner = above
      }
    }
    return row[right.count]
  }

  @Test func `a text that is another one altogether costs no more than its length`() throws {
    let old = (0..<40_000).map { "word\($0)" }.joined(separator: " ")
    let new = (0..<40_000).map { "other\($0)" }.joined(separator: " ")
    let found = try #require(revision(body: new, from: old))
    #expect(found.changes.count == 1)
  }
}
