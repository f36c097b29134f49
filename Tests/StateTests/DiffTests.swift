import State
import Testing

@Suite struct DiffTests {
  let scratch: Scratch
  let state: StateFile
  let watch: Watch

  init() throws {
    scratch = try Scratch()
    state = try scratch.open()
    watch = Watch(state: state)
  }

  private let window: [Observation] = (0..<8).map {
    .entry(
      "عنوان الخبر الطويل رقم \($0)", guid: "https://news.example/?p=\($0)",
      link: "2026/خبر-طويل-\($0)",
      published: Double($0 * 60))
  }

  @Test func `the first poll is the baseline and the second shows what is new`() throws {
    let first = try watch.poll(Array(window[..<5]), 0)
    #expect(first.isBaseline)
    let second = try watch.poll(window, 600)
    #expect(!second.isBaseline)
    #expect(second.new == [5, 6, 7])
    #expect(try watch.poll(window, 1_200).new.isEmpty)
  }

  @Test func `a poll without news writes nothing`() throws {
    try watch.poll(window, 0)
    let again = try watch.poll(window, 600)
    #expect(!again.hasWork)
    #expect(again.knownCount == 8)
  }

  @Test func `known entries survive a restart and a new order`() throws {
    try watch.poll(window, 0)
    state.close()
    let reopened = Watch(state: try scratch.open())
    #expect(try reopened.poll(window.reversed(), 600).new.isEmpty)
  }

  @Test(arguments: ["guid", "link", "both", "none"])
  func `an entry is known again although its signals change`(change: String) throws {
    try watch.poll(window, 0)
    for poll in 1...4 {
      let changed = window.enumerated().map { index, entry in
        var entry = entry
        if change == "guid" || change == "both" { entry.guid = "changed-\(poll)-\(index)" }
        if change == "link" || change == "both" { entry.urlKey = "mirror.example/\(poll)/\(index)" }
        return entry
      }
      let diff = try watch.poll(changed, Double(poll) * 600)
      #expect(diff.new.isEmpty, "poll \(poll)")
      #expect(diff.shift == nil)
    }
  }

  @Test func `a guid that repeats in one document is no identity, then or later`() throws {
    let bad: [Observation] = (0..<6).map {
      .entry("قصة مختلفة تماما \($0)", guid: "same", link: "story/\($0)")
    }
    try watch.poll(Array(bad[..<3]), 0)
    #expect(try watch.poll(Array(bad[..<5]), 600).new == [3, 4])
    // One entry alone in the document, its guid the one that was seen to repeat.
    #expect(try watch.poll([bad[5]], 1_200).new == [0])
    #expect(try watch.poll([bad[5]], 1_800).new.isEmpty)
  }

  @Test func `a link that every entry shares is no identity`() throws {
    let entries: [Observation] = (0..<6).map {
      .entry("Headline number \($0) of the day", guid: "g\($0)", link: "home")
    }
    try watch.poll(Array(entries[..<4]), 0)
    #expect(try watch.poll(entries, 600).new == [4, 5])
    #expect(try watch.poll(entries, 1_200).new.isEmpty)
  }

  @Test func `entries without guid and link are known by their text`() throws {
    let entries: [Observation] = (0..<5).map { .entry("Short \($0)", text: "body \($0)") }
    try watch.poll(Array(entries[..<3]), 0)
    #expect(try watch.poll(entries, 600).new == [3, 4])
    #expect(try watch.poll(entries, 1_200).new.isEmpty)
  }

  @Test func `the same entry printed twice counts once`() throws {
    try watch.poll([window[0]], 0)
    let diff = try watch.poll([window[0], window[1], window[1], window[0]], 600)
    #expect(diff.items.map(\.novelty) == [.known, .new, .repeated, .repeated])
  }

  @Test func `another title or text is a revision, and going back is one too`() throws {
    try watch.poll(window, 0)
    var edited = window
    edited[2] = .entry(
      "عنوان معدل", guid: window[2].guid, link: "2026/خبر-طويل-2", published: 120)
    edited[3].fingerprint = 42
    let diff = try watch.poll(edited, 600)
    #expect(diff.revised == [2, 3])
    #expect(diff.new.isEmpty)
    #expect(try watch.poll(edited, 1_200).revised.isEmpty)
    #expect(try watch.poll(window, 1_800).revised == [2, 3])
  }

