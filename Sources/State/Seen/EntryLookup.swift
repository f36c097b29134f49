internal import Foundation
internal import GRDB

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
  private let table: EntryTable?
  private let articles: HotStatement
  private let anyArticle: HotStatement

  /// - Parameter source: nil for one without a past, where nothing is ever found.
  init(database: Database, source: Int64?) throws {
    self.database = database
    table = try source.map { try EntryTable(database, source: $0) }
    articles = try HotStatement(database, "SELECT article FROM article_key WHERE key = ?")
    anyArticle = try HotStatement(
      database,
      """
      SELECT 1 FROM article_key WHERE key = ?1 UNION ALL SELECT 1 FROM article_key WHERE key = ?2
      """)
  }

  func find(_ key: Int64?) throws -> Found {
    guard let table, let key, let first = try table.row(key) else { return .nothing }
    guard let target = first.target else { return .entry(Known(first)) }
    guard target != key else { return .buried }
    guard let second = try table.row(target), second.target == nil else { return .nothing }
    return .entry(Known(second))
  }

  /// The article that is filed under one of these keys of `article_key`, tried in turn.
  func article(_ first: Int64?, _ second: Int64? = nil) throws -> ArticleReference? {
    // Most new entries are of no known article: one run tells.
    guard try anyArticle.run([first, second], row: { _ in true }) != nil else { return nil }
    for case let key? in [first, second] {
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

extension EntryLookup.Known {
  fileprivate init(_ row: EntryRow) {
    self.init(
      target: row.key, title: row.title, text: row.text, published: row.published,
      tail: row.tail, article: row.article, lastSeen: row.lastSeen)
  }
}
