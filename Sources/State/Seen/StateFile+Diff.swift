package import Foundation
internal import GRDB

/// What kind of document is held against the past: a feed's window moves on, a page is redesigned.
package enum DocumentKind: String, Sendable {
  case feed
  case page
  case sitemap
}

extension StateFile {
  /// Says which entries of a document are new, known or revised. Writes nothing.
  ///
  /// An entry is known again by its guid or its link, and where both changed by its text, if the
  /// entry that had it has gone from the document and date or path agree. A guid or link that
  /// stands twice in one document identifies nothing.
  ///
  /// - Parameter url: the address the document came from, if the source's address may have changed.
  package func diff(
    source: String, kind: DocumentKind = .feed, url: String? = nil, observations: [Observation],
    now: Date
  ) throws(StateError) -> Diff {
    var keys = observations.map { EntryKeys($0, hash: hash) }
    EntryKeys.doubt(&keys)
    return try read { database in
      let past = try SourcePast.fetch(database, name: source)
      let lookup = try EntryLookup(
        database: database, source: past.flatMap { $0.isBaselined ? $0.id : nil })
      var differ = Differ(
        lookup: lookup, hash: hash, source: source, observations: observations, keys: keys,
        now: Int64(now.timeIntervalSince1970))
      let items = try differ.items()
      let turn = Self.turn(items, past: past, kind: kind, url: url, now: now)
      return Diff(
        source: source, items: items, isBaseline: turn.isBaseline, shift: turn.shift)
    }
  }
}

extension StateFile {
  /// Fewer entries than this say nothing about the whole.
  private static let telling = 5

  /// Judges the document as a whole: a baseline, a redesign, or a gap in what was seen.
  private static func turn(
    _ items: [Diff.Item], past: SourcePast?, kind: DocumentKind, url: String?, now: Date
  ) -> (isBaseline: Bool, shift: Diff.Shift?) {
    guard let past, past.isBaselined else { return (true, nil) }
    var total = 0
    var known = 0
    for item in items where item.novelty != .repeated {
      total += 1
      if item.novelty != .new { known += 1 }
    }
    // A page that showed no link at all was not read as people see it.
    if kind == .page, past.shown == 0, known == 0, total >= telling { return (true, nil) }
    let since = past.lastSuccess.map { Date(timeIntervalSince1970: $0) } ?? now
    let moved = url != nil && past.polledURL != nil && url != past.polledURL
    // After a long outage a page has moved on by itself.
    let isRecent = now.timeIntervalSince(since) <= max(7_200, 3 * past.interval)
    if past.shown >= telling, total >= telling, known * 10 <= total,
      moved || (kind == .page && isRecent)
    {
      return (true, .redesign(known: known, of: total))
    }
    if past.shown > 0, total >= 3, known == 0 { return (false, .gap(since: since)) }
    return (false, nil)
  }
}

/// What the diff needs to know about a source's past.
struct SourcePast {
  var id: Int64
  var isBaselined: Bool
  var polledURL: String?
  var shown: Int
  var lastSuccess: Double?
  var interval: Double

  static func fetch(_ database: Database, name: String) throws -> SourcePast? {
    try HotStatement(
      database,
      """
      SELECT id, baseline IS NOT NULL, polled_url, shown, last_success, interval
      FROM source WHERE name = ?
      """
    ).run(mixed: [.text(name)]) { row in
      SourcePast(
        id: row[0], isBaselined: row[1] != 0, polledURL: row.text(2), shown: Int(row[3]),
        lastSuccess: row.real(4), interval: row.real(5) ?? 600)
    }
  }
}
