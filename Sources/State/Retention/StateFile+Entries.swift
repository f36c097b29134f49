internal import GRDB

extension StateFile {
  /// Forgets the next entries that their source has not shown for long. A source left behind that
  /// still has too many loses those seen longest ago.
  func pruneEntries(
    _ walk: inout PruneWalk, before: Double, keysPerSource: Int, limit: Int
  ) throws(StateError) {
    let begin = walk
    walk = try write { database in
      var walk = begin
      let start: StatementArguments = [walk.last, walk.entry]
      let end = try Row.fetchOne(
        database.cachedStatement(
          sql: """
            SELECT source, key, count(*) OVER () FROM (
              SELECT source, key FROM entry WHERE (source, key) > (?, ?)
              ORDER BY source, key LIMIT ?)
            ORDER BY source DESC, key DESC LIMIT 1
            """), arguments: start + [limit])
      guard let end, !walk.isDone else {
        if try Self.thinOut(walk.last, walk.crowd - keysPerSource, in: database) {
          walk.crowd -= Self.thinnedAtOnce
        } else {
          walk.advance()
        }
        return walk
      }
      let stop: StatementArguments = [end[0] as Int64, end[1] as Int64]
      let counts = try Row.fetchAll(
        database.cachedStatement(
          sql: """
            SELECT source, count(*) FROM entry
            WHERE (source, key) > (?, ?) AND (source, key) <= (?, ?) AND last_seen >= ?
            GROUP BY source ORDER BY source
            """), arguments: start + stop + [before])
      for row in counts {
        let source: Int64 = row[0]
        if source != walk.last {
          // What is left behind is thinned out first; the next source comes after it.
          if try Self.thinOut(walk.last, walk.crowd - keysPerSource, in: database) {
            walk.crowd -= Self.thinnedAtOnce
            walk.entry = .max
            return walk
          }
          walk.last = source
          walk.crowd = 0
        }
        walk.crowd += row[1]
      }
      try database.cachedStatement(
        sql: """
          DELETE FROM entry
          WHERE (source, key) > (?, ?) AND (source, key) <= (?, ?) AND last_seen < ?
          """
      ).execute(arguments: start + stop + [before])
      if walk.last != end[0] {
        walk.last = end[0]
        walk.crowd = 0
      }
      walk.entry = end[1]
      // What is added meanwhile must not make the way endless.
      walk.isDone = end[2] < limit
      return walk
    }
  }

  private static let thinnedAtOnce = 20_000

  /// Removes so many of a source's entries, at most `thinnedAtOnce`.
  ///
  /// - Returns: whether more are left to remove.
  private static func thinOut(
    _ source: Int64, _ excess: Int, in database: Database
  ) throws -> Bool {
    guard excess > 0 else { return false }
    try database.cachedStatement(
      sql: """
        DELETE FROM entry WHERE source = ?1 AND key IN (
          SELECT key FROM entry WHERE source = ?1 ORDER BY last_seen LIMIT ?2)
        """
    ).execute(arguments: [source, min(excess, thinnedAtOnce)])
    return excess > thinnedAtOnce
  }
}
