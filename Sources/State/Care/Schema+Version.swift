internal import GRDB
internal import Synchronization

extension Schema {
  /// The newest migration that this program knows.
  static var newest: Int { migrator.migrations.compactMap { Int($0) }.max() ?? 0 }

  /// The newest migration that a file has been through.
  static func version(_ database: Database) throws -> Int {
    try String.fetchAll(database, sql: "SELECT identifier FROM grdb_migrations")
      .compactMap { Int($0) }.max() ?? 0
  }

  /// How a file's tables differ from those that its migrations make; nil where they are the same.
  /// A trigger or view of somebody else would act on our own statements.
  static func difference(_ database: Database) throws -> String? {
    let applied = Set(
      try String.fetchAll(database, sql: "SELECT identifier FROM grdb_migrations"))
    let last = migrator.migrations.last(where: applied.contains)
    let expected = try model(upTo: last)
    let found = try objects(database)
    for (name, sql) in expected.sorted(by: { $0.key < $1.key }) where found[name] != sql {
      return found[name] == nil ? "\(name) is missing" : "\(name) is not as Marsad makes it"
    }
    let foreign = found.keys.count { expected[$0] == nil }
    return foreign > 0 ? "it holds \(foreign) tables, indexes, triggers or views of others" : nil
  }

  /// The objects that the migrations up to one make.
  private static func model(upTo last: String?) throws -> [String: String] {
    guard let last else { return [:] }
    if let known = models.withLock({ $0[last] }) { return known }
    let model = try DatabaseQueue()
    try migrator.migrate(model, upTo: last)
    let objects = try model.read(objects)
    models.withLock { $0[last] = objects }
    return objects
  }

  private static let models = Mutex<[String: [String: String]]>([:])

  /// What SQLite keeps for itself (statistics, indexes of constraints) is left out.
  private static func objects(_ database: Database) throws -> [String: String] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT ifnull(type, '') || ' ' || ifnull(name, ''), ifnull(CAST(sql AS TEXT), '')
        FROM sqlite_master WHERE ifnull(name, '') NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        """)
    return rows.reduce(into: [:]) { $0[$1[0] as String] = $1[1] as String }
  }
}
