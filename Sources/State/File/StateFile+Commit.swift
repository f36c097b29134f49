internal import Foundation
internal import GRDB

extension StateFile {
  /// Writes a poll's findings in one transaction: from its return on nothing of them can be lost,
  /// whatever happens to the process; with alerts in it, whatever happens to the machine.
  ///
  /// An alert whose id is there already, or that says of the same article by the same rule what an
  /// earlier `article.matched` said, is not inserted again.
  @discardableResult
  package func commit(_ poll: PollCommit) throws(StateError) -> CommitOutcome {
    // Before anybody has to wait for the file.
    let texts = poll.articles.map { article in
      article.archived.flatMap { ArchiveText.packed([$0.title, $0.body] + $0.authors) }
    }
    // Evidence that no alert needs is not kept.
    let proofs = poll.alerts.isEmpty ? [] : poll.evidence
    let bodies = proofs.map { EvidenceBody(of: $0.bytes) }
    return try write(durably: !poll.alerts.isEmpty) { database in
      let source = try Self.sourceID(database, named: poll.source)
      var outcome = CommitOutcome()
      var entryArticles: [Int: Int64] = [:]
      let reused = Set(poll.entries.lazy.filter(\.isReused).map(\.index))
      var fresh = 0
      for (article, text) in zip(poll.articles, texts) {
        let (id, isNew) = try Self.record(
          article, isLinkReused: article.entry.map(reused.contains) ?? false, source: source,
          at: poll.at, hash: hash, in: database)
        outcome.articleIDs.append(id)
        if isNew { fresh += 1 }
        if let entry = article.entry { entryArticles[entry] = id }
        if let archived = article.archived, let text {
          try Self.keep(
            archived, packed: text, row: id, source: source, at: poll.at, in: database)
        }
      }
      try Self.record(
        poll.entries, articles: entryArticles, source: source, at: poll.at, in: database)
      var evidence: [Int64] = []
      for (record, body) in zip(proofs, bodies) {
        evidence.append(try Self.record(record, body: body, in: database))
      }
      for alert in poll.alerts {
        let place = alert.article.flatMap { poll.articles.indices.contains($0) ? $0 : nil }
        let proof = alert.evidence.flatMap { evidence.indices.contains($0) ? evidence[$0] : nil }
        let isNew = try Self.record(
          alert, article: place.map { outcome.articleIDs[$0] },
          record: place.map { poll.articles[$0] }, evidence: proof, in: database)
        if isNew { outcome.alerts.append(alert.id) } else { outcome.repeated.append(alert.id) }
      }
      for copy in poll.copies where outcome.articleIDs.indices.contains(copy.article) {
        try Self.record(
          copy, article: outcome.articleIDs[copy.article], at: poll.at, in: database)
      }
      if let record = poll.poll { try Self.record(record, source: source, in: database) }
      if fresh > 0 {
        try database.cachedStatement(
          sql: "UPDATE source SET articles = articles + ?, last_new = ? WHERE id = ?"
        ).execute(arguments: [fresh, poll.at.timeIntervalSince1970, source])
        try Self.count(fresh, source: source, at: poll.at, in: database)
      }
      return outcome
    }
  }

  /// Writes alerts that belong to no poll (operational events, tests), and what is to be remembered
  /// of sources with them: so that nobody is told twice.
  @discardableResult
  package func commit(
    alerts: [AlertRecord], notes: [SourceNote] = []
  ) throws(StateError) -> CommitOutcome {
    try write(durably: !alerts.isEmpty) { database in
      var outcome = CommitOutcome()
      for note in notes { try note.write(database) }
      for alert in alerts {
        let isNew = try Self.record(alert, article: nil, record: nil, evidence: nil, in: database)
        if isNew { outcome.alerts.append(alert.id) } else { outcome.repeated.append(alert.id) }
      }
      return outcome
    }
  }

  /// Writes how polls ended that brought no news, many at once.
  package func record(_ polls: [PollRecord]) throws(StateError) {
    guard !polls.isEmpty else { return }
    try write { database in
      for poll in polls {
        let source = try Self.sourceID(database, named: poll.source)
        try Self.record(poll, source: source, in: database)
      }
    }
  }

  /// The row of a source, made if there is none.
  static func sourceID(_ database: Database, named name: String) throws -> Int64 {
    let find = try HotStatement(database, "SELECT id FROM source WHERE name = ?")
    if let id = try find.run(mixed: [.text(name)], row: { $0[0] }) { return id }
    try database.cachedStatement(sql: "INSERT INTO source (name) VALUES (?)")
      .execute(arguments: [name])
    return database.lastInsertedRowID
  }
}

// MARK: - Days

extension StateFile {
  /// So many days are counted back.
  package static let daysKept = 60

