package import Foundation
internal import GRDB

/// What was known of an article before its page was read again.
package struct FormerArticle: Equatable, Sendable {
  package var title: String
  /// nil where no text of it is kept.
  package var body: String?
  package var url: String?
  package var canonicalURL: String?
  package var language: String?
  package var published: Date?
  package var form: ArticleRecord.Form?
  /// The rules that alerted on it.
  package var rules: Set<String>
}

extension StateFile {
  /// An article as it was recorded last: its text from the archive, or as it stood at its last alert.
  ///
  /// - Parameter source: whose reading is preferred, where several sources brought it.
  package func former(article: Int64, source: String) throws(StateError) -> FormerArticle? {
    try read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT title, url, canonical_url, language, published, form FROM article WHERE id = ?
          """)
      guard let row = try Row.fetchOne(statement, arguments: [article]) else { return nil }
      let rules = try database.cachedStatement(
        sql: "SELECT DISTINCT rule FROM alert WHERE article = ? AND rule IS NOT NULL")
      return FormerArticle(
        title: row[0], body: try Self.formerBody(article, source: source, in: database),
        url: row[1], canonicalURL: row[2], language: row[3], published: Self.date(row[4]),
        form: (row[5] as Int64?).flatMap(ArticleRecord.Form.init),
        rules: try String.fetchSet(rules, arguments: [article]))
    }
  }

  private static func formerBody(
    _ article: Int64, source: String, in database: Database
  ) throws -> String? {
    let archived = try database.cachedStatement(
      sql: """
        SELECT text FROM archive LEFT JOIN source ON source.id = archive.source
        WHERE article = ? ORDER BY source.name = ? DESC LIMIT 1
        """)
    if let packed = try Data.fetchOne(archived, arguments: [article, source]),
      let parts = ArchiveText.unpacked([UInt8](packed)), parts.count >= 2
    {
      return parts[1]
    }
    let kept = try database.cachedStatement(
      sql: "SELECT body FROM text WHERE article = ? ORDER BY id DESC LIMIT 1")
    return try String.fetchOne(kept, arguments: [article])
  }

  /// Pages that are due, the longest overdue first.
  package func pagesDue(at now: Date, limit: Int = 100) throws(StateError) -> [PageTask] {
    try read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT article, purpose, url, due, attempts, since, gone, carried FROM page_task
          WHERE due <= ? ORDER BY due LIMIT ?
          """)
      let lookup = try EntryLookup(database: database, source: nil)
      let rows = try Row.fetchAll(statement, arguments: [now.timeIntervalSince1970, limit])
      return try rows.compactMap { row -> PageTask? in
        guard let article = try lookup.article(id: row[0]),
          let purpose = PagePlan.Purpose(rawValue: row[1])
        else { return nil }
        return PageTask(
          article: article,
          visit: PagePlan.Visit(
            purpose: purpose, url: row[2], due: Date(timeIntervalSince1970: row[3]),
            attempts: row[4], since: Self.date(row[5]), gone: Self.date(row[6]), carried: row[7]))
      }
    }
  }

  /// When the next page is due; nil when none waits.
  package func nextPageDue() throws(StateError) -> Date? {
    try read { database in
      try Double.fetchOne(database.cachedStatement(sql: "SELECT min(due) FROM page_task"))
        .map { Date(timeIntervalSince1970: $0) }
    }
  }

  /// Takes all due times along with a clock that jumped.
  package func shiftPages(by seconds: Double) throws(StateError) {
    try write { database in try Self.shiftPages(by: seconds, in: database) }
  }

  private static func shiftPages(by seconds: Double, in database: Database) throws {
    try database.execute(sql: "UPDATE page_task SET due = due + ?", arguments: [seconds])
  }

  /// At a start: where the clock was set back meanwhile, as polls of the future tell, pages wait no
  /// longer for it. A clock that went forward cannot be told from a long stop.
  package func followClock(to now: Date) throws(StateError) {
    let time = now.timeIntervalSince1970
    try write { database in
      let last = try Double.fetchOne(database, sql: "SELECT max(last_poll) FROM source") ?? time
      guard last > time + Self.clockSlack else { return }
      try Self.shiftPages(by: time - last, in: database)
      // So that the next start finds nothing of it.
      try database.execute(
        sql: "UPDATE source SET last_poll = ?1 WHERE last_poll > ?1", arguments: [time])
    }
  }

  /// Seconds by which a clock may be set back without more ado.
  private static let clockSlack = 5.0

  /// Changes when an article's page is fetched again, and nothing else of it.
  package func plan(_ plan: PagePlan, article: Int64) throws(StateError) {
    try write { database in try Self.record(plan, article: article, in: database) }
  }

  static func record(_ plan: PagePlan, article: Int64, in database: Database) throws {
    switch plan {
    case .done:
      try database.cachedStatement(sql: "DELETE FROM page_task WHERE article = ?")
        .execute(arguments: [article])
    case .fetch(let visit):
      try record(visit, article: article, isKept: false, in: database)
    case .read(let next):
      try database.cachedStatement(
        sql: "DELETE FROM page_task WHERE article = ? AND purpose = 'retry'"
      ).execute(arguments: [article])
      if let next { try record(next, article: article, isKept: true, in: database) }
    }
  }

  /// - Parameter isKept: whether a plan that is there stays.
  private static func record(
    _ visit: PagePlan.Visit, article: Int64, isKept: Bool, in database: Database
  ) throws {
    try database.cachedStatement(
      sql: """
        INSERT OR \(isKept ? "IGNORE" : "REPLACE") INTO page_task
          (article, purpose, url, due, attempts, since, gone, carried)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      article, visit.purpose.rawValue, visit.url, visit.due.timeIntervalSince1970, visit.attempts,
      visit.since?.timeIntervalSince1970, visit.gone?.timeIntervalSince1970, visit.carried,
    ])
  }
}
