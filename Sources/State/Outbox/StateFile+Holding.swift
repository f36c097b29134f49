package import Foundation
internal import GRDB

/// A delivery that is to wait for a digest.
package struct HeldDelivery: Equatable, Sendable {
  package var delivery: Int64
  /// A word of the caller's.
  package var reason: String
  package var release: Date?

  package init(delivery: Int64, reason: String, release: Date?) {
    self.delivery = delivery
    self.reason = reason
    self.release = release
  }
}

/// What waits for a digest of one destination, for one reason and rule.
package struct HeldSum: Equatable, Sendable {
  package var reason: String
  package var rule: String?
  package var count: Int
  /// The first one's commit.
  package var first: Date
  package var release: Date?
}

/// One of the alerts that a digest is made of.
package struct HeldAlert: Equatable, Sendable {
  package var id: String
  package var type: String
  package var rule: String?
  package var severity: String?
  package var at: Date
  /// Of the gravest ones only.
  package var event: [UInt8]?
}

extension StateFile {
  /// A digest lists so many at most; what is beyond comes in a further one.
  package static let digestLimit = 20_000

  /// Lets deliveries wait that wait to be sent.
  package func hold(_ deliveries: [HeldDelivery]) throws(StateError) {
    guard !deliveries.isEmpty else { return }
    try write { database in
      let update = try database.cachedStatement(
        sql: "UPDATE delivery SET state = 4, held = ?, release = ? WHERE id = ? AND state = 0")
      for one in deliveries {
        try update.execute(arguments: [
          one.reason, one.release?.timeIntervalSince1970, one.delivery,
        ])
      }
    }
  }

  /// Lets all wait that was not tried yet, but for digests and alerts of these severities and what
  /// an operator asked for.
  ///
  /// - Returns: the ids of those that wait now.
  package func holdUntried(
    destination: String, reason: String, except severities: [String]
  ) throws(StateError) -> [Int64] {
    try write { database in
      let id = try Self.destinationID(database, named: destination)
      let marks = severities.map { _ in "?" }.joined(separator: ",")
      let ids = try Int64.fetchAll(
        database,
        sql: """
          SELECT delivery.id FROM delivery JOIN alert ON alert.id = delivery.alert
          WHERE destination = ? AND state = 0 AND delivery.attempts = 0 AND held IS NULL
            AND type NOT IN ('alerts.digest', 'alert.acknowledged')
            AND (severity IS NULL OR severity NOT IN (\(marks)))
          """, arguments: StatementArguments([id]) + StatementArguments(severities))
      let update = try database.cachedStatement(
        sql: "UPDATE delivery SET state = 4, held = ?, release = NULL WHERE id = ?")
      for delivery in ids { try update.execute(arguments: [reason, delivery]) }
      return ids
    }
  }

