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
    let statement = try database.cachedStatement(
      sql: """
        SELECT id, baseline IS NOT NULL, polled_url, shown, last_success, interval
        FROM source WHERE name = ?
        """)
    return try Row.fetchOne(statement, arguments: [name]).map { row in
      SourcePast(
        id: row[0], isBaselined: row[1], polledURL: row[2], shown: row[3], lastSuccess: row[4],
        interval: row[5] ?? 600)
    }
  }
}

/// Finds entries of one source by key, aliases resolved.
struct EntryLookup {
  /// An entry as the source knows it.
  struct Known: Equatable {
    /// The key that its row is filed under.
    var target: Int64
    var title: Int64
    var text: Int64
    var published: Int64?
    var tail: Int64?
    var article: Int64?
    var lastSeen: Int64
  }

  enum Found: Equatable {
    case nothing
    /// The key was seen to be no identity.
    case buried
    case entry(Known)

    var known: Known? { if case .entry(let known) = self { known } else { nil } }

    /// Whether the key may be buried: no entry is filed under it, and it is not buried yet.
    func isFree(of key: Int64) -> Bool {
      switch self {
      case .nothing: true
      case .buried: false
      case .entry(let known): known.target != key
      }
    }
  }

  let database: Database
  private let source: Int64?
  private let statement: HotStatement
  private let articles: HotStatement

  /// - Parameter source: nil for one without a past, where nothing is ever found.
  init(database: Database, source: Int64?) throws {
    self.database = database
    self.source = source
    statement = try HotStatement(
      database,
      """
      SELECT target, title, text, published, tail, article, last_seen
      FROM entry WHERE source = ? AND key = ?
      """)
    articles = try HotStatement(database, "SELECT article FROM article_key WHERE key = ?")
  }

  func find(_ key: Int64?) throws -> Found {
    guard let source, let key else { return .nothing }
    let first = try row(source, key)
    guard case .alias(let target) = first else { return first.found(under: key) }
    guard target != key else { return .buried }
    let second = try row(source, target)
    if case .alias = second { return .nothing }
    return second.found(under: target)
  }

  private enum Entry {
    case none
    case alias(Int64)
    case entry(Known)

    func found(under key: Int64) -> Found {
      guard case .entry(var known) = self else { return .nothing }
      known.target = key
      return .entry(known)
    }
  }

  private func row(_ source: Int64, _ key: Int64) throws -> Entry {
    try statement.run([source, key]) { row in
      if let target = row.optional(0) { return .alias(target) }
      return .entry(
        Known(
          target: key, title: row[1], text: row[2], published: row.optional(3),
          tail: row.optional(4), article: row.optional(5), lastSeen: row[6]))
    } ?? .none
  }

  /// The article that is filed under one of these keys of `article_key`, tried in turn.
  func article(keys: [Int64?]) throws -> ArticleReference? {
    for case let key? in keys {
      guard let id = try articles.run([key], row: { $0[0] }) else { continue }
      if let found = try article(id: id) { return found }
    }
    return nil
  }

