import Foundation
import State
import Testing

@Suite struct CommitTests {
  let scratch: Scratch
  let state: StateFile

  init() throws {
    scratch = try Scratch()
    state = try scratch.open()
  }

  /// An article with one alert, as the daemon commits it.
  static func commit(
    _ source: String, identity: String, link: String? = nil, alert: String, rule: String = "r",
    destinations: [String] = ["desk", "file"], seconds: Double = 0
  ) -> PollCommit {
    var commit = PollCommit(source: source, at: at(seconds))
    var article = ArticleRecord(identity: identity, title: "عنوان", text: 7)
    article.linkKey = link
    article.body = "نص الخبر"
    commit.articles = [article]
    commit.evidence = [
      EvidenceRecord(
        sha256: "ab", url: "https://news.example/1", fetched: at(seconds), headers: "",
        bytes: [1, 2, 3])
    ]
    commit.alerts = [
      AlertRecord(
        id: alert, type: "article.matched", rule: rule, at: at(seconds),
        event: Array("{\"id\":\"\(alert)\"}".utf8), destinations: destinations, article: 0,
        evidence: 0)
    ]
    return commit
  }

  @Test func `an alert comes with a delivery for each destination, once`() throws {
    let first = try state.commit(
      Self.commit("a", identity: "i", alert: "alr_1", destinations: ["desk", "file", "desk"]))
    #expect(first.alerts == ["alr_1"])
    let again = try state.commit(Self.commit("a", identity: "i", alert: "alr_1"))
    #expect(again.alerts.isEmpty)
    #expect(again.repeated == ["alr_1"])
    #expect(try state.deliveries().map(\.destination) == ["desk", "file"])
    #expect(try state.pending(destination: "desk").map(\.alert) == ["alr_1"])
    let delivery = try #require(try state.pending(destination: "desk").first)
    let message = try #require(try state.message(delivery: delivery.id))
    #expect(message.event == Array("{\"id\":\"alr_1\"}".utf8))
  }

