import Testing

@testable import Text

@Suite struct ColumnsTests {
  @Test(arguments: [
    ("abc", 3), ("داعش", 4), ("دَاعِش", 4), ("新聞", 4), ("뉴스", 4), ("🚨", 2), ("e\u{301}", 1), ("", 0),
    ("\u{2068}a\u{2069}", 1), ("مي‌خواهم", 7),
  ])
  func `letters take a column, marks none, wide signs two`(text: String, width: Int) {
    #expect(Columns.width(text) == width)
  }

  @Test func `what is cut has room, its ellipsis included`() {
    #expect(Columns.cut("abcdef", to: 6) == "abcdef")
    #expect(Columns.cut("abcdef", to: 5) == "abcd…")
    #expect(Columns.cut("新聞新聞", to: 6) == "新聞…")
    #expect(Columns.cut("x", to: 0) == "…")
  }

  @Test(arguments: [
    ("one two three", 7, ["one two", "three"]), ("one two", 80, ["one two"]), ("", 5, []),
    ("abcdefgh ij", 4, ["abcd", "efgh", "ij"]), ("عودة عناصر داعش", 10, ["عودة عناصر", "داعش"]),
    ("a  b", 1, ["a", "b"]), ("新聞新聞", 1, ["新", "聞", "新", "聞"]),
  ])
  func `lines break between words and hold them all`(text: String, room: Int, lines: [String]) {
    let scalars = Array(text.unicodeScalars)
    let found = Columns.lines(text, room: room).map {
      String(String.UnicodeScalarView(scalars[$0])).trimmingSuffix { $0 == " " }
    }
    #expect(found == lines)
  }
}

extension String {
  fileprivate func trimmingSuffix(_ isLeftOut: (Character) -> Bool) -> String {
    var text = self
    while let last = text.last, isLeftOut(last) { text.removeLast() }
    return text
  }
}
