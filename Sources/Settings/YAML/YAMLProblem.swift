internal import CYaml
internal import Text

/// What libyaml could not pass, in words that say what to do.
struct YAMLProblem {
  var mark: SourceMark
  var message: String
  var hint: String?

  init(_ parser: yaml_parser_t, input: UnsafeBufferPointer<UInt8>, file: String) {
    let problem = parser.problem.map { String(cString: $0) } ?? "this is no YAML"
    if parser.error == YAML_READER_ERROR {
      mark = Self.position(of: parser.problem_offset, in: input, file: file)
      let value = String(max(parser.problem_value, 0), radix: 16, uppercase: true)
      message = "the character U+\(String(repeating: "0", count: max(0, 4 - value.count)))\(value)"
      hint = "control characters are not allowed: remove it"
      return
    }
    let place = parser.problem_mark
    mark = SourceMark(file: file, line: place.line + 1, column: place.column + 1)
    let character = Self.character(at: Int(place.index), in: input)
    if character == "\t" {
      message = "a tab stands where spaces belong"
      hint = "YAML is indented by spaces"
      return
    }
    switch problem {
    case "found character that cannot start any token":
      let shown = character.map { "\"\($0)\"" } ?? "this"
      message = "\(shown) cannot begin a value"
      hint = "put the text in quotes"
    case "mapping values are not allowed in this context":
      message = "a \":\" stands where no key is expected"
      hint = "check the indentation, or put the text in quotes"
    case "could not find expected ':'":
      message = "a key without its \":\""
      hint = "check the line above, its indentation and its quotes"
    case "did not find expected key":
      message = "a key is expected here"
      hint = "indent it as the keys beside it; put a text with : # [ { or quotes in quotes"
    case "did not find expected '-' indicator":
      message = "a list's next \"-\" is expected here"
      hint = "indent it as the elements above"
    case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
      message = "a list or mapping in brackets is not closed here"
      hint = "put , between its parts and close it; put a text with : , [ or { in quotes"
    case "found unexpected end of stream":
      message = "the file ends inside a text in quotes"
      hint = "close the quotes"
    case "found unknown escape character":
      message = "an unknown \\ escape in double quotes"
      hint = "write \\\\ for a backslash, or use single quotes"
    case "found a tab character where an indentation space is expected":
      message = "a tab stands where spaces belong"
      hint = "YAML is indented by spaces"
    default:
      message = "this is no YAML: \(problem)"
      hint = nil
    }
    if let context = parser.context, parser.context_mark.line != place.line {
      let text = String(cString: context)
      hint = (hint.map { "\($0); " } ?? "") + "\(text) from line \(parser.context_mark.line + 1)"
    }
  }

  /// The character at a scalar offset. libyaml counts scalars, a byte order mark not among them.
  private static func character(at index: Int, in input: UnsafeBufferPointer<UInt8>) -> String? {
    let text = String(decoding: input, as: UTF8.self).unicodeScalars
    let skip = text.first == "\u{FEFF}" ? 1 : 0
    guard let at = text.index(text.startIndex, offsetBy: index + skip, limitedBy: text.endIndex),
      at < text.endIndex
    else { return nil }
    return String(text[at])
  }

  private static func position(
    of offset: Int, in input: UnsafeBufferPointer<UInt8>, file: String
  ) -> SourceMark {
    let before = input.prefix(max(0, offset))
    let line = before.count { $0 == 0x0A } + 1
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
    return SourceMark(file: file, line: line, column: column)
  }
}
