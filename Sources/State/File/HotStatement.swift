internal import GRDB
internal import GRDBSQLite

/// A prepared statement for the hot paths: a feed's look-ups, its entries' rows and its source's own,
/// where GRDB's values and rows would cost several times the work itself.
///
/// Lives inside one access of the database, on its queue. Every run ends with a reset.
struct HotStatement {
  /// Keeps the handle alive.
  private let statement: Statement
  private let handle: OpaquePointer

  init(_ database: Database, _ sql: String) throws {
    statement = try database.cachedStatement(sql: sql)
    handle = statement.sqliteStatement
  }

  /// Runs with these values for its parameters. `row` is called for the first row, if there is one.
  func run<Value>(
    _ values: [Int64?], row: (borrowing Columns) -> Value
  ) throws -> Value? {
    try bind(values)
    return try first(row)
  }

  /// The same with values of several types.
  func run<Value>(
    mixed values: [Mixed], row: (borrowing Columns) -> Value
  ) throws -> Value? {
    try bind(values)
    return try first(row)
  }

  private func first<Value>(_ row: (borrowing Columns) -> Value) throws -> Value? {
    defer { sqlite3_reset(handle) }
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return row(Columns(handle: handle))
    case SQLITE_DONE: return nil
    case let code: throw error(code)
    }
  }

  /// Runs a statement that gives no rows.
  func run(mixed values: [Mixed] = []) throws {
    try bind(values)
    try finish()
  }

  /// Runs a statement that gives no rows.
  func run(_ values: [Int64?]) throws {
    try bind(values)
    try finish()
  }

  private func finish() throws {
    defer { sqlite3_reset(handle) }
    let code = sqlite3_step(handle)
    guard code == SQLITE_DONE || code == SQLITE_ROW else { throw error(code) }
  }

  private func bind(_ values: [Mixed]) throws {
    for (index, value) in values.enumerated() {
      let place = Int32(index + 1)
      let code =
        switch value {
        case .integer(let value?): sqlite3_bind_int64(handle, place, value)
        case .real(let value?): sqlite3_bind_double(handle, place, value)
        case .text(let value?):
          // SQLite keeps a copy: the text is lent for this call alone.
          sqlite3_bind_text(handle, place, value, -1, Self.copied)
        case .bytes(let value):
          sqlite3_bind_blob(handle, place, value, Int32(value.count), Self.copied)
        case .integer(nil), .real(nil), .text(nil): sqlite3_bind_null(handle, place)
        }
      guard code == SQLITE_OK else { throw error(code) }
    }
  }

  /// `SQLITE_TRANSIENT`, a cast that Swift does not import.
  private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  private func bind(_ values: [Int64?]) throws {
    for (index, value) in values.enumerated() {
      let code =
        if let value {
          sqlite3_bind_int64(handle, Int32(index + 1), value)
        } else {
          sqlite3_bind_null(handle, Int32(index + 1))
        }
      guard code == SQLITE_OK else { throw error(code) }
    }
  }

  private func error(_ code: Int32) -> DatabaseError {
    let message = sqlite3_db_handle(handle).map { String(cString: sqlite3_errmsg($0)) }
    return DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
  }

  /// A value to be bound; nil is NULL.
  enum Mixed {
    case integer(Int64?)
    case real(Double?)
    case text(String?)
    case bytes([UInt8])
  }

  /// The columns of the row that the statement stands on.
  struct Columns: ~Copyable {
    fileprivate let handle: OpaquePointer

    subscript(_ index: Int32) -> Int64 { sqlite3_column_int64(handle, index) }

    func real(_ index: Int32) -> Double? {
      sqlite3_column_type(handle, index) == SQLITE_NULL ? nil : sqlite3_column_double(handle, index)
    }

    /// Lends the bytes of a blob.
    func bytes<Value>(_ index: Int32, _ body: (UnsafeRawBufferPointer) -> Value) -> Value {
      // In this order: asking for the count first might move them.
      let start = sqlite3_column_blob(handle, index)
      return body(
        UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, index))))
    }

    func text(_ index: Int32) -> String? {
      sqlite3_column_text(handle, index).map { String(cString: $0) }
    }

    /// nil where it is NULL.
    func optional(_ index: Int32) -> Int64? {
      sqlite3_column_type(handle, index) == SQLITE_NULL ? nil : self[index]
    }
  }
}
