import Foundation
import Testing

@testable import State

@Suite struct EvidenceTests {
  let scratch: Scratch
  let state: StateFile

  init() throws {
    scratch = try Scratch()
    state = try scratch.open()
  }

  /// A page as pages are: long, and much alike in itself.
  private static func page(_ number: Int, rows: Int = 400) -> [UInt8] {
    Array((0..<rows).map { "<p class=\"entry\">خبر \(number) سطر \($0)</p>\n" }.joined().utf8)
  }

  @discardableResult
  private func keep(
    _ number: Int, sha256: String? = nil, bytes: [UInt8], _ seconds: Double = 0
  ) throws -> CommitOutcome {
    var commit = CommitTests.commit(
      "a", identity: "i\(number)", alert: "alr_\(number)", seconds: seconds)
    commit.evidence = [
      EvidenceRecord(
        sha256: sha256 ?? "\(number)", url: "https://news.example/\(number)",
        fetched: at(seconds), status: 200, headers: "Content-Type: text/html\nX-A: ب",
        request: "Host: news.example", bytes: bytes)
    ]
    return try state.commit(commit)
  }

  private func stored() throws -> Int {
    try state.read { database in
      try HotStatement(
        database,
        """
        SELECT (SELECT sum(length(bytes)) FROM evidence_body)
          + (SELECT sum(length(CAST(headers AS BLOB)) + length(CAST(request AS BLOB)))
             FROM evidence)
        """
      ).run([], row: { Int($0[0]) }) ?? 0
    }
  }

  @Test(arguments: [[], [0], page(1), (0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }])
  func `bytes come back as they came, with what was asked and answered`(bytes: [UInt8]) throws {
    try keep(1, bytes: bytes, 5)
    let found = try #require(try state.evidence(sha256: "1"))
    #expect(found.bytes == bytes)
    #expect(found.url == "https://news.example/1" && found.fetched == at(5))
    #expect(found.status == 200 && found.headers == "Content-Type: text/html\nX-A: ب")
    #expect(found.request == "Host: news.example")
  }

  @Test func `a page takes a fraction of its bytes, and what cannot be packed no more than them`()
    throws
  {
    let page = Self.page(1)
    try keep(1, bytes: page)
    #expect(try state.evidenceBytes() * 5 < page.count)
    var random: UInt64 = 7
    let noise = (0..<20_000).map { _ -> UInt8 in
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: random >> 33)
    }
    let before = try state.evidenceBytes()
    try keep(2, bytes: noise)
    #expect(try state.evidenceBytes() - before < noise.count + 100)
    #expect(try state.evidence(sha256: "2")?.bytes == noise)
  }

  @Test func `a body that several findings share is stored once, and goes with the last of them`()
    throws
  {
    let page = Self.page(1)
    try keep(1, sha256: "same", bytes: page, 0)
    let one = try state.evidenceBytes()
    for number in 2...10 { try keep(number, sha256: "same", bytes: page, Double(number) * 86_400) }
    #expect(try state.evidenceBytes() < one + 9 * 100)
    #expect(try state.evidenceBytes() == stored())
    var policy = RetentionPolicy()
    policy.evidence = .seconds(5 * 86_400)
    while try state.prune(policy, now: at(10 * 86_400)) {}
    #expect(try state.evidence(sha256: "same")?.bytes == page)
    #expect(try state.evidence(sha256: "same")?.fetched == at(5 * 86_400))
    policy.evidence = .zero
    while try state.prune(policy, now: at(20 * 86_400)) {}
    #expect(try state.evidence(sha256: "same") == nil)
    #expect(try state.evidenceBytes() == 0)
    #expect(try state.alerts().count == 10)
  }

  @Test func `the size allowed counts what is stored, and no more goes than must`() throws {
    for number in 0..<40 { try keep(number, bytes: Self.page(number, rows: 100), Double(number)) }
    let each = try state.evidenceBytes() / 40
    var policy = RetentionPolicy()
    // Far less than the pages unpacked.
    policy.evidenceBytes = each * 25
    while try state.prune(policy, now: at(100)) {}
    let left = try (0..<40).filter { try state.evidence(sha256: "\($0)") != nil }
    #expect((23...25).contains(left.count))
    #expect(left == Array((40 - left.count)..<40))
    #expect(try state.evidenceBytes() == stored())
  }

  @Test func `alerts are gone through with their evidence, in steps, by time, rule and id`() throws
  {
    for number in 0..<10 { try keep(number, bytes: [1], Double(number)) }
    try state.commit(alerts: [
      AlertRecord(
        id: "evt", type: "source.failing", at: at(20), event: Array("{}".utf8), destinations: [])
    ])
    func all(
      since: Date? = nil, rule: String? = nil, alert: String? = nil
    ) throws -> [EvidencedAlert] {
      var found: [EvidencedAlert] = []
      while true {
        let rows = try state.evidencedAlerts(
          since: since, rule: rule, alert: alert, after: found.last?.place ?? 0, limit: 3)
        guard !rows.isEmpty else { return found }
        found += rows
      }
    }
    let rows = try all()
    #expect(rows.map(\.id) == (0..<10).map { "alr_\($0)" } + ["evt"])
    #expect(rows.last?.evidence == nil)
    let id = try #require(rows[4].evidence)
    #expect(try state.evidence(id)?.sha256 == "4")
    #expect(try all(since: at(8)).map(\.id) == ["alr_8", "alr_9", "evt"])
    #expect(try all(rule: "other").isEmpty)
    #expect(try all(alert: "alr_7").map(\.id) == ["alr_7"])
  }

  @Test func `a damaged body is told, not given`() throws {
    try keep(1, bytes: Self.page(1))
    try state.write { database in
      try HotStatement(
        database, "UPDATE evidence_body SET bytes = substr(bytes, 1, length(bytes) - 9)"
      ).run()
    }
    #expect(throws: StateError.self) { try state.evidence(sha256: "1") }
  }
}
