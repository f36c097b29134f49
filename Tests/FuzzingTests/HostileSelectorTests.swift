import Markup
import Testing

extension HostileInput {
  /// Selectors on trees that are made to cost much, and selectors that are made to break.
  @Suite struct HostileSelectorTests {
    private func count(_ selector: String, _ html: String) throws -> Int {
      let tree = try HTMLParser.parse(html)
      return try inLittleTime { try Selector(parsing: selector).matches(in: tree).count }
    }

    @Test func `steps to siblings are linear in the siblings`() throws {
      let html = String(repeating: "<i></i>", count: 100_000)
      #expect(try count("i ~ i", html) == 99_999)
      #expect(try count("b ~ i", html) == 0)
      #expect(try count("i ~ i ~ i + i", html) == 99_997)
      #expect(try count("i:not(i ~ i), b ~ i ~ i", html) == 1)
    }

    @Test func `steps to ancestors are linear in the depth`() throws {
      let html = String(repeating: "<div>", count: 500) + String(repeating: "<i></i>", count: 5_000)
      #expect(try count("div div div div i", html) == 5_000)
      #expect(try count("div b div div i", html) == 0)
      #expect(try count("div ~ div i, b i", html) == 0)
    }

    @Test(arguments: [
      ("a ~ c > d", 1), ("a ~ b > d", 0), ("div a + b ~ c d", 1), ("b ~ c", 1), ("c ~ b", 0),
      ("a:not(b ~ a)", 1), ("div > a ~ *", 2), (":is(a ~ b, b ~ c) + c", 1), ("a ~ b, a ~ c", 2),
      (":is(div a ~ b):not(c ~ b)", 1),
    ])
    func `steps of every kind lead where CSS says`(selector: String, expected: Int) throws {
      #expect(try count(selector, "<div><a></a>text<b></b><c><d></d></c></div>") == expected)
    }

    @Test(arguments: [
      "p:nth-child(n-9223372036854775808)", "p:nth-child(-9223372036854775808n)",
      "p:nth-child(9223372036854775807)", "p:nth-child(-9223372036854775808)",
      "p:nth-child(9999999999n+1)", "p\\", "p[", "p[a=", "p[a='\\", "p:", "p:not(", "p:nth-child(",
      ",", ">", "~ p", "::before",
    ])
    func `a selector that cannot be meant is refused`(selector: String) {
      #expect(throws: SelectorError.self) { try Selector(parsing: selector) }
    }
  }
}
