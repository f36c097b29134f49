import Foundation
import GRDB
import Testing

@testable import State

/// Checking, backing up, restoring and compacting.
@Suite struct CareTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func bytes(_ path: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path))
  }

  private func fill(_ state: StateFile, _ numbers: Range<Int>) throws {
    for number in numbers {
      var commit = CommitTests.commit("a", identity: "i\(number)", alert: "alr_\(number)")
      commit.evidence[0].bytes = [UInt8](repeating: 7, count: 5_000)
      commit.articles[0].archived = ArchivedArticle(title: "عنوان", body: "نص \(number)")
      try state.commit(commit)
    }
  }

  private func edit(_ path: String, _ sql: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  // MARK: Check

  @Test func `a sound file tells its parts, beside its daemon`() throws {
    let state = try scratch.open()
    try fill(state, 0..<20)
    let report = try StateFile.check(scratch.path)
    #expect(report.faults == [])
    let rows = report.parts.reduce(into: [:]) { $0[$1.name] = $1.rows }
    #expect(rows["archive"] == 20)
    #expect(rows["evidence"] == 21)
    // An alert, two deliveries each, two destinations.
    #expect(rows["outbox"] == 62)
    #expect(report.parts.allSatisfy { ($0.bytes ?? 1) > 0 })
    try fill(state, 20..<21)
  }

  @Test(arguments: [
    ("DELETE FROM alert WHERE event_id = 'alr_3'", "2 deliveries with no alert"),
    ("DELETE FROM destination WHERE name = 'desk'", "20 deliveries with no destination"),
    ("DELETE FROM source", "20 articles of no source"),
    ("INSERT INTO entry (source, key, last_seen) VALUES (9, 1, 1)", "1 sources that are not there"),
    ("DELETE FROM text", "20 alerts without their text"),
    ("DELETE FROM evidence_body", "20 evidence without its bytes"),
    ("UPDATE alert SET event = x'7b' WHERE id = 1", "1 alerts whose bytes are no event"),
    ("UPDATE alert SET event_id = 'other' WHERE id = 1", "1 alerts whose bytes are no event"),
    ("UPDATE delivery SET state = 9 WHERE id = 1", "1 deliveries in no known state"),
    ("UPDATE evidence_total SET bytes = bytes + 1", "1 sums of evidence"),
    ("UPDATE archive SET text = x'00' WHERE id = 2", "1 archived texts that cannot be unpacked"),
    ("UPDATE evidence_body SET bytes = x'00'", "1 bodies of evidence that cannot be unpacked"),
    ("UPDATE alert SET event = 'text' WHERE id < 4", "3 rows of alert hold values of a wrong type"),
    ("UPDATE article SET title = x'00'", "20 rows of article hold values"),
    ("CREATE TABLE mine (a)", "it holds 1 tables"),
    ("DROP INDEX alert_at", "index alert_at is missing"),
    (
      "CREATE TRIGGER evil AFTER INSERT ON alert BEGIN DELETE FROM delivery; END",
      "it holds 1 tables"
    ),
  ])
  func `rows that do not fit each other are counted and named`(sql: String, fault: String) throws {
    let state = try scratch.open()
    try fill(state, 0..<20)
    state.close()
    try edit(scratch.path, sql)
    let report = try StateFile.check(scratch.path)
    #expect(report.faults.contains { $0.message.hasPrefix(fault) }, "\(report.faults)")
  }

  @Test func `damage that SQLite sees is told, and the file is left as it is`() throws {
    let state = try scratch.open()
    try fill(state, 0..<200)
    state.close()
    var data = try bytes(scratch.path)
    let page = 4_096
    for offset in stride(from: 10 * page, to: data.count, by: 7 * page) {
      for place in offset..<min(offset + 400, data.count) { data[place] = 0xA5 }
    }
    for kept in [data, Data(data.prefix(data.count / 2))] {
      try kept.write(to: URL(fileURLWithPath: scratch.path))
      // Opening it may already meet the damage.
      do throws(StateError) {
        #expect(try StateFile.check(scratch.path).isUnfit)
      } catch {
        #expect(error.code == "damaged")
      }
      #expect(try bytes(scratch.path) == kept)
    }
  }

  // MARK: Backup

  @Test func `a backup beside commits is whole, private, and never half there`() throws {
    let state = try scratch.open()
    try fill(state, 0..<30)
    let reader = try scratch.open(.reader)
    let copy = scratch.folder + "/copy.sqlite"
    #expect(try reader.backup(to: copy) > 0)
    try fill(state, 30..<40)
    let mode = try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int
    #expect(mode == 0o640)
    #expect(try StateFile.check(copy).faults == [])
    #expect(try StateFile(path: copy, access: .reader).alerts().count == 30)
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.folder)
    #expect(names.allSatisfy { !$0.contains("draft") })
  }

  @Test func `a backup replaces nothing unless it is told to, and never the state itself`() throws {
    let state = try scratch.open()
    try fill(state, 0..<3)
    let copy = scratch.folder + "/copy.sqlite"
    try Data([1]).write(to: URL(fileURLWithPath: copy))
    #expect(throws: StateError.self) { try state.backup(to: copy) }
    #expect(try bytes(copy) == Data([1]))
    try state.backup(to: copy, replacing: true)
    #expect(try StateFile(path: copy, access: .reader).alerts().count == 3)
    for own in [scratch.path, scratch.path + "-wal", scratch.folder + "/./state.sqlite"] {
      #expect(throws: StateError.self) { try state.backup(to: own, replacing: true) }
    }
    #expect(throws: StateError.self) { try state.backup(to: scratch.folder + "/none/copy") }
    try fill(state, 3..<4)
  }

  // MARK: Restore

  @Test func `a restored file is the backup, and what was there stays byte for byte`() throws {
    let state = try scratch.open()
    try fill(state, 0..<5)
    let copy = scratch.folder + "/copy.sqlite"
    try state.backup(to: copy)
    try fill(state, 5..<9)
    // As a kill leaves it: the last commits are in the log alone.
    let killed = scratch.folder + "/killed.sqlite"
    for end in ["", "-wal"] {
      try bytes(scratch.path + end).write(to: URL(fileURLWithPath: killed + end))
    }
    let before = (try bytes(killed), try bytes(killed + "-wal"))
    let saved = try bytes(copy)
    let outcome = try StateRestore.restore(copy, to: killed, now: at(0))
    let aside = try #require(outcome.aside)
    #expect(aside == killed + ".before-20260921T141320Z")
    #expect(try bytes(aside) == before.0)
    #expect(try bytes(aside + "-wal") == before.1)
    #expect(try bytes(copy) == saved)
    #expect(try StateFile(path: killed, access: .reader).alerts().count == 5)
    #expect(try StateFile(path: aside).alerts().count == 9)
    let restored = try StateFile(path: killed)
    try fill(restored, 20..<22)
    #expect(try restored.alerts().count == 7)
    restored.close()
    #expect(outcome.report.faults == [])
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.folder)
    #expect(names.allSatisfy { !$0.contains("restore-") })
    // Again at the same second.
    let second = try StateRestore.restore(copy, to: killed, now: at(0))
    #expect(second.aside == killed + ".before-20260921T141320Z-2")
  }

  @Test func `it takes the place of a damaged file, of none, and of a log alone`() throws {
    let state = try scratch.open()
    try fill(state, 0..<5)
    let copy = scratch.folder + "/copy.sqlite"
    try state.backup(to: copy)
    let path = scratch.folder + "/other.sqlite"
    #expect(try StateRestore.restore(copy, to: path, now: at(0)).aside == nil)
    #expect(try StateFile(path: path).alerts().count == 5)
    try Data(repeating: 0x41, count: 9_000).write(to: URL(fileURLWithPath: path))
    let damaged = try StateRestore.restore(copy, to: path, now: at(1))
    #expect(try bytes(#require(damaged.aside)) == Data(repeating: 0x41, count: 9_000))
    #expect(try StateFile(path: path).alerts().count == 5)
    let log = scratch.folder + "/log.sqlite"
    try Data([1, 2, 3]).write(to: URL(fileURLWithPath: log + "-wal"))
    let alone = try StateRestore.restore(copy, to: log, now: at(2))
    #expect(try bytes(#require(alone.aside) + "-wal") == Data([1, 2, 3]))
    #expect(try StateFile(path: log).alerts().count == 5)
  }

  @Test func `a copy made by hand is taken with the log beside it`() throws {
    let state = try scratch.open()
    try fill(state, 0..<5)
    let copy = scratch.folder + "/copy.sqlite"
    for end in ["", "-wal"] {
      try bytes(scratch.path + end).write(to: URL(fileURLWithPath: copy + end))
    }
    let before = (try bytes(copy), try bytes(copy + "-wal"))
    let path = scratch.folder + "/other.sqlite"
    _ = try StateRestore.restore(copy, to: path, now: at(0))
    #expect(try StateFile(path: path).alerts().count == 5)
    #expect(try bytes(copy) == before.0)
    #expect(try bytes(copy + "-wal") == before.1)
  }

  @Test func `it is refused while another holds the state`() throws {
    let state = try scratch.open()
    let copy = scratch.folder + "/copy.sqlite"
    try state.backup(to: copy)
    let lock = try StateLock(statePath: scratch.path)
    #expect(throws: StateError.self) {
      try StateRestore.restore(copy, to: scratch.path, now: at(0))
    }
    #expect(throws: StateError.self) { try StateFile.compact(scratch.path) { _ in true } }
    withExtendedLifetime(lock) {}
  }

  @Test(arguments: [
    ("CREATE TRIGGER evil AFTER INSERT ON alert BEGIN DELETE FROM delivery; END", "holds"),
    ("CREATE VIEW evil AS SELECT 1", "holds"),
    ("PRAGMA application_id = 7", "no Marsad state file"),
    ("INSERT INTO grdb_migrations VALUES ('1000')", "newer"),
    (
      """
      DROP TABLE meta; CREATE VIEW meta AS WITH RECURSIVE n(name) AS (SELECT 'hash-key' UNION ALL
      SELECT name FROM n) SELECT name, x'00' AS value FROM n
      """, "meta"
    ),
    ("DROP TABLE grdb_migrations", "tables are missing"),
    ("DELETE FROM meta", "hash key"),
    ("UPDATE source SET name = x'00'", "wrong type"),
  ])
  func `a backup that is none of ours is refused, and nothing is moved`(
    sql: String, words: String
  ) throws {
    let state = try scratch.open()
    try fill(state, 0..<5)
    let copy = scratch.folder + "/copy.sqlite"
    try state.backup(to: copy)
    try edit(copy, sql)
    let backup = try bytes(copy)
    let before = try bytes(scratch.path)
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.folder).sorted()
    do throws(StateError) {
      _ = try StateRestore.restore(copy, to: scratch.path, now: at(0))
      Issue.record("taken")
    } catch {
      #expect(error.description.contains(words), "\(error)")
      #expect(error.path == copy)
    }
    #expect(try bytes(copy) == backup)
    #expect(try bytes(scratch.path) == before)
    let left = try FileManager.default.contentsOfDirectory(atPath: scratch.folder)
    #expect(Set(left).subtracting(names) == ["state.sqlite.lock"])
    try fill(state, 5..<6)
  }

  @Test func `a backup cut anywhere is refused, or holds all of it`() throws {
    let state = try scratch.open()
    try fill(state, 0..<5)
    let copy = scratch.folder + "/copy.sqlite"
    try state.backup(to: copy)
    let data = try bytes(copy)
    let path = scratch.folder + "/other.sqlite"
    for number in 0..<60 {
      try data.prefix(data.count * number / 60).write(to: URL(fileURLWithPath: copy))
      #expect(throws: StateError.self) { try StateRestore.restore(copy, to: path, now: at(0)) }
      #expect(access(path, F_OK) != 0)
    }
  }

  @Test func `the state file is no backup of itself, nor is a folder one`() throws {
    let state = try scratch.open()
    for name in [scratch.path, scratch.folder, scratch.folder + "/none"] {
      #expect(throws: StateError.self) {
        try StateRestore.restore(name, to: scratch.path, now: at(0))
      }
    }
    try fill(state, 0..<1)
  }

  // MARK: Compact

  @Test func `a compacted file is smaller and holds the same`() throws {
    let state = try scratch.open()
    try fill(state, 0..<400)
    state.close()
    try edit(scratch.path, "DELETE FROM archive; DELETE FROM text WHERE id % 2")
    try edit(scratch.path, "UPDATE alert SET text = NULL WHERE text % 2")
    let rows = try OlderFile.rows(scratch.path)
    let before = StateFile.size(scratch.path)
    var plan: StateFile.CompactionPlan?
    let after = try StateFile.compact(scratch.path) {
      plan = $0
      return true
    }
    #expect(plan?.fileBytes == before)
    #expect((plan?.neededBytes ?? 0) > before / 2)
    #expect(try #require(after) < before)
    #expect(StateFile.size(scratch.path) == after)
    #expect(try OlderFile.rows(scratch.path) == rows)
    #expect(try StateFile.check(scratch.path).faults == [])
  }

  @Test func `a compaction that is not begun changes nothing, and none makes a file`() throws {
    try scratch.open().close()
    let before = try bytes(scratch.path)
    #expect(try StateFile.compact(scratch.path) { _ in false } == nil)
    #expect(try bytes(scratch.path) == before)
    #expect(throws: StateError.self) {
      try StateFile.compact(scratch.folder + "/none.sqlite") { _ in true }
    }
    #expect(access(scratch.folder + "/none.sqlite", F_OK) != 0)
  }
}
