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
          SELECT event_id, event FROM alert
          WHERE id = (SELECT alert FROM delivery WHERE id = ?)
          """)
      return try Row.fetchOne(statement, arguments: [delivery]).map {
        OutgoingMessage(alert: $0[0], event: [UInt8]($0[1] as Data))
      }
    }
  }

  /// Writes what attempts came to, many in one transaction.
  package func record(_ attempts: [AttemptRecord]) throws(StateError) {
    guard !attempts.isEmpty else { return }
    try write { database in
      let insert = try database.cachedStatement(
        sql: """
          INSERT INTO attempt (delivery, at, seconds, status, error, answer)
          VALUES (?, ?, ?, ?, ?, ?)
          """)
      let update = try database.cachedStatement(
        sql: """
          UPDATE delivery SET state = ?, attempts = attempts + 1, tries = coalesce(?, tries),
            aside = coalesce(?, aside), next_attempt = ?, last_status = ?, last_error = ?,
            finished = ? WHERE id = ?
          """)
      for attempt in attempts {
        let at = attempt.at.timeIntervalSince1970
        try insert.execute(arguments: [
          attempt.delivery, at, attempt.seconds, attempt.status, attempt.error,
          attempt.answer.isEmpty ? nil : Data(attempt.answer.prefix(4_096)),
        ])
        let state: DeliveryRow.State
        var next: Date?
        var tries: Int?
        var isAside: Bool?
        switch attempt.result {
        case .delivered: state = .delivered
        case .dead: state = .dead
        case .again(let at, let used, let aside):
          state = .pending
          next = at
          tries = used
          isAside = aside
        }
        try update.execute(arguments: [
          state.rawValue, tries, isAside, next?.timeIntervalSince1970, attempt.status,
          attempt.error, state == .pending ? nil : at, attempt.delivery,
        ])
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

  /// The fields of `deliveries --json`, in the order of commits.
  ///
  /// - Parameter states: nil means all.
  package func deliveries(
    states: Set<DeliveryRow.State>? = nil, destination: String? = nil, limit: Int? = nil
  ) throws(StateError) -> [DeliveryRow] {
    try read { database in
      let allowed = (states ?? []).map { String($0.rawValue) }.sorted().joined(separator: ",")
      let filter = states == nil ? "" : "AND delivery.state IN (\(allowed))"
      let statement = try database.makeStatement(
        sql: """
          SELECT delivery.id, event_id, destination.name, state, attempts, next_attempt,
            last_status, last_error, created, finished
          FROM delivery JOIN alert ON alert.id = delivery.alert
          JOIN destination ON destination.id = delivery.destination
          WHERE (?1 IS NULL OR destination.name = ?1) \(filter)
          ORDER BY delivery.id DESC LIMIT ?2
          """)
      let rows = try Row.fetchAll(statement, arguments: [destination, limit ?? -1])
      return rows.reversed().map { row in
        DeliveryRow(
          id: row[0], alert: row[1], destination: row[2],
          state: DeliveryRow.State(rawValue: row[3]) ?? .pending, attempts: row[4],
          nextAttempt: Self.date(row[5]), lastStatus: row[6], lastError: row[7],
          created: Date(timeIntervalSince1970: row[8]), finished: Self.date(row[9]))
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

  private static let itemColumns =
    "delivery.id, event_id, type, created, tries, aside, next_attempt"

  private static func item(_ row: Row) -> OutboxItem {
    OutboxItem(
      id: row[0], alert: row[1], type: row[2], created: Date(timeIntervalSince1970: row[3]),
      tries: row[4], isAside: row[5], nextAttempt: date(row[6]))
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
