package import Foundation
internal import GRDB

/// How long things are remembered.
package struct RetentionPolicy: Equatable, Sendable {
  /// Entries that their source no longer shows.
  package var entries: Duration = .seconds(400 * 86_400)
  /// Keys of entries of one source, however young: a source that shows ever new ones is bounded.
  /// Its last few hundred (`RecentRows.capacity`) stay beside them.
  package var keysPerSource = 300_000
  /// Articles, which keep a late repeat from being news.
  package var articles: Duration = .seconds(400 * 86_400)
  package var alerts: Duration = .seconds(400 * 86_400)
  /// Deliveries that are finished, with their attempts.
  package var deliveries: Duration = .seconds(30 * 86_400)
  package var evidence: Duration = .seconds(90 * 86_400)
  package var evidenceBytes = 10_000_000_000
  /// The texts of articles, for trying rules on them.
  package var archive: Duration = .seconds(30 * 86_400)
  package var archiveBytes = 1_000_000_000

  package init() {}
}

extension StateFile {
  /// Forgets what is older than the policy says, a bounded piece at a time so that commits do not
  /// wait long.
  ///
  /// - Returns: whether more is left to forget; call again after a pause.
  package func prune(
    _ policy: RetentionPolicy, now: Date, atMost limit: Int = 2_000
  ) throws(StateError) -> Bool {
    func before(_ age: Duration) -> Double {
      now.timeIntervalSince1970 - Double(age.components.seconds)
    }
    let removed = try write { database in
      var removed = 0
      func run(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
        removed = max(removed, database.changesCount)
      }
      try run(
        """
        DELETE FROM entry WHERE (source, key) IN (
          SELECT source, key FROM entry WHERE last_seen < ? LIMIT ?)
        """, [before(policy.entries), limit])
      try run(
        """
        DELETE FROM recent WHERE source IN (SELECT source FROM recent WHERE last_seen < ? LIMIT ?)
        """, [before(policy.entries), limit])
      try run(
        """
        DELETE FROM attempt WHERE delivery IN (
          SELECT id FROM delivery WHERE state <> 0 AND finished < ? ORDER BY id LIMIT ?)
        """, [before(policy.deliveries), limit])
      try run(
        """
        DELETE FROM delivery WHERE id IN (
          SELECT id FROM delivery WHERE state <> 0 AND finished < ? ORDER BY id LIMIT ?)
        """, [before(policy.deliveries), limit])
      // An alert that still waits to be sent is not forgotten.
      try run(
        """
        DELETE FROM alert WHERE id IN (
          SELECT id FROM alert WHERE at < ? AND NOT EXISTS (
            SELECT 1 FROM delivery WHERE delivery.alert = alert.id) ORDER BY id LIMIT ?)
        """, [before(policy.alerts), limit])
      try run(
        """
        DELETE FROM text WHERE id IN (
          SELECT id FROM text WHERE NOT EXISTS (
            SELECT 1 FROM alert WHERE alert.article = text.article AND alert.text = text.id)
          LIMIT ?)
        """, [limit])
      try run(
        """
        DELETE FROM article WHERE id IN (
          SELECT id FROM article WHERE first_seen < ?1
            AND NOT EXISTS (SELECT 1 FROM alert WHERE alert.article = article.id)
            AND NOT EXISTS (SELECT 1 FROM page_task WHERE page_task.article = article.id)
            AND NOT EXISTS (SELECT 1 FROM archive WHERE archive.article = article.id)
          LIMIT ?2)
        """, [before(policy.articles), limit])
      try run(
        """
        DELETE FROM article_key WHERE key IN (
          SELECT key FROM article_key WHERE NOT EXISTS (
            SELECT 1 FROM article WHERE article.id = article_key.article) LIMIT ?)
        """, [removed > 0 ? limit : 0])
      // Twice as long as a story goes on, so that its alerts' copies are still known.
      removed = max(
        removed,
        try Self.pruneStories(
          before: now.timeIntervalSince1970 - 2 * Self.storyAge, limit: limit, in: database))
      try run(
        "DELETE FROM evidence WHERE id IN (SELECT id FROM evidence WHERE fetched < ? LIMIT ?)",
        [before(policy.evidence), limit])
      return removed
    }
    try pruneCrowded(policy.keysPerSource)
    var left = try pruneEvidence(atMostBytes: policy.evidenceBytes, pieces: 50)
    if try pruneArchive(
      before: before(policy.archive), atMostBytes: policy.archiveBytes, pieces: 500)
    {
      left = true
    }
    do {
      try queue.inDatabase { database in
        try database.execute(sql: "PRAGMA incremental_vacuum(500)")
      }
    } catch {
      throw Self.named(error, path: path)
    }
    return left || removed >= limit
  }

  /// Forgets what was seen longest ago of sources that showed too much.
  private func pruneCrowded(_ limit: Int) throws(StateError) {
    let crowded = try glance { database in
      try Row.fetchAll(
        database, sql: "SELECT source, count(*) FROM entry GROUP BY source HAVING count(*) > ?",
        arguments: [limit])
    }
    for row in crowded {
      let source: Int64 = row[0]
      let count: Int = row[1]
      try write { database in
        try database.execute(
          sql: """
            DELETE FROM entry WHERE source = ?1 AND key IN (
              SELECT key FROM entry WHERE source = ?1 ORDER BY last_seen LIMIT ?2)
            """, arguments: [source, count - limit])
      }
    }
  }

  /// Removes bodies that no evidence names, then the oldest evidence beyond the size allowed.
  private func pruneEvidence(atMostBytes: Int, pieces: Int) throws(StateError) -> Bool {
    try write { database in
      try database.execute(
        sql: """
          DELETE FROM evidence_body WHERE sha256 IN (
            SELECT sha256 FROM evidence_body WHERE NOT EXISTS (
              SELECT 1 FROM evidence WHERE evidence.sha256 = evidence_body.sha256) LIMIT ?)
          """, arguments: [pieces])
      guard database.changesCount < pieces else { return true }
      // Bytes that two findings share count twice: a little too early is better than too late.
      let size =
        try Int.fetchOne(database, sql: "SELECT ifnull(sum(size), 0) FROM evidence") ?? 0
      guard size > atMostBytes else { return false }
      try database.execute(
        sql: "DELETE FROM evidence WHERE id IN (SELECT id FROM evidence ORDER BY fetched LIMIT ?)",
        arguments: [pieces])
      return true
    }
  }

  /// Writes a whole and consistent copy to a new file, beside a running daemon too.
  package func backup(to target: String) throws(StateError) {
    guard access(target, F_OK) != 0 else {
      throw StateError(path: target, reason: .failed("is there already; name a new file"))
    }
    do {
      // VACUUM INTO reads one moment of the file and needs no transaction of ours.
      try queue.inDatabase { database in
        try database.execute(sql: "VACUUM INTO ?", arguments: [target])
      }
    } catch {
      throw Self.named(error, path: path)
    }
  }
}
