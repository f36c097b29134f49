/// Where something stands in a configuration file: shown as `file:line:column`.
///
/// Lines and columns count from 1; a column counts Unicode scalars.
package struct SourceMark: Hashable, Sendable, Comparable, CustomStringConvertible {
  package var file: String
  package var line: Int
  package var column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  package var description: String { "\(file):\(line):\(column)" }

  package static func < (left: SourceMark, right: SourceMark) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}

/// One fault of a configuration: where, what, and what to do about it.
package struct Fault: Hashable, Sendable, CustomStringConvertible {
  package enum Weight: Hashable, Sendable {
    case error
    case warning
  }

  package var mark: SourceMark
  package var message: String
  package var hint: String?
  package var weight: Weight

  package init(_ mark: SourceMark, _ message: String, hint: String? = nil, weight: Weight = .error)
  {
    self.mark = mark
    self.message = Self.bounded(message)
    self.hint = hint.map(Self.bounded)
    self.weight = weight
  }

  /// What was found stands in it, and may be endless.
  private static func bounded(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: 2_000, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return text }
    return String(scalars[..<end]) + "…"
  }

  package var description: String {
    let label = weight == .warning ? "warning: " : ""
    return "\(mark): \(label)\(message)" + (hint.map { "; \($0)" } ?? "")
  }
}
