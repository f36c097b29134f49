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

  @Test func `spans are marked where they stand, words before places`() {
    let text = "عودة داعـ.ـش إلى البوكمال"
    let marked = MarkedText(text, words: [5..<12], places: [17..<25])
    #expect(marked.paragraphs(.signs) == ["عودة ⟦داعـ.ـش⟧ إلى ‹البوكمال›"])
    #expect(
      MarkedText("a b", words: [0..<1], places: [0..<3]).paragraphs(.signs) == ["⟦a⟧‹ b›"])
    #expect(MarkedText("abc", words: [2..<9, 7..<8], places: []).paragraphs(.signs) == ["ab⟦c⟧"])
  }

  @Test func `on a terminal a line is isolated and a stranger's own signs are escaped`() {
    let text = "ab\u{1B}[31m\u{202E}c"
    let shown = MarkedText(text, words: [0..<1], places: []).paragraphs(.terminal)
    #expect(
      shown == ["\u{2068}\u{1B}[1;33ma\u{1B}[0mb\\u{1b}[31m\\u{202e}c\u{2069}"])
  }

  @Test func `a long paragraph is cut unless it has marks`() {
    let long = String(repeating: "word ", count: 200)
    let text = long + "\n\n" + long + "end"
    let end = text.unicodeScalars.count
    let shown = MarkedText(text, words: [end - 3..<end], places: []).paragraphs(.signs, limit: 50)
    #expect(shown.count == 2)
    #expect(shown[0].hasSuffix("…") && shown[0].unicodeScalars.count <= 51)
    #expect(shown[1].hasSuffix("⟦end⟧"))
    #expect(MarkedText(text, words: [], places: []).paragraphs(.signs, count: 1).count == 1)
  }
}
