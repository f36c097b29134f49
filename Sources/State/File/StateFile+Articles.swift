package import Foundation
internal import GRDB

extension StateFile {
  /// The article that was recorded under this link, or under this canonical link if it stands on
  /// the same host and the text is the same: sites name their front page, or a rival, as canonical.
  ///
  /// - Parameter text: `Fingerprint` of title and body.
  package func article(
    linkKey: String?, canonicalKey: String?, text: UInt64
  ) throws(StateError) -> ArticleReference? {
    try read { database in
      let lookup = try EntryLookup(database: database, source: nil)
      if let linkKey,
        let found = try lookup.article(hash.articleKey(linkKey))
      {
        return found
      }
      guard let canonicalKey, let linkKey, Self.host(canonicalKey) == Self.host(linkKey),
        let found = try lookup.article(hash.articleKey(canonicalKey))
      else { return nil }
      return found.text == text ? found : nil
    }
  }

  /// Pages that are due, the longest overdue first.
  package func pagesDue(at now: Date, limit: Int = 100) throws(StateError) -> [PageTask] {
    try read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT article, purpose, url, due, attempts FROM page_task WHERE due <= ?
          ORDER BY due LIMIT ?
          """)
      let lookup = try EntryLookup(database: database, source: nil)
      let rows = try Row.fetchAll(statement, arguments: [now.timeIntervalSince1970, limit])
      return try rows.compactMap { row -> PageTask? in
        guard let article = try lookup.article(id: row[0]),
          let purpose = PagePlan.Purpose(rawValue: row[1])
        else { return nil }
        return PageTask(
          article: article, purpose: purpose, url: row[2],
          due: Date(timeIntervalSince1970: row[3]), attempts: row[4])
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

  /// Changes when an article's page is fetched again, and nothing else of it.
  package func plan(_ plan: PagePlan, article: Int64) throws(StateError) {
    try write { database in try Self.record(plan, article: article, in: database) }
  }

  static func record(
    _ article: ArticleRecord, isLinkReused: Bool, source: Int64, at: Date, hash: SipHash,
    in database: Database
  ) throws -> (id: Int64, isNew: Bool) {
    let text = Int64(bitPattern: article.text)
    let find = try database.cachedStatement(sql: "SELECT id FROM article WHERE identity = ?")
    var id = try Int64.fetchOne(find, arguments: [article.identity])
    if id == nil, !isLinkReused, let linkKey = article.linkKey {
      // Another source recorded it since the diff.
      let statement = try database.cachedStatement(
        sql: "SELECT article FROM article_key WHERE key = ?")
      id = try Int64.fetchOne(statement, arguments: [hash.articleKey(linkKey)])
    }
    let row: Int64
    if let id {
      row = id
      try database.cachedStatement(
        sql: """
          UPDATE article SET title = ?, text = ?, canonical_url = coalesce(?, canonical_url),
            language = coalesce(?, language), published = coalesce(?, published),
            story = coalesce(?, story) WHERE id = ?
          """
      ).execute(arguments: [
        article.title, text, article.canonicalURL, article.language,
        article.published?.timeIntervalSince1970, article.story, id,
      ])
    } else {
      try database.cachedStatement(
        sql: """
          INSERT INTO article (identity, source, url, canonical_url, title, language, published,
            first_seen, text, story) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """
      ).execute(arguments: [
        article.identity, source, article.url, article.canonicalURL, article.title,
        article.language, article.published?.timeIntervalSince1970, at.timeIntervalSince1970,
        text, article.story,
      ])
      row = database.lastInsertedRowID
    }
    try recordKeys(article, isLinkReused: isLinkReused, row: row, hash: hash, in: database)
    if let page = article.page { try record(page, article: row, in: database) }
    return (row, id == nil)
  }

  private static func recordKeys(
    _ article: ArticleRecord, isLinkReused: Bool, row: Int64, hash: SipHash,
    in database: Database
  ) throws {
    try database.cachedStatement(sql: "INSERT OR IGNORE INTO article_key VALUES (?, ?)")
      .execute(arguments: [hash.identityKey(article.identity), row])
    let insert = try database.cachedStatement(
      sql: "INSERT OR \(isLinkReused ? "REPLACE" : "IGNORE") INTO article_key VALUES (?, ?)")
    if let linkKey = article.linkKey {
      try insert.execute(arguments: [hash.articleKey(linkKey), row])
    }
    if let linkKey = article.linkKey, let canonicalKey = article.canonicalKey,
      canonicalKey != linkKey, host(canonicalKey) == host(linkKey)
    {
      try insert.execute(arguments: [hash.articleKey(canonicalKey), row])
    }
  }

  private static func record(_ plan: PagePlan, article: Int64, in database: Database) throws {
    switch plan {
    case .done:
      try database.cachedStatement(sql: "DELETE FROM page_task WHERE article = ?")
        .execute(arguments: [article])
    case .fetch(let purpose, let url, let due, let attempts):
      try database.cachedStatement(
        sql: """
          INSERT OR REPLACE INTO page_task (article, purpose, url, due, attempts)
          VALUES (?, ?, ?, ?, ?)
          """
      ).execute(arguments: [
        article, purpose.rawValue, url, due.timeIntervalSince1970, attempts,
      ])
    }
  }

  /// Normalised links begin with their host.
  private static func host(_ urlKey: String) -> Substring {
    urlKey.prefix { $0 != "/" && $0 != "?" }
  }
}
