internal import GRDB
internal import GRDBSQLite

/// A prepared statement of integers for the hot paths: a feed's look-ups and its entries' rows, where
/// GRDB's values and rows would cost several times the work itself.
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
    defer { sqlite3_reset(handle) }
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return row(Columns(handle: handle))
    case SQLITE_DONE: return nil
    case let code: throw error(code)
    }
  }

  /// Runs a statement that gives no rows.
  func run(_ values: [Int64?]) throws {
    try bind(values)
    defer { sqlite3_reset(handle) }
    let code = sqlite3_step(handle)
    guard code == SQLITE_DONE || code == SQLITE_ROW else { throw error(code) }
  }

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

  /// The columns of the row that the statement stands on.
  struct Columns: ~Copyable {
    fileprivate let handle: OpaquePointer

    subscript(_ index: Int32) -> Int64 { sqlite3_column_int64(handle, index) }

    /// nil where it is NULL.
    func optional(_ index: Int32) -> Int64? {
      sqlite3_column_type(handle, index) == SQLITE_NULL ? nil : self[index]
    }
  }
}
