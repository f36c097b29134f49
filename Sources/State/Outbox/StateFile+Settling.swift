internal import Foundation
internal import GRDB

extension StateFile {
  /// Of one delivery so many attempts are remembered, the last ones.
  package static let attemptsKept = 100

  /// Writes what attempts came to, many in one transaction.
  package func record(_ attempts: [AttemptRecord]) throws(StateError) {
    guard !attempts.isEmpty else { return }
    try write { database in try Self.write(attempts, in: database) }
  }

  /// Writes what a destination's attempts came to, with its health and what is told of it.
  package func settle(_ settlement: Settlement) throws(StateError) {
    guard !settlement.isEmpty else { return }
    let isWeighty = settlement.disabled != nil || !settlement.alerts.isEmpty
    try write(durably: isWeighty) { database in
      try Self.write(settlement.attempts, in: database)
      let id = try Self.destinationID(database, named: settlement.destination)
      if let health = settlement.health {
        try database.cachedStatement(
          sql: """
            UPDATE destination SET failing_since = ?, failures = ?, told = ?, error_kind = ?,
              error = ? WHERE id = ?
            """
        ).execute(arguments: [
          health.failingSince?.timeIntervalSince1970, health.failures, health.told,
          health.errorKind, health.error, id,
        ])
      }
      if let disabled = settlement.disabled {
        try Self.disable(id, at: disabled.at, reason: disabled.reason, in: database)
      }
      for alert in settlement.alerts {
        _ = try Self.record(alert, article: nil, record: nil, evidence: nil, in: database)
      }
    }
  }

  private static func write(_ attempts: [AttemptRecord], in database: Database) throws {
    // One that was dropped meanwhile is not remembered.
    let insert = try database.cachedStatement(
      sql: """
        INSERT INTO attempt (delivery, at, seconds, status, error, answer)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE EXISTS (SELECT 1 FROM delivery WHERE id = ?1)
        """)
    let update = try database.cachedStatement(
      sql: """
        UPDATE delivery SET state = ?, attempts = attempts + 1, tries = coalesce(?, tries),
          aside = coalesce(?, aside), next_attempt = ?, last_status = ?, last_error = ?,
          finished = ? WHERE id = ?
        """)
    let thin = try database.cachedStatement(
      sql: """
        DELETE FROM attempt WHERE delivery = ?1 AND id <= (
          SELECT id FROM attempt WHERE delivery = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)
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
      if state != .delivered { try thin.execute(arguments: [attempt.delivery, attemptsKept]) }
    }
  }
}
