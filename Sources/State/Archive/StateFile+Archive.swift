internal import Foundation
internal import GRDB

extension StateFile {
  /// The next articles of the archive, those read first at the front; none at its end.
  ///
  /// Each call is a short look of its own: a long walk holds up no writer and lets no log grow.
  ///
  /// - Parameters:
  ///   - last: where the call before ended.
  ///   - limitBytes: of packed text, after which no further article is taken.
  package func archive(
    _ query: ArchiveQuery, after last: ArchivePosition? = nil, limit: Int = 128,
    limitBytes: Int = 4 << 20
  ) throws(StateError) -> (rows: [ArchiveRow], last: ArchivePosition?) {
    try read { database in
      // A file of before, which its daemon has not opened since.
      guard try database.tableExists("archive") else { return ([], nil) }
      let statement = try database.cachedStatement(
        sql: """
          \(Self.archiveRows)
          WHERE (seen, size, archive.id) > (:seen, :size, :id) AND \(Self.archiveRange)
          ORDER BY seen, size, archive.id LIMIT :limit
          """)
      let start = last ?? ArchivePosition(seen: -.greatestFiniteMagnitude, size: 0, id: 0)
      var arguments = Self.arguments(query)
      arguments += ["seen": start.seen, "size": start.size, "id": start.id, "limit": limit]
      let rows = try Row.fetchCursor(statement, arguments: arguments)
      var found: [ArchiveRow] = []
      var end = last
      var bytes = 0
      while bytes < limitBytes, let row = try rows.next() {
        let text: Data = row[11]
        bytes += text.count
        end = ArchivePosition(seen: row[3], size: row[12], id: row[0])
        found.append(Self.archiveRow(row, text: text))
      }
      return (found, end)
    }
  }

  /// One row of it; nil where it is forgotten by now.
  package func archived(_ id: Int64) throws(StateError) -> ArchiveRow? {
    try read { database in
      let statement = try database.cachedStatement(
        sql: "\(Self.archiveRows) WHERE archive.id = ?")
      return try Row.fetchOne(statement, arguments: [id]).map { row in
        Self.archiveRow(row, text: row[11])
      }
    }
  }

  private static let archiveRows = """
    SELECT archive.id, article, source.name, seen, published, language, archive.url,
      latitude, longitude, reach, place, text, size,
      EXISTS (SELECT 1 FROM archive AS other
        WHERE other.article = archive.article AND other.source <> archive.source)
    FROM archive JOIN source ON source.id = archive.source
    """

  private static func archiveRow(_ row: Row, text: Data) -> ArchiveRow {
    let latitude: Double? = row[7]
    let longitude: Double? = row[8]
    let published: Double? = row[4]
    var item = ArchiveRow(
      id: row[0], article: row[1], isShared: row[13], source: row[2],
      seen: Date(timeIntervalSince1970: row[3]), text: [UInt8](text))
    item.published = published.map { Date(timeIntervalSince1970: $0) }
    item.language = row[5]
    item.url = row[6]
    if let latitude, let longitude {
      item.point = ArchivedArticle.Point(
        latitude: latitude, longitude: longitude, reachKilometres: row[9] ?? 0, name: row[10])
    }
    return item
  }

  /// How much of the archive a query takes in.
  package func archiveExtent(_ query: ArchiveQuery = .init()) throws(StateError) -> ArchiveExtent {
    try read { database in
      guard try database.tableExists("archive") else { return ArchiveExtent(count: 0, bytes: 0) }
      let statement = try database.cachedStatement(
        sql: """
          SELECT count(*), ifnull(sum(size), 0), min(seen), max(seen) FROM archive
          WHERE \(Self.archiveRange)
          """)
      let row = try Row.fetchOne(statement, arguments: Self.arguments(query))
      guard let row else { return ArchiveExtent(count: 0, bytes: 0) }
      let first: Double? = row[2]
      let last: Double? = row[3]
      return ArchiveExtent(
        count: row[0], bytes: row[1], first: first.map { Date(timeIntervalSince1970: $0) },
        last: last.map { Date(timeIntervalSince1970: $0) })
    }
  }

