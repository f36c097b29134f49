package import Articles
package import Foundation
internal import GRDB

/// The story of an article, to be remembered.
package struct StoryRecord: Equatable, Sendable {
  package var id: String
  /// nil where the article is in its story already, or its text is too short to have copies.
  package var sketch: StorySketch?

  package init(id: String, sketch: StorySketch?) {
    self.id = id
    self.sketch = sketch
  }
}

/// A story that an article belongs to.
package struct StoryMatch: Equatable, Sendable {
  package var id: String
  /// Its first articles, in the order of their coming; the article asked for is not among them.
  package var others: [StoryMember]
  /// How many others there are.
  package var count: Int
  /// Whether the article asked for came before them.
  package var isFirst: Bool
}

/// An article of a story.
package struct StoryMember: Equatable, Sendable {
  package var identity: String
  package var title: String
  package var url: String?
  /// The name of the source that saw it first.
  package var source: String
  package var seen: Date
}

extension StateFile {
  /// How long a story may go on: what is printed later is another time's news.
  package static let storyAge = 14.0 * 86_400
  /// Articles that are looked at for one mark: the newest. A phrase that thousands share tells
  /// nothing.
  private static let articlesOfMark = 32
  private static let candidates = 16
  /// Copies that a story is told with; of a flood of them the rest is counted.
  package static let copiesTold = 20

  /// The story of a text, or nil where no article of the last days is like it.
  ///
  /// - Parameters:
  ///   - identity: the article's own; one that is in a story stays in it.
  ///   - source: the name of its source.
  package func story(
    of sketch: StorySketch?, identity: String, source: String, now: Date
  ) throws(StateError) -> StoryMatch? {
    try read { database in
      let own = try Row.fetchOne(
        database.cachedStatement(
          sql: "SELECT id, story FROM article WHERE identity = ? AND story IS NOT NULL"),
        arguments: [identity])
      if let own {
        return try Self.match(own[1], without: own[0], in: database)
      }
      guard let sketch else { return nil }
      for article in try Self.candidates(sketch, in: database) {
        guard let other = try Self.sketch(article, since: now - Self.storyAge, in: database),
          sketch.isCopy(of: other.sketch, isSameSource: other.source == source)
        else { continue }
        return try Self.match(other.story, without: nil, in: database)
      }
      return nil
    }
  }

