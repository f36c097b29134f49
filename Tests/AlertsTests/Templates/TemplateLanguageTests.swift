import Foundation
import Testing

@testable import Alerts

@Suite struct TemplateLanguageTests {
  private static let event = Array(
    """
    {"id":"alr_1","type":"article.matched","timestamp":"2026-03-21T09:03:24.123Z",\
    "rule":{"name":"isis","severity":"high","tags":["a","b"]},\
    "article":{"title":"T <b>","url":"https://x.example/?a=1&b=2","authors":[],"language":null,\
    "published":null,"source":{"name":"Sharq"}},\
    "matches":[{"text":"m1","start":0},{"text":"m2","start":5},{"text":"m3","start":9}],\
    "places":[{"lat":34.5,"distance_km":null,"also":[{"name":"p"},{"name":"q"}]}],\
    "measured":{"quiet_s":7}}
    """.utf8)

  @Test(arguments: [
    ("", ""), ("plain { } }} words", "plain { } }} words"), ("{{ id }}", "alr_1"),
    ("{{article.source.name}}{{ rule.name }}", "Sharqisis"),
    ("[{{ article.published }}{{ story.count }}{{ removed.reason }}]", "[]"),
    ("{{ matches[1].text }}{{ matches[7].text }}", "m2"), ("{{ places[0].lat }}", "34.5"),
    ("{{ matches[0].start }} {{ measured.quiet_s }}{{ truncated.nothing }}", "0 7"),
    (
      "{{ \"a\\n{{b}}\" }} {{ 'it\"s' }} {{ 3 }} {{ -1.50 }} {{ true }}{{ null }}",
      "a {{b}} it\"s 3 -1.5 true"
    ),
    ("a{{! no }}b{{!-- {{ id }} --}}c", "abc"),
    ("a {{~ id ~}} \n b", "aalr_1b"), ("a  {{~! x ~}}  b", "ab"),
    // Conditions.
    ("{{#if article}}y{{/if}}{{#if story}}n{{/if}}", "y"),
    ("{{#if story}}1{{else if removed}}2{{else if rule}}3{{else}}4{{/if}}", "3"),
    ("{{#if story}}1{{else}}2{{/if}}", "2"),
    ("{{#if not article.authors and (story or matches)}}y{{/if}}", "y"),
    ("{{#if matches[0].start}}zero{{/if}}{{#if article.language}}null{{/if}}", ""),
    ("{{#if rule.severity == \"high\"}}y{{/if}}{{#if 'low' != rule.severity}}y{{/if}}", "yy"),
    ("{{#if rule.severity >= \"medium\"}}y{{/if}}{{#if rule.severity > \"high\"}}n{{/if}}", "y"),
    ("{{#if matches | length > 2}}y{{/if}}{{#if matches[0].start < 0.5}}y{{/if}}", "yy"),
    ("{{#if article.published == null}}y{{/if}}{{#if story.count < 1}}n{{/if}}", "y"),
    ("{{#if measured.quiet_s <= 7}}y{{/if}}{{#if measured.quiet_s == 7.0}}y{{/if}}", "yy"),
    ("{{#if false or true and false}}n{{/if}}{{#if not (true and false)}}y{{/if}}", "y"),
    // Loops.
    ("{{#each matches}}{{this.text}}{{/each}}", "m1m2m3"),
    ("{{#each matches as m limit 2 separator \", \"}}{{index}}:{{m.text}}{{/each}}", "1:m1, 2:m2"),
    (
      "{{#each matches}}{{#if not first}}-{{/if}}{{this.start}}{{#if last}}.{{/if}}{{/each}}",
      "0-5-9."
    ),
    ("{{#each matches limit 2}}{{#if last}}{{this.text}}{{/if}}{{/each}}", "m2"),
    ("{{#each rule.tags separator \"|\"}}{{this}}{{/each}}", "a|b"),
    ("{{#each article.authors}}x{{else}}nobody{{/each}}", "nobody"),
    ("{{#each also_at}}x{{/each}}", ""),
    (
      "{{#each places as p}}{{#each p.also as a separator \"/\"}}{{p.lat}}{{a.name}}{{index}}{{/each}}{{/each}}",
      "34.5p1/34.5q2"
    ),
    // Filters.
    ("{{ rule.tags | join(', ') }} {{ rule.tags | length }} {{ rule.name | length }}", "a, b 2 4"),
    ("{{ article.published | default('never') }} {{ story.count | default(0) }}", "never 0"),
    (
      "{{ rule.name | upper }} {{ 'ABC' | lower }} {{ rule.severity | upper | lower }}",
      "ISIS abc high"
    ),
    ("{{ article.url | url }}", "https%3A%2F%2Fx.example%2F%3Fa%3D1%26b%3D2"),
    (
      "{{ article.title | html }} {{ rule | json }}",
      #"T &lt;b&gt; {"name":"isis","severity":"high","tags":["a","b"]}"#
    ),
    (
      "{{ 'abcdef' | truncate(4) }} {{ 'داعش' | truncate(7, bytes) }} {{ '😀😀😀' | truncate(5, utf16) }}",
      "abc… دا… 😀😀…"
    ),
    (
      "{{ timestamp | time }} {{ timestamp | time('Asia/Damascus', '%d.%m.%Y %H:%M %z') }}",
      "2026-03-21 09:03 21.03.2026 12:03 +0300"
    ),
    ("{{ article.published | time('UTC', '%F') }}", ""),
    ("{{ 'a b' | isolate }}{{ '' | isolate }}", "\u{2068}a b\u{2069}"),
    // Lines on which a block or a comment stands alone go.
    ("a\n{{#if article}}\nb\n{{else}}\nc\n{{/if}}\nd\n", "a\nb\nd"),
    (
      "{{! note }}\n  {{#each matches limit 2}}  \n- {{this.text}}\n  {{/each}}\nend",
      "- m1\n- m2\nend"
    ),
    ("a {{#if article}}\nb{{/if}}", "a \nb"), ("{{ id }}\n{{ id }}", "alr_1\nalr_1"),
  ])
  func `a template becomes`(text: String, expected: String) throws {
    #expect(try rendered(text, of: Self.event) == expected)
  }

