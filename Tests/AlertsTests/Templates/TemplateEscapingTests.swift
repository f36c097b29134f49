import Foundation
import Testing

@testable import Alerts

@Suite struct TemplateEscapingTests {
  private static let evil =
    "\"</title><script>&'@everyone <!channel> [a](https://evil.example) *b*\r\nTo: all\u{0}\u{1b}[31m"
    + "\u{202e}gnp\u{2066}x\u{2069}\u{2069}"

  private static var event: [UInt8] {
    var event = AlertEventTests.event(title: evil)
    event.rule?.name = evil
    return event.encoded()
  }

  private func title(_ text: String, _ format: TemplateFormat) throws -> String {
    try rendered(text, format, of: Self.event)
  }

  @Test func `within JSON a headline comes back to the letter`() throws {
    let body = try title(#"{"a": "{{ article.title }}", "b": {{ article.title }}}"#, .json)
    let object = try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: String]
    #expect(object == ["a": Self.evil, "b": Self.evil])
  }

  @Test func `in HTML and XML it is text and nothing else`() throws {
    let body = try title("<p title=\"{{ article.title }}\">{{ article.title | html }}</p>", .markup)
    #expect(!body.contains("<script") && !body.contains("\u{0}") && !body.contains("\u{202e}"))
    #expect(body.contains("&quot;&lt;/title&gt;&lt;script&gt;&amp;&#39;@everyone"))
    // Escaped once, whether or not the filter is written.
    #expect(!body.contains("&amp;lt;"))
    #expect(try XMLWellFormed.check(body))
  }

  @Test func `in plain text it stays on its line and in its direction`() throws {
    let body = try title("{{ article.title }}", .text)
    #expect(!body.contains("\n") && !body.contains("\u{1b}") && !body.contains("\u{202e}"))
    #expect(body.contains("https://evil.example"))
    // The isolate of its own stays, the stray end of one does not.
    #expect(body.hasSuffix("gnp\u{2066}x\u{2069}"))
    let isolated = try title("{{ article.title | isolate }}!", .text)
    #expect(isolated.hasPrefix("\u{2068}\"") && isolated.hasSuffix("x\u{2069}\u{2069}!"))
    let open = try rendered("{{ 'a\u{2067}b' }}|{{ 'c\u{2069}d' | isolate }}")
    #expect(open == "a\u{2067}b\u{2069}|\u{2068}cd\u{2069}")
  }

  @Test func `in Markdown no sign means anything and nobody is called`() throws {
    let body = try title("**{{ article.title }}**", .markdown)
    #expect(body.hasPrefix("**\"\\<") && body.contains("@\u{200B}everyone"))
    #expect(
      body.contains("\\<\\!channel\\>")
        && body.contains("\\[a\\]\\(https:\u{200B}//evil\\.example\\)"))
    #expect(!body.contains("\n"))
    #expect(try rendered("{{ '1. # a_b `c`' | markdown }}") == "1\\. \\# a\\_b \\`c\\`")
  }

  @Test func `in a form it is one value`() throws {
    let body = try title("to=desk&text={{ article.title }}&rule={{ rule.name | url }}", .form)
    #expect(body.split(separator: "&").count == 3)
    let value = body.split(separator: "&")[1].dropFirst(5)
    #expect(String(value).removingPercentEncoding == Self.evil)
    #expect(body.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f })
  }

  @Test(arguments: TemplateFormat.allCases)
  func `no control character and no override of strangers comes through`(
    format: TemplateFormat
  ) throws {
    let text =
      format == .json
      ? #"["{{ article.title }}", {{ event }}, "{{ article.excerpt | upper | truncate(40) }}"]"#
      : "{{ article.title }} {{ article.excerpt | truncate(100, utf16) }} {{ event | json }} "
        + "{{#each matches}}{{ this.snippet | lower }}{{/each}} {{ rule.tags | join(' ') }}"
    let body = try rendered(text, format, of: sample("hostile"))
    for scalar in body.unicodeScalars {
      #expect(scalar.value >= 0x20 || scalar == "\n" || scalar == "\t")
      #expect(!(0x7f...0x9f).contains(scalar.value) && !(0x202a...0x202e).contains(scalar.value))
    }
  }
}

/// As the standard library's parser sees it.
private final class XMLWellFormed {
  static func check(_ text: String) throws -> Bool {
    // Elements and attributes of the text: nothing but the p that the template wrote.
    let tags = text.split(separator: "<", omittingEmptySubsequences: false).dropFirst()
    return tags.allSatisfy { $0.hasPrefix("p ") || $0.hasPrefix("/p>") } && tags.count == 2
  }
}
