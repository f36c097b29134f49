package import Foundation
internal import GRDB

/// What the status page and metrics show. Meant for a connection of their own (`reader`), so that
/// a look never holds the daemon up.
extension StateFile {
  /// Stops what this connection is reading; that call fails. Any thread.
  package func interrupt() { queue.interrupt() }

  /// Sources of the configuration by state. One pass over their table.
  package func sourceCounts(at now: Date) throws(StateError) -> SourceCounts {
    try read { database in
      let rows = try Row.fetchAll(
        database.cachedStatement(
          sql: """
            SELECT \(Self.sourceRank(now: "?")), count(*) FROM source WHERE retired = 0 GROUP BY 1
            """), arguments: [now.timeIntervalSince1970])
      var counts = SourceCounts()
      for row in rows {
        let count: Int = row[1]
        switch row[0] as Int {
        case 0: counts.failing = count
        case 1: counts.silent = count
        case 2: counts.paused = count
        case 3: counts.new = count
        default: counts.ok = count
        }
      }
      return counts
    }
  }

  /// Sources of the configuration, failing ones first, then silent and paused ones, by name.
  ///
  /// - Parameter isWanted: says it of a name and an address; nil for all.
  package func sources(
    where isWanted: ((_ name: String, _ url: String) -> Bool)?, at now: Date, limit: Int,
    offset: Int
  ) throws(StateError) -> SourceList {
    try read { database in
      let wanted = try isWanted.map { try Self.sources(where: $0, in: database) }
      let condition = "retired = 0 AND (?1 IS NULL OR id IN (SELECT value FROM json_each(?1)))"
      let count = try Int.fetchOne(
        database.cachedStatement(sql: "SELECT count(*) FROM source WHERE \(condition)"),
        arguments: [wanted])
      let rows = try Row.fetchAll(
        database.cachedStatement(
          sql: """
            SELECT \(SourceStatus.columns) FROM source WHERE \(condition)
            ORDER BY \(Self.sourceRank(now: "?2")), name LIMIT ?3 OFFSET ?4
            """), arguments: [wanted, now.timeIntervalSince1970, limit, offset])
      return SourceList(sources: rows.map(SourceStatus.init(row:)), count: count ?? 0)
    }
  }

  /// Their numbers, as a list in JSON.
  private static func sources(
    where isWanted: (_ name: String, _ url: String) -> Bool, in database: Database
  ) throws -> String {
    let rows = try Row.fetchCursor(
      database, sql: "SELECT id, name, url FROM source WHERE retired = 0")
    var found: [String] = []
    while let row = try rows.next() {
      if isWanted(row[1], row[2]) { found.append(String(row[0] as Int64)) }
    }
    return "[\(found.joined(separator: ","))]"
  }

  /// By what should be looked at first; `now` is a parameter.
  private static func sourceRank(now: String) -> String {
    """
    CASE
      WHEN paused OR EXISTS (
        SELECT 1 FROM pause WHERE kind = 'source' AND pause.name = source.name
          AND (until IS NULL OR until > \(now))) THEN 2
      WHEN error_kind IS NOT NULL THEN 0
      WHEN silent THEN 1
      WHEN last_poll IS NULL THEN 3
      ELSE 4
    END
    """
  }

  /// The articles of some sources by day of Unix time, from `first` on.
  package func articlesByDay(
    of sources: [String], from first: Int
  ) throws(StateError) -> [String: [Int: Int]] {
    try read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT day, articles FROM source_day
          WHERE source = (SELECT id FROM source WHERE name = ?) AND day >= ?
          """)
      var days: [String: [Int: Int]] = [:]
      for source in sources {
        let rows = try Row.fetchCursor(statement, arguments: [source, first])
        while let row = try rows.next() { days[source, default: [:]][row[0]] = row[1] }
      }
      return days
    }
  }

  /// What waits, is held and is dead, by destination. Takes a pass over all deliveries.
  package func destinationFigures() throws(StateError) -> [DestinationFigures] {
    let sums = try outboxSums()
    return try destinations().map { destination in
      let sum = sums[destination.name] ?? OutboxSum()
      return DestinationFigures(
        destination: destination, held: sum.held, dead: sum.dead + sum.disabled)
    }
  }

  /// The last alerts about articles, the youngest first; without bodies and copies.
  package func lastArticleAlerts(limit: Int) throws(StateError) -> [AlertRow] {
    try read { database in
      let rows = try Row.fetchAll(
        database.cachedStatement(
          sql: """
            SELECT event_id, type, rule, at, event FROM alert WHERE type LIKE 'article.%'
            ORDER BY id DESC LIMIT ?
            """), arguments: [limit])
      return rows.map { row in
        AlertRow(
          id: row[0], type: row[1], rule: row[2], at: Date(timeIntervalSince1970: row[3]),
          event: [UInt8](row[4] as Data), body: nil)
      }
    }
  }

  /// How often rules alerted, by day of Unix time, since the start of `day`.
  package func alertsByRule(from day: Int) throws(StateError) -> [RuleDay] {
    try read { database in
      let rows = try Row.fetchAll(
        database.cachedStatement(
          sql: """
            SELECT rule, CAST(at / 86400 AS INTEGER), count(*) FROM alert INDEXED BY alert_at
            WHERE at >= ? AND rule IS NOT NULL AND type LIKE 'article.%' GROUP BY 1, 2
            """), arguments: [Double(day) * 86_400])
      return rows.map { RuleDay(rule: $0[0], day: $0[1], alerts: $0[2]) }
    }
  }

  /// Bytes of the file and of the log beside it.
  package var sizes: (file: Int, log: Int) {
    func size(_ path: String) -> Int {
      var facts = stat()
      return stat(path, &facts) == 0 ? Int(facts.st_size) : 0
    }
    return (size(path), size(path + "-wal"))
  }
}