  @Test(arguments: [
    ("application/json", TemplateFormat.json), ("Application/JSON; charset=utf-8", .json),
    ("application/problem+json", .json), ("text/html", .markup),
    ("text/xml;charset=utf-8", .markup),
    ("application/soap+xml; action=\"a\"", .markup), ("text/markdown", .markdown),
    ("application/x-www-form-urlencoded", .form), ("text/plain", .text),
    ("application/x-own", .text),
  ])
  func `the content type decides how values are escaped`(type: String, format: TemplateFormat) {
    #expect(TemplateFormat(contentType: type) == format)
  }

  @Test func `every attempt sends the same bytes`() throws {
    let text = "{{ event | json }} {{ timestamp | time('Europe/Berlin') }} {{ article.title }}"
    let body = BodyTemplate(template: try template(text), contentType: "text/plain")
    let first = try body.body(of: sample("hostile"))
    for _ in 0..<20 { #expect(try body.body(of: sample("hostile")) == first) }
    #expect(throws: TemplateFailure.noEvent) { try body.body(of: Array("{".utf8)) }
  }

  @Test func `what would be endless ends in a failure with a name`() throws {
    let event = sample("large")
    let loops = "{{#each matches}}{{#each places}}{{#each matches}}{{#each places}}"
    let ends = String(repeating: "{{/each}}", count: 4)
    #expect(throws: TemplateFailure.tooLong) { try rendered("\(loops)xxx\(ends)", of: event) }
    #expect(throws: TemplateFailure.tooManySteps) {
      try rendered("\(loops){{#if first}}{{/if}}\(ends)", of: event)
    }
    let grown = "{{ article.excerpt | default('\(String(repeating: "&", count: 60_000))') "
    let filters = String(repeating: "| html ", count: 10)
    #expect(throws: TemplateFailure.tooLong) {
      try rendered("\(grown)\(filters)}}", of: sample("bare"))
    }
  }

  @Test func `a body as long as is allowed is rendered in no time`() throws {
    let text = "{{#each matches}}{{#each places}}{{this.name}}{{/each}}\n{{/each}}"
    let program = try template(String(repeating: text, count: 9))
    let tree = try #require(JSONTree(sample("large")))
    let start = ContinuousClock.now
    let body = try program.render(tree)
    #expect(body.count > 200_000)
    #expect(ContinuousClock.now - start < .seconds(10))
  }
}
