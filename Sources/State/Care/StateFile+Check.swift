internal import Foundation
internal import GRDB

extension StateFile {
  /// Looks at every page and row of a state file, beside a running daemon too. The daemon's log
  /// cannot be written back meanwhile, and grows.
  ///
  /// Throws where the file cannot be opened at all; what else is wrong is in the report.
  package static func check(_ path: String) throws(StateError) -> StateReport {
    let state = try StateFile(path: path, access: .reader)
    defer { state.close() }
    return try state.report()
  }

  func report() throws(StateError) -> StateReport {
    var report = StateReport(
      path: path, schema: 0, newestSchema: Schema.newest, fileBytes: Self.size(path),
      logBytes: Self.size(path + "-wal"), freeBytes: 0, parts: [], faults: [])
    do {
      // One moment of the file for all of it.
      report = try read { [report] database in
        var report = report
        report.faults = try Self.structuralFaults(database)
        guard !report.isUnfit else { return report }
        report.schema = try Schema.version(database)
        let free = try Int.fetchOne(database, sql: "PRAGMA freelist_count") ?? 0
        report.freeBytes = free * (try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 0)
        report.parts = try StateParts.measure(database)
        report.faults += try StateInvariants.faults(database)
        report.faults += try Self.contentFaults(database)
        return report
      }
    } catch {
      guard case .damaged(let what) = error.reason else { throw error }
      report.faults.append(.init(kind: .damage, message: what))
    }
    return report
  }

  /// What SQLite finds, and what is not as our own migrations make it.
  private static func structuralFaults(_ database: Database) throws -> [StateReport.Fault] {
    // The first twenty say enough.
    let lines = try String.fetchAll(database, sql: "PRAGMA integrity_check(20)")
    var faults = lines.filter { $0 != "ok" }
      .map { StateReport.Fault(kind: .damage, message: printable($0)) }
    if !faults.isEmpty { return faults }
    let broken = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").count
    if broken > 0 {
      faults.append(.init(kind: .rows, message: "\(broken) rows refer to rows that are not there"))
    }
    if let what = try Schema.difference(database) {
      faults.append(.init(kind: .schema, message: what))
      return faults
    }
    return try faults + StateInvariants.foreignValues(database)
  }

  /// Texts and bytes that cannot be unpacked: SQLite does not look into values.
  private static func contentFaults(_ database: Database) throws -> [StateReport.Fault] {
    var faults: [StateReport.Fault] = []
    func count(_ sql: String, _ what: String, _ isSound: (Row) -> Bool) throws {
      var damaged = 0
      let rows = try Row.fetchCursor(database, sql: sql)
      while let row = try rows.next() {
        if !isSound(row) { damaged += 1 }
      }
      if damaged > 0 { faults.append(.init(kind: .content, message: "\(damaged) \(what)")) }
    }
    if try database.tableExists("archive") {
      try count("SELECT text FROM archive", "archived texts that cannot be unpacked") { row in
        ArchiveText.unpacked([UInt8](row[0] as Data)) != nil
      }
    }
    if try database.columns(in: "evidence_body").contains(where: { $0.name == "size" }) {
      try count(
        "SELECT bytes, size FROM evidence_body WHERE size IS NOT NULL",
        "bodies of evidence that cannot be unpacked"
      ) { row in
        EvidenceBody(stored: [UInt8](row[0] as Data), size: row[1]).unpacked != nil
      }
    }
    let key = try Data.fetchOne(database, sql: "SELECT value FROM meta WHERE name = 'hash-key'")
    if key?.count != 16 {
      faults.append(.init(kind: .damage, message: "its hash key is missing"))
    }
    return faults
  }

  /// SQLite may quote what stands in the file.
  private static func printable(_ text: String) -> String {
    String(
      decoding: text.utf8.prefix(200).map { $0 < 0x20 || $0 >= 0x7F ? 0x20 : $0 }, as: UTF8.self)
  }

  static func size(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }
}
