import Foundation
import Testing

@testable import State

@Suite struct RetentionTests {
  let scratch: Scratch
  let state: StateFile

  init() throws {
    scratch = try Scratch()
    state = try scratch.open()
  }

  private func rows(_ table: String) throws -> Int64 {
    try state.read { database in
      try HotStatement(database, "SELECT count(*) FROM \(table)").run([], row: { $0[0] }) ?? 0
    }
  }

  private func fill(_ sql: String) throws {
    try state.write { database in try HotStatement(database, sql).run() }
  }

  /// Entries of three sources, half of them long unseen; keys take all signs.
  private func fillEntries(_ count: Int) throws {
    try fill(
      """
      WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < \(count))
      INSERT INTO entry (source, key, last_seen)
      SELECT i % 3 + 1, (i - \(count / 2)) * 7919, iif(i / 3 % 2, 1000, 1790000000 + i) FROM n
      """)
  }

  @Test func `one step looks at so many rows at most, and the steps come to an end`() throws {
    try fillEntries(3_000)
    var last = try rows("entry")
    var steps = 0
    while try state.prune(RetentionPolicy(), now: at(0), atMost: 100) {
      steps += 1
      let now = try rows("entry")
      #expect(last - now <= 100)
      last = now
      try #require(steps < 200)
    }
    #expect(last == 1_500)
    #expect(steps > 30)
    // Then it begins anew.
    try fill("UPDATE entry SET last_seen = 5 WHERE source = 2")
    while try state.prune(RetentionPolicy(), now: at(0)) {}
    #expect(try rows("entry") == 1_000)
  }

  @Test func `commits and looks find their turn between two steps`() throws {
    try fillEntries(2_000)
    var number = 0
    while try state.prune(RetentionPolicy(), now: at(0), atMost: 300) {
      try state.commit(
        CommitTests.commit("new", identity: "i\(number)", alert: "alr_\(number)"))
      number += 1
      try #require(number < 200)
    }
    #expect(number > 5)
    #expect(try state.alerts().count == number)
    #expect(try state.deliveries().count == 2 * number)
  }

  @Test func `a crowded source is thinned out over several steps, the latest stay`() throws {
    try fill(
      """
      WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < 50000)
      INSERT INTO entry (source, key, last_seen) SELECT 7, i * 7919, 1790000000 + i FROM n
      """)
    try fill("INSERT INTO entry (source, key, last_seen) VALUES (9, 1, 1790000000)")
    var policy = RetentionPolicy()
    policy.keysPerSource = 1_000
    while try state.prune(policy, now: at(0)) {}
    #expect(try rows("entry") == 1_001)
    #expect(try rows("entry WHERE last_seen >= 1790000000 + 49000") == 1_000)
  }

  @Test func `free pages go back to the disk, but for a few`() throws {
    try fillEntries(200_000)
    try fill("DELETE FROM entry")
    state.close()
    let later = try scratch.open()
    let path = scratch.path
    func size() throws -> Int {
      try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    }
    let before = try size()
    while try later.prune(RetentionPolicy(), now: at(0)) {}
    later.close()
    #expect(try size() * 2 < before)
  }
}
