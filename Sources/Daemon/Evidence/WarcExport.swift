internal import Alerts
internal import Fetch
package import Foundation
internal import Markup
package import State

/// Writes the evidence of alerts as a WARC file, a record at a time, beside a running daemon too.
package struct WarcExport: Sendable {
  /// What a file may be given back as.
  package enum Form: Sendable {
    case plain
    /// Each record a gzip member of its own, as tools seek in such files.
    case gzip
  }

  package struct Outcome: Equatable, Sendable {
    /// Alerts that are told of.
    package var alerts = 0
    /// Answers.
    package var responses = 0
    package var bytes = 0
    /// Alerts that never had evidence, or whose evidence is forgotten.
    package var without = 0
    /// Alerts whose evidence is damaged.
    package var damaged = 0
  }

  package var since: Date?
  package var rule: String?
  /// One alert, by its id.
  package var alert: String?
  package var form: Form

  package init(since: Date? = nil, rule: String? = nil, alert: String? = nil, form: Form = .plain) {
    self.since = since
    self.rule = rule
    self.alert = alert
    self.form = form
  }

  /// - Parameters:
  ///   - name: the file's, for its first record; nil where it has none.
  ///   - write: gets the bytes in their order.
  package func run(
    _ state: StateFile, name: String?, now: Date, write: ([UInt8]) throws -> Void
  ) throws -> Outcome {
    var outcome = Outcome()
    func put(_ record: WarcRecord) throws {
      let bytes = record.encoded()
      let packed = form == .gzip ? Gzip.member(bytes) : bytes
      guard let packed else { throw CocoaError(.fileWriteUnknown) }
      outcome.bytes += packed.count
      try write(packed)
    }
    try put(Self.information(name: name, now: now))
    var told: Set<Int64> = []
    var place: Int64 = 0
    while true {
      let rows = try state.evidencedAlerts(since: since, rule: rule, alert: alert, after: place)
      guard let last = rows.last else { return outcome }
      place = last.place
      for row in rows {
        var evidence: EvidenceRecord?
        do throws(StateError) {
          if let id = row.evidence { evidence = try state.evidence(id) }
        } catch {
          guard case .damaged = error.reason else { throw error }
          outcome.damaged += 1
          continue
        }
        guard let id = row.evidence, let evidence else {
          outcome.without += 1
          continue
        }
        let proof = WarcEvidence(evidence)
        if told.insert(id).inserted {
          for record in proof.records() { try put(record) }
          outcome.responses += 1
        }
        try put(proof.metadata(row))
        outcome.alerts += 1
      }
    }
  }

  private static func information(name: String?, now: Date) -> WarcRecord {
    let lines = [
      "software: \(MarsadVersion.userAgent)", "format: WARC File Format 1.1",
      "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
      "description: evidence of alerts; content codings are undone, see X-Orig-Content-Encoding",
    ]
    var record = WarcRecord(
      kind: .warcinfo,
      id: WarcRecord.id(of: ["warcinfo", String(now.timeIntervalSince1970), name ?? ""]),
      date: now, contentType: "application/warc-fields",
      block: Array(lines.map { $0 + "\r\n" }.joined().utf8))
    if let name { record.fields = [("WARC-Filename", name)] }
    return record
  }
}
