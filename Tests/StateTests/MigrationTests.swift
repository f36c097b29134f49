import Foundation
import GRDB
import Testing

@testable import State

@Suite struct MigrationTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test(arguments: OlderFile.released)
  func `every row of an older file is kept, and the file is sound afterwards`(schema: Int) throws {
    try OlderFile.make(scratch.path, schema: schema)
    let columns = try OlderFile.columns(scratch.path)
    let before = try OlderFile.rows(scratch.path)
    #expect(before.values.allSatisfy { !$0.isEmpty })
    let state = try scratch.open()
    #expect(try state.alerts().count == 40)
    #expect(try state.pending(destination: "desk").map(\.alert).first == "alr_4")
    #expect(try state.evidence(sha256: "sha7")?.bytes == [UInt8](repeating: 0, count: 3_000))
    #expect(try state.evidence(sha256: "sha7")?.request == nil)
    #expect(try state.evidenceBytes() > 40 * 3_000)
    state.close()
    #expect(try OlderFile.rows(scratch.path, columns: columns) == before)
    let report = try StateFile.check(scratch.path)
    #expect(report.faults == [])
    #expect(report.schema == report.newestSchema)
    // It is one file with one that is new today.
    let made = scratch.folder + "/new.sqlite"
    try StateFile(path: made).close()
    #expect(try OlderFile.columns(scratch.path) == OlderFile.columns(made))
  }

  @Test(arguments: OlderFile.released)
  func `an older file is read and checked before its daemon brings it up to date`(
    schema: Int
  ) throws {
    try OlderFile.make(scratch.path, schema: schema)
    let reader = try scratch.open(.reader)
    #expect(try reader.alerts().count == 40)
    #expect(try reader.evidence(sha256: "sha1")?.url == "https://news.example/1")
    #expect(try reader.evidencedAlerts().first?.evidence == 1)
    reader.close()
    let report = try StateFile.check(scratch.path)
    #expect(report.faults == [])
    #expect(report.schema == schema)
    #expect(report.newestSchema > schema)
  }

  @Test(arguments: OlderFile.released)
  func `a migration that is cut off leaves the older file as it was`(schema: Int) throws {
    try OlderFile.make(scratch.path, schema: schema)
    let columns = try OlderFile.columns(scratch.path)
    let before = try OlderFile.rows(scratch.path)
    // A table in the way makes the last migration fail halfway.
    let queue = try DatabaseQueue(path: scratch.path)
    try queue.write { try $0.execute(sql: "CREATE TABLE evidence_total (bytes)") }
    try queue.close()
    #expect(throws: StateError.self) { try scratch.open() }
    let again = try DatabaseQueue(path: scratch.path)
    try again.write { try $0.execute(sql: "DROP TABLE evidence_total") }
    try again.close()
    #expect(try OlderFile.rows(scratch.path, columns: columns) == before)
    #expect(try scratch.open().alerts().count == 40)
  }

  @Test(arguments: [StateFile.Access.owner, .guest, .reader])
  func `a file of a newer program is refused and left alone`(access: StateFile.Access) throws {
    try scratch.open().close()
    let queue = try DatabaseQueue(path: scratch.path)
    try queue.write { database in
      try database.execute(sql: "INSERT INTO grdb_migrations VALUES ('1000')")
    }
    try queue.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: scratch.path))
    #expect(throws: StateError(path: scratch.path, reason: .tooNew)) { try scratch.open(access) }
    #expect(throws: StateError(path: scratch.path, reason: .tooNew)) {
      try StateFile.check(scratch.path)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: scratch.path)) == before)
  }
}
