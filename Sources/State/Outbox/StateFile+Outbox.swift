package import Foundation
internal import GRDB

extension StateFile {
  /// Deliveries that wait for a destination, after the one with the id `after`, in the order of
  /// commits.
  package func pending(
    destination: String, after: Int64 = 0, limit: Int = 1_000
  ) throws(StateError) -> [OutboxItem] {
    try glance { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT \(Self.itemColumns) FROM delivery JOIN alert ON alert.id = delivery.alert
          WHERE destination = (SELECT id FROM destination WHERE name = ?)
            AND state = 0 AND delivery.id > ? ORDER BY delivery.id LIMIT ?
          """)
      return try Row.fetchAll(statement, arguments: [destination, after, limit])
        .map(Self.item)
    }
  }

  /// What a delivery sends; nil when its alert is forgotten.
  package func message(delivery: Int64) throws(StateError) -> OutgoingMessage? {
    try glance { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT event_id, event, at FROM alert
          WHERE id = (SELECT alert FROM delivery WHERE id = ?)
          """)
      return try Row.fetchOne(statement, arguments: [delivery]).map {
        OutgoingMessage(alert: $0[0], event: [UInt8]($0[1] as Data), committed: Self.date($0[2]))
      }
    }
  }

  /// Ends deliveries that no attempt can be made for.
  package func abandon(
    _ deliveries: [Int64], at: Date, error: String
  ) throws(StateError) {
    try write { database in
      let update = try database.cachedStatement(
        sql: """
          UPDATE delivery SET state = 2, next_attempt = NULL, last_error = ?, finished = ?
          WHERE id = ? AND state = 0
          """)
      for delivery in deliveries {
        try update.execute(arguments: [
          error, at.timeIntervalSince1970, delivery,
        ])
      }
    }
  }

  /// Every attempt of a delivery, the first one first.
  package func attempts(delivery: Int64) throws(StateError) -> [AttemptRow] {
    try read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT at, seconds, status, error, answer FROM attempt WHERE delivery = ? ORDER BY id
          """)
      return try Row.fetchAll(statement, arguments: [delivery]).map { row in
        AttemptRow(
          at: Date(timeIntervalSince1970: row[0]), seconds: row[1] ?? 0, status: row[2],
          error: row[3], answer: (row[4] as Data?).map { [UInt8]($0) } ?? [])
      }
    }
  }

  /// What `item` reads, of a delivery and its alert.
  static let itemColumns = """
    delivery.id, event_id, type, rule, severity, created, held IS 'urgent', tries, aside,
      next_attempt,
      next_attempt - (
        SELECT attempt.at FROM attempt WHERE attempt.delivery = delivery.id
        ORDER BY attempt.id DESC LIMIT 1)
    """

  static func item(_ row: Row) -> OutboxItem {
    OutboxItem(
      id: row[0], alert: row[1], type: row[2], rule: row[3], severity: row[4],
      created: Date(timeIntervalSince1970: row[5]), isUrgent: row[6], tries: row[7],
      isAside: row[8], nextAttempt: date(row[9]), wait: row[10])
  }

  static func date(_ seconds: Double?) -> Date? {
    seconds.map { Date(timeIntervalSince1970: $0) }
  }

  /// The row of a destination, made if there is none.
  static func destinationID(_ database: Database, named name: String) throws -> Int64 {
    let find = try database.cachedStatement(sql: "SELECT id FROM destination WHERE name = ?")
    if let id = try Int64.fetchOne(find, arguments: [name]) { return id }
    try database.cachedStatement(sql: "INSERT INTO destination (name) VALUES (?)")
      .execute(arguments: [name])
    return database.lastInsertedRowID
  }
}