  /// The alert that a rule made of a story before; nil where there is none.
  package func alert(rule: String, story: String) throws(StateError) -> String? {
    try read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT event_id FROM story_member JOIN alert ON alert.article = story_member.article
          WHERE story = ? AND rule = ? AND type = 'article.matched' ORDER BY alert.id LIMIT 1
          """)
      return try String.fetchOne(statement, arguments: [story, rule])
    }
  }

  /// The copies that came after an alert and made none of their own, in the order of their coming.
  static func copies(ofAlert alert: Int64, in database: Database) throws -> [StoryMember] {
    let statement = try database.cachedStatement(
      sql: """
        SELECT identity, title, article.url, source.name, also_at.seen FROM also_at
        JOIN article ON article.id = also_at.article
        LEFT JOIN source ON source.id = article.source
        WHERE alert = ? ORDER BY also_at.seen
        """)
    return try Row.fetchAll(statement, arguments: [alert]).map(member)
  }

  /// The articles that share the most marks.
  private static func candidates(_ sketch: StorySketch, in database: Database) throws -> [Int64] {
    let find = try HotStatement(
      database,
      """
      SELECT group_concat(article) FROM (
        SELECT article FROM story_mark WHERE mark = ? ORDER BY article DESC LIMIT \(articlesOfMark))
      """)
    var counts: [Int64: Int] = [:]
    for mark in sketch.marks {
      let found = try find.run([Int64(bitPattern: mark)]) { $0.text(0) } ?? nil
      for article in (found ?? "").split(separator: ",") {
        if let article = Int64(article) { counts[article, default: 0] += 1 }
      }
    }
    return counts.filter { $0.value >= 3 }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(candidates).map(\.key)
  }

  private static func sketch(
    _ article: Int64, since: Date, in database: Database
  ) throws -> (sketch: StorySketch, story: String, source: String)? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT marks, numbers, is_whole, story_member.story, source.name FROM story_member
        JOIN article ON article.id = story_member.article
        LEFT JOIN source ON source.id = article.source
        WHERE story_member.article = ? AND seen >= ?
        """)
    let row = try Row.fetchOne(statement, arguments: [article, since.timeIntervalSince1970])
    return row.map { row in
      (
        StorySketch(
          marks: numbers(row[0]), numbers: numbers(row[1]), isWhole: row[2]),
        row[3], row[4] ?? ""
      )
    }
  }

  /// Articles have their numbers in the order of their commits, as the index of a story has them.
  private static func match(
    _ story: String, without article: Int64?, in database: Database
  ) throws -> StoryMatch {
    let members = try database.cachedStatement(
      sql: """
        SELECT identity, title, article.url, source.name, seen, article.id FROM story_member
        JOIN article ON article.id = story_member.article
        LEFT JOIN source ON source.id = article.source
        WHERE story_member.story = ? AND story_member.article IS NOT ?
        ORDER BY story_member.article LIMIT \(copiesTold)
        """)
    let count = try database.cachedStatement(
      sql: "SELECT count(*) FROM story_member WHERE story = ? AND article IS NOT ?")
    let rows = try Row.fetchAll(members, arguments: [story, article])
    let first: Int64? = rows.first?[5]
    return StoryMatch(
      id: story, others: rows.map(member),
      count: try Int.fetchOne(count, arguments: [story, article]) ?? 0,
      isFirst: article.map { $0 < first ?? .max } ?? rows.isEmpty)
  }

  private static func member(_ row: Row) -> StoryMember {
    StoryMember(
      identity: row[0], title: row[1], url: row[2], source: row[3] ?? "",
      seen: Date(timeIntervalSince1970: row[4]))
  }

  // MARK: - Writing

  static func record(
    _ story: StoryRecord, article: Int64, at: Date, in database: Database
  ) throws {
    let marks = story.sketch?.marks ?? []
    try database.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO story_member (article, story, seen, is_whole, marks, numbers)
        VALUES (?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      article, story.id, at.timeIntervalSince1970, story.sketch?.isWhole ?? true,
      bytes(marks), bytes(story.sketch?.numbers ?? []),
    ])
    guard database.changesCount > 0 else { return }
    let insert = try HotStatement(database, "INSERT OR IGNORE INTO story_mark VALUES (?, ?)")
    for mark in marks { try insert.run([Int64(bitPattern: mark), article]) }
  }

  static func record(_ copy: CopyRecord, article: Int64, at: Date, in database: Database) throws {
    try database.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO also_at (alert, article, seen)
        SELECT id, ?, ? FROM alert WHERE event_id = ? AND article IS NOT ?1
        """
    ).execute(arguments: [article, at.timeIntervalSince1970, copy.alert])
  }

  /// Forgets what is too old to have copies, and listings of alerts that are forgotten.
  ///
  /// - Returns: whether more is left to forget.
  static func pruneStories(before: Double, limit: Int, in database: Database) throws -> Bool {
    let old = try Row.fetchAll(
      database.cachedStatement(
        sql: "SELECT article, marks FROM story_member WHERE seen < ? LIMIT ?"),
      arguments: [before, limit])
    let forget = try HotStatement(
      database, "DELETE FROM story_mark WHERE mark = ? AND article = ?")
    for row in old {
      let marks: [UInt64] = numbers(row[1])
      for mark in marks { try forget.run([Int64(bitPattern: mark), row[0]]) }
      try database.cachedStatement(sql: "DELETE FROM story_member WHERE article = ?")
        .execute(arguments: [row[0] as Int64])
    }
    try database.cachedStatement(
      sql: """
        DELETE FROM also_at WHERE (alert, article) IN (
          SELECT alert, article FROM also_at WHERE seen < ? AND NOT EXISTS (
            SELECT 1 FROM alert WHERE alert.id = also_at.alert) LIMIT ?)
        """
    ).execute(arguments: [before, limit])
    return old.count == limit || database.changesCount == limit
  }

  /// The lowest byte first.
  private static func bytes<Number: FixedWidthInteger>(_ numbers: [Number]) -> Data {
    var data = Data(capacity: numbers.count * MemoryLayout<Number>.size)
    for number in numbers {
      withUnsafeBytes(of: number.littleEndian) { data.append(contentsOf: $0) }
    }
    return data
  }

  private static func numbers<Number: FixedWidthInteger>(_ data: Data) -> [Number] {
    let size = MemoryLayout<Number>.size
    return data.withUnsafeBytes { bytes in
      (0..<bytes.count / size).map {
        Number(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * size, as: Number.self))
      }
    }
  }
}
