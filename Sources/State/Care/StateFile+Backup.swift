internal import Foundation
internal import GRDB

extension StateFile {
  /// Writes a whole and consistent copy, beside a running daemon too. It gets its name only when it
  /// is flushed and has been read again.
  ///
  /// - Parameter replacing: whether a file of that name is replaced.
  /// - Returns: the copy's bytes.
  @discardableResult
  package func backup(to target: String, replacing: Bool = false) throws(StateError) -> Int {
    for own in [path, path + "-wal", path + "-shm", path + ".lock"]
    where FileWork.isSame(own, target) || own == target {
      throw StateError(path: target, reason: .failed("belongs to the state file itself"))
    }
    guard replacing || access(target, F_OK) != 0 else {
      throw StateError(path: target, reason: .failed("is there already; name a new file"))
    }
    let draft = "\(target).draft-\(getpid())"
    unlink(draft)
    // SQLite fills an empty file, and would make one that everybody may read.
    try FileWork.create(draft)
    do {
      try copy(into: draft)
      try FileWork.flush(draft)
      try FileWork.publish(draft, as: target, replacing: replacing)
      FileWork.flushFolder(of: target)
      return Self.size(target)
    } catch {
      unlink(draft)
      throw error
    }
  }

  private func copy(into draft: String) throws(StateError) {
    do {
      // VACUUM INTO reads one moment of the file and needs no transaction of ours.
      try queue.inDatabase { database in
        try database.execute(sql: "VACUUM INTO ?", arguments: [draft])
      }
    } catch {
      let named = Self.named(error, path: path)
      throw named.reason == .diskFull ? StateError(path: draft, reason: .diskFull) : named
    }
    do {
      var configuration = Configuration()
      configuration.readonly = true
      let copy = try DatabaseQueue(path: draft, configuration: configuration)
      let verdict = try copy.read { database in
        try String.fetchOne(database, sql: "PRAGMA quick_check")
      }
      guard verdict == "ok" else {
        throw StateError(path: draft, reason: .failed("the copy cannot be read back"))
      }
      try copy.close()
    } catch {
      throw Self.named(error, path: draft)
    }
  }
}
