internal import GRDB

/// How much each part of a file holds.
enum StateParts {
  /// The tables of each part.
  private static let tables: [(name: String, tables: [String])] = [
    ("sources", ["source", "source_url"]),
    ("entries", ["entry", "recent"]),
    ("articles", ["article", "article_key", "page_task", "text"]),
    ("stories", ["story_member", "story_mark", "also_at"]),
    ("archive", ["archive"]),
    ("evidence", ["evidence", "evidence_body"]),
    ("outbox", ["alert", "delivery", "attempt", "retry_request", "destination"]),
  ]

  static func measure(_ database: Database) throws -> [StateReport.Part] {
    let all = try String.fetchAll(
      database,
      sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    let bytes = try? bytes(database)
    var left = Set(all)
    var parts: [StateReport.Part] = []
    func add(_ name: String, _ tables: [String]) throws {
      var part = StateReport.Part(name: name, rows: 0, bytes: bytes == nil ? nil : 0)
      for table in tables {
        part.rows +=
          try Int.fetchOne(
            database, sql: "SELECT count(*) FROM \(table.quotedDatabaseIdentifier)") ?? 0
        if let bytes { part.bytes = (part.bytes ?? 0) + (bytes[table] ?? 0) }
      }
      parts.append(part)
    }
    for (name, tables) in tables {
      let present = tables.filter { left.remove($0) != nil }
      if !present.isEmpty { try add(name, present) }
    }
    if !left.isEmpty { try add("other", left.sorted()) }
    return parts
  }

  /// Of each table with its indexes; an error where SQLite was built without `dbstat`.
  private static func bytes(_ database: Database) throws -> [String: Int] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT tbl_name, sum(pgsize) FROM dbstat JOIN sqlite_master USING (name)
        WHERE aggregate = TRUE GROUP BY tbl_name
        """)
    return rows.reduce(into: [:]) { $0[$1[0] as String] = $1[1] as Int }
  }
}
