package import Foundation
internal import GRDB

/// An alert and the evidence that it rests on.
package struct EvidencedAlert: Equatable, Sendable {
  /// Its place among all alerts, to go on from.
  package var place: Int64
  /// The event's id.
  package var id: String
  package var at: Date
  /// The event's JSON, one line without its end.
  package var event: [UInt8]
  /// nil where it has none, or where that is forgotten. Alerts of one article share it.
  package var evidence: Int64?

  package init(place: Int64, id: String, at: Date, event: [UInt8], evidence: Int64?) {
    self.place = place
    self.id = id
    self.at = at
    self.event = event
    self.evidence = evidence
  }
}

extension StateFile {
  /// The bytes that a finding rests on, by the `sha256` of its event; nil where they are forgotten.
  package func evidence(sha256: String) throws(StateError) -> EvidenceRecord? {
    try evidence(where: "evidence.sha256 = ? ORDER BY fetched LIMIT 1", sha256)
  }

  /// The same by the number that an `EvidencedAlert` names.
  package func evidence(_ id: Int64) throws(StateError) -> EvidenceRecord? {
    try evidence(where: "evidence.id = ?", id)
  }

  /// What all evidence takes in the file; bodies that several findings share count once.
  package func evidenceBytes() throws(StateError) -> Int {
    try glance { database in try Self.evidenceBytes(database) }
  }

  static func evidenceBytes(_ database: Database) throws -> Int {
    try Int.fetchOne(database.cachedStatement(sql: "SELECT bytes FROM evidence_total")) ?? 0
  }

  /// The next alerts in the order of their commits, each call a short look of its own.
  ///
  /// - Parameters:
  ///   - alert: only the one of this id.
  ///   - last: the `place` where the call before ended.
  package func evidencedAlerts(
    since: Date? = nil, rule: String? = nil, alert: String? = nil, after last: Int64 = 0,
    limit: Int = 64
  ) throws(StateError) -> [EvidencedAlert] {
    try glance { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT alert.id, event_id, event, evidence.id, at
          FROM alert LEFT JOIN evidence ON evidence.id = alert.evidence
          WHERE alert.id > ?1 AND (?2 IS NULL OR at >= ?2) AND (?3 IS NULL OR rule = ?3)
            AND (?4 IS NULL OR event_id = ?4)
          ORDER BY alert.id LIMIT ?5
          """)
      let rows = try Row.fetchAll(
        statement, arguments: [last, since?.timeIntervalSince1970, rule, alert, limit])
      return rows.map { row in
        EvidencedAlert(
          place: row[0], id: row[1], at: Date(timeIntervalSince1970: row[4]),
          event: [UInt8](row[2] as Data), evidence: row[3])
      }
    }
  }

  private func evidence(
    where condition: String, _ value: any DatabaseValueConvertible & Sendable
  ) throws(StateError) -> EvidenceRecord? {
    try read { database in
      // A file of before, which its daemon has not opened since.
      let isOld = try !database.columns(in: "evidence").contains { $0.name == "request" }
      let statement = try database.cachedStatement(
        sql: """
          SELECT evidence.sha256, url, fetched, headers, bytes,
            \(isOld ? "NULL, NULL, NULL" : "status, request, evidence_body.size")
          FROM evidence JOIN evidence_body ON evidence_body.sha256 = evidence.sha256
          WHERE \(condition)
          """)
      guard let row = try Row.fetchOne(statement, arguments: [value]) else { return nil }
      let body = EvidenceBody(stored: [UInt8](row[4] as Data), size: row[7])
      guard let bytes = body.unpacked else {
        throw StateError(path: path, reason: .damaged("the bytes of an alert's evidence"))
      }
      return EvidenceRecord(
        sha256: row[0], url: row[1], fetched: Date(timeIntervalSince1970: row[2]), status: row[5],
        headers: row[3], request: row[6], bytes: bytes)
    }
  }

  /// Inserts evidence; a body that is there already is not kept twice.
  static func record(
    _ evidence: EvidenceRecord, body: EvidenceBody, in database: Database
  ) throws -> Int64 {
    try database.cachedStatement(
      sql: "INSERT OR IGNORE INTO evidence_body (sha256, bytes, size) VALUES (?, ?, ?)"
    ).execute(arguments: [evidence.sha256, Data(body.bytes), body.size])
    try database.cachedStatement(
      sql: """
        INSERT INTO evidence (sha256, url, fetched, size, headers, status, request)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      evidence.sha256, evidence.url, evidence.fetched.timeIntervalSince1970,
      evidence.bytes.count, evidence.headers, evidence.status, evidence.request,
    ])
    return database.lastInsertedRowID
  }

  /// Forgets the oldest evidence that was fetched before a time or is beyond the size allowed, a
  /// piece at a time; a body goes with the last that names it.
  ///
  /// - Returns: whether more is left to forget.
  static func pruneEvidence(
    before: Double, atMostBytes: Int, pieces: Int, in database: Database
  ) throws -> Bool {
    // The pages of a large body are all visited: bytes are bounded too.
    let atOnce = 4 << 20
    let oldest = try Row.fetchAll(
      database.cachedStatement(
        sql: "SELECT id, sha256, fetched FROM evidence ORDER BY fetched LIMIT ?"),
      arguments: [pieces])
    let first = try evidenceBytes(database)
    var left = first
    for row in oldest {
      guard (row[2] as Double) < before || left > atMostBytes else { return false }
      guard first - left < atOnce else { return true }
      let sha256: String = row[1]
      try database.cachedStatement(sql: "DELETE FROM evidence WHERE id = ?")
        .execute(arguments: [row[0] as Int64])
      try database.cachedStatement(
        sql: """
          DELETE FROM evidence_body WHERE sha256 = ?1
            AND NOT EXISTS (SELECT 1 FROM evidence WHERE sha256 = ?1)
          """
      ).execute(arguments: [sha256])
      left = try evidenceBytes(database)
    }
    return oldest.count == pieces
  }
}
