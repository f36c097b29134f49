import Testing

@testable import Articles

@Suite struct JSONScannerTests {
  @Test func `sound JSON is read whole`() throws {
    let value = try #require(
      JSONScanner.read(#"{"a":[1,true,null,"\u062f\ud83d\ude00"],"b":{"c":-2.5e1}}"#).first)
    #expect(value["a"] == .array([.number(1), .bool(true), .null, .string("د😀")]))
    #expect(value["b"]?["c"] == .number(-25))
  }

  @Test(arguments: [
    #"{"headline":"He said "no" twice","x":1}"#, "{\"headline\":\"He said \\\"no\\\" twice\",\n}",
    "<!-- {\"headline\":\"He said \\\"no\\\" twice\"} -->",
    "//<![CDATA[\n{\"headline\":\"He said \\\"no\\\" twice\"}\n//]]>",
    #"{"headline":"He said \"no\" twice","author":{"name":"cut o"#,
    #"{"headline":"He said \"no\" twice","bad":'single'}"#,
  ])
  func `broken JSON gives what stands before the break`(text: String) {
    #expect(JSONScanner.read(text).first?["headline"] == .string(#"He said "no" twice"#))
  }

  @Test func `a line break inside a string is kept`() {
    #expect(JSONScanner.read("{\"a\":\"one\ntwo\"}").first?["a"] == .string("one\ntwo"))
  }

  @Test func `depth is bounded`() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(JSONScanner.read(deep).count == 1)
  }
}
