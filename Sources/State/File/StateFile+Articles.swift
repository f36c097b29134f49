internal import Foundation
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
            story = coalesce(?, story), form = coalesce(?, form), removed = ? WHERE id = ?
          """
      ).execute(arguments: [
        article.title, text, article.canonicalURL, article.language,
        article.published?.timeIntervalSince1970, article.story?.id, article.form?.rawValue,
        article.removed?.timeIntervalSince1970, id,
      ])
    } else {
      try database.cachedStatement(
        sql: """
          INSERT INTO article (identity, source, url, canonical_url, title, language, published,
            first_seen, text, story, form) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """
      ).execute(arguments: [
        article.identity, source, article.url, article.canonicalURL, article.title,
        article.language, article.published?.timeIntervalSince1970, at.timeIntervalSince1970,
        text, article.story?.id, article.form?.rawValue,
      ])
      row = database.lastInsertedRowID
    }
    try recordKeys(article, isLinkReused: isLinkReused, row: row, hash: hash, in: database)
    if let page = article.page { try record(page, article: row, in: database) }
    if let story = article.story { try record(story, article: row, at: at, in: database) }
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

  /// Normalised links begin with their host.
  private static func host(_ urlKey: String) -> Substring {
    urlKey.prefix { $0 != "/" && $0 != "?" }
  }
}
