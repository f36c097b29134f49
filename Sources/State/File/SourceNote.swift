package import Foundation
internal import GRDB

/// What is remembered of a source besides its polls.
package enum SourceNote: Equatable, Sendable {
  /// Who was told of its failure.
  case told(String, SourceStatus.Told)
  /// Whether it has been quiet for longer than is its way.
  case silent(String, Bool)
  /// Where it is asked in place of its configured address; nil for there.
  case moved(String, to: String?)
  /// Its validators have hidden news.
  case distrusted(String)
  /// The network itself is gone since then; nil when it is back.
  case outage(since: Date?)
}

extension SourceNote {
  func write(_ database: Database) throws {
    switch self {
    case .told(let source, let told):
      try database.cachedStatement(sql: "UPDATE source SET told = ? WHERE name = ?")
        .execute(arguments: [told.rawValue, source])
    case .silent(let source, let isSilent):
      try database.cachedStatement(sql: "UPDATE source SET silent = ? WHERE name = ?")
        .execute(arguments: [isSilent, source])
    case .moved(let source, let url):
      try database.cachedStatement(sql: "UPDATE source SET moved = ? WHERE name = ?")
        .execute(arguments: [url, source])
    case .distrusted(let source):
      try database.cachedStatement(sql: "UPDATE source SET distrusted = 1 WHERE name = ?")
        .execute(arguments: [source])
    case .outage(.some(let since)):
      try database.cachedStatement(
        sql: "INSERT OR REPLACE INTO meta (name, value) VALUES ('outage', ?)"
      ).execute(arguments: [since.timeIntervalSince1970])
    case .outage(.none):
      try database.cachedStatement(sql: "DELETE FROM meta WHERE name = 'outage'").execute()
    }
  }
}

extension StateFile {
  /// Since when the network itself is gone, if people were told so and it is not back yet.
  package func outage() throws(StateError) -> Date? {
    try read { database in
      try Double.fetchOne(database, sql: "SELECT value FROM meta WHERE name = 'outage'")
        .map { Date(timeIntervalSince1970: $0) }
    }
  }
}
