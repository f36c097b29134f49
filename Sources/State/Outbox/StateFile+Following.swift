package import Foundation
internal import GRDB

extension StateFile {
  /// Where those begin who follow alerts: behind the last one, or before the first one from a time on.
  package func alertPosition(since: Date? = nil) throws(StateError) -> Int64 {
    try read { database in
      guard let since else {
        return try Int64.fetchOne(database, sql: "SELECT max(id) FROM alert") ?? 0
      }
      let first = try Int64.fetchOne(
        database, sql: "SELECT min(id) FROM alert WHERE at >= ?",
        arguments: [since.timeIntervalSince1970])
      if let first { return first - 1 }
      return try Int64.fetchOne(database, sql: "SELECT max(id) FROM alert") ?? 0
    }
  }

  /// Alerts behind a position, in the order of commits, some at a time.
  ///
  /// - Returns: with the position behind them.
  package func alerts(
    after position: Int64, limit: Int = 200
  ) throws(StateError) -> (rows: [AlertRow], position: Int64) {
    try read { database in
      let statement = try database.cachedStatement(
        sql:
          "SELECT id, event_id, type, rule, at, event FROM alert WHERE id > ? ORDER BY id LIMIT ?"
      )
      var last = position
      let rows = try Row.fetchAll(statement, arguments: [position, limit]).map { row in
        last = row[0]
        return AlertRow(
          id: row[1], type: row[2], rule: row[3], at: Date(timeIntervalSince1970: row[4]),
          event: [UInt8](row[5] as Data))
      }
      return (rows, last)
    }
  }
}
