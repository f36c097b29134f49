/// Rows of a tab-separated table whose first line names the columns.
struct TabSeparated {
  let columns: [String: Int]
  private let lines: [Substring]

  init(_ text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: true)
      .filter { !$0.hasPrefix("#") }
    let header = lines.isEmpty ? "" : lines.removeFirst()
    var columns: [String: Int] = [:]
    for (index, name) in header.split(separator: "\t", omittingEmptySubsequences: false)
      .enumerated()
    {
      columns[String(name)] = index
    }
    self.columns = columns
    self.lines = lines
  }

  func forEachRow(_ body: (Row) -> Void) {
    for line in lines {
      body(
        Row(
          columns: columns,
          fields: line.split(separator: "\t", omittingEmptySubsequences: false)))
    }
  }

  struct Row {
    let columns: [String: Int]
    let fields: [Substring]

    subscript(_ column: String) -> Substring {
      guard let index = columns[column], index < fields.count else { return "" }
      return fields[index]
    }

    func number(_ column: String) -> Double? { Double(self[column]) }
  }
}