  func article(id: Int64) throws -> ArticleReference? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT article.id, identity, source.name, first_seen, text FROM article
        JOIN source ON source.id = article.source WHERE article.id = ?
        """)
    return try Row.fetchOne(statement, arguments: [id]).map(Self.reference)
  }

  private static func reference(_ row: Row) -> ArticleReference {
    ArticleReference(
      id: row[0], identity: row[1], source: row[2],
      firstSeen: Date(timeIntervalSince1970: row[3]), text: UInt64(bitPattern: row[4] as Int64))
  }
}

/// One run of the diff over one document.
struct Differ {
  let lookup: EntryLookup
  let hash: SipHash
  let source: String
  let observations: [Observation]
  var keys: [EntryKeys]
  let now: Int64

  /// How an entry was found.
  private struct Sight {
    var known: EntryLookup.Known?
    /// Another entry has this one's link or guid; that key identifies neither from now on.
    var isURLTaken = false
    var isGuidTaken = false
    /// The link is not yet a key of the entry.
    var bringsURL = false
    /// Keys to be remembered as no identity.
    var burials: [Int64] = []
  }

  mutating func items() throws -> [Diff.Item] {
    var sights: [Sight] = []
    sights.reserveCapacity(keys.count)
    var present: Set<Int64> = []
    for index in keys.indices {
      let sight = try look(&keys[index])
      if let known = sight.known { present.insert(known.target) }
      sights.append(sight)
    }
    var items: [Diff.Item] = []
    items.reserveCapacity(keys.count)
    var taken: Set<Int64> = []
    for index in keys.indices {
      var sight = sights[index]
      if sight.known == nil {
        sight = try lookByText(keys[index], sight: sight, present: present)
        if let known = sight.known { present.insert(known.target) }
      }
      items.append(try item(index, sight: sight, taken: &taken))
    }
    return items
  }

  /// By link, then by guid.
  private func look(_ keys: inout EntryKeys) throws -> Sight {
    let atURL = try lookup.find(keys.url)
    if let known = atURL.known, known.title == keys.title { return Sight(known: known) }
    let atGuid = try lookup.find(keys.guid)
    var burials: [Int64] = []
    if keys.isURLDubious, let url = keys.url, atURL.isFree(of: url) { burials.append(url) }
    if keys.isGuidDubious, let guid = keys.guid, atGuid.isFree(of: guid) { burials.append(guid) }
    if atURL == .buried { keys.isURLDubious = true }
    if atGuid == .buried { keys.isGuidDubious = true }
    var sight = match(keys, atURL: atURL, atGuid: atGuid)
    sight.burials = burials
    return sight
  }

  private func match(
    _ keys: EntryKeys, atURL: EntryLookup.Found, atGuid: EntryLookup.Found
  ) -> Sight {
    if let known = atGuid.known, known.title == keys.title {
      return Sight(known: known, bringsURL: atURL == .nothing && !keys.isURLDubious)
    }
    // Only the title tells twins apart whose key stands twice in the document.
    let byURL = keys.isURLDubious ? nil : atURL.known
    let byGuid = keys.isGuidDubious ? nil : atGuid.known
    switch (byURL, byGuid) {
    case (_, .some(let known)):
      // A guid used again for another article: title, link and date are others.
      if byURL == nil, keys.soundURL != nil, isAnotherDay(known, keys) {
        return Sight(known: nil, isGuidTaken: true)
      }
      return Sight(known: known, bringsURL: atURL == .nothing && !keys.isURLDubious)
    case (.some(let known), nil):
      if keys.soundGuid != nil, isAnotherDay(known, keys) {
        return Sight(known: nil, isURLTaken: true)
      }
      return Sight(known: known)
    case (nil, nil):
      return Sight()
    }
  }

  /// By title and text together, where link and guid are unknown.
  private func lookByText(
    _ keys: EntryKeys, sight: Sight, present: Set<Int64>
  ) throws -> Sight {
    guard !sight.isURLTaken, !sight.isGuidTaken else { return sight }
    guard keys.isTextTelling || !keys.hasSoundKey,
      let known = try lookup.find(keys.text).known, !present.contains(known.target)
    else { return sight }
    let isSame: Bool
    if !keys.hasSoundKey {
      isSame = true
    } else if let then = known.published, let now = keys.published {
      isSame = then == now
    } else {
      isSame = keys.soundURL == nil || (keys.tail != nil && keys.tail == known.tail)
    }
    return isSame ? Sight(known: known, bringsURL: true, burials: sight.burials) : sight
  }

  private func isAnotherDay(_ known: EntryLookup.Known, _ keys: EntryKeys) -> Bool {
    guard let then = known.published, let now = keys.published else { return false }
    return abs(then - now) > 3_600
  }

  private func item(_ index: Int, sight: Sight, taken: inout Set<Int64>) throws -> Diff.Item {
    let keys = keys[index]
    let filed = filingKey(keys, sight: sight)
    var work: Diff.Work = []
    guard taken.insert(sight.known?.target ?? filed).inserted else {
      return Diff.Item(
        index: index, novelty: .repeated, article: nil, identity: "", keys: keys,
        filed: filed, target: sight.known?.target, work: [], burials: sight.burials)
    }
    guard let known = sight.known else {
      let identity = identity(index, keys: keys, sight: sight)
      let isReused = sight.isURLTaken || sight.isGuidTaken
      let linkKey = keys.isURLDubious || isReused ? nil : observations[index].urlKey
      let article =
        isReused
        ? nil
        : try lookup.article(keys: [linkKey.map(hash.articleKey), hash.identityKey(identity)])
      return Diff.Item(
        index: index, novelty: .new, article: article, identity: article?.identity ?? identity,
        keys: keys, filed: filed, target: nil, work: [.insert], burials: sight.burials,
        isReused: isReused)
    }
    if sight.bringsURL { work.insert(.alias) }
    if now - known.lastSeen > 86_400 { work.insert(.touch) }
    guard known.title != keys.title || known.text != keys.fingerprint else {
      return Diff.Item(
        index: index, novelty: .known, article: nil, identity: "", keys: keys, filed: filed,
        target: known.target, work: work, burials: sight.burials)
    }
    work.insert(.update)
    let article = try known.article.flatMap { try lookup.article(id: $0) }
    return Diff.Item(
      index: index, novelty: .revised(articleID: known.article), article: article,
      identity: article?.identity ?? identity(index, keys: keys, sight: sight), keys: keys,
      filed: filed, target: known.target, work: work, burials: sight.burials)
  }

  private func filingKey(_ keys: EntryKeys, sight: Sight) -> Int64 {
    if !sight.isURLTaken, let url = keys.soundURL { return url }
    if !sight.isGuidTaken, let guid = keys.soundGuid { return guid }
    return keys.text
  }

  private static func isURI(_ guid: String) -> Bool {
    let bytes = guid.utf8
    if bytes.starts(with: "urn:".utf8) || bytes.starts(with: "tag:".utf8) { return true }
    guard let colon = bytes.prefix(20).firstIndex(of: 0x3a) else { return false }
    return bytes[colon...].starts(with: "://".utf8)
  }

  /// The entry's own id where it is one, else its link, else its text. An id that is no URI says
  /// nothing outside its site.
  private func identity(_ index: Int, keys: EntryKeys, sight: Sight) -> String {
    let observation = observations[index]
    let linkKey = keys.soundURL == nil || sight.isURLTaken ? nil : observation.urlKey
    if let guid = observation.guid, keys.soundGuid != nil, !sight.isGuidTaken {
      if Self.isURI(guid) { return "guid:\(guid)" }
      let site = observation.urlKey?.split(separator: "/").first.map(String.init) ?? source
      return "guid:\(site) \(guid)"
    }
    if let linkKey { return "link:\(linkKey)" }
    let mark = Fingerprint.of(observation.title) ^ observation.fingerprint
    return "text:\(source) \(String(mark, radix: 16))"
  }
}
