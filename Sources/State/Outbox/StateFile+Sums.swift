package import Foundation
internal import GRDB

/// What lies in the outbox for one destination.
package struct OutboxSum: Equatable, Sendable {
  package var waiting = 0
  package var oldestWaiting: Date?
  /// For a digest.
  package var held = 0
  package var dead = 0
  package var disabled = 0

  package init() {}
}

/// How often a rule alerted of late.
package struct RuleSum: Equatable, Sendable {
  package var name: String
  /// In the last 24 hours, and in the last 7 days.
  package var day: Int
  package var week: Int
  /// Of these 7 days.
  package var last: Date?

  package init(name: String, day: Int = 0, week: Int = 0, last: Date? = nil) {
    self.name = name
    self.day = day
    self.week = week
    self.last = last
  }
}

/// The alert that was committed last.
package struct LastAlert: Equatable, Sendable {
  package var id: String
  package var type: String
  package var rule: String?
  package var at: Date
}

extension StateFile {
  /// By the names of destinations that something lies there for.
  package func outboxSums() throws(StateError) -> [String: OutboxSum] {
    try read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT name, state, count(*), min(created) FROM delivery
          JOIN destination ON destination.id = delivery.destination
          WHERE state IN (0, 2, 3, 4) GROUP BY destination.id, state
          """)
      var sums: [String: OutboxSum] = [:]
      while let row = try rows.next() {
        var sum = sums[row[0]] ?? OutboxSum()
        switch DeliveryRow.State(rawValue: row[1]) {
        case .pending:
          sum.waiting = row[2]
          sum.oldestWaiting = Self.date(row[3])
        case .held: sum.held = row[2]
        case .dead: sum.dead = row[2]
        case .disabled: sum.disabled = row[2]
        default: break
        }
        sums[row[0]] = sum
      }
      return sums
    }
  }

  /// The rules that alerted in the last 7 days, by name.
  package func ruleSums(at now: Date) throws(StateError) -> [RuleSum] {
    try read { database in
      let time = now.timeIntervalSince1970
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT rule, sum(at >= ?), count(*), max(at) FROM alert
          WHERE at >= ? AND rule IS NOT NULL GROUP BY rule ORDER BY rule
          """, arguments: [time - 86_400, time - 7 * 86_400])
      return rows.map { RuleSum(name: $0[0], day: $0[1], week: $0[2], last: Self.date($0[3])) }
    }
  }

  /// Articles that were first seen since a time. Looks at those alone.
  package func articles(since start: Date) throws(StateError) -> Int {
    try read { database in
      // Rows come in the order of their times, as far as the clock went forward.
      try Int.fetchOne(
        database,
        sql: """
          SELECT count(*) FROM article WHERE id > ifnull((
            SELECT id FROM article WHERE first_seen < ? ORDER BY id DESC LIMIT 1), 0)
          """, arguments: [start.timeIntervalSince1970]) ?? 0
    }
  }

  /// The last alert of a rule.
  package func lastAlert() throws(StateError) -> LastAlert? {
    try read { database in
      try Row.fetchOne(
        database,
        sql: """
          SELECT event_id, type, rule, at FROM alert WHERE rule IS NOT NULL
          ORDER BY id DESC LIMIT 1
          """
      ).map {
        LastAlert(id: $0[0], type: $0[1], rule: $0[2], at: Date(timeIntervalSince1970: $0[3]))
      }
    }
  }

  /// Bytes that the file and its write-ahead log take.
  package var sizeBytes: Int {
    Self.size(path) + Self.size(path + "-wal")
  }
}
