internal import Foundation
internal import GRDB

/// What must hold of the rows of every file, in words and as the query that finds what breaks it.
enum StateInvariants {
  private struct Claim {
    /// What a row that breaks it is, after its count.
    var fault: String
    /// Tables that it needs; a file of before may lack some.
    var tables: [String]
    /// Counts the rows that break it.
    var query: String
  }

  private static func orphans(
    _ table: String, _ column: String, of owner: String, key: String = "id", _ fault: String,
    where condition: String = "TRUE"
  ) -> Claim {
    Claim(
      fault: fault, tables: [table, owner],
      query: """
        SELECT count(*) FROM \(table) WHERE \(condition) AND NOT EXISTS (
          SELECT 1 FROM \(owner) WHERE \(owner).\(key) = \(table).\(column))
        """)
  }

  private static let claims: [Claim] = [
    orphans("delivery", "alert", of: "alert", "deliveries with no alert"),
    orphans("delivery", "destination", of: "destination", "deliveries with no destination"),
    orphans("attempt", "delivery", of: "delivery", "attempts with no delivery"),
    orphans("retry_request", "delivery", of: "delivery", "requests to send what is not there"),
    orphans(
      "alert", "article", of: "article", "alerts with no article", where: "article IS NOT NULL"),
    orphans("alert", "text", of: "text", "alerts without their text", where: "text IS NOT NULL"),
    orphans("acknowledged", "alert", of: "alert", "acknowledgements of no alert"),
    orphans("evidence", "sha256", of: "evidence_body", key: "sha256", "evidence without its bytes"),
    orphans("article", "source", of: "source", "articles of no source"),
    orphans("archive", "source", of: "source", "archived texts of no source"),
    orphans("archive", "article", of: "article", "archived texts of no article"),
    orphans("page_task", "article", of: "article", "pages to fetch of no article"),
    orphans("source_day", "source", of: "source", "counts of days of no source"),
    orphans("recent", "source", of: "source", "windows of entries of no source"),
    Claim(
      fault: "sources that are not there but have entries", tables: ["entry", "source"],
      query: """
        WITH RECURSIVE owner(id) AS (
          SELECT min(source) FROM entry
          UNION ALL
          SELECT (SELECT min(source) FROM entry WHERE source > owner.id) FROM owner
          WHERE owner.id IS NOT NULL)
        SELECT count(*) FROM owner
        WHERE id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM source WHERE source.id = owner.id)
        """),
    Claim(
      fault: "alerts whose bytes are no event of their id", tables: ["alert"],
      query: """
        SELECT count(*) FROM alert
        WHERE iif(json_valid(CAST(event AS TEXT)),
          json_extract(CAST(event AS TEXT), '$.id') IS NOT event_id, TRUE)
        """),
    Claim(
      fault: "deliveries in no known state", tables: ["delivery"],
      query: "SELECT count(*) FROM delivery WHERE state NOT IN (0, 1, 2, 3, 4, 5)"),
    Claim(
      fault: "sums of evidence that are not its size", tables: ["evidence_total"],
      query: """
        SELECT count(*) <> 1 OR max(bytes) IS NOT (
          SELECT ifnull(sum(length(bytes)), 0) FROM evidence_body) + (
          SELECT ifnull(sum(length(CAST(headers AS BLOB))
            + ifnull(length(CAST(request AS BLOB)), 0)), 0) FROM evidence)
        FROM evidence_total
        """),
  ]

  /// SQLite stores any value in any column; ours are read as what they are declared to be.
  static func foreignValues(_ database: Database) throws -> [StateReport.Fault] {
    let tables = try String.fetchAll(
      database,
      sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return try tables.sorted().compactMap { table in
      let conditions = try database.columns(in: table).compactMap { column -> String? in
        let name = column.name.quotedDatabaseIdentifier
        let types: String? =
          switch column.type.uppercased() {
          case "TEXT": "'text', 'null'"
          case "BLOB": "'blob', 'null'"
          case "INTEGER": "'integer', 'null'"
          case "REAL": "'real', 'integer', 'null'"
          default: nil
          }
        return types.map { "typeof(\(name)) NOT IN (\($0))" }
      }
      guard !conditions.isEmpty else { return nil }
      let count = try Int.fetchOne(
        database,
        sql: """
          SELECT count(*) FROM \(table.quotedDatabaseIdentifier)
          WHERE \(conditions.joined(separator: " OR "))
          """)
      guard let count, count > 0 else { return nil }
      return .init(kind: .damage, message: "\(count) rows of \(table) hold values of a wrong type")
    }
  }

  static func faults(_ database: Database) throws -> [StateReport.Fault] {
    var faults: [StateReport.Fault] = []
    for claim in claims {
      guard try claim.tables.allSatisfy({ try database.tableExists($0) }) else { continue }
      let count = try Int.fetchOne(database, sql: claim.query) ?? 0
      if count > 0 { faults.append(.init(kind: .rows, message: "\(count) \(claim.fault)")) }
    }
    return faults
  }
}
