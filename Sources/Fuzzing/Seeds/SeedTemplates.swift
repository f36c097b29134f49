internal import Alerts

/// Templates of messages, each with the texts of an event behind it.
enum SeedTemplates {
  static let form =
    "to=desk&text={{ article.title }}&rules={{ rule.tags | join(\"&\") | truncate(70, bytes) }}"

  /// What is accepted, and so has to hold for every event.
  static let sound: [(text: String, format: TemplateFormat)] = [
    (
      """
      {"text": "{{ rule.name }}: {{ article.title | isolate }}", "all": {{ event }},
       "{{ id }}": [{{#each matches separator ", "}}{"t": {{ this.text }}, "s": "{{ this.snippet
         | truncate(30, utf16) }}"}{{/each}}]{{#if article.published}},
       "at": "{{ article.published | time("Asia/Tehran", "%A %d %B %Y %T %z") }}"{{/if}},
       "authors": {{ article.authors | join("، ") | upper }}}
      """, .json
    ),
    (
      "<alert id=\"{{ id }}\">{{#each matches}}<m>{{ this.text }}</m>{{/each}}{{ event | json }}</alert>",
      .markup
    ),
    (form, .form),
    ("**{{ article.title }}**\n{{#each rule.tags}}- {{ this }}\n{{/each}}", .markdown),
    (
      "{{ rule.name | upper }}: {{ article.title | truncate(160, bytes) }}\n{{ article.url }} {{ matches | json }}",
      .text
    ),
  ]

  private static let texts = [
    "خبر \"عاجل\" & <b>\n\u{202E}gnp\u{2066}x\n@everyone {{ id }}",
    "a\u{0}b\u{1B}[31m\nTo: all\r\n\\",
  ]

  static let all: [[UInt8]] =
    sound.flatMap { seed in
      texts.map { Array((seed.text + TemplateCheck.divider + $0).utf8) }
    }
    + MutationTokens.bytes(of: [
      "{{#if rule.severity >= \"high\" and not (story or matches | length > 3)}}!{{else if type == \"marsad.test\"}}?{{else}}{{! no }}{{/if}}",
      "[{{#each places as p limit 3}}{{#if not first}},{{/if}}[{{#each p.also}}{{ this.name }}{{#if not last}},{{/if}}{{/each}}]{{/each}}]",
      "{\"a\": {{~ story.count | default(0) ~}} , \"b\": {{#if digest}}{{ alerts }}{{else}}null{{/if}}}",
      "{{ article.authors | json | json }}{{ timestamp | time }}{{ 'x' | markdown | url | html }}",
    ])

  static let tokens = MutationTokens.bytes(of: [
    "{{", "}}", "{", "}", "[", "]", "{{#if ", "{{else}}", "{{else if ", "{{/if}}", "{{#each ",
    "{{/each}}", "{{#each matches}}", "{{#each places separator \",\"}}", " as m", " limit 2",
    " separator \",\"", "{{! ", "{{!--", "--}}", "{{~", "~}}", "this", "this.text", "first", "last",
    "index", "event", "article.title", "rule", "matches[0].text", "alerts", "measured.failing_s",
    " | ",
    "json", "html", "markdown", "url", "line", "isolate", "upper", "lower", "length",
    "truncate(5, bytes)", "truncate(1)", "time(\"Asia/Damascus\", \"%F\")", "default(\"\")",
    "join(\",\")", " and ", " or ", "not ", "(", ")", "==", "!=", "<=", "\"", "'", "\\", "\\n",
    "\\u12", "\":", ",", "null", "true", "-1.5e3", "\n", "\n====\n", "%", "{%", "&", "<",
    "\u{202E}",
    "\u{2066}", "\u{2069}", "😀", "e\u{301}", "داعش",
  ])
}
