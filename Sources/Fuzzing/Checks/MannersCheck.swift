internal import Fetch
internal import Foundation

/// What servers ask of a crawler: robots.txt, Retry-After, dates of HTTP.
enum MannersCheck {
  private static let paths = ["/", "/a/b.html?c=d", "/robots.txt", "/%D8%A7", "*", ""]

  static func check(_ bytes: [UInt8]) throws(Finding) {
    let rules = RobotsRules(bytes, agents: ["marsad"])
    try Finding.unless(
      rules == RobotsRules(bytes, agents: ["marsad"]), "a second reading gives other rules")
    for path in paths {
      try Finding.unless(
        rules.allows(path) == rules.allows(path), "a second look gives another verdict")
    }
    try Finding.unless(rules.allows("/robots.txt"), "robots.txt itself is forbidden")
    if let delay = rules.delay {
      try Finding.unless(
        delay >= .zero && delay <= RobotsRules.longestDelay, "a delay of \(delay)")
    }
    let text = String(decoding: bytes.prefix(4_096), as: UTF8.self)
    let now = Date(timeIntervalSince1970: 1_790_000_000)
    for line in text.split(separator: "\n").prefix(20) {
      if let wait = RetryAfter.parse(String(line), now: now) {
        try Finding.unless(wait >= .zero && wait <= RetryAfter.ceiling, "a wait of \(wait)")
      }
      try DateCheck.isSane(HTTPDate.parse(String(line)))
    }
  }
}
