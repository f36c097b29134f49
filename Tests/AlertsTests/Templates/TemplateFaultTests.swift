import Foundation
import Testing

@testable import Alerts

@Suite struct TemplateFaultTests {
  /// The place of the fault is marked by ⟦ in the template.
  @Test(arguments: [
    (
      "{{ measured.⟦failng_s }}",
      "unknown field \"failng_s\" in measured; did you mean \"failing_s\"?"
    ),
    ("{{ ⟦titel }}", "unknown field \"titel\"; did you mean \"article.title\"?"),
    ("a\nb {{ article.⟦titel }}", "unknown field \"titel\" in article; did you mean \"title\"?"),
    ("{{ ⟦title }}", "unknown field \"title\"; did you mean \"article.title\"?"),
    ("{{ ⟦artikle.title }}", "unknown field \"artikle\"; did you mean \"article\"?"),
    (
      "{{#each matches as m}}{{ ⟦snippet }}{{/each}}",
      "unknown field \"snippet\"; did you mean \"m.snippet\"?"
    ),
    (
      "{{ matches.⟦text }}",
      "matches is a list and has no field \"text\"; write matches[0].text for the first, or {{#each matches}}{{this.text}}{{/each}}"
    ),
    ("{{ article.title.⟦length }}", "article.title is a text and has no field \"length\""),
    ("{{ rule⟦[0] }}", "rule is an object and has no elements"),
    ("{{ matches[⟦x] }}", "\"x\" is no place in a list; they count from 0: matches[0]"),
    (
      "{{ ⟦rule }}",
      "rule is an object, and a text is wanted here; name one of its fields: name, severity, tags"
    ),
    (
      "{{ ⟦rule.tags }}",
      "rule.tags is a list, and a text is wanted here; write rule.tags | join(\", \")"
    ),
    (
      "{{ ⟦matches }}",
      "matches is a list, and a text is wanted here; write {{#each matches}}…{{/each}}, or a part of one: matches[0]…"
    ),
    ("{{ ⟦this.text }}", "\"this\" stands outside of an {{#each}}; it speaks of a list's element"),
    ("{{ ⟦.article.title }}", "a field begins without a dot; write article.title"),
    ("{{ ⟦}}", "an empty tag; write a field: {{ article.title }}"),
    ("{{ id ⟦upper }}", "\"upper\" is not expected here; a filter stands behind a |"),
    ("{{ id | ⟦tuncate(3) }}", "unknown filter \"tuncate\"; did you mean \"truncate\"?"),
    ("{{ id | ⟦tojson }}", "unknown filter \"tojson\"; did you mean \"json\"?"),
    (
      "{{ id | ⟦raw }}",
      "unknown filter \"raw\"; every value is escaped for where it stands; there is no way around"
    ),
    (
      "{{ id | ⟦truncate }}",
      "truncate has no argument; write truncate(100) or truncate(100, bytes)"
    ),
    ("{{ id | truncate(3, ⟦byte) }}", "\"byte\" is no unit; did you mean \"bytes\"?"),
    ("{{ id | truncate(3, ⟦characters) }}", "\"characters\" is no unit; did you mean \"runes\"?"),
    (
      "{{ id | truncate(⟦0) }}",
      "0 is not what is expected here; expected a number from 1 to 262144"
    ),
    (
      "{{ timestamp | time(⟦'Asia/Damaskus') }}",
      "\"Asia/Damaskus\" is no time zone; did you mean \"Asia/Damascus\"?"
    ),
    (
      "{{ timestamp | time(⟦'Damascus') }}",
      "\"Damascus\" is no time zone; did you mean \"Asia/Damascus\"?"
    ),
    (
      "{{ timestamp | time(⟦'+03:00') }}",
      "\"+03:00\" is no time zone; a zone has a name such as Asia/Damascus, and so knows of daylight saving"
    ),
    (
      "{{ timestamp | time(Asia⟦/Damascus) }}",
      "\"/\" stands where a , or ) is expected; put the time zone in quotes"
    ),
    (
      "{{ timestamp | time('UTC', '%Y ⟦%Q') }}",
      "\"%Q\" is no sign of a time's format; known are %Y %y %m %d %e %H %I %M %S %p %a %A %b %B %F %T %R %s %z %j %u %:z %%"
    ),
    (
      "{{ id | ⟦time }}",
      "time cannot take id, which is a text; times are timestamp, article.published, article.first_seen and the like"
    ),
    (
      "{{ rule.tags | ⟦upper }}",
      "upper cannot take rule.tags, which is a list; write rule.tags | join(\", \")"
    ),
    (
      "{{ id | ⟦join(', ') }}",
      "join cannot take id, which is a text; it joins a list of texts, such as article.authors"
    ),
    ("{{ article.published | ⟦date('UTC') }}", "unknown filter \"date\"; did you mean \"time\"?"),
    (
      "{{ id | default(⟦“x”) }}",
      "\"“\" means nothing in a tag; texts stand in straight quotes: \"…\" or '…'"
    ),
    ("{{ id | default(⟦\"x) }}\n{{ id }}", "this text in quotes is not closed; close it with \""),
    ("⟦{{ id }\n{{ id }}", "this {{ is not closed; write }} where it ends"),
    ("x ⟦{{ id", "this {{ is not closed; write }} where it ends"),
    ("⟦{{!-- a }}", "this {{ is not closed; write --}} where it ends"),
    ("⟦{{{ id }}}", "three { in a row; put a space between them: { {{ … }} or {{ … }}"),
    (
      "⟦{% if a %}",
      "{% means nothing here; blocks are written {{#if …}}, {{#each …}}; as mere text it is {{ \"{%\" }}"
    ),
    ("{{ ⟦if article }}", "\"if\" is no field; a block begins with #: {{#if …}}"),
    ("{{ ⟦end }}", "\"end\" is no field; a block ends with {{/if}} or {{/each}}"),
    ("{{#⟦unless a}}{{/unless}}", "unknown block \"unless\"; write {{#if not …}}"),
    ("{{#⟦eech matches}}{{/eech}}", "unknown block \"eech\"; did you mean {{#each …}}?"),
    (
      "{{#if⟦}}x{{/if}}",
      "a condition is missing; write {{#if article}} or {{#if rule.severity == \"high\"}}"
    ),
    ("⟦{{#if article}}x", "this {{#if}} is not closed; write {{/if}} where it ends"),
    ("x⟦{{/if}}", "this {{/if}} closes nothing; no block is open here"),
    ("x⟦{{else}}", "this {{else}} stands in no block; it belongs to an {{#if …}} or {{#each …}}"),
    (
      "{{#if id}}{{else}}{{⟦else}}{{/if}}",
      "a second {{else}} in this {{#if}}; one is the last part"
    ),
    (
      "{{#if id}}\n{{#each matches}}⟦{{/if}}",
      "{{/if}} stands where {{/each}} is expected; the {{#each}} of the template's line 2 is still open"
    ),
    ("{{#if id ⟦= 'x'}}{{/if}}", "\"=\" means nothing in a tag; write == to compare"),
    ("{{#if id ⟦&& id}}{{/if}}", "\"&&\" means nothing in a tag; write \"and\""),
    (
      "{{#if type == ⟦'article.match'}}{{/if}}",
      "type is never \"article.match\"; did you mean \"article.matched\"?"
    ),
    (
      "{{#if rule.severity == ⟦'hihg'}}{{/if}}",
      "rule.severity is never \"hihg\"; did you mean \"high\"?"
    ),
    (
      "{{#if digest.count ⟦== '5'}}{{/if}}",
      "a number is compared with a text; both sides want to be of one kind"
    ),
    (
      "{{#if id ⟦< 'b'}}{{/if}}",
      "\"<\" compares numbers and severities; for texts there are == and !="
    ),
    (
      "{{#if ⟦matches > 3}}{{/if}}",
      "matches is a list and cannot be compared; compare how long it is: matches | length > 3"
    ),
    ("{{#if (id⟦}}{{/if}}", "the end of the tag stands where a ) is expected"),
    (
      "{{#each ⟦id}}{{/each}}",
      "{{#each}} goes through a list, and id is a text; lists are matches, places, article.authors, alerts and the like"
    ),
    ("{{#each m ⟦in matches}}{{/each}}", ""),
    ("{{#each matches limit ⟦0}}{{/each}}", "0 is no limit; expected a number from 1 to 10000"),
    (
      "{{#each matches ⟦seperator ','}}{{/each}}",
      "\"seperator\" is not expected here; did you mean \"separator\"?"
    ),
    (
      "{{#each matches as ⟦article}}{{/each}}",
      "\"article\" cannot name an element; it has a meaning already; choose another name"
    ),
  ])
  func `a fault is told at its place, with what to do`(marked: String, expected: String) throws {
    let before = try #require(marked.split(separator: "⟦", omittingEmptySubsequences: false).first)
    let line = before.count { $0 == "\n" } + 1
    let column = before.unicodeScalars.reversed().prefix { $0 != "\n" }.count + 1
    let text = marked.replacing("⟦", with: "")
    let found = faults(text)
    guard !expected.isEmpty else {
      // Told at the name that is unknown.
      #expect(found.first?.hasPrefix("1:9: unknown field \"m\"") == true, "\(found)")
      return
    }
    if text.contains("{{else}}{{else}}") {
      #expect(found == ["1:19: \(expected)"])
    } else {
      #expect(found == ["\(line):\(column): \(expected)"])
    }
  }