  /// What is held for a destination.
  package func held(destination: String) throws(StateError) -> [HeldSum] {
    try glance { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT held, rule, count(*), min(created), min(release) FROM delivery
          JOIN alert ON alert.id = delivery.alert
          WHERE destination = (SELECT id FROM destination WHERE name = ?) AND state = 4
          GROUP BY 1, 2
          """)
      return try Row.fetchAll(statement, arguments: [destination]).map { row in
        HeldSum(
          reason: row[0] ?? "", rule: row[1], count: row[2],
          first: Date(timeIntervalSince1970: row[3]), release: Self.date(row[4]))
      }
    }
  }

  /// When the last alerts of a rule were committed that went to a destination by themselves, the
  /// oldest first: those before a delivery, from a time on.
  package func passed(
    destination: String, rule: String, before delivery: Int64, since: Date, limit: Int
  ) throws(StateError) -> [Date] {
    try glance { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT created FROM alert JOIN delivery ON delivery.alert = alert.id
          WHERE alert.at > ? AND alert.rule = ? AND delivery.id < ? AND state NOT IN (4, 5)
            AND destination = (SELECT id FROM destination WHERE name = ?)
          ORDER BY delivery.id DESC LIMIT ?
          """)
      return try Double.fetchAll(
        statement,
        arguments: [since.timeIntervalSince1970, rule, delivery, destination, limit]
      ).reversed().map { Date(timeIntervalSince1970: $0) }
    }
  }

  /// Puts a digest in the place of what is held, in one transaction: what it lists and that it is
  /// to be sent is remembered together or not at all.
  ///
  /// - Parameters:
  ///   - groups: reasons and rules.
  ///   - limit: of alerts; `digestLimit` at most.
  ///   - detailed: so many of the gravest come with their events.
  ///   - make: makes the digest of all of them, in the order of commits.
  /// - Returns: how many were put into it; 0 when nothing was held.
  package func fold(
    destination: String, groups: [(reason: String, rule: String?)], at: Date,
    limit: Int = digestLimit, detailed: Int, make: ([HeldAlert]) -> AlertRecord
  ) throws(StateError) -> Int {
    try write(durably: true) { database in
      let owner = try Self.destinationID(database, named: destination)
      // Rules are as many as the configuration has: more than an expression of SQL takes.
      let chosen = Set(groups.map { [$0.reason, $0.rule] })
      let found = try Row.fetchCursor(
        database.cachedStatement(
          sql: """
            SELECT delivery.id, event_id, type, rule, severity, at, alert.id, held FROM delivery
            JOIN alert ON alert.id = delivery.alert
            WHERE destination = ? AND state = 4 ORDER BY delivery.id
            """), arguments: [owner])
      var rows: [Row] = []
      while rows.count < min(limit, Self.digestLimit), let row = try found.next() {
        if chosen.contains([row[7], row[3]]) { rows.append(row.copy()) }
      }
      guard !rows.isEmpty else { return 0 }
      var alerts = rows.map {
        HeldAlert(
          id: $0[1], type: $0[2], rule: $0[3], severity: $0[4],
          at: Date(timeIntervalSince1970: $0[5]))
      }
      let gravest = alerts.indices.sorted {
        let ranks = (Self.rank(alerts[$0].severity), Self.rank(alerts[$1].severity))
        return ranks.0 == ranks.1 ? $0 < $1 : ranks.0 > ranks.1
      }
      let event = try database.cachedStatement(sql: "SELECT event FROM alert WHERE id = ?")
      for index in gravest.prefix(detailed) {
        let bytes = try Data.fetchOne(event, arguments: [rows[index][6] as Int64])
        alerts[index].event = bytes.map { [UInt8]($0) }
      }
      let record = make(alerts)
      _ = try Self.record(record, article: nil, record: nil, evidence: nil, in: database)
      let digest = try Int64.fetchOne(
        database.cachedStatement(sql: "SELECT id FROM alert WHERE event_id = ?"),
        arguments: [record.id])
      let update = try database.cachedStatement(
        sql: """
          UPDATE delivery SET state = 5, digest = ?, release = NULL, next_attempt = NULL,
            finished = ? WHERE id = ?
          """)
      for row in rows {
        try update.execute(arguments: [digest, at.timeIntervalSince1970, row[0] as Int64])
      }
      return rows.count
    }
  }

  /// Takes a digest back that its receiver finds too large: what it lists is held again, and it is
  /// as if it had never been.
  ///
  /// - Returns: how many alerts it listed.
  package func unfold(_ delivery: Int64) throws(StateError) -> Int {
    try write(durably: true) { database in
      let digest = try Int64.fetchOne(
        database.cachedStatement(
          sql: """
            SELECT alert.id FROM alert JOIN delivery ON delivery.alert = alert.id
            WHERE delivery.id = ? AND type = 'alerts.digest'
            """), arguments: [delivery])
      guard let digest else { return 0 }
      try database.cachedStatement(
        sql: "UPDATE delivery SET state = 4, digest = NULL, finished = NULL WHERE digest = ?"
      ).execute(arguments: [digest])
      let count = database.changesCount
      for (table, key, row) in [
        ("attempt", "delivery", delivery), ("retry_request", "delivery", delivery),
        ("delivery", "alert", digest), ("alert", "id", digest),
      ] {
        try database.cachedStatement(sql: "DELETE FROM \(table) WHERE \(key) = ?")
          .execute(arguments: [row])
      }
      return count
    }
  }

  private static func rank(_ severity: String?) -> Int {
    ["low", "medium", "high", "critical"].firstIndex(of: severity ?? "") ?? -1
  }
}
