package import Foundation
internal import GRDB
internal import Synchronization

extension StateFile {
  /// Forgets what is older than the policy says: one short step of a way through all tables, so
  /// that no commit waits for long. Each call looks at a few thousand rows at most, whatever the
  /// size of the file.
  ///
  /// - Returns: whether the way goes on; call again after a pause. It begins anew after its end.
  package func prune(
    _ policy: RetentionPolicy, now: Date, atMost limit: Int = 2_000
  ) throws(StateError) -> Bool {
    var walk = walk.withLock(\.self)
    try step(&walk, Horizon(policy, now: now), limit: max(limit, 1))
    self.walk.withLock { $0 = walk }
    return !walk.isAtStart
  }

  /// The policy held against a moment: what is before these times may go.
  private struct Horizon {
    let policy: RetentionPolicy
    private let now: Double

    init(_ policy: RetentionPolicy, now: Date) {
      self.policy = policy
      self.now = now.timeIntervalSince1970
    }

    func before(_ age: KeyPath<RetentionPolicy, Duration>) -> Double {
      now - Double(policy[keyPath: age].components.seconds)
    }
  }

  private func step(
    _ walk: inout PruneWalk, _ horizon: Horizon, limit: Int
  ) throws(StateError) {
    let policy = horizon.policy
    switch walk.stage {
    case .deliveries:
      let finished = "state <> 0 AND finished < ?"
      try sweep(
        &walk, "delivery", "id", min(limit, 1_000),
        [
          """
          DELETE FROM attempt WHERE delivery IN (SELECT id FROM delivery WHERE \(Self.range) \
          AND \(finished))
          """, "DELETE FROM delivery WHERE \(Self.range) AND \(finished)",
        ], horizon.before(\.deliveries))
    case .alerts:
      // An alert that still waits to be sent is not forgotten.
      try sweep(
        &walk, "alert", "id", min(limit, 500),
        [
          """
          DELETE FROM acknowledged WHERE alert IN (
            SELECT id FROM alert WHERE \(Self.range) AND at < ? AND NOT EXISTS (
              SELECT 1 FROM delivery WHERE delivery.alert = alert.id))
          """,
          """
          DELETE FROM alert WHERE \(Self.range) AND at < ? AND NOT EXISTS (
            SELECT 1 FROM delivery WHERE delivery.alert = alert.id)
          """,
        ], horizon.before(\.alerts))
    case .texts:
      try sweep(
        &walk, "text", "id", min(limit, 250),
        [
          """
          DELETE FROM text WHERE \(Self.range) AND NOT EXISTS (
            SELECT 1 FROM alert WHERE alert.article = text.article AND alert.text = text.id)
          """
        ])
    case .archive:
      let isMore = try pruneArchive(
        before: horizon.before(\.archive), atMostBytes: policy.archiveBytes,
        pieces: min(limit, 250), excess: &walk.excess)
      if !isMore { walk.advance() }
    case .stories:
      let isMore = try write { database in
        try Self.pruneStories(
          before: horizon.before(\.stories), limit: max(1, limit / 10), in: database)
      }
      if !isMore { walk.advance() }
    case .articles:
      try sweep(
        &walk, "article", "id", limit,
        [
          """
          DELETE FROM article WHERE \(Self.range) AND first_seen < ?
            AND NOT EXISTS (SELECT 1 FROM alert WHERE alert.article = article.id)
            AND NOT EXISTS (SELECT 1 FROM page_task WHERE page_task.article = article.id)
            AND NOT EXISTS (SELECT 1 FROM archive WHERE archive.article = article.id)
          """
        ], horizon.before(\.articles))
    case .articleKeys:
      try sweep(
        &walk, "article_key", "key", limit,
        [
          """
          DELETE FROM article_key WHERE \(Self.range) AND NOT EXISTS (
            SELECT 1 FROM article WHERE article.id = article_key.article)
          """
        ])
    case .evidence:
      let isMore = try write { database in
        try Self.pruneEvidence(
          before: horizon.before(\.evidence), atMostBytes: policy.evidenceBytes,
          pieces: min(limit, 50), in: database)
      }
      if !isMore { walk.advance() }
    case .evidenceBodies:
      // Of files of before, which left them for later.
      try sweep(
        &walk, "evidence_body", "rowid", min(limit, 500),
        [
          """
          DELETE FROM evidence_body WHERE \(Self.range) AND NOT EXISTS (
            SELECT 1 FROM evidence WHERE evidence.sha256 = evidence_body.sha256)
          """
        ])
    case .entries:
      try pruneEntries(
        &walk, before: horizon.before(\.entries), keysPerSource: policy.keysPerSource, limit: limit)
    case .recent:
      try sweep(
        &walk, "recent", "source", limit,
        ["DELETE FROM recent WHERE \(Self.range) AND last_seen < ?"], horizon.before(\.entries))
    case .pages:
      if try !giveBack() { walk.advance() }
    }
  }

  private static let range = "@key > @after AND @key <= @upTo"

  /// Runs statements over the next rows of a table, by their key.
  private func sweep(
    _ walk: inout PruneWalk, _ table: String, _ key: String, _ limit: Int, _ statements: [String],
    _ argument: Double? = nil
  ) throws(StateError) {
    let after = walk.last
    let (end, count) = try write { database -> (Int64, Int) in
      let found = try Row.fetchOne(
        database.cachedStatement(
          sql: """
            SELECT max(place), count(*) FROM (
              SELECT \(key) AS place FROM \(table) WHERE \(key) > ? ORDER BY \(key) LIMIT ?)
            """), arguments: [after, limit])
      guard let found, let end: Int64 = found[0] else { return (after, 0) }
      for statement in statements {
        let sql = statement.replacing("@key", with: key).replacing("@after", with: "?")
          .replacing("@upTo", with: "?")
        var arguments: StatementArguments = [after, end]
        if let argument { arguments += [argument] }
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
      }
      return (end, found[1])
    }
    walk.last = end
    // What is added meanwhile must not make the way endless.
    if count < limit { walk.advance() }
  }

  /// Gives free pages back to the disk, some at a time, and leaves a few for what comes next.
  ///
  /// - Returns: whether more are to be given back.
  private func giveBack() throws(StateError) -> Bool {
    do {
      return try queue.inDatabase { database in
        let free = try Int.fetchOne(database, sql: "PRAGMA freelist_count") ?? 0
        let all = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
        let excess = free - max(256, all / 20)
        guard excess > 0 else { return false }
        let pages = min(excess, 100)
        try database.execute(sql: "PRAGMA incremental_vacuum(\(pages))")
        return pages < excess
      }
    } catch {
      throw Self.named(error, path: path)
    }
  }
}
