package import Foundation
internal import GRDB

/// Puts a backup in the place of the state file. What was there is kept beside it, byte for byte.
package enum StateRestore {
  package struct Outcome: Equatable, Sendable {
    /// Where the file that was there is now, with its log beside it; nil where there was none.
    package var aside: String?
    /// What is in place now, as looked at before it was put there.
    package var report: StateReport
  }

  /// Throws, and leaves everything as it was, where another process holds the state, where the
  /// backup is no sound state file, or where a newer Marsad made it. Rows that do not fit each other
  /// do not hinder it: they are in the report.
  package static func restore(
    _ backup: String, to path: String, now: Date
  ) throws(StateError) -> Outcome {
    let lock = try StateLock(statePath: path)
    defer { withExtendedLifetime(lock) {} }
    for own in [path, path + "-wal", path + "-shm"] where FileWork.isSame(own, backup) {
      throw StateError(path: backup, reason: .failed("is the state file itself, not a backup"))
    }
    FileWork.handOver(lock.file, like: path)
    let draft = "\(path).restore-\(getpid())"
    let drafts = [draft, draft + "-wal", draft + "-shm", draft + "-journal"]
    for name in drafts { unlink(name) }
    do {
      let report = try prepare(backup, as: draft)
      FileWork.handOver(draft, like: path)
      let aside = try swap(draft, into: path, now: now)
      return Outcome(aside: aside, report: report)
    } catch {
      for name in drafts { unlink(name) }
      throw error
    }
  }

  /// Copies the backup and looks at the copy: the backup itself is only read.
  private static func prepare(
    _ backup: String, as draft: String
  ) throws(StateError) -> StateReport {
    var status = stat()
    guard stat(backup, &status) == 0 else { throw FileWork.failed(backup) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw StateError(path: backup, reason: .notOurs)
    }
    if let free = FileWork.freeBytes(at: draft), free < Int(status.st_size) {
      throw StateError(path: draft, reason: .diskFull)
    }
    try FileWork.copy(backup, to: draft)
    // A copy made by hand may have its log beside it.
    if StateFile.size(backup + "-wal") > 0 {
      try FileWork.copy(backup + "-wal", to: draft + "-wal")
    }
    do throws(StateError) {
      try StateFile.settle(draft)
      let report = try StateFile.check(draft)
      if let fault = report.faults.first(where: { $0.kind == .damage || $0.kind == .schema }) {
        throw StateError(path: draft, reason: .damaged(fault.message))
      }
      // A reader leaves an empty log behind.
      for name in [draft + "-wal", draft + "-shm"] { unlink(name) }
      try FileWork.flush(draft)
      return report
    } catch {
      // The person knows the backup, not its copy.
      throw StateError(path: backup, reason: error.reason)
    }
  }

  /// Moves the file aside and the draft into its place. Between any two steps the path holds the
  /// old file, the new one, or none but a log: and a log without its file is refused by whoever
  /// opens it, so that no daemon begins anew by accident.
  private static func swap(
    _ draft: String, into path: String, now: Date
  ) throws(StateError) -> String? {
    let hasFile = access(path, F_OK) == 0
    let hasLog = access(path + "-wal", F_OK) == 0
    guard hasFile || hasLog else {
      try FileWork.publish(draft, as: path, replacing: false)
      FileWork.flushFolder(of: path)
      return nil
    }
    let aside = try freeName(beside: path, now: now)
    let empty = draft + "-wal"
    unlink(empty)
    try FileWork.create(empty)
    FileWork.handOver(empty, like: path)
    if hasLog {
      // Under both names until the end.
      if link(path + "-wal", aside + "-wal") != 0 {
        try FileWork.copy(path + "-wal", to: aside + "-wal")
      }
    } else {
      try FileWork.move(empty, to: path + "-wal")
      try FileWork.create(empty)
      FileWork.handOver(empty, like: path)
    }
    FileWork.flushFolder(of: path)
    if hasFile { try FileWork.move(path, to: aside) }
    if access(path + "-shm", F_OK) == 0 { try FileWork.move(path + "-shm", to: aside + "-shm") }
    FileWork.flushFolder(of: path)
    // An empty log belongs to any file; the old one would be written into the new file.
    try FileWork.move(empty, to: path + "-wal")
    FileWork.flushFolder(of: path)
    try FileWork.move(draft, to: path)
    FileWork.flushFolder(of: path)
    return aside
  }

  /// `state.sqlite.before-20261127T232122Z`, or with a number where that is taken.
  private static func freeName(
    beside path: String, now: Date
  ) throws(StateError) -> String {
    let style = Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted)
    let name = "\(path).before-\(now.formatted(style))"
    for number in 1...100 {
      let candidate = number == 1 ? name : "\(name)-\(number)"
      if access(candidate, F_OK) != 0, access(candidate + "-wal", F_OK) != 0 { return candidate }
    }
    throw StateError(path: name, reason: .failed("is there already, a hundred times"))
  }
}

extension StateFile {
  /// Writes a copy's log back into it and closes it, with nothing of the file believed: a schema of
  /// somebody else's making could act on what we do.
  static func settle(_ path: String) throws(StateError) {
    do {
      try inspect(path, access: .guest)
      var configuration = Configuration()
      configuration.label = "restore"
      configuration.prepareDatabase { database in
        try database.execute(sql: "PRAGMA trusted_schema = OFF")
        try database.execute(sql: "PRAGMA cell_size_check = ON")
      }
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      let mode = try queue.writeWithoutTransaction { database in
        guard try database.tableExists("grdb_migrations") else {
          throw StateError(path: path, reason: .damaged("its tables are missing"))
        }
        if try Schema.migrator.hasBeenSuperseded(database) {
          throw StateError(path: path, reason: .tooNew)
        }
        // Before anything of it is read: a view in a table's place could keep us busy for ever.
        if let what = try Schema.difference(database) {
          throw StateError(path: path, reason: .damaged(what))
        }
        return try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
      }
      guard mode == "wal" else {
        throw StateError(
          path: path, reason: .cannotOpen("its file system takes no write-ahead log"))
      }
      try queue.close()
    } catch {
      throw named(error, path: path)
    }
  }
}
