internal import Text

/// How a text stands in the file, as far as places within it can be told.
enum YAMLScalarForm: Equatable, Sendable {
  /// On one line and without an escape.
  case asWritten(quotes: Int)
  /// A block (`|`): each line of it is a line of the file.
  case block(indent: Int)
  /// Folded, or with escapes.
  case other
}

extension YAMLNode {
  /// Where a line and column of a scalar's text, both from 1, stand in the file; nil where only the
  /// scalar's own mark is sure.
  func place(line: Int, column: Int) -> SourceMark? {
    var place = mark
    switch form {
    case .asWritten(let quotes): place.column += quotes + column - 1
    case .block(let indent):
      place.line += line
      place.column = indent + column
    case .other: return nil
    }
    return place
  }
}
