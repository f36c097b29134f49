internal import GRDB
internal import GRDBSQLite

/// The rows of one source, wherever they stand: those of `recent` before those of `entry`.
///
/// Lives inside one access of the database; a write ends with `save`.
struct EntryTable {
  private let database: Database
  private let source: Int64
  private var recent: RecentRows
  /// Whether `entry` has any row of this source.
  private var hasOlder: Bool
  private var fresh: [RecentRows.Fresh] = []
  private var isChanged = false
  private let older: HotStatement

  /// - Parameter entries: how many are about to be filed, at a guess.
  init(_ database: Database, source: Int64, entries: Int = 0) throws {
    self.database = database
    self.source = source
    recent = try RecentRows.fetch(database, source: source)
    // Under three keys each.
    fresh.reserveCapacity(entries * 3)
    hasOlder =
      try HotStatement(database, "SELECT 1 FROM entry WHERE source = ? LIMIT 1")
      .run([source]) { _ in true } ?? false
    older = try HotStatement(
      database,
      """
      SELECT target, title, text, published, tail, article, first_seen, last_seen
      FROM entry WHERE source = ? AND key = ?
      """)
  }

  /// The row of a key, but for those that wait for `save`.
  func row(_ key: Int64) throws -> EntryRow? {
    if let row = recent[key] { return row }
    guard hasOlder else { return nil }
    return try older.run([source, key]) { row in
      EntryRow(
        key: key, target: row.optional(0), title: row[1], text: row[2],
        published: row.optional(3), tail: row.optional(4), article: row.optional(5),
        firstSeen: row[6], lastSeen: row[7])
    }
  }

  /// Files an entry, in the place of whatever had its key.
  mutating func insert(_ row: EntryRow) {
    fresh.append(RecentRows.Fresh(row: row, replaces: true))
  }

  /// Makes another key of an entry known, unless the key has a row already.
  mutating func alias(_ key: Int64, of target: Int64, now: Int64) throws {
    guard try row(key) == nil else { return }
    fresh.append(
      RecentRows.Fresh(
        row: EntryRow(key: key, target: target, lastSeen: now), replaces: false))
  }

  /// Writes what an entry shows now; what it no longer says stays as it was.
  mutating func update(_ target: Int64, _ keys: EntryKeys, article: Int64?, now: Int64) throws {
    let isHere = recent.change(target) { row in
      row.title = keys.title
      row.text = keys.fingerprint
      row.published = keys.published ?? row.published
      row.tail = keys.tail ?? row.tail
      row.article = article ?? row.article
      row.lastSeen = now
    }
    guard !noted(isHere), hasOlder else { return }
    try HotStatement(
      database,
      """
      UPDATE entry SET title = ?, text = ?, published = coalesce(?, published),
        tail = coalesce(?, tail), article = coalesce(?, article), last_seen = ?
      WHERE source = ? AND key = ?
      """
    ).run([
      keys.title, keys.fingerprint, keys.published, keys.tail, article, now, source, target,
    ])
  }

  /// Another key of an entry was seen again.
  mutating func touch(_ key: Int64, of target: Int64, now: Int64) throws {
    let isHere = recent.change(key) { row in
      if row.target == target { row.lastSeen = now }
    }
    guard !noted(isHere), hasOlder else { return }
    try HotStatement(
      database, "UPDATE entry SET last_seen = ? WHERE source = ? AND key = ? AND target = ?"
    ).run([now, source, key, target])
  }

  mutating func set(article: Int64, of target: Int64) throws {
    let isHere = recent.change(target) { $0.article = article }
    guard !noted(isHere), hasOlder else { return }
    try HotStatement(database, "UPDATE entry SET article = ? WHERE source = ? AND key = ?")
      .run([article, source, target])
  }

  /// Remembers that a key is no identity. A key that an entry is filed under stays as it is.
  mutating func bury(_ key: Int64, now: Int64) throws {
    if let row = try row(key), row.target == nil { return }
    insert(EntryRow(key: key, target: key, lastSeen: now))
  }

  /// Writes all that was changed.
  mutating func save() throws {
    guard isChanged || !fresh.isEmpty else { return }
    recent.put(fresh)
    fresh = []
    isChanged = false
    let leaving = recent.overflow()
    if !leaving.isEmpty {
      hasOlder = true
      let insert = try HotStatement(
        database,
        """
        INSERT OR REPLACE INTO entry
        (source, key, target, title, text, published, tail, article, first_seen, last_seen)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
      for row in leaving {
        let isEntry = row.target == nil
        try insert.run([
          source, row.key, row.target, isEntry ? row.title : nil, isEntry ? row.text : nil,
          row.published, row.tail, row.article, isEntry ? row.firstSeen : nil, row.lastSeen,
        ])
      }
    }
    try recent.write(database, source: source)
  }

  private mutating func noted(_ isHere: Bool) -> Bool {
    if isHere { isChanged = true }
    return isHere
  }
}

extension RecentRows {
  fileprivate static func fetch(_ database: Database, source: Int64) throws -> RecentRows {
    let statement = try HotStatement(database, "SELECT rows FROM recent WHERE source = ?")
    let found = try statement.run([source]) { row in row.bytes(0) { RecentRows($0) } }
    guard let found else { return RecentRows() }
    guard let rows = found else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "table recent: unreadable rows")
    }
    return rows
  }

  fileprivate func write(_ database: Database, source: Int64) throws {
    let seen = rows.lazy.map(\.lastSeen).max() ?? 0
    try HotStatement(
      database, "INSERT OR REPLACE INTO recent (source, last_seen, rows) VALUES (?, ?, ?)"
    ).run(mixed: [.integer(source), .integer(seen), .bytes(bytes)])
  }
}
