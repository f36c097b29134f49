internal import Foundation

/// Tells a source that fails from a network that is gone: where most of what was polled lately
/// cannot be reached, people are told once, not once for each source. A pure value.
struct OutageWatch: Sendable {
  enum Verdict: Equatable {
    /// The source alone is told of.
    case tell
    /// Too little is known yet: asked again at its next failure.
    case wait
    /// It belongs to the outage that people were told of.
    case joined
    /// The network is gone: these sources are told of together.
    case began([String])
  }

  private struct Outcome {
    var at: Date
    var isReached: Bool
  }

  /// Kinds of failures that a network makes.
  static let kinds: Set<String> = ["dns", "connect", "timeout"]
  /// Fewer sources are told of one by one.
  static let sourcesAtLeast = 5
  static let sharePercent = 80
  /// How long a source that fails may wait for others to fail or to answer.
  static let longestWait = 900.0
  private static let recentKept = 8

  private var last: [String: Outcome] = [:]
  /// How the last polls of the outage's sources ended, newest last.
  private var recent: [Bool] = []
  /// The sources that are part of it and have not answered since.
  private(set) var members: Set<String> = []
  private(set) var since: Date?

  init() {}

  /// Goes on from what was written down.
  ///
  /// - Parameters:
  ///   - since: when an outage began that people were told of.
  ///   - polls: how each source's last poll ended: the kind of its failure, nil for none.
  init(since: Date?, members: Set<String>, polls: [(source: String, at: Date, failure: String?)]) {
    self.since = since
    self.members = since == nil ? [] : members
    for poll in polls {
      let isReached = poll.failure.map { !Self.kinds.contains($0) } ?? true
      last[poll.source] = Outcome(at: poll.at, isReached: isReached)
    }
  }

  /// A poll failed in a way of the network's.
  mutating func failed(_ source: String, at now: Date) {
    last[source] = Outcome(at: now, isReached: false)
    if members.contains(source) { note(false) }
  }

  /// What is to be told of a source whose failures are to be told.
  ///
  /// - Parameters:
  ///   - began: its first failure in a row.
  ///   - watched: how many sources there are.
  mutating func judge(_ source: String, began: Date, watched: Int, now: Date) -> Verdict {
    if since != nil {
      members.insert(source)
      return .joined
    }
    guard watched >= Self.sourcesAtLeast else { return .tell }
    var away: [String] = []
    var reached = 0
    for (name, outcome) in last where outcome.at >= began {
      if outcome.isReached { reached += 1 } else { away.append(name) }
    }
    if away.count >= Self.sourcesAtLeast,
      away.count * 100 >= (away.count + reached) * Self.sharePercent
    {
      since = began
      members = Set(away)
      recent = []
      return .began(away.sorted())
    }
    let isYoung = (0..<Self.longestWait).contains(now.timeIntervalSince(began))
    return reached == 0 && isYoung && away.count < Self.sourcesAtLeast ? .wait : .tell
  }

  /// A source answered, whatever it said.
  ///
  /// - Returns: the sources that did not answer yet, when this ends the outage.
  mutating func answered(_ source: String, at now: Date) -> (since: Date, left: [String])? {
    last[source] = Outcome(at: now, isReached: true)
    guard let since, members.remove(source) != nil else { return nil }
    note(true)
    let reached = recent.count { $0 }
    guard members.isEmpty || reached >= 3 && reached * 2 >= recent.count else { return nil }
    let left = members.sorted()
    self.since = nil
    members = []
    recent = []
    // What failed before says nothing of the network now.
    last = last.filter(\.value.isReached)
    return (since, left)
  }

  mutating func forget(allBut names: Set<String>) {
    last = last.filter { names.contains($0.key) }
    members.formIntersection(names)
  }

  private mutating func note(_ isReached: Bool) {
    recent.append(isReached)
    if recent.count > Self.recentKept { recent.removeFirst() }
  }
}