  @Test func `one article by two sources is one finding, whichever identity each gave it`() throws {
    let one = Self.commit("feed", identity: "guid:x", link: "news.example/1", alert: "alr_1")
    let two = Self.commit(
      "front", identity: "link:news.example/1", link: "news.example/1", alert: "alr_2")
    let three = Self.commit(
      "front", identity: "link:news.example/1", link: "news.example/1", alert: "alr_3",
      rule: "other")
    let first = try state.commit(one)
    let second = try state.commit(two)
    #expect(second.alerts.isEmpty)
    #expect(second.articleIDs == first.articleIDs)
    #expect(try state.commit(three).alerts == ["alr_3"])
    #expect(try state.source("feed")?.articles == 1)
    #expect(try state.source("front")?.articles == 0)
    let found = try #require(
      try state.article(linkKey: "news.example/1", canonicalKey: nil, text: 0))
    #expect(found.identity == "guid:x")
    #expect(found.source == "feed")
  }

  @Test func `a new entry knows the article that another source recorded`() throws {
    var feed = PollCommit(source: "feed", at: at(0))
    let entry = Observation.entry("A headline of some length", guid: "g1", link: "1")
    let baseline = try state.diff(source: "feed", observations: [], now: at(0))
    #expect(baseline.isBaseline)
    feed.poll = PollRecord(
      source: "feed", at: at(0), outcome: .read(.init(kind: "rss", url: "u", entries: 0)))
    try state.commit(feed)
    let diff = try state.diff(source: "feed", observations: [entry], now: at(1))
    #expect(diff.items[0].identity == "guid:news.example g1")
    var second = Self.commit(
      "feed", identity: diff.items[0].identity, link: "news.example/1", alert: "alr_1", seconds: 1)
    second.entries = diff.items
    second.articles[0].entry = 0
    try state.commit(second)
    let other = try state.diff(
      source: "front", kind: .page,
      observations: [.entry("A headline of some length", link: "1")], now: at(2))
    #expect(other.new == [0])
    #expect(other.items[0].identity == "guid:news.example g1")
    #expect(other.items[0].article?.source == "feed")
    // Its own source sees an edit as a revision of that article.
    let edited = Observation.entry("Another headline, corrected", guid: "g1", link: "1")
    let revision = try state.diff(source: "feed", observations: [edited], now: at(3))
    #expect(revision.items[0].novelty == .revised(articleID: other.items[0].article?.id))
  }

  @Test func `another article under a link used again is another finding`() throws {
    var first = Observation.entry(
      "Live: the siege of the town", guid: "a1", link: "live", published: 0)
    let watch = Watch(state: state, source: "feed")
    try watch.poll([], 0)
    func record(_ alert: String, _ seconds: Double) throws -> CommitOutcome {
      let diff = try state.diff(source: "feed", observations: [first], now: at(seconds))
      var commit = Self.commit(
        "feed", identity: diff.items[0].identity, link: "news.example/live", alert: alert,
        seconds: seconds)
      commit.entries = diff.items
      commit.articles[0].entry = 0
      #expect(diff.new == [0])
      return try state.commit(commit)
    }
    let monday = try record("alr_1", 600)
    first = .entry("Live: the talks begin", guid: "a2", link: "live", published: 86_400)
    let tuesday = try record("alr_2", 87_000)
    #expect(tuesday.alerts == ["alr_2"])
    #expect(tuesday.articleIDs != monday.articleIDs)
  }

  @Test func `a canonical link merges on the same host and the same text alone`() throws {
    try state.commit(Self.commit("a", identity: "i", link: "news.example/1", alert: "alr_1"))
    func find(_ link: String, _ canonical: String, text: UInt64) throws -> String? {
      try state.article(linkKey: link, canonicalKey: canonical, text: text)?.identity
    }
    #expect(try find("news.example/amp/1", "news.example/1", text: 7) == "i")
    #expect(try find("news.example/amp/1", "news.example/1", text: 8) == nil)
    #expect(try find("rival.example/1", "news.example/1", text: 7) == nil)
  }

  @Test func `alerts are listed by time and rule, with the text their offsets refer to`() throws {
    for number in 0..<5 {
      try state.commit(
        Self.commit(
          "a", identity: "i\(number)", alert: "alr_\(number)", rule: "r\(number % 2)",
          seconds: Double(number)))
    }
    #expect(try state.alerts().map(\.id) == ["alr_0", "alr_1", "alr_2", "alr_3", "alr_4"])
    #expect(try state.alerts(since: at(3)).map(\.id) == ["alr_3", "alr_4"])
    #expect(try state.alerts(rule: "r1").map(\.id) == ["alr_1", "alr_3"])
    #expect(try state.alerts(limit: 2).map(\.id) == ["alr_3", "alr_4"])
    #expect(try state.alerts(withBodies: true).first?.body == "نص الخبر")
    #expect(try state.alerts().first?.body == nil)
  }

  @Test func `polls leave their mark on the listing`() throws {
    try state.register([("a", "https://a.example/"), ("b", "https://b.example/")])
    #expect(try state.sources().map(\.state) == [.ok, .ok])
    for second in 1...3 {
      try state.record([
        PollRecord(
          source: "a", at: at(Double(second)), next: at(60), intervalSeconds: 60,
          outcome: .failed(kind: "dns", message: "no such host"))
      ])
    }
    let failing = try #require(try state.source("a"))
    #expect(failing.state == .failing)
    #expect(failing.error?.count == 3)
    #expect(failing.error?.since == at(1))
    #expect(failing.lastSuccess == nil)
    #expect(failing.nextPoll == at(60))
    try state.record([
      PollRecord(
        source: "a", at: at(9),
        outcome: .read(
          .init(
            kind: "rss", url: "https://a.example/",
            validators: StoredValidators(etag: "\"x\"", lastModified: nil), body: .max, entries: 4)),
        isUnconditional: true)
    ])
    let well = try #require(try state.source("a"))
    #expect(well.error == nil)
    #expect(well.validators.etag == "\"x\"")
    #expect(well.body == .max)
    #expect(well.lastUnconditional == at(9))
    #expect(well.entries == 4)
    try state.record([PollRecord(source: "a", at: at(10), outcome: .unchanged)])
    #expect(try state.source("a")?.validators.etag == "\"x\"")
    #expect(try state.source("a")?.lastSuccess == at(10))
    try state.register([("b", "https://b.example/")])
    #expect(try state.sources().map(\.name) == ["b"])
  }

  @Test func `a delivery that waits knows for how long, whatever the clock says now`() throws {
    try state.commit(Self.commit("a", identity: "i", alert: "alr_1"))
    let row = try #require(try state.deliveries().first)
    #expect(try state.pending(destination: row.destination).first?.wait == nil)
    try state.record([
      AttemptRecord(
        delivery: row.id, at: at(86_400), seconds: 1, error: "no answer",
        result: .again(at: at(86_700), tries: 1, isAside: false))
    ])
    let item = try #require(try state.pending(destination: row.destination).first)
    #expect(item.nextAttempt == at(86_700) && item.wait == 300)
  }

  @Test func `pages that wait are due in turn and remembered`() throws {
    var commit = Self.commit("a", identity: "i", alert: "alr_1")
    commit.articles[0].page = .fetch(
      PagePlan.Visit(
        purpose: .retry, url: "https://news.example/1", due: at(60), attempts: 1, since: at(1),
        gone: at(2), carried: "{}"))
    let id = try #require(try state.commit(commit).articleIDs.first)
    #expect(try state.pagesDue(at: at(59)).isEmpty)
    #expect(try state.nextPageDue() == at(60))
    let task = try #require(try state.pagesDue(at: at(60)).first)
    #expect(task.article.id == id)
    #expect(task.visit.purpose == .retry)
    #expect(task.visit.since == at(1) && task.visit.gone == at(2) && task.visit.carried == "{}")
    let second = PagePlan.Visit(purpose: .recheck, url: "https://news.example/1", due: at(90))
    try state.plan(.read(then: second), article: id)
    #expect(try state.pagesDue(at: at(90)).map(\.visit) == [second])
    // One that is planned already stays as it is.
    try state.plan(
      .read(then: PagePlan.Visit(purpose: .recheck, url: "", due: at(95))), article: id)
    #expect(try state.pagesDue(at: at(95)).map(\.visit) == [second])
    try state.plan(.done, article: id)
    #expect(try state.nextPageDue() == nil)
  }

  @Test func `a clock that jumps takes the times of waiting pages along`() throws {
    var commit = Self.commit("a", identity: "i", alert: "alr_1")
    commit.articles[0].page = .fetch(
      PagePlan.Visit(purpose: .retry, url: "https://news.example/1", due: at(60)))
    try state.commit(commit)
    try state.shiftPages(by: -86_400)
    #expect(try state.nextPageDue() == at(60 - 86_400))
    try state.shiftPages(by: 2 * 86_400)
    #expect(try state.pagesDue(at: at(59 + 86_400)).isEmpty)
    #expect(try state.pagesDue(at: at(60 + 86_400)).count == 1)
  }

  @Test func `a clock that was set back between two runs makes no page wait longer, once`() throws {
    var commit = Self.commit("a", identity: "i", alert: "alr_1")
    commit.articles[0].page = .fetch(
      PagePlan.Visit(purpose: .recheck, url: "https://news.example/1", due: at(3_600)))
    try state.commit(commit)
    try state.record([PollRecord(source: "a", at: at(10), outcome: .unchanged)])
    try state.followClock(to: at(8))
    try state.followClock(to: at(7_200))
    #expect(try state.nextPageDue() == at(3_600))
    for _ in 0..<2 {
      try state.followClock(to: at(10 - 86_400))
      #expect(try state.nextPageDue() == at(3_600 - 86_400))
    }
    #expect(try state.sources().first?.lastPoll == at(10 - 86_400))
  }

  @Test func `what is old is forgotten and what waits is not`() throws {
    try Watch(state: state, source: "a").poll([.entry("An old entry of the feed", link: "old")], 0)
    try state.commit(Self.commit("a", identity: "i1", alert: "alr_1"))
    try state.commit(Self.commit("a", identity: "i2", alert: "alr_2"))
    let done = try state.deliveries().filter { $0.alert == "alr_1" }
    try state.record(
      done.map { AttemptRecord(delivery: $0.id, at: at(1), seconds: 0.1, result: .delivered) })
    let year = at(500 * 86_400)
    while try state.prune(RetentionPolicy(), now: year) {}
    #expect(try state.alerts().map(\.id) == ["alr_2"])
    #expect(try state.deliveries().map(\.alert) == ["alr_2", "alr_2"])
    #expect(
      try state.diff(
        source: "a", observations: [.entry("An old entry of the feed", link: "old")], now: year
      ).new == [0])
  }

  @Test func `evidence beyond the size allowed is forgotten, the oldest first`() throws {
    for number in 0..<120 {
      var commit = Self.commit(
        "a", identity: "i\(number)", alert: "alr_\(number)", seconds: Double(number))
      commit.evidence[0].sha256 = "\(number)"
      commit.evidence[0].bytes = (0..<1_000).map {
        UInt8(truncatingIfNeeded: $0 &* ($0 + number) >> 4)
      }
      try state.commit(commit)
    }
    var policy = RetentionPolicy()
    policy.evidenceBytes = try state.evidenceBytes() / 2
    while try state.prune(policy, now: at(1_000)) {}
    #expect(try state.evidence(sha256: "0") == nil)
    #expect(try state.evidence(sha256: "119")?.bytes.count == 1_000)
    #expect(try state.alerts().count == 120)
  }

  @Test func `a source that shows ever new entries is bounded, the latest stay`() throws {
    let watch = Watch(state: state, source: "a")
    for poll in 0..<5 {
      let entries = (0..<400).map {
        Observation.entry("Story \(poll) \($0)", link: "\(poll)/\($0)")
      }
      try watch.poll(entries, Double(poll) * 600)
    }
    var policy = RetentionPolicy()
    policy.keysPerSource = 600
    while try state.prune(policy, now: at(3_000)) {}
    let last = (0..<400).map { Observation.entry("Story 4 \($0)", link: "4/\($0)") }
    #expect(try watch.poll(last, 3_600).new.isEmpty)
    let first = (0..<400).map { Observation.entry("Story 0 \($0)", link: "0/\($0)") }
    #expect(try watch.poll(first, 4_200).new.count == 400)
  }

  @Test func `a backup is whole and opens by itself`() throws {
    try state.commit(Self.commit("a", identity: "i", alert: "alr_1"))
    let copy = scratch.folder + "/copy.sqlite"
    try state.backup(to: copy)
    #expect(throws: StateError.self) { try state.backup(to: copy) }
    #expect(try StateFile(path: copy).alerts().map(\.id) == ["alr_1"])
  }

  @Test func `a replay renews the schedule and puts the destination back to use`() throws {
    try state.commit(Self.commit("a", identity: "i", alert: "alr_1"))
    try state.disable("desk", at: at(1), reason: "gone")
    try state.commit(Self.commit("a", identity: "i2", alert: "alr_2"))
    let rows = try state.deliveries(destination: "desk")
    #expect(rows.map(\.state) == [.disabled, .disabled])
    #expect(try state.destinations().first?.disabledAt == at(1))
    #expect(try state.requestRetry([rows[0].id], at: at(2)) == [rows[0].id])
    #expect(try state.deliveries(destination: "desk").map(\.state) == [.pending, .disabled])
    #expect(try state.destinations().first?.disabledAt == nil)
    #expect(try state.takeRetryRequests()["desk"]?.map(\.id) == [rows[0].id])
    #expect(try state.takeRetryRequests().isEmpty)
  }

  @Test func `a destination that moved gets a new chance`() throws {
    try state.register(destination: "desk", address: 1)
    try state.disable("desk", at: at(1), reason: "gone")
    try state.register(destination: "desk", address: 1)
    #expect(try state.destinations().first?.disabledAt == at(1))
    try state.register(destination: "desk", address: 2)
    #expect(try state.destinations().first?.disabledAt == nil)
  }
}
