import Testing

@testable import Alerts

@Suite struct ForeignTextTests {
  @Test(arguments: [
    ("  two\n\tlines\u{2028}here ", "two lines here"),
    ("gpj\u{202E}exe.\u{202C} \u{2066}x\u{2069}", "gpjexe. x"),
    ("عاجل\u{200F}: عودة\u{200E} داعش", "عاجل: عودة داعش"),
    ("zero\u{200B}width\u{FEFF}\u{AD}\u{2060}", "zerowidth"),
    ("bell\u{7}\u{1B}[31m\u{9B}", "bell[31m"),
    ("می\u{200C}خواهم 👩\u{200D}💻 ❤️", "می\u{200C}خواهم 👩\u{200D}💻 ❤️"),
    ("tag\u{E0041}\u{E007F} private\u{E000}", "tag private"),
  ])
  func `what is invisible or moves text is taken out`(text: String, shown: String) {
    #expect(ForeignText.line(text, limit: 100) == shown)
  }

  @Test func `a pile of marks on one letter is kept low`() {
    let piled = "Z" + String(repeating: "\u{308}", count: 500) + "algo"
    let shown = ForeignText.line(piled, limit: 100)
    #expect(shown.unicodeScalars.count == 11)
    #expect(shown.hasSuffix("algo"))
  }

  @Test func `a long text ends in an ellipsis`() {
    let long = String(repeating: "خبر ", count: 3_000)
    let shown = ForeignText.line(long, limit: 300)
    #expect(shown.unicodeScalars.count <= 301)
    #expect(shown.hasSuffix("…"))
  }

  @Test(arguments: [
    ("https://news.example/1", "https://news.example/1"),
    ("HTTP://news.example/خبر", "HTTP://news.example/خبر"),
    ("https://news.example/a(b)|c>", "https://news.example/a%28b%29%7Cc%3E"),
    ("https://news.example/\" onclick=x", "https://news.example/%22%20onclick=x"),
    ("https://news.example/\u{202E}gpj", "https://news.example/%E2%80%AEgpj"),
    ("javascript:alert(1)", nil), ("//news.example/", nil), ("mailto:a@b", nil), (nil, nil),
  ])
  func `a link is http or https, with nothing in it that ends it early`(
    text: String?, link: String?
  ) {
    #expect(ForeignText.link(text) == link)
  }

  @Test func `an address too long to be clicked is none`() {
    #expect(ForeignText.link("https://news.example/" + String(repeating: "a", count: 3_000)) == nil)
  }
}
