package import Foundation
internal import GRDB

/// An alert as it was committed.
package struct AlertRow: Equatable, Sendable {
  package var id: String
  package var type: String
  package var rule: String?
  package var at: Date
  /// The event's JSON, one line without its end.
  package var event: [UInt8]
  /// The article's body, where it was kept.
  package var body: String?
  /// The copies of its story that made no alert of their own, where they were asked for.
  package var copies: [StoryMember] = []
  /// When a person said that they had seen to it.
  package var acknowledged: Date?
}

extension StateFile {
  /// Alerts in order of commit.
  package func alerts(
    since: Date? = nil, rule: String? = nil, withBodies: Bool = false, limit: Int? = nil
  ) throws(StateError) -> [AlertRow] {
    var rows: [AlertRow] = []
    try forEachAlert(since: since, rule: rule, withBodies: withBodies, limit: limit) {
      rows.append($0)
    }
    return rows
  }

  /// The same, one at a time: a long history needs no memory. With a limit, the last ones.
  package func forEachAlert(
    since: Date? = nil, rule: String? = nil, withBodies: Bool = false, withCopies: Bool = false,
    limit: Int? = nil, _ body: (AlertRow) throws -> Void
  ) throws(StateError) {
    try read { database in
      // A file of before, which its daemon has not opened since.
      let isOld = try !database.tableExists("acknowledged")
      let statement = try database.makeStatement(
        sql: """
          SELECT alert.id, event_id, type, rule, at, event, \(withBodies ? "text.body" : "NULL"),
            \(isOld ? "NULL" : "(SELECT at FROM acknowledged WHERE acknowledged.alert = alert.id)")
          FROM alert LEFT JOIN text ON text.id = alert.text
          WHERE (?1 IS NULL OR at >= ?1) AND (?2 IS NULL OR rule = ?2) AND alert.id >= ifnull((
            SELECT min(id) FROM (
              SELECT id FROM alert WHERE (?1 IS NULL OR at >= ?1) AND (?2 IS NULL OR rule = ?2)
              ORDER BY id DESC LIMIT ?3)), 0)
          ORDER BY alert.id
          """)
      let rows = try Row.fetchCursor(
        statement, arguments: [since?.timeIntervalSince1970, rule, limit ?? -1])
      let hasCopies = try withCopies && database.tableExists("also_at")
      while let row = try rows.next() {
        let copies = hasCopies ? try Self.copies(ofAlert: row[0], in: database) : []
        try body(
          AlertRow(
            id: row[1], type: row[2], rule: row[3], at: Date(timeIntervalSince1970: row[4]),
            event: [UInt8](row[5] as Data), body: row[6], copies: copies,
            acknowledged: Self.date(row[7])))
      }
    }
  }

  /// An event as it was committed; nil where there is none of this id, or none any more.
  package func event(id: String) throws(StateError) -> [UInt8]? {
    try read { database in
      let data = try Data.fetchOne(
        database, sql: "SELECT event FROM alert WHERE event_id = ?", arguments: [id])
      return data.map { [UInt8]($0) }
    }
  }

  /// Whether an alert of this id was ever committed (and not yet forgotten).
  package func hasAlert(_ id: String) throws(StateError) -> Bool {
    try read { database in
      let statement = try database.cachedStatement(sql: "SELECT 1 FROM alert WHERE event_id = ?")
      return try Int.fetchOne(statement, arguments: [id]) != nil
    }
  }

  /// Inserts an alert with its deliveries, unless it is there already.
  static func record(
    _ alert: AlertRecord, article: Int64?, record: ArticleRecord?, evidence: Int64?,
    in database: Database
  ) throws -> Bool {
    let twin = try database.cachedStatement(
      sql: """
        SELECT 1 FROM alert WHERE event_id = ?1
        UNION ALL SELECT 1 FROM alert WHERE article = ?2 AND rule = ?3 AND type = ?4
          AND ?4 = 'article.matched'
        """)
    guard
      try Int.fetchOne(twin, arguments: [alert.id, article, alert.rule, alert.type]) == nil
    else { return false }
    let text = try article.flatMap { article in
      try record.flatMap { try keepText(of: $0, article: article, in: database) }
    }
    try database.cachedStatement(
      sql: """
        INSERT INTO alert (event_id, type, rule, severity, at, article, evidence, text, event)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      alert.id, alert.type, alert.rule, alert.severity, alert.at.timeIntervalSince1970, article,
      evidence, text, Data(alert.event),
    ])
    let row = database.lastInsertedRowID
    let insert = try database.cachedStatement(
      sql: """
        INSERT INTO delivery (alert, destination, state, created, finished)
        SELECT ?1, id, iif(disabled IS NULL, 0, 3), ?2, iif(disabled IS NULL, NULL, ?2)
        FROM destination WHERE id = ?3
        """)
    var done: Set<String> = []
    for destination in alert.destinations where done.insert(destination).inserted {
      let id = try destinationID(database, named: destination)
      try insert.execute(arguments: [row, alert.at.timeIntervalSince1970, id])
    }
    return true
  }

  /// The text that an alert's offsets refer to, kept once for all rules that matched it.
  private static func keepText(
    of record: ArticleRecord, article: Int64, in database: Database
  ) throws -> Int64? {
    guard let body = record.body else { return nil }
    let mark = Int64(bitPattern: Fingerprint.of(body))
    let find = try database.cachedStatement(
      sql: "SELECT id FROM text WHERE article = ? AND mark = ?")
    if let id = try Int64.fetchOne(find, arguments: [article, mark]) { return id }
    try database.cachedStatement(sql: "INSERT INTO text (article, mark, body) VALUES (?, ?, ?)")
      .execute(arguments: [article, mark, body])
    return database.lastInsertedRowID
  }
}
