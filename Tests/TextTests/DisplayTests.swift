import TestSupport
import Testing

@testable import Text

@Suite struct DisplayTests {
  @Test(arguments: [
    ("a\nb\t c ", "a b c"), ("x\u{1B}[31mred", "x\\u{1b}[31mred"),
    ("a\u{202E}b\u{200B}c", "a\\u{202e}b\\u{200b}c"), ("می\u{200C}خواهم", "می\u{200C}خواهم"),
    ("", ""),
  ])
  func `a line for the terminal has no controls`(text: String, expected: String) {
    #expect(SafeDisplay.line(text) == expected)
  }

  @Test func `a long line is cut`() {
    #expect(SafeDisplay.line(String(repeating: "ab ", count: 9), limit: 6) == "ab ab…")
  }

  @Test(arguments: [0, 4, 20, 500])
  func `a snippet holds the find literally`(context: Int) throws {
    let (text, spans) = unmark("قال إن\nعودة عناصر ⟦داعـ.ـش\nالآن⟧ إلى ريف  دير الزور تقلق الناس")
    let span = try #require(spans.first)
    let snippet = Snippet.around(span, in: text, context: context)
    #expect(snippet.contains("داعـ.ـش\nالآن"))
    #expect(snippet == Snippet.around(span, in: FoldedText(text), context: context))
    #expect(snippet.unicodeScalars.count <= span.count + 2 * context + 2)
  }

  @Test func `a snippet cuts between words`() throws {
    let (text, spans) = unmark("one two three ⟦four⟧ five sixty")
    let span = try #require(spans.first)
    #expect(Snippet.around(span, in: text, context: 9) == "…three four five…")
    #expect(Snippet.around(span, in: text, context: 80) == text)
  }

  @Test(arguments: [
    ("withn", ["within", "where"], "within"), ("Haleb", ["Homs", "Aleppo", "Halab"], "Halab"),
    ("xyz", ["within"], nil), ("snadr", ["sender", "sources"], nil), ("a", ["b"], nil),
    ("إدلب", ["ادلب", "حلب"], "ادلب"),
  ])
  func `the nearest name is offered, or none`(name: String, names: [String], expected: String?) {
    #expect(Nearest.name(to: name, among: names) == expected)
  }
}
