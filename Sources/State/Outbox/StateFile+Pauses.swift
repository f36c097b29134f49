package import Foundation
internal import GRDB

/// What an operator silenced for a while, or until further notice.
package struct Pause: Equatable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// It is not polled.
    case source
    /// Its alerts are held and then sent as one digest.
    case rule
    /// Nothing is sent there; what comes meanwhile is held.
    case destination
  }

  package var kind: Kind
  package var name: String
  package var since: Date
  /// nil until somebody ends it.
  package var until: Date?

  package init(kind: Kind, name: String, since: Date, until: Date? = nil) {
    self.kind = kind
    self.name = name
    self.since = since
    self.until = until
  }

  package func isInForce(at now: Date) -> Bool { until.map { $0 > now } ?? true }
}

extension StateFile {
  /// Every pause in force, by kind and name. A running daemon sees a change by `changeCount`.
  package func pauses(at now: Date) throws(StateError) -> [Pause] {
    try glance { database in
      // A reader beside a daemon of before finds the file as that one made it.
      guard try database.tableExists("pause") else { return [] }
      let statement = try database.cachedStatement(
        sql: """
          SELECT kind, name, since, until FROM pause WHERE until IS NULL OR until > ?
          ORDER BY kind, name
          """)
      return try Row.fetchAll(statement, arguments: [now.timeIntervalSince1970]).compactMap {
        guard let kind = Pause.Kind(rawValue: $0[0]) else { return nil }
        return Pause(
          kind: kind, name: $0[1], since: Date(timeIntervalSince1970: $0[2]),
          until: Self.date($0[3]))
      }
    }
  }

  /// Begins a pause, or gives one in force another end.
  package func pause(_ pause: Pause) throws(StateError) {
    try write(durably: true) { database in
      try expectNewest(database)
      try database.cachedStatement(
        sql: """
          INSERT INTO pause (kind, name, since, until) VALUES (?1, ?2, ?3, ?4)
          ON CONFLICT (kind, name) DO UPDATE SET until = ?4,
            since = iif(until IS NULL OR until > ?3, since, ?3)
          """
      ).execute(arguments: [
        pause.kind.rawValue, pause.name, pause.since.timeIntervalSince1970,
        pause.until?.timeIntervalSince1970,
      ])
    }
  }

  /// Ends a pause.
  ///
  /// - Returns: whether one was in force.
  @discardableResult
  package func resume(_ kind: Pause.Kind, _ name: String, at now: Date) throws(StateError) -> Bool {
    try write(durably: true) { database in
      try expectNewest(database)
      let find = try database.cachedStatement(
        sql: """
          SELECT 1 FROM pause WHERE kind = ? AND name = ? AND (until IS NULL OR until > ?)
          """)
      let found = try Int.fetchOne(
        find, arguments: [kind.rawValue, name, now.timeIntervalSince1970])
      try database.cachedStatement(sql: "DELETE FROM pause WHERE kind = ? AND name = ?")
        .execute(arguments: [kind.rawValue, name])
      return found != nil
    }
  }

  /// For a command that writes into tables which a daemon of before has not made.
  func expectNewest(_ database: Database) throws {
    guard try Schema.migrator.hasCompletedMigrations(database) else {
      throw StateError(
        path: path,
        reason: .failed("an older Marsad made it as it is; start this version's daemon on it first")
      )
    }
  }
}
