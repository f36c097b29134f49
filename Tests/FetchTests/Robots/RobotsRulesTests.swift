import Testing

@testable import Fetch

@Suite struct RobotsRulesTests {
  private func allows(_ text: String, _ path: String, agents: [String] = ["marsad"]) -> Bool {
    RobotsRules(Array(text.utf8), agents: agents).allows(path)
  }

  @Test(arguments: [
    ("Disallow: /private", "/private/x", false), ("Disallow: /private", "/public", true),
    ("Disallow:", "/x", true), ("Disallow: /", "/robots.txt", true),
    ("Disallow: /a\nAllow: /a/b", "/a/b/c", true), ("Allow: /a\nDisallow: /a/b", "/a/b", false),
    ("Disallow: /a\nAllow: /a", "/a", true), ("Disallow: /*.php$", "/x/y.php", false),
    ("Disallow: /*.php$", "/x/y.php?q", true), ("Disallow: /*.php", "/x/y.php?q", false),
    ("Disallow: /a*c$", "/abbc", false), ("Disallow: /a*c$", "/abbcd", true),
    ("Disallow: /fish*", "/Fish.asp", true), ("Disallow: /fish*", "/fishheads", false),
    ("Disallow: *", "/x", false), ("Disallow: /$", "/", false), ("Disallow: /$", "/x", true),
    ("Disallow: /*/*/x", "/a/b/x", false), ("Disallow: /خبر", "/%D8%AE%D8%A8%D8%B1/1", false),
    ("Disallow: /%d8%ae", "/خ", false), ("Disallow: /a%2Fb", "/a/b", true),
    ("Disallow: /%7Ejoe", "/~joe/", false), ("Disallow: /x # why", "/x", false),
    ("disallow : /x", "/x", false), ("Disallow: x", "/x", true),
    ("Disallow: /a?b=", "/a?b=1", false),
  ])
  func `the longest rule decides`(rule: String, path: String, isAllowed: Bool) {
    #expect(allows("User-agent: *\n\(rule)\n", path) == isAllowed)
  }

  @Test func `a group of our own hides the group for all`() {
    let text = """
      User-agent: *
      Disallow: /

      User-agent: other
      User-agent: MARSAD/2.0
      Disallow: /closed
      Sitemap: https://a.example/map.xml
      """
    #expect(allows(text, "/open"))
    #expect(!allows(text, "/closed"))
    #expect(!allows(text, "/open", agents: ["unnamed"]))
    #expect(allows(text, "/open", agents: ["desk", "marsad"]))
  }

  @Test func `groups for one agent are one`() {
    let text =
      "User-agent: marsad\nDisallow: /a\n\nUser-agent: x\nDisallow: /b\nUser-agent: marsad\nDisallow: /c"
    #expect([allows(text, "/a"), allows(text, "/b"), allows(text, "/c")] == [false, true, false])
  }

  @Test func `odd line ends, a byte order mark and rules of nobody are read`() {
    let text = "\u{FEFF}Disallow: /nobody\rUser-Agent: *\r\nDisallow: /x\r\r\nDisallow: /y"
    #expect(
      [allows(text, "/nobody"), allows(text, "/x"), allows(text, "/y")] == [true, false, false])
  }

  @Test(arguments: [
    ("2", Duration.milliseconds(2000)), ("0.5", .milliseconds(500)), ("3600", .seconds(30)),
    ("1e300", .seconds(30)),
  ])
  func `a crawl delay is read, at most half a minute`(value: String, delay: Duration) {
    let text = "User-agent: *\nCrawl-delay: \(value)\nDisallow: /x"
    #expect(RobotsRules(Array(text.utf8), agents: ["marsad"]).delay == delay)
  }

  @Test(arguments: ["", "abc", "-1", "nan", "0"])
  func `no delay is none`(value: String) {
    let text = "User-agent: *\nCrawl-delay: \(value)"
    #expect(RobotsRules(Array(text.utf8), agents: ["marsad"]).delay == nil)
  }

  @Test func `a page that is no robots file allows everything`() {
    #expect(allows("<!doctype html><html><body>User-agent</body></html>", "/x"))
    #expect(RobotsRules([0, 0xFF, 0xFE, 0x3A, 0x0A], agents: ["marsad"]).allows("/x"))
  }

  @Test func `stars without end are matched without trying every way`() {
    let pattern = "/" + String(repeating: "*a", count: 1000) + "$"
    let path = "/" + String(repeating: "a", count: 8000) + "b"
    #expect(allows("User-agent: *\nDisallow: \(pattern)", path))
  }
}

@Suite struct RobotsCacheTests {
  private let rules = Array("User-agent: *\nDisallow: /x".utf8)

  @Test func `what was learned holds for a day`() {
    var cache = RobotsCache()
    #expect(cache.verdict(origin: "a", path: "/x", now: .zero) == .unknown)
    cache.learn(origin: "a", status: 200, body: rules, agents: ["marsad"], now: .zero)
    #expect(cache.verdict(origin: "a", path: "/x", now: .seconds(86_399)) == .disallowed)
    #expect(cache.verdict(origin: "a", path: "/y", now: .zero) == .allowed(delay: nil))
    #expect(cache.verdict(origin: "a", path: "/x", now: .seconds(86_400)) == .unknown)
  }

  @Test(arguments: [301, 400, 401, 403, 404, 410, 429])
  func `a file that is not there allows`(status: Int) {
    var cache = RobotsCache()
    cache.learn(origin: "a", status: status, body: rules, agents: ["marsad"], now: .zero)
    #expect(cache.verdict(origin: "a", path: "/x", now: .zero) == .allowed(delay: nil))
  }

  @Test func `a server in trouble is left alone, unless an older copy says more`() {
    var cache = RobotsCache()
    cache.learn(origin: "a", status: 503, body: [], agents: ["marsad"], now: .zero)
    #expect(cache.verdict(origin: "a", path: "/y", now: .zero) == .unreachable(status: 503))
    #expect(cache.verdict(origin: "a", path: "/y", now: RobotsCache.errorFor) == .unknown)
    cache.learn(origin: "a", status: 200, body: rules, agents: ["marsad"], now: .zero)
    cache.learn(origin: "a", status: 500, body: [], agents: ["marsad"], now: .seconds(90_000))
    #expect(cache.verdict(origin: "a", path: "/x", now: .seconds(90_000)) == .disallowed)
    #expect(
      cache.verdict(origin: "a", path: "/y", now: .seconds(90_000)) == .allowed(delay: nil))
  }

  @Test func `an older copy serves while the host is out of reach`() {
    var cache = RobotsCache()
    let isKept = cache.keepStale(origin: "a", now: .zero)
    #expect(!isKept)
    cache.learn(origin: "a", status: 200, body: rules, agents: ["marsad"], now: .zero)
    let isKeptLater = cache.keepStale(origin: "a", now: .seconds(90_000))
    #expect(isKeptLater)
    #expect(cache.verdict(origin: "a", path: "/x", now: .seconds(90_000)) == .disallowed)
  }
}
