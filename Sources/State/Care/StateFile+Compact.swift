internal import Foundation
internal import GRDB

extension StateFile {
  /// What a compaction needs and promises, told before it begins.
  package struct CompactionPlan: Equatable, Sendable {
    package var fileBytes: Int
    /// Of pages that hold nothing: what it may win at least.
    package var freeBytes: Int
    /// What it needs of the disk for a while: the content once beside the file and once in its log.
    package var neededBytes: Int
    /// nil where the system does not tell.
    package var diskBytes: Int?

    package var isPossible: Bool { diskBytes.map { $0 >= neededBytes } ?? true }
  }

  /// Writes a whole file anew, without gaps. Refused while another process holds the state.
  ///
  /// - Parameters:
  ///   - begin: hears the plan first; false leaves all as it is.
  ///   - around: the work itself is done within it.
  /// - Returns: the file's bytes after it; nil where it was not begun.
  package static func compact(
    _ path: String, begin: (CompactionPlan) -> Bool,
    around: (CompactionPlan, () -> Void) -> Void = { $1() }
  ) throws(StateError) -> Int? {
    guard access(path, F_OK) == 0 else { throw StateError(path: path, reason: .missing) }
    let lock = try StateLock(statePath: path)
    defer { withExtendedLifetime(lock) {} }
    FileWork.handOver(lock.file, like: path)
    let state = try StateFile(path: path)
    defer { state.close() }
    let plan = try state.compactionPlan()
    guard begin(plan) else { return nil }
    var outcome = Result<Void, StateError>.success(())
    around(plan) {
      do throws(StateError) { try state.compact() } catch { outcome = .failure(error) }
    }
    try outcome.get()
    return size(path)
  }

  func compactionPlan() throws(StateError) -> CompactionPlan {
    let (pages, free, size) = try glance { database in
      (
        try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0,
        try Int.fetchOne(database, sql: "PRAGMA freelist_count") ?? 0,
        try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 0
      )
    }
    return CompactionPlan(
      fileBytes: pages * size, freeBytes: free * size, neededBytes: 2 * (pages - free) * size,
      diskBytes: FileWork.freeBytes(at: path))
  }

  /// Nothing else can write for as long as it takes. A kill leaves the file as it was.
  private func compact() throws(StateError) {
    do {
      try queue.writeWithoutTransaction { database in
        // The copy is as large as the file: not into memory, and not on another, smaller disk.
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        try database.execute(sql: "PRAGMA temp_store = FILE")
        try database.execute(
          sql: "PRAGMA temp_store_directory = '\(folder.replacing("'", with: "''"))'")
        defer { try? database.execute(sql: "PRAGMA temp_store_directory = ''") }
        try database.execute(sql: "VACUUM")
        try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      }
    } catch {
      throw Self.named(error, path: path)
    }
  }
}
