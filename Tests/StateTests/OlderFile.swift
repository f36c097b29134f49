import Foundation
import GRDB

@testable import State

/// A state file as an earlier program left it, with rows in every table.
enum OlderFile {
  static let released = [1, 2, 3]

  static func make(_ path: String, schema: Int) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
      try database.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
      try database.execute(sql: "VACUUM")
    }
    try Schema.migrator.migrate(queue, upTo: "\(schema)")
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA journal_mode = WAL")
    }
    try queue.write { database in
      try database.execute(sql: first)
      if schema >= 2 { try database.execute(sql: second) }
      if schema >= 3 {
        for number in 1...40 {
          try database.execute(
            sql: """
              INSERT INTO archive VALUES (?, ?, 1, ?, NULL, 'ar', 'https://news.example/', 34.4,
                40.9, 3, 'البوكمال', 200, ?)
              """,
            arguments: [
              number, number, 1_790_000_000.5 + Double(number),
              Data(ArchiveText.packed(["عنوان \(number)", "نص"]) ?? []),
            ])
        }
      }
    }
    try queue.close()
  }

  /// Every row of every table, by the columns that the tables have now; a later look may ask for
  /// those columns alone.
  static func rows(
    _ path: String, columns: [String: [String]]? = nil
  ) throws -> [String: [[DatabaseValue]]] {
    let queue = try DatabaseQueue(path: path)
    return try queue.read { database in
      var found: [String: [[DatabaseValue]]] = [:]
      for (table, names) in try columns ?? self.columns(database) {
        let list = names.map(\.quotedDatabaseIdentifier).joined(separator: ", ")
        found[table] = try Row.fetchAll(
          database, sql: "SELECT \(list) FROM \(table) ORDER BY \(list)"
        ).map { Array($0.databaseValues) }
      }
      return found
    }
  }

  static func columns(_ path: String) throws -> [String: [String]] {
    try DatabaseQueue(path: path).read(columns)
  }

  private static func columns(_ database: Database) throws -> [String: [String]] {
    let tables = try String.fetchAll(
      database,
      sql: """
        SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
          AND name <> 'grdb_migrations'
        """)
    return try tables.reduce(into: [:]) { $0[$1] = try database.columns(in: $1).map(\.name) }
  }

  private static let many = """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)
    """
  private static let first = """
    INSERT INTO meta VALUES ('hash-key', x'000102030405060708090a0b0c0d0e0f');
    INSERT INTO source (id, name, url, kind, etag, body, baseline, last_poll, interval, shown,
      articles, error_kind, error_message, error_since, error_count, paused)
      VALUES (1, 'الشرق', 'https://news.example/feed', 'rss', '"x"', -7, 1790000000.25, 1790000100.5,
      300, 40, 40, NULL, NULL, NULL, 0, 0),
      (2, 'gone', 'https://gone.example/', NULL, NULL, NULL, NULL, 1790000100, NULL, 0, 0, 'dns',
      'no such host', 1790000000, 3, 1);
    INSERT INTO source_url VALUES ('https://news.example/feed', 1), ('https://news.example/old', 1);
    \(many) INSERT INTO entry SELECT 1, i * 1234567890123 - 20000000000000, NULL, i, i, 1790000000,
      i, i, 1790000000, 1790000000 + i FROM n;
    \(many) INSERT INTO entry (source, key, target, last_seen)
      SELECT 1, -i, i * 1234567890123 - 20000000000000, 1790000000 FROM n;
    \(many) INSERT INTO article SELECT i, 'guid:news.example ' || i, 1, 'https://news.example/' || i,
      NULL, 'عنوان ' || i, 'ar', 1790000000, 1790000000.5, i, NULL FROM n;
    \(many) INSERT INTO article_key SELECT i * -99991, i FROM n;
    INSERT INTO page_task VALUES (3, 'retry', 'https://news.example/3', 1790000600, 2);
    \(many) INSERT INTO evidence SELECT i, 'sha' || i, 'https://news.example/' || i, 1790000000,
      3000, 'Content-Type: text/html' || char(10) || 'X: ي' FROM n;
    \(many) INSERT INTO evidence_body SELECT 'sha' || i, zeroblob(3000) FROM n;
    \(many) INSERT INTO text SELECT i, i, i, 'نص الخبر ' || i FROM n;
    \(many) INSERT INTO alert SELECT i, 'alr_' || i, 'article.matched', 'r', 1790000000 + i, i, i, i,
      CAST('{"id":"alr_' || i || '"}' AS BLOB) FROM n;
    INSERT INTO destination VALUES (1, 'desk', 77, 1790000000, NULL, NULL),
      (2, 'old', NULL, NULL, 1790000000, 'gone');
    \(many) INSERT INTO delivery SELECT i, i, i % 2 + 1, i % 4, 1, 1, 0, NULL, 503, 'status 503',
      1790000000, iif(i % 4, 1790000001, NULL) FROM n;
    \(many) INSERT INTO attempt SELECT i, i, 1790000000, 0.25, 503, 'status 503', x'00ff' FROM n;
    INSERT INTO retry_request VALUES (4, 1790000000);
    """
  private static let second = """
    INSERT INTO recent VALUES (1, 1790000000, x'');
    """
}