  private static func count(
    _ articles: Int, source: Int64, at: Date, in database: Database
  ) throws {
    let day = Int64((at.timeIntervalSince1970 / 86_400).rounded(.down))
    try database.cachedStatement(
      sql: """
        INSERT INTO source_day (source, day, articles) VALUES (?1, ?2, ?3)
        ON CONFLICT (source, day) DO UPDATE SET articles = articles + ?3
        """
    ).execute(arguments: [source, day, articles])
    try database.cachedStatement(sql: "DELETE FROM source_day WHERE source = ? AND day < ?")
      .execute(arguments: [source, day - Int64(daysKept)])
  }

  /// For each source the articles of the last days, by the day of Unix time; days without any are
  /// left out.
  package func articlesByDay() throws(StateError) -> [String: [Int: Int]] {
    try read { database in
      guard try database.tableExists("source_day") else { return [:] }
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT name, day, source_day.articles FROM source_day
          JOIN source ON source.id = source_day.source
          """)
      var days: [String: [Int: Int]] = [:]
      while let row = try rows.next() { days[row[0], default: [:]][row[1]] = row[2] }
      return days
    }
  }
}

// MARK: - Entries

extension StateFile {
  private static func record(
    _ items: [Diff.Item], articles: [Int: Int64], source: Int64, at: Date, in database: Database
  ) throws {
    guard !items.isEmpty else { return }
    let now = Int64(at.timeIntervalSince1970)
    var table = try EntryTable(
      database, source: source, entries: items.count { $0.work.contains(.insert) })
    for item in items {
      for key in item.burials { try table.bury(key, now: now) }
      let keys = item.keys
      let isNew = item.work.contains(.insert)
      if isNew {
        table.insert(
          EntryRow(
            key: item.filed, title: keys.title, text: keys.fingerprint,
            published: keys.published, tail: keys.tail,
            article: articles[item.index] ?? item.article?.id, firstSeen: now, lastSeen: now))
      }
      guard let target = item.target ?? (isNew ? item.filed : nil) else { continue }
      if isNew || item.work.contains(.alias) {
        let text = isNew && keys.isTextTelling ? keys.text : nil
        for key in [keys.soundURL, keys.soundGuid, text] {
          guard let key, key != target else { continue }
          try table.alias(key, of: target, now: now)
        }
      }
      if !item.work.isDisjoint(with: [.update, .touch]) {
        try table.update(target, keys, article: articles[item.index], now: now)
        guard item.work.contains(.touch) else { continue }
        for key in [keys.soundURL, keys.soundGuid, keys.text] {
          guard let key, key != target else { continue }
          try table.touch(key, of: target, now: now)
        }
      } else if !isNew, let article = articles[item.index] {
        try table.set(article: article, of: target)
      }
    }
    try table.save()
  }
}

// MARK: - Polls

extension StateFile {
  private static func record(
    _ poll: PollRecord, source: Int64, in database: Database
  ) throws {
    if let quiet = poll.quietSeconds {
      try HotStatement(
        database, "UPDATE source SET quiet = ?1, rhythm = coalesce(?2, rhythm) WHERE id = ?3"
      ).run(mixed: [.real(quiet), .text(poll.rhythm), .integer(source)])
    }
    let at = poll.at.timeIntervalSince1970
    let times: [HotStatement.Mixed] = [
      .real(at), .real(poll.next?.timeIntervalSince1970), .real(poll.intervalSeconds),
      .integer(poll.isUnconditional ? 1 : 0), .integer(source),
    ]
    switch poll.outcome {
    case .failed(let kind, let message):
      try HotStatement(
        database,
        """
        UPDATE source SET \(Self.timesSet), error_kind = ?6, error_message = ?7,
          error_count = error_count + 1, error_since = coalesce(error_since, ?1) WHERE id = ?5
        """
      ).run(mixed: times + [.text(kind), .text(message)])
    case .read(let reading):
      try HotStatement(
        database,
        """
        UPDATE source SET \(Self.timesSet), \(Self.successSet), kind = ?6, polled_url = ?7,
          document = ?8, etag = ?9, last_modified = ?10, body = ?11, shown = ?12,
          baseline = coalesce(baseline, ?1) WHERE id = ?5
        """
      ).run(
        mixed: times + [
          .text(reading.kind), .text(reading.url), .text(reading.document),
          .text(reading.validators.etag), .text(reading.validators.lastModified),
          .integer(reading.body.map { Int64(bitPattern: $0) }), .integer(Int64(reading.entries)),
        ])
    case .unchanged:
      try HotStatement(
        database, "UPDATE source SET \(Self.timesSet), \(Self.successSet) WHERE id = ?5"
      ).run(mixed: times)
    }
  }

  private static let timesSet = """
    last_poll = ?1, next_poll = coalesce(?2, next_poll), interval = coalesce(?3, interval),
    last_whole = iif(?4, ?1, last_whole)
    """
  private static let successSet = """
    last_success = ?1, error_kind = NULL, error_message = NULL, error_since = NULL, error_count = 0
    """
}
