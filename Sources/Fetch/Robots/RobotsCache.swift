/// What robots.txt of each origin said, for a day (RFC 9309 §2.4). A pure value; times count from
/// any fixed moment.
struct RobotsCache {
  enum Verdict: Equatable {
    case allowed(delay: Duration?)
    case disallowed
    /// The server answered with an error of its own (§2.3.1.4): hands off.
    case unreachable(status: Int)
    /// Nothing fresh is known: fetch it and tell `learn`.
    case unknown
  }

  private enum Knowledge {
    case rules(RobotsRules)
    case serverError(status: Int)
  }

  private struct Entry {
    var knowledge: Knowledge
    var freshUntil: Duration
    var usedAt: Duration
  }

  static let freshFor: Duration = .seconds(86_400)
  /// A server error is asked about again after this.
  static let errorFor: Duration = .seconds(600)
  /// Origins remembered.
  static let capacity = 20_000

  private var entries: [String: Entry] = [:]

  func verdict(origin: String, path: String, now: Duration) -> Verdict {
    guard let entry = entries[origin], entry.freshUntil > now else { return .unknown }
    switch entry.knowledge {
    case .rules(let rules):
      return rules.allows(path) ? .allowed(delay: rules.delay) : .disallowed
    case .serverError(let status): return .unreachable(status: status)
    }
  }

  /// An answer to the request for robots.txt. 2xx are rules, 5xx keep hands off (an older copy
  /// goes on being obeyed), everything else means that there are no rules.
  mutating func learn(
    origin: String, status: Int, body: [UInt8], agents: [String], now: Duration
  ) {
    let entry: Entry
    switch status {
    case 200..<300:
      entry = Entry(
        knowledge: .rules(RobotsRules(body, agents: agents)), freshUntil: now + Self.freshFor,
        usedAt: now)
    case 500...:
      let freshUntil = now + Self.errorFor
      if var old = entries[origin], case .rules = old.knowledge {
        old.freshUntil = freshUntil
        entry = old
      } else {
        entry = Entry(
          knowledge: .serverError(status: status), freshUntil: freshUntil, usedAt: now)
      }
    default:
      entry = Entry(knowledge: .rules(.allowAll), freshUntil: now + Self.freshFor, usedAt: now)
    }
    entries[origin] = entry
    if entries.count > Self.capacity { prune(now: now) }
  }

  /// The host could not be reached: an older copy goes on being obeyed. False when there is none.
  mutating func keepStale(origin: String, now: Duration) -> Bool {
    guard let old = entries[origin], case .rules = old.knowledge else { return false }
    entries[origin]?.freshUntil = now + Self.errorFor
    return true
  }

  private mutating func prune(now: Duration) {
    entries = entries.filter { $0.value.freshUntil > now }
    guard entries.count > Self.capacity * 9 / 10 else { return }
    let oldest = entries.sorted { $0.value.usedAt < $1.value.usedAt }
    for (origin, _) in oldest.prefix(Self.capacity / 4) { entries[origin] = nil }
  }
}