  @Test func `all faults are told at once, in the order of the text`() {
    let found = faults("{{ titel }}\n{{ id | nope }}\n{{#if }}{{ matches.text }}{{/if}}\n{{/each}}")
    #expect(found.map { $0.prefix(4) } == ["1:4:", "2:9:", "3:7:", "3:20", "4:1:"])
  }

  @Test func `what is too large or too deep is refused`() {
    #expect(
      faults(String(repeating: "x", count: 65_537)).first?.hasPrefix(
        "1:1: the template has 65537 bytes") == true)
    let ifs = String(repeating: "{{#if id}}", count: 17)
    #expect(faults(ifs).map { $0.prefix(40) } == ["1:161: blocks nest deeper than 16"])
    let loops =
      String(repeating: "{{#each matches}}", count: 5) + String(repeating: "{{/each}}", count: 5)
    #expect(faults(loops) == ["1:69: loops nest deeper than 4"])
    let nots = "{{#if \(String(repeating: "not ", count: 40))id}}{{/if}}"
    #expect(faults(nots).first?.contains("a condition nests deeper than 32") == true)
    let filters = "{{ id \(String(repeating: "| upper ", count: 17))}}"
    #expect(faults(filters).first?.contains("more than 16 filters") == true)
    #expect(faults(String(repeating: "{{ x }}", count: 9_000)).count == 50)
  }
}
