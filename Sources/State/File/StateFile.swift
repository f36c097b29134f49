internal import Foundation
internal import GRDB
internal import Synchronization

/// What Marsad remembers: sources, what they showed, articles, alerts and the outbox, in one SQLite
/// database in WAL mode with one writer.
///
/// - `diff` says what of a document is new, `commit` makes it last, in one transaction.
/// - `pending`, `record`, `requestRetry` and their kin are the outbox (`Outbox/`).
/// - `sources`, `alerts` and `deliveries` list; they work beside a running daemon.
/// - `prune` forgets by age and size.
///
/// Any thread may call; calls wait for each other. None blocks for longer than its own statement
/// and one flush of the disk, except while another process writes (5 s at most).
package final class StateFile: Sendable {
  /// What a process wants of the file.
  package enum Access: Sendable {
    /// The daemon, or `once`: makes the file when there is none, migrates, checks it for damage.
    case owner
    /// A command that writes a request into an existing file, beside a running daemon.
    case guest
    /// A command that only lists.
    case reader
  }

  package let path: String
  let queue: DatabaseQueue
  /// Keyed by this file's own secret.
  let hash: SipHash
  /// Whether the connection now flushes at each commit (`synchronous=FULL`).
  private let flushes = Mutex(false)
  /// Where forgetting stands.
  let walk = Mutex(PruneWalk())

  /// Opens the state file at `path`.
  ///
  /// A new file is made whole under another name and then renamed, so that an empty or half-made
  /// file at `path` is always damage, and is refused.
  package init(path: String, access: Access = .owner) throws(StateError) {
    self.path = path
    do {
      try Self.inspect(path, access: access)
      // By a connection that may not write: another one writes the log of a file that is refused
      // into it when it closes.
      let look = try Self.connect(path, access: .reader)
      try look.read { database in try Self.check(database, path: path, access: access) }
      let queue = access == .reader ? look : try Self.connect(path, access: access)
      if access == .owner {
        // A copy that SQLite made keeps no write-ahead log.
        try queue.writeWithoutTransaction { database in
          try database.execute(sql: "PRAGMA journal_mode = WAL")
        }
        try Schema.migrator.migrate(queue)
      }
      let keys = try queue.read { database -> (UInt64, UInt64) in
        let blob = try Data.fetchOne(
          database, sql: "SELECT value FROM meta WHERE name = 'hash-key'")
        guard let blob, blob.count == 16 else {
          throw StateError(path: path, reason: .damaged("its hash key is missing"))
        }
        return blob.withUnsafeBytes {
          ($0.loadUnaligned(as: UInt64.self), $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        }
      }
      self.queue = queue
      hash = SipHash(key0: keys.0, key1: keys.1)
    } catch {
      throw Self.named(error, path: path)
    }
  }

  /// Writes the log back into the file and closes it. Later calls fail.
  package func close() {
    // A reader or a busy connection cannot; the log then stays beside the file, which is sound.
    try? queue.close()
  }

  /// The version of the SQLite library in use.
  package static var sqliteVersion: String {
    let version = try? DatabaseQueue().read { database in
      try String.fetchOne(database, sql: "SELECT sqlite_version()")
    }
    return version ?? "unknown"
  }

  /// Reads; sees one moment of the file.
  func read<Value>(_ body: (Database) throws -> Value) throws(StateError) -> Value {
    // GRDB's own `read` guards against writes with pragmas that cost more than a short look.
    try glance { database in try Self.transaction("BEGIN", in: database, body) }
  }

  /// Reads by a single statement.
  func glance<Value>(_ body: (Database) throws -> Value) throws(StateError) -> Value {
    do {
      return try queue.inDatabase(body)
    } catch {
      throw Self.named(error, path: path)
    }
  }

  /// Writes in one transaction; `durably` flushes the disk before it returns.
  func write<Value>(
    durably: Bool = false, _ body: (Database) throws -> Value
  ) throws(StateError) -> Value {
    do {
      return try queue.writeWithoutTransaction { database in
        try setFlushing(durably, in: database)
        return try Self.transaction("BEGIN IMMEDIATE", in: database, body)
      }
    } catch {
      throw Self.named(error, path: path)
    }
  }

  /// What GRDB's own transactions do, without preparing their statements anew each time.
  private static func transaction<Value>(
    _ begin: String, in database: Database, _ body: (Database) throws -> Value
  ) throws -> Value {
    try HotStatement(database, begin).run()
    do {
      let value = try body(database)
      try HotStatement(database, "COMMIT").run()
      return value
    } catch {
      // Some errors (a full disk) have ended the transaction already.
      if database.isInsideTransaction { try? HotStatement(database, "ROLLBACK").run() }
      throw error
    }
  }

  /// A pragma is a statement of its own and may not stand inside a transaction.
  private func setFlushing(_ wanted: Bool, in database: Database) throws {
    try flushes.withLock { current in
      guard current != wanted else { return }
      try database.cachedStatement(sql: "PRAGMA synchronous = \(wanted ? "FULL" : "NORMAL")")
        .execute()
      current = wanted
    }
  }
}

// MARK: - Opening

extension StateFile {
  /// Refuses what is no state file before SQLite touches it; makes a new one for the owner.
  static func inspect(_ path: String, access: Access) throws {
    let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      guard errno == ENOENT else {
        throw StateError(path: path, reason: .cannotOpen(String(cString: strerror(errno))))
      }
      guard access == .owner else { throw StateError(path: path, reason: .missing) }
      // A log without its file holds commits that nothing can read any more.
      guard Foundation.access(path + "-wal", F_OK) != 0 else {
        throw StateError(path: path, reason: .damaged("the file is gone but its log remains"))
      }
      return try make(path)
    }
    defer { Foundation.close(descriptor) }
    var header = [UInt8](repeating: 0, count: 100)
    let count = header.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, 100) }
    guard count > 0 else { throw StateError(path: path, reason: .damaged("it is empty")) }
    guard count == 100 else { throw StateError(path: path, reason: .damaged("its header is cut")) }
    guard header.starts(with: Array("SQLite format 3\0".utf8)) else {
      throw StateError(path: path, reason: .notOurs)
    }
    let application = header[68..<72].reduce(0) { $0 << 8 | Int($1) }
    guard application == Schema.applicationID else {
      throw StateError(path: path, reason: .notOurs)
    }
  }

  /// Makes a file under a name of its own, then gives it its place at once.
  private static func make(_ path: String) throws {
    let draft = "\(path).new-\(getpid())"
    for name in [draft, draft + "-wal", draft + "-shm"] { unlink(name) }
    let descriptor = Foundation.open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else {
      throw errno == ENOENT
        ? StateError(path: path, reason: .cannotOpen(String(cString: strerror(errno))))
        : FileWork.failed(path)
    }
    Foundation.close(descriptor)
    do {
      var configuration = Configuration()
      configuration.label = "state"
      let queue = try DatabaseQueue(path: draft, configuration: configuration)
      try queue.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
        try database.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
        try database.execute(sql: "VACUUM")
      }
      try Schema.migrator.migrate(queue)
      try queue.writeWithoutTransaction { database in
        try database.execute(sql: "INSERT INTO meta VALUES ('hash-key', randomblob(16))")
        // Only now: until then each step was written into the file itself, or failed loudly.
        let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
        guard mode == "wal" else {
          throw StateError(
            path: path, reason: .cannotOpen("its file system takes no write-ahead log"))
        }
      }
      try queue.close()
      guard Foundation.access(draft + "-wal", F_OK) != 0 else {
        throw StateError(path: path, reason: .diskFull)
      }
      guard rename(draft, path) == 0 else {
        throw StateError(path: path, reason: .cannotOpen(String(cString: strerror(errno))))
      }
      FileWork.flushFolder(of: path)
    } catch {
      for name in [draft, draft + "-wal", draft + "-shm"] { unlink(name) }
      throw error
    }
  }

  private static func connect(_ path: String, access: Access) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.label = "state"
    configuration.busyMode = .timeout(5)
    configuration.readonly = access == .reader
    configuration.qos = .utility
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA cache_size = -8000")
      try database.execute(sql: "PRAGMA temp_store = MEMORY")
      // Whatever a damaged or foreign file holds, it calls nothing that has effects.
      try database.execute(sql: "PRAGMA trusted_schema = OFF")
      if access != .reader {
        try database.execute(sql: "PRAGMA synchronous = NORMAL")
        // The log is written back after 4 MB, and does not stay larger.
        try database.execute(sql: "PRAGMA journal_size_limit = 4194304")
      }
    }
    do {
      return try DatabaseQueue(path: path, configuration: configuration)
    } catch let error as DatabaseError
      where access == .reader && error.resultCode == .SQLITE_CANTOPEN
    {
      // A log needs a folder that may be written. Where there is none, the file stands alone.
      guard Foundation.access(path + "-wal", F_OK) != 0 else { throw error }
      let escaped = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
      return try DatabaseQueue(path: "file:\(escaped)?immutable=1", configuration: configuration)
    }
  }

  /// Refuses a newer or damaged file.
  private static func check(_ database: Database, path: String, access: Access) throws {
    guard try database.tableExists("grdb_migrations") else {
      throw StateError(path: path, reason: .damaged("its tables are missing"))
    }
    if try Schema.migrator.hasBeenSuperseded(database) {
      throw StateError(path: path, reason: .tooNew)
    }
    guard access == .owner else { return }
    // The tables of evidence, texts and the archive are left out, since nothing depends on them at
    // the start; in a very large file all that are large, since a start must not take minutes.
    let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
    // A file of before is checked before it is migrated.
    let younger = try youngerTables.filter { try database.tableExists($0) }
    for table in checkedTables + (pages < 250_000 ? largeTables + younger : []) {
      let verdict = try String.fetchOne(database, sql: "PRAGMA quick_check(\(table))")
      guard verdict == "ok" else {
        throw StateError(path: path, reason: .damaged("table \(table): \(verdict ?? "no answer")"))
      }
    }
  }

  private static let checkedTables = [
    "meta", "source", "source_url", "page_task", "destination", "delivery", "retry_request",
  ]
  private static let largeTables = [
    "entry", "article", "article_key", "evidence", "alert", "attempt",
  ]
  /// Large ones that the first files did not have.
  private static let youngerTables = ["recent"]

  /// Our own name for what SQLite says. Values never enter the message.
  static func named(_ error: any Error, path: String) -> StateError {
    if let error = error as? StateError { return error }
    guard let error = error as? DatabaseError else {
      return StateError(path: path, reason: .failed("\(error)"))
    }
    let said = error.message ?? "error \(error.extendedResultCode.rawValue)"
    let reason: StateError.Reason =
      switch error.resultCode {
      case .SQLITE_CORRUPT: .damaged(said)
      case .SQLITE_NOTADB: .damaged("it is not readable as a database")
      case .SQLITE_FULL: .diskFull
      case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
      case .SQLITE_READONLY: .readOnly
      case .SQLITE_CANTOPEN: .cannotOpen(said)
      default: .failed(said)
      }
    return StateError(path: path, reason: reason)
  }
}
