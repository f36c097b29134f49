package import Foundation
internal import GRDB

/// What is known of a source: the fields of `marsad sources --json`, and what the next poll needs.
package struct SourceStatus: Equatable, Sendable {
  package enum State: String, Sendable {
    case ok
    case failing
    case silent
    case paused
  }

  package struct Failure: Equatable, Sendable {
    /// A word of `error.kind`.
    package var kind: String
    package var message: String
    /// How many polls in a row failed, whatever the kind.
    package var count: Int
    package var since: Date
  }

  package var name: String
  package var url: String
  /// What it turned out to be; nil before the first successful poll.
  package var kind: String?
  package var state: State
  /// Quiet for longer than is its way, whatever else it is.
  package var isSilent: Bool
  package var lastPoll: Date?
  package var lastSuccess: Date?
  package var nextPoll: Date?
  package var intervalSeconds: Double?
  /// Entries that its document shows.
  package var entries: Int
  /// Articles that it was the first to bring; those of the baseline do not count.
  package var articles: Int
  package var error: Failure?
  package var validators: StoredValidators
  /// `Fingerprint` of the last document's bytes.
  package var body: UInt64?
  /// When it was last asked without validators.
  package var lastUnconditional: Date?
  /// When it last brought such an article.
  package var lastNew: Date?
  package var isBaselined: Bool
  /// The configured address at the last document that was read; validators are of no use to another.
  package var polledURL: String?
  /// The feed that the configured page led to, when that is what is read.
  package var document: String?
  /// Who was told of its failure.
  package var told: Told
  /// How often it brings news, in the words of whoever learned it.
  package var rhythm: String?
  /// Seconds without news, of the time that it was watched.
  package var quietSeconds: Double
  /// Where it has moved for good; asked there in place of the configured address.
  package var movedTo: String?
  /// Whether its validators have hidden news, so that they are not used.
  package var isDistrusted: Bool

  package enum Told: Int, Sendable {
    case nobody = 0
    case itself = 1
    /// As part of an outage of the network.
    case inOutage = 2
  }
}

extension StateFile {
  /// Says which sources the configuration has. A source is known by its name and by the addresses
  /// it has had: one that was renamed keeps its past. Others are kept, but not listed.
  package func register(_ sources: [(name: String, url: String)]) throws(StateError) {
    try write { database in
      let names = Set(sources.map(\.name))
      let find = try database.cachedStatement(sql: "SELECT id FROM source WHERE name = ?")
      let former = try database.cachedStatement(
        sql: """
          SELECT id, name FROM source JOIN source_url ON source = id WHERE source_url.url = ?
          """)
      try database.execute(sql: "UPDATE source SET retired = 1 WHERE retired = 0")
      let use = try database.cachedStatement(
        sql: "UPDATE source SET retired = 0, url = ? WHERE id = ?")
      let note = try database.cachedStatement(
        sql: "INSERT OR IGNORE INTO source_url (url, source) VALUES (?, ?)")
      for (name, url) in sources {
        var id = try Int64.fetchOne(find, arguments: [name])
        if id == nil {
          let rows = try Row.fetchAll(former, arguments: [url])
          if let row = rows.first(where: { !names.contains($0[1]) }) {
            id = row[0]
            try database.cachedStatement(sql: "UPDATE source SET name = ? WHERE id = ?")
              .execute(arguments: [name, id])
          }
        }
        let row = try id ?? Self.sourceID(database, named: name)
        try use.execute(arguments: [url, row])
        try note.execute(arguments: [url, row])
      }
    }
  }

  /// The sources of the configuration last registered, by name.
  package func sources() throws(StateError) -> [SourceStatus] {
    try read { database in
      let statement = try database.makeStatement(
        sql: "SELECT \(SourceStatus.columns) FROM source WHERE retired = 0 ORDER BY name")
      return try Row.fetchAll(statement).map(SourceStatus.init(row:))
    }
  }

  /// One source; nil when it was never registered nor polled.
  package func source(_ name: String) throws(StateError) -> SourceStatus? {
    try read { database in
      let statement = try database.cachedStatement(
        sql: "SELECT \(SourceStatus.columns) FROM source WHERE name = ?")
      return try Row.fetchOne(statement, arguments: [name]).map(SourceStatus.init(row:))
    }
  }

  /// The same, with the pauses in force at a time.
  package func sources(at now: Date) throws(StateError) -> [SourceStatus] {
    let paused = Set(try pauses(at: now).lazy.filter { $0.kind == .source }.map(\.name))
    return try sources().map { status in
      var status = status
      if paused.contains(status.name) { status.state = .paused }
      return status
    }
  }
}

extension SourceStatus {
  static let columns = """
    name, url, kind, last_poll, last_success, next_poll, interval, shown, articles, error_kind,
    error_message, error_count, error_since, etag, last_modified, body, last_whole, last_new,
    baseline IS NOT NULL, silent, polled_url, document, told, rhythm, quiet, moved, distrusted
    """

  init(row: Row) {
    func date(_ column: Int) -> Date? {
      (row[column] as Double?).map { Date(timeIntervalSince1970: $0) }
    }
    let failure = (row[9] as String?).map { kind in
      Failure(
        kind: kind, message: row[10] ?? "", count: row[11], since: date(12) ?? .distantPast)
    }
    let state: State =
      if failure != nil { .failing } else if row[19] { .silent } else { .ok }
    self.init(
      name: row[0], url: row[1], kind: row[2], state: state, isSilent: row[19], lastPoll: date(3),
      lastSuccess: date(4), nextPoll: date(5), intervalSeconds: row[6], entries: row[7],
      articles: row[8], error: failure,
      validators: StoredValidators(etag: row[13], lastModified: row[14]),
      body: (row[15] as Int64?).map { UInt64(bitPattern: $0) }, lastUnconditional: date(16),
      lastNew: date(17), isBaselined: row[18], polledURL: row[20], document: row[21],
      told: Told(rawValue: row[22]) ?? .nobody, rhythm: row[23], quietSeconds: row[24],
      movedTo: row[25], isDistrusted: row[26])
  }
}
