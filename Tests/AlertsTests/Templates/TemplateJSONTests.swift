import Foundation
import Testing

@testable import Alerts

@Suite struct TemplateJSONTests {
  @Test(arguments: [
    #"{"a": "{{ article.title }}", "b": {{ article.title }}, "c": {{ article.title | json }}}"#,
    #"{{ event }}"#,
    #"[{{ rule.tags }}, {{ places[0] }}, {{ story.count }}, {{ article.published }}]"#,
    #"{"text": "{{ rule.name | upper }}: {{ article.title | markdown | truncate(50) }}"}"#,
    #"{"{{ rule.name }}": {"x{{ id }}y": null}}"#,
    #"[{{#each matches separator ","}}"{{ this.text }}"{{/each}}]"#,
    #"[{{#each matches}}{{#if not first}},{{/if}}{"t": {{ this.text }}}{{/each}}]"#,
    #"[{{#each matches}}{{ this }}{{#if not last}}, {{/if}}{{/each}}]"#,
    #"[0{{#each matches limit 3}}, {{ this.start }}{{/each}}]"#,
    #"[{{#each matches limit 1}}{{ this.start }}{{/each}}]"#,
    #"[{{#each matches}}{{#if first and last}}1{{else if first}}1,{{else if last}}2{{else}}3,{{/if}}{{/each}}]"#,
    #"{"a": {{#if article}}"{{ article.title }}"{{else}}null{{/if}}}"#,
    #"{"a": 1{{#if article}}, "title": {{ article.title }}{{/if}}{{#if story}}, "n": {{ story.count }}{{/if}}}"#,
    #"{"a": "{{#if article}}{{ article.title }}{{else}}{{ type }}{{/if}} \u{{ "" }}0041 \n"}"#,
    #"{"a": "{{#each matches separator ", "}}{{ this.text }}{{/each}}"}"#,
    #"[{{#each places as p separator ","}}[{{#each p.also as a separator ","}}{{ a.name }}{{/each}}]{{/each}}]"#,
    #"[-1.5e+3, 0, true, false, null, "é \\ \" \/"]"#, #""{{ id }}""#, #"12"#,
    #"[{{#each matches}}1,{{/each}} 2]"#,
  ])
  func `what is proven is JSON of every event`(text: String) throws {
    guard !text.contains(#"\u{{"#) else {
      #expect(faults(text, .json).count == 1)
      return
    }
    for sample in SampleEvent.all {
      let body = try rendered(text, .json, of: sample.bytes)
      #expect(throws: Never.self, "\(sample.name): \(body)") {
        try JSONSerialization.jsonObject(with: Data(body.utf8), options: .fragmentsAllowed)
      }
    }
  }

  @Test(arguments: [
    (#"{"a": 1}⟦}"#, "\"}\" stands where the end is expected in the JSON"),
    (
      #"{"a": {{ id }}⟦"b": 2}"#,
      "\"\"\" stands where a , or } is expected in the JSON; a , is missing; between a list's elements: {{#each … separator \",\"}}"
    ),
    (
      #"{"a": {{ id }},⟦}"#,
      "\"}\" stands where a key in quotes is expected in the JSON; the , before it is one too many: put it where what follows is sure"
    ),
    (
      #"{ {{ ⟦id }}: 1}"#,
      "id stands where a key in quotes or } is expected in the JSON; a key stands in quotes: \"{{ … }}\""
    ),
    (
      #"{"a": "{{ ⟦id | json }}"}"#,
      "json gives a whole value with quotes of its own, and here it stands within quotes; take the quotes around it away, or the filter"
    ),
    (
      #"{"a": "{{ ⟦rule.tags }}"}"#,
      "rule.tags is a list, and a text is wanted here; write rule.tags | join(\", \")"
    ),
    (#"{"a": ⟦text}"#, ""),
    (
      #"{⟦'a': 1}"#,
      "\"'\" stands where a key in quotes or } is expected in the JSON; texts and keys stand in \"…\""
    ),
    (
      #"{"a": "x\⟦q"}"#,
      "\"q\" stands where the rest of a \\ escape is expected in the JSON; after a \\ come \" \\ / b f n r t or u and four digits"
    ),
    (
      #"[{{#each matches}}⟦{"t": 1}{{/each}}]"#,
      "\"{\" stands where a , or ] is expected in the JSON, where matches has several elements; a , is missing; between a list's elements: {{#each … separator \",\"}}"
    ),
    (
      #"[{{#each matches}}{{ this }},{{/each}}⟦]"#,
      "\"]\" stands where a value is expected in the JSON, where matches has elements; the , before it is one too many: put it where what follows is sure"
    ),
    (
      #"{ {{~#if article}}"a": 1{{/if}}{{#if story}}⟦, "b": 2{{/if}} }"#,
      "\",\" stands where a key in quotes or } is expected in the JSON, where story holds; put the , behind what stands before it, in the same part"
    ),
    (
      #"{"a": {{#if article}}{{ id }}{{/if}}⟦}"#,
      "\"}\" stands where a value is expected in the JSON, where article does not hold; texts stand in \"…\""
    ),
    (
      #"{"a": {{#if article}}"{{/if}}{{ ⟦id }}{{#if article}}"{{/if}}}"#,
      "id stands within quotes on one way and outside on another, where article does not hold; open and close quotes in the same part"
    ),
    (
      "{\"a\": \"x⟦\ny\"}",
      "a line break stands within quotes in the JSON; write \\n for a line break"
    ),
    (#"{"a": [1, 2⟦"#, "the JSON ends where a , or ] is expected; close what is open: ] or }"),
    (#"{"a": 1{{ ⟦id }}}"#, "id stands where a , or } is expected in the JSON"),
    (#"⟦<p>"#, "\"<\" stands where a value is expected in the JSON; texts stand in \"…\""),
  ])
  func `what might be no JSON is refused at its place`(marked: String, expected: String) throws {
    let before = try #require(marked.split(separator: "⟦", omittingEmptySubsequences: false).first)
    let line = before.count { $0 == "\n" } + 1
    let column = before.unicodeScalars.reversed().prefix { $0 != "\n" }.count + 1
    let found = faults(marked.replacing("⟦", with: ""), .json)
    guard !expected.isEmpty else {
      #expect(found.count == 1)
      return
    }
    let isEnd = marked.hasSuffix("⟦")
    #expect(found == ["\(line):\(isEnd ? column - 1 : column): \(expected)"])
  }

  @Test func `a proof too intricate is given up, and soon`() {
    let start = ContinuousClock.now
    let part = String(repeating: "1,{{#if id}}2,{{else}}3,{{/if}}", count: 1_500)
    #expect(faults("[\(part)4]", .json).isEmpty)
    let deep = "{{#each matches}}{{#each places}}{{#each matches}}{{#each places}}"
    let many =
      "[\(deep){{#if first}}\(String(repeating: "1,", count: 30_000)){{/if}}{{/each}}{{/each}}{{/each}}{{/each}}0]"
    #expect(faults(many, .json).allSatisfy { $0.contains("too intricate") })
    let nested = String(repeating: "[", count: 60_000)
    #expect(faults(nested, .json).first?.contains("deeper than 64") == true)
    #expect(ContinuousClock.now - start < .seconds(20))
  }
}