  /// What a query leaves open is as wide as can be, so that the index serves.
  private static let archiveRange = """
    seen >= :since AND seen < :until
    AND (:source IS NULL OR archive.source = (SELECT id FROM source WHERE name = :source))
    """

  private static func arguments(_ query: ArchiveQuery) -> StatementArguments {
    [
      "since": query.since?.timeIntervalSince1970 ?? -1e18,
      "until": query.until?.timeIntervalSince1970 ?? 1e18, "source": query.source,
    ]
  }

  /// Keeps an article's text, in place of what the same source had shown of it before. What only
  /// its feed had told stays when its page is read later.
  static func keep(
    _ article: ArchivedArticle, packed: [UInt8], row: Int64, source: Int64, at: Date,
    in database: Database
  ) throws {
    // What a row takes beside its texts.
    let frame = 96
    let size =
      packed.count + (article.url?.utf8.count ?? 0) + (article.point?.name?.utf8.count ?? 0) + frame
    try HotStatement(
      database,
      """
      INSERT INTO archive (article, source, seen, published, language, url, latitude, longitude,
        reach, place, size, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
      ON CONFLICT (article, source) DO UPDATE SET published = coalesce(?4, published),
        language = coalesce(?5, language), url = coalesce(?6, url), size = ?11, text = ?12,
        latitude = iif(?7 IS NULL, latitude, ?7), longitude = iif(?7 IS NULL, longitude, ?8),
        reach = iif(?7 IS NULL, reach, ?9), place = iif(?7 IS NULL, place, ?10)
      """
    ).run(mixed: [
      .integer(row), .integer(source), .real(at.timeIntervalSince1970),
      .real(article.published?.timeIntervalSince1970), .text(article.language),
      .text(article.url), .real(article.point?.latitude), .real(article.point?.longitude),
      .real(article.point?.reachKilometres), .text(article.point?.name), .integer(Int64(size)),
      .bytes(packed),
    ])
  }

  /// Forgets what is older, and then the oldest beyond the size allowed.
  ///
  /// - Parameter excess: what is beyond it, summed up once and then counted down.
  /// - Returns: whether more is left to forget.
  func pruneArchive(
    before: Double, atMostBytes: Int, pieces: Int, excess: inout Int?
  ) throws(StateError) -> Bool {
    guard let known = excess else {
      let removed = try write { database in
        try database.cachedStatement(
          sql: """
            DELETE FROM archive WHERE id IN (
              SELECT id FROM archive WHERE seen < ? ORDER BY seen LIMIT ?)
            """
        ).execute(arguments: [before, pieces])
        return database.changesCount
      }
      guard removed < pieces else { return true }
      // The index alone answers this: the texts are not read.
      let size = try glance { database in
        try Int.fetchOne(database, sql: "SELECT ifnull(sum(size), 0) FROM archive") ?? 0
      }
      excess = size - atMostBytes
      return size > atMostBytes
    }
    let left = try write { database in
      var left = known
      let oldest = try Row.fetchAll(
        database.cachedStatement(
          sql: "SELECT id, size FROM archive ORDER BY seen, size LIMIT ?"), arguments: [pieces])
      let delete = try database.cachedStatement(sql: "DELETE FROM archive WHERE id = ?")
      for row in oldest where left > 0 {
        let size: Int = row[1]
        try delete.execute(arguments: [row[0] as Int64])
        left -= size
      }
      return oldest.isEmpty ? 0 : left
    }
    excess = left
    return left > 0
  }
}

/// A place in the archive, between two looks.
package struct ArchivePosition: Sendable {
  var seen: Double
  var size: Int
  var id: Int64
}
