import Foundation
import Testing

@testable import State

@Suite struct ArchiveTests {
  let scratch: Scratch
  let state: StateFile

  init() throws {
    scratch = try Scratch()
    state = try scratch.open()
  }

  private static func article(_ number: Int, body: String? = nil) -> ArchivedArticle {
    var article = ArchivedArticle(
      title: "عنوان \(number)\u{0}", body: body ?? "نص الخبر \(number)\n\nفقرة")
    article.authors = ["وكالة", "Reporter"]
    article.language = "ar"
    article.url = "https://news.example/\(number)"
    article.published = at(Double(number) - 100)
    article.point = ArchivedArticle.Point(
      latitude: 34.45, longitude: 40.92, reachKilometres: 3, name: "البوكمال")
    return article
  }

  @discardableResult
  private func keep(
    _ article: ArchivedArticle, _ identity: String, source: String = "a", _ seconds: Double
  ) throws -> Int64 {
    var commit = PollCommit(source: source, at: at(seconds))
    var record = ArticleRecord(identity: identity, title: article.title, text: 7)
    record.archived = article
    commit.articles = [record]
    return try #require(try state.commit(commit).articleIDs.first)
  }

  /// The whole answer to a query, in steps of `limit`.
  private func all(
    _ query: ArchiveQuery = .init(), limit: Int = 3, in file: StateFile? = nil
  ) throws -> [ArchiveRow] {
    var found: [ArchiveRow] = []
    var last: ArchivePosition?
    while true {
      let (rows, position) = try (file ?? state).archive(query, after: last, limit: limit)
      guard !rows.isEmpty else { return found }
      found += rows
      last = position
    }
  }

  @Test func `an article comes back as the rules saw it`() throws {
    let kept = Self.article(1)
    let id = try keep(kept, "i1", 10)
    let bare = ArchivedArticle(title: "", body: "")
    try keep(bare, "i2", 20)
    let rows = try all()
    #expect(rows.map { $0.unpacked() } == [kept, bare])
    #expect(rows[0].article == id)
    #expect(rows[0].source == "a")
    #expect(rows[0].seen == at(10))
    #expect(!rows[0].isShared)
    #expect(try state.archived(rows[0].id)?.unpacked() == kept)
    #expect(try state.archived(99) == nil)
  }

  @Test func `a later reading takes the place of the earlier, at the time of the first`() throws {
    try keep(Self.article(1), "i1", 10)
    try keep(Self.article(1, body: "نص أطول"), "i1", 500)
    var page = ArchivedArticle(title: "عنوان", body: "نص الصفحة")
    page.language = "fa"
    try keep(page, "i1", 600)
    let rows = try all()
    #expect(rows.map(\.seen) == [at(10)])
    let article = try #require(rows.first?.unpacked())
    #expect(article.title == "عنوان" && article.body == "نص الصفحة" && article.authors.isEmpty)
    // What only the feed told of it stays.
    let first = Self.article(1)
    #expect(article.point == first.point && article.published == first.published)
    #expect(article.url == first.url && article.language == "fa")
  }

  @Test func `an article that two sources show is kept for each, and each tells of the other`()
    throws
  {
    let first = try keep(Self.article(1), "i1", source: "a", 10)
    let second = try keep(Self.article(1), "i1", source: "b", 20)
    #expect(first == second)
    let rows = try all()
    #expect(rows.map(\.source) == ["a", "b"])
    #expect(rows.map(\.isShared) == [true, true])
  }

  @Test func `what was not held against the rules is not kept`() throws {
    try state.commit(CommitTests.commit("a", identity: "i", alert: "alr_1"))
    #expect(try all().isEmpty)
    #expect(try state.archiveExtent() == ArchiveExtent(count: 0, bytes: 0))
  }

