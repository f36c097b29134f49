package import Foundation
internal import GRDB

/// What became of a request about some alerts, by their ids.
package struct AcknowledgedIDs: Equatable, Sendable {
  package var changed: [String] = []
  /// They were so already.
  package var unchanged: [String] = []
  package var unknown: [String] = []
}

extension StateFile {
  /// Notes that a person has seen to alerts, and commits what is told of it.
  ///
  /// - Parameter telling: what is sent for an alert that has deliveries to these destinations; nil
  ///   for nothing.
  package func acknowledge(
    _ ids: [String], at now: Date,
    telling: (_ alert: AlertRow, _ destinations: [String]) -> AlertRecord?
  ) throws(StateError) -> AcknowledgedIDs {
    try write(durably: true) { database in
      try expectNewest(database)
      let find = try database.cachedStatement(
        sql: "SELECT id, type, rule, at, event FROM alert WHERE event_id = ?")
      let insert = try database.cachedStatement(
        sql: "INSERT OR IGNORE INTO acknowledged (alert, at) VALUES (?, ?)")
      let places = try database.cachedStatement(
        sql: """
          SELECT DISTINCT name FROM delivery JOIN destination ON destination.id = destination
          WHERE alert = ? ORDER BY name
          """)
      var result = AcknowledgedIDs()
      for id in ids {
        guard let row = try Row.fetchOne(find, arguments: [id]) else {
          result.unknown.append(id)
          continue
        }
        let number: Int64 = row[0]
        try insert.execute(arguments: [number, now.timeIntervalSince1970])
        guard database.changesCount > 0 else {
          result.unchanged.append(id)
          continue
        }
        result.changed.append(id)
        let alert = AlertRow(
          id: id, type: row[1], rule: row[2], at: Date(timeIntervalSince1970: row[3]),
          event: [UInt8](row[4] as Data))
        let names = try String.fetchAll(places, arguments: [number])
        guard let record = telling(alert, names), !record.destinations.isEmpty else { continue }
        _ = try Self.record(record, article: nil, record: nil, evidence: nil, in: database)
      }
      return result
    }
  }

  /// Takes it back. What was told stays told.
  package func unacknowledge(_ ids: [String]) throws(StateError) -> AcknowledgedIDs {
    try write(durably: true) { database in
      try expectNewest(database)
      let find = try database.cachedStatement(sql: "SELECT id FROM alert WHERE event_id = ?")
      let remove = try database.cachedStatement(sql: "DELETE FROM acknowledged WHERE alert = ?")
      var result = AcknowledgedIDs()
      for id in ids {
        guard let number = try Int64.fetchOne(find, arguments: [id]) else {
          result.unknown.append(id)
          continue
        }
        try remove.execute(arguments: [number])
        if database.changesCount > 0 {
          result.changed.append(id)
        } else {
          result.unchanged.append(id)
        }
      }
      return result
    }
  }
}