  @Test func `a guid used again for another article of another day is new`() throws {
    let monday = Observation.entry(
      "Weather on Monday", guid: "weather", link: "weather/monday", published: 0)
    let tuesday = Observation.entry(
      "Weather on Tuesday", guid: "weather", link: "weather/tuesday", published: 86_400)
    try watch.poll([monday], 0)
    #expect(try watch.poll([tuesday], 86_400).new == [0])
    #expect(try watch.poll([tuesday], 87_000).new.isEmpty)
    #expect(try watch.poll([monday, tuesday], 87_600).new.isEmpty)
  }

  @Test func `a link used again with another guid on another day is new`() throws {
    let first = Observation.entry("Live: the siege", guid: "a1", link: "live", published: 0)
    let second = Observation.entry(
      "Live: the talks", guid: "a2", link: "live", published: 86_400)
    try watch.poll([first], 0)
    let diff = try watch.poll([second], 86_400)
    #expect(diff.new == [0])
    #expect(diff.items[0].identity != "link:news.example/live")
    #expect(try watch.poll([second], 87_000).new.isEmpty)
  }

  @Test func `a daily column of the same long title is a new article each day`() throws {
    let monday = Observation.entry(
      "What we know so far this morning", guid: "m", link: "briefing/monday-nov-23",
      published: 0)
    let tuesday = Observation.entry(
      "What we know so far this morning", guid: "t", link: "briefing/tuesday-nov-24",
      published: 86_400)
    try watch.poll([monday], 0)
    #expect(try watch.poll([tuesday], 86_400).new == [0])
  }

  @Test func `a page that suddenly shows other links is a new baseline`() throws {
    var page = watch
    page.kind = .page
    let before: [Observation] = (0..<20).map { .entry("Old headline \($0)", link: "old/\($0)") }
    let after: [Observation] = (0..<20).map { .entry("New headline \($0)", link: "neu/\($0)") }
    try page.poll(before, 0)
    let diff = try page.poll([before[0]] + after, 600)
    #expect(diff.shift == .redesign(known: 1, of: 21))
    #expect(diff.isBaseline)
    #expect(try page.poll(after + [.entry("One more headline", link: "neu/99")], 1_200).new == [20])
  }

  @Test func `after a long outage a page has moved on by itself`() throws {
    var page = watch
    page.kind = .page
    try page.poll((0..<20).map { .entry("Old headline \($0)", link: "old/\($0)") }, 0)
    let diff = try page.poll(
      (0..<20).map { .entry("Later headline \($0)", link: "late/\($0)") }, 86_400)
    #expect(!diff.isBaseline)
    #expect(diff.shift == .gap(since: at(0)))
    #expect(diff.new.count == 20)
  }

  @Test func `a feed whose whole window is new has a gap and alerts`() throws {
    try watch.poll(window, 0)
    let later: [Observation] = (20..<28).map { .entry("Story \($0)", guid: "g\($0)") }
    let diff = try watch.poll(later, 86_400)
    #expect(diff.shift == .gap(since: at(0)))
    #expect(diff.new.count == 8)
  }

  @Test func `an address that leads to another document is a new baseline`() throws {
    try watch.poll(window, 0)
    var moved = watch
    moved.url = "https://other.example/feed"
    let diff = try moved.poll((0..<8).map { .entry("Story \($0)", guid: "x\($0)") }, 600)
    #expect(diff.isBaseline)
  }

  @Test func `a renamed source keeps its past`() throws {
    try state.register([("Al-Sharq", "https://news.example/feed")])
    try watch.poll(window, 0)
    try state.register([("The East", "https://news.example/feed")])
    var renamed = watch
    renamed.source = "The East"
    let diff = try renamed.poll(window, 600)
    #expect(!diff.isBaseline)
    #expect(diff.new.isEmpty)
    #expect(try state.sources().map(\.name) == ["The East"])
  }

  @Test func `an empty feed is a baseline too`() throws {
    try watch.poll([], 0)
    #expect(try watch.poll([window[0]], 600).new == [0])
  }

  @Test func `absurdly long ids and links make no long identity`() throws {
    try watch.poll([], 0)
    let long = String(repeating: "x", count: 100_000)
    let diff = try watch.poll([.entry("A headline", guid: long, link: long)], 600)
    #expect(diff.new == [0])
    #expect(diff.items[0].identity.utf8.count < 200)
    #expect(try watch.poll([.entry("A headline", guid: long, link: long)], 1_200).new.isEmpty)
  }

  @Test func `five thousand entries of one guid cost no quadratic time`() throws {
    let entries: [Observation] = (0..<5_000).map {
      .entry("Story \($0)", guid: "0", link: "s/\($0)")
    }
    #expect(try watch.poll(entries, 0).isBaseline)
    #expect(try watch.poll(entries, 600).knownCount == 5_000)
  }
}
