/// Configurations and the files by which servers ask for manners.
enum SeedConfigurations {
  static let configurations = MutationTokens.bytes(of: [
    """
    network: {user_agent: Marsad/1.0, robots: obey, per_host: {connections: 2, delay: 1s}}
    defaults: {every: 10m, language: ar, alert: [desk, file]}
    sources:
      - name: Al-Sharq News
        url: https://news.example/
        every: {min: 2m, max: 2h}
        tags: [syria]
        select: {links: "h2 a", body: ".entry"}
    lists:
      isis: [داعش, "Islamic State", {term: ISIS, match: exact}]
      more: {file: terms.txt}
    places:
      strip: {along: [[34.42, 40.99], [34.50, 41.20]], within: 25 km}
      crossing: {at: [36.81, 42.06], names: [معبر اليعربية]}
    rules:
      - name: isis-return
        severity: high
        sources: [syria]
        changes: [new, revised]
        match:
          all: [{any: [{list: isis}]}, {any: [عودة, {near: {terms: [تجار, السلاح], within: 3}}]}]
          none: [{pattern: "(?i)film review"}]
        where: {any: [{in: SY}, {within: 60 km, of: Al-Bukamal}, {area: strip}]}
        alert: [desk]
    destinations:
      desk: {webhook: "https://hooks.example/x", secret: {credential: desk}, retry: [5s, 5m]}
      file: {log: alerts.jsonl}
    limits: {response: 8 MB, entries: 5000}
    """,
    "include: rules.d/*.yaml\nsources: [{name: a, url: 'http://a.test/'}]\n",
    "sources:\n\t- name: a\n", "sources: &a [*a]\n", "{}", "--- |\n text\n...\n---\nb: c\n",
    "a: !!binary aGVsbG8=\n? [complex, key]\n: {<<: *x, y: ~}\n",
  ])

  static let manners = MutationTokens.bytes(of: [
    """
    User-agent: *
    Disallow: /private/*.html$
    Allow: /private/open
    Crawl-delay: 2.5

    User-agent: marsad
    User-agent: other
    Disallow:
    Sitemap: https://a.test/sitemap.xml
    """,
    "120\nSun, 06 Nov 1994 08:49:37 GMT\nSunday, 06-Nov-94 08:49:37 GMT\nSun Nov  6 08:49:37 1994",
    "\u{FEFF}user-agent : MARSAD/1.0 # robot\r\ndisallow : /%D8%A7*\rallow:/%d8%a7b$",
  ])

  static let configurationTokens = MutationTokens.bytes(of: [
    "sources:", "rules:", "destinations:", "match:", "where:", "any:", "all:", "none:", "- ", ": ",
    "{", "}", "[", "]", ", ", "\n", "\n  ", "\t", "|", ">", "&a ", "*a", "<<: ", "!!str ", "---",
    "...",
    "?", "'", "\"", "\\x", "#", "~", "NO", "0x1F", "1e400", "60 km", "10 GB", "[[[[[[[[",
    "{{{{{{{{",
    "include: marsad.yaml", "{file: terms.txt}", "{list: isis}", "(a+)+$", "\\p{Arabic}",
    "\u{202E}",
    "999999999999999999999d", "-5m", "polygon:", "within:", "credential:", "%YAML 1.2", "\u{85}",
  ])

  static let mannerTokens = MutationTokens.bytes(of: [
    "User-agent:", "Disallow:", "Allow:", "Crawl-delay:", "Sitemap:", "*", "$", "%2F", "%zz", "#",
    "\n",
    "\r", "GMT", "Sun,", "Feb", "30", "9999", "-1", "99999999999", "/", "marsad", "1e9",
  ])
}