  @Test(arguments: [1, 2, 7, 100])
  func `a query takes in a time and a source, whatever the step`(limit: Int) throws {
    // Several of one moment too.
    for number in 0..<20 {
      try keep(
        Self.article(number), "i\(number)", source: number % 3 == 0 ? "b" : "a",
        Double(number / 4))
    }
    func titles(_ query: ArchiveQuery) throws -> Set<String> {
      let rows = try all(query, limit: limit)
      let found = rows.compactMap { $0.unpacked()?.url }
      #expect(rows.map(\.seen) == rows.map(\.seen).sorted())
      #expect(Set(found).count == found.count)
      #expect(try state.archiveExtent(query).count == found.count)
      return Set(found)
    }
    func expected(_ numbers: some Sequence<Int>) -> Set<String> {
      Set(numbers.map { "https://news.example/\($0)" })
    }
    #expect(try titles(.init()) == expected(0..<20))
    #expect(try titles(.init(since: at(2))) == expected(8..<20))
    #expect(try titles(.init(since: at(1), until: at(3))) == expected(4..<12))
    #expect(
      try titles(.init(until: at(2), source: "b")) == expected((0..<8).filter { $0 % 3 == 0 }))
    #expect(try titles(.init(source: "nobody")).isEmpty)
    let extent = try state.archiveExtent()
    #expect(extent.first == at(0) && extent.last == at(4))
    #expect(extent.bytes > 20 * 96)
  }

  @Test func `texts are forgotten by age`() throws {
    for number in 0..<1_200 {
      try keep(Self.article(number), "i\(number)", Double(number) * 3_600)
    }
    var policy = RetentionPolicy()
    policy.archive = .seconds(200 * 3_600)
    while try state.prune(policy, now: at(1_200 * 3_600)) {}
    let left = try all(limit: 500).map(\.seen)
    #expect(left == (1_000..<1_200).map { at(Double($0) * 3_600) })
    policy.archive = .zero
    while try state.prune(policy, now: at(1_200 * 3_600)) {}
    #expect(try all().isEmpty)
  }

  @Test func `texts beyond the size allowed are forgotten, the oldest first`() throws {
    for number in 0..<1_000 { try keep(Self.article(number), "i\(number)", Double(number)) }
    let each = try state.archiveExtent().bytes / 1_000
    var policy = RetentionPolicy()
    policy.archiveBytes = each * 300
    while try state.prune(policy, now: at(2_000)) {}
    let extent = try state.archiveExtent()
    #expect(extent.bytes <= policy.archiveBytes)
    #expect(extent.count > 280)
    #expect(extent.last == at(999))
  }

  @Test func `an article is known as long as its text is kept`() throws {
    try keep(Self.article(1), "i1", 0)
    var policy = RetentionPolicy()
    policy.archive = .seconds(2_000 * 86_400)
    let later = at(1_000 * 86_400)
    while try state.prune(policy, now: later) {}
    try keep(Self.article(2), "i2", 1_000 * 86_400)
    #expect(try all().map { $0.unpacked()?.url }.count == 2)
    while try state.prune(RetentionPolicy(), now: later) {}
    #expect(try all().count == 1)
  }

  @Test func `a file without an archive is migrated, and read beside its old daemon`() throws {
    try state.commit(CommitTests.commit("a", identity: "i", alert: "alr_1"))
    try state.write { database in
      try HotStatement(database, "DROP TABLE archive").run()
      try HotStatement(database, "DELETE FROM grdb_migrations WHERE identifier = '3'").run()
    }
    state.close()
    let reader = try scratch.open(.reader)
    #expect(try all(in: reader).isEmpty)
    #expect(try reader.archiveExtent() == ArchiveExtent(count: 0, bytes: 0))
    reader.close()
    let later = try scratch.open()
    #expect(try later.alerts().map(\.id) == ["alr_1"])
    var commit = PollCommit(source: "a", at: at(5))
    var record = ArticleRecord(identity: "i", title: "عنوان", text: 7)
    record.archived = Self.article(1)
    commit.articles = [record]
    try later.commit(commit)
    #expect(try all(in: later).map { $0.unpacked() } == [Self.article(1)])
  }
}

@Suite struct ArchiveTextTests {
  @Test(arguments: [
    [], [""], ["a"], ["", "", ""], ["عنوان", "نص\u{0}نص", "🛰"],
    [String(repeating: "خبر عاجل ", count: 50_000)],
  ])
  func `texts come back as they were`(texts: [String]) throws {
    let packed = try #require(ArchiveText.packed(texts))
    #expect(ArchiveText.unpacked(packed) == texts)
  }

  @Test func `an article takes less than half its bytes`() throws {
    let body = (0..<60).map { "قال سكان في ريف المدينة إن الطريق رقم \($0) أغلق منذ أمس." }
      .joined(separator: "\n")
    let packed = try #require(ArchiveText.packed(["عنوان", body]))
    #expect(packed.count * 2 < body.utf8.count)
  }

  @Test func `cut bytes are refused, and changed ones never give another text`() throws {
    let texts = ["عنوان الخبر", "نص الخبر كما رأته القواعد", "كاتب"]
    let packed = try #require(ArchiveText.packed(texts))
    for count in 0..<packed.count {
      #expect(ArchiveText.unpacked(Array(packed[..<count])) == nil)
      var changed = packed
      changed[count] ^= 0x40
      // A few bits between the stream and its checksum mean nothing.
      #expect([nil, texts].contains(ArchiveText.unpacked(changed)))
    }
    #expect(ArchiveText.unpacked([0xFF, 0xFF, 0xFF, 0xFF, 0, 0]) == nil)
  }
}
