package import Foundation
internal import GRDB

extension StateFile {
  /// The fields of `deliveries --json`, in the order of commits.
  ///
  /// - Parameter limit: the last so many.
  package func deliveries(
    _ selection: DeliverySelection, limit: Int? = nil
  ) throws(StateError) -> [DeliveryRow] {
    let condition = Self.condition(selection)
    return try read { database in
      // A reader beside a daemon of before finds the file as that one made it.
      let isOld = try !database.columns(in: "delivery").contains { $0.name == "held" }
      let holding =
        isOld
        ? "NULL, NULL"
        : "nullif(held, 'urgent'), (SELECT digest.event_id FROM alert AS digest "
          + "WHERE digest.id = delivery.digest)"
      let statement = try database.makeStatement(
        sql: """
          SELECT delivery.id, event_id, destination.name, state, attempts, next_attempt,
            last_status, last_error, created, finished, rule, type, \(holding)
          FROM \(Self.selected) WHERE \(condition.sql) ORDER BY delivery.id DESC LIMIT ?
          """)
      let rows = try Row.fetchAll(
        statement, arguments: StatementArguments(condition.values + [limit ?? -1]))
      return rows.reversed().map { row in
        DeliveryRow(
          id: row[0], alert: row[1], destination: row[2],
          state: DeliveryRow.State(rawValue: row[3]) ?? .pending, attempts: row[4],
          nextAttempt: Self.date(row[5]), lastStatus: row[6], lastError: row[7],
          created: Date(timeIntervalSince1970: row[8]), finished: Self.date(row[9]),
          rule: row[10], type: row[11], held: row[12], digest: row[13])
      }
    }
  }

  package func deliveries(
    states: Set<DeliveryRow.State>? = nil, destination: String? = nil, limit: Int? = nil
  ) throws(StateError) -> [DeliveryRow] {
    try deliveries(
      DeliverySelection(states: states, destination: destination), limit: limit)
  }

  /// The ids of those that are meant, in the order of commits.
  package func deliveryIDs(_ selection: DeliverySelection) throws(StateError) -> [Int64] {
    let condition = Self.condition(selection)
    return try read { database in
      try Int64.fetchAll(
        database,
        sql: """
          SELECT delivery.id FROM \(Self.selected) WHERE \(condition.sql) ORDER BY delivery.id
          """, arguments: StatementArguments(condition.values))
    }
  }

  /// Which of these wait for a destination.
  package func stillPending(
    _ ids: Set<Int64>, destination: String
  ) throws(StateError) -> Set<Int64> {
    guard let first = ids.min(), let last = ids.max() else { return [] }
    return try glance { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT id FROM delivery WHERE state = 0 AND id BETWEEN ? AND ?
            AND destination = (SELECT id FROM destination WHERE name = ?)
          """)
      let pending = try Int64.fetchCursor(statement, arguments: [first, last, destination])
      var kept: Set<Int64> = []
      while let id = try pending.next() { if ids.contains(id) { kept.insert(id) } }
      return kept
    }
  }

  /// Gives up what waits for a destination beyond a limit, the youngest: dead letters, which can be
  /// replayed.
  ///
  /// - Returns: how many.
  package func giveUp(
    beyond limit: Int, destination: String, at: Date, error: String
  ) throws(StateError) -> Int {
    let isOver = try glance { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT 1 FROM delivery WHERE state = 0
            AND destination = (SELECT id FROM destination WHERE name = ?)
          LIMIT 1 OFFSET ?
          """)
      return try Int.fetchOne(statement, arguments: [destination, limit]) != nil
    }
    guard isOver else { return 0 }
    return try write(durably: true) { database in
      try database.cachedStatement(
        sql: """
          UPDATE delivery SET state = 2, next_attempt = NULL, last_error = ?, finished = ?
          WHERE id IN (
            SELECT id FROM delivery WHERE state = 0
              AND destination = (SELECT id FROM destination WHERE name = ?)
            ORDER BY id LIMIT -1 OFFSET ?)
          """
      ).execute(arguments: [error, at.timeIntervalSince1970, destination, limit])
      return database.changesCount
    }
  }

  /// Forgets deliveries, whatever their state; their alerts stay. A running daemon sees it by
  /// `changeCount`.
  ///
  /// - Returns: the ids that existed.
  package func drop(_ deliveries: [Int64]) throws(StateError) -> [Int64] {
    try write(durably: true) { database in
      let remove = try database.cachedStatement(sql: "DELETE FROM delivery WHERE id = ?")
      let others = try ["attempt", "retry_request"].map {
        try database.cachedStatement(sql: "DELETE FROM \($0) WHERE delivery = ?")
      }
      var found: [Int64] = []
      for delivery in deliveries {
        try remove.execute(arguments: [delivery])
        guard database.changesCount > 0 else { continue }
        for statement in others { try statement.execute(arguments: [delivery]) }
        found.append(delivery)
      }
      return found
    }
  }

  private static let selected = """
    delivery JOIN alert ON alert.id = delivery.alert
    JOIN destination ON destination.id = delivery.destination
    """

  private static func condition(
    _ selection: DeliverySelection
  ) -> (sql: String, values: [(any DatabaseValueConvertible)?]) {
    var parts: [String] = ["1"]
    var values: [(any DatabaseValueConvertible)?] = []
    if let ids = selection.ids {
      parts.append("delivery.id IN (\(ids.map(String.init).joined(separator: ",")))")
    }
    if let states = selection.states {
      let numbers = states.map { String($0.rawValue) }.sorted().joined(separator: ",")
      parts.append("delivery.state IN (\(numbers))")
    }
    func add(_ sql: String, _ value: (any DatabaseValueConvertible)?) {
      guard let value else { return }
      parts.append(sql)
      values.append(value)
    }
    add("destination.name = ?", selection.destination)
    add("alert.rule = ?", selection.rule)
    add("delivery.created >= ?", selection.since?.timeIntervalSince1970)
    add("delivery.created < ?", selection.until?.timeIntervalSince1970)
    return (parts.joined(separator: " AND "), values)
  }
}
