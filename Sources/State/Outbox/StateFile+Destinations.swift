package import Foundation
internal import GRDB

extension StateFile {
  /// Every destination that ever got an alert, by name.
  package func destinations() throws(StateError) -> [DestinationRow] {
    try read { database in
      // A reader beside a daemon of before finds the file as that one made it.
      let isOld = try !database.columns(in: "destination").contains { $0.name == "told" }
      let statement = try database.makeStatement(
        sql: """
          SELECT name, failing_since, disabled, reason, count(delivery.id), min(delivery.created),
            \(isOld ? "0, 0, NULL, NULL" : "failures, told, error_kind, error")
          FROM destination LEFT JOIN delivery
            ON delivery.destination = destination.id AND delivery.state = 0
          GROUP BY destination.id ORDER BY name
          """)
      return try Row.fetchAll(statement).map { row in
        // What is left of a failing that is over counts for nothing.
        let isFailing = !row.hasNull(atIndex: 1)
        return DestinationRow(
          name: row[0], failingSince: Self.date(row[1]), failures: isFailing ? row[6] : 0,
          told: isFailing ? row[7] : 0, errorKind: row[8], error: row[9],
          disabledAt: Self.date(row[2]), reason: row[3], pending: row[4],
          oldestPending: Self.date(row[5]))
      }
    }
  }

  /// Says where a destination is, by a `Fingerprint` of its address. One that was out of use and
  /// has moved is put back to use; what was filed meanwhile waits for a replay.
  package func register(
    destination: String, address: UInt64
  ) throws(StateError) {
    try write { database in
      let id = try Self.destinationID(database, named: destination)
      try database.cachedStatement(
        sql: """
          UPDATE destination SET disabled = NULL, reason = NULL, failing_since = NULL
          WHERE id = ?1 AND address IS NOT NULL AND address <> ?2
          """
      ).execute(arguments: [id, Int64(bitPattern: address)])
      try database.cachedStatement(
        sql: "UPDATE destination SET address = ?2 WHERE id = ?1 AND address IS NOT ?2"
      ).execute(arguments: [id, Int64(bitPattern: address)])
    }
  }

  /// Takes a destination out of use, and its waiting deliveries with it. New alerts for it are
  /// filed as `disabled`: nothing is lost.
  package func disable(
    _ destination: String, at: Date, reason: String
  ) throws(StateError) {
    try write(durably: true) { database in
      let id = try Self.destinationID(database, named: destination)
      try Self.disable(id, at: at, reason: reason, in: database)
    }
  }

  static func disable(
    _ destination: Int64, at: Date, reason: String, in database: Database
  ) throws {
    let seconds = at.timeIntervalSince1970
    try database.cachedStatement(
      sql: "UPDATE destination SET disabled = ?, reason = ? WHERE id = ?"
    ).execute(arguments: [seconds, reason, destination])
    try database.cachedStatement(
      sql: """
        UPDATE delivery SET state = 3, next_attempt = NULL, finished = ?,
          last_error = coalesce(last_error, ?)
        WHERE destination = ? AND state = 0
        """
    ).execute(arguments: [seconds, reason, destination])
  }

  /// Asks that deliveries be sent again: dead, disabled, delivered or waiting ones. Their schedule
  /// begins anew, and a disabled destination is put back to use. A running daemon sees it by
  /// `changeCount` and fetches them with `takeRetryRequests`.
  ///
  /// - Returns: the ids that exist.
  @discardableResult
  package func requestRetry(_ deliveries: [Int64], at: Date) throws(StateError) -> [Int64] {
    try write(durably: true) { database in
      let renew = try database.cachedStatement(
        sql: """
          UPDATE delivery SET state = 0, tries = 0, aside = 0, next_attempt = NULL,
            finished = NULL, held = 'urgent', release = NULL WHERE id = ?
          """)
      let enable = try database.cachedStatement(
        sql: """
          UPDATE destination SET disabled = NULL, reason = NULL, failing_since = NULL
          WHERE id = (SELECT destination FROM delivery WHERE id = ?) AND disabled IS NOT NULL
          """)
      let request = try database.cachedStatement(
        sql: "INSERT OR REPLACE INTO retry_request (delivery, requested) VALUES (?, ?)")
      var found: [Int64] = []
      for delivery in deliveries {
        try renew.execute(arguments: [delivery])
        guard database.changesCount > 0 else { continue }
        try enable.execute(arguments: [delivery])
        try request.execute(arguments: [delivery, at.timeIntervalSince1970])
        found.append(delivery)
      }
      return found
    }
  }

  /// The requests that came in since the last call, by destination. The outbox has them waiting.
  package func takeRetryRequests() throws(StateError) -> [String: [OutboxItem]] {
    try write { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT \(Self.itemColumns), destination.name AS destination_name
          FROM retry_request JOIN delivery ON delivery.id = retry_request.delivery
          JOIN alert ON alert.id = delivery.alert
          JOIN destination ON destination.id = delivery.destination ORDER BY delivery.id
          """)
      var requests: [String: [OutboxItem]] = [:]
      for row in rows {
        requests[row["destination_name"], default: []].append(Self.item(row))
      }
      try database.execute(sql: "DELETE FROM retry_request")
      return requests
    }
  }

  /// A number that is another one after any other process has written. Costs next to nothing.
  package func changeCount() throws(StateError) -> Int {
    try glance { database in
      try Int.fetchOne(database.cachedStatement(sql: "PRAGMA data_version")) ?? 0
    }
  }
}
