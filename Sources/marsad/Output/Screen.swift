import Foundation
import Text

/// What standard output is: its width, and whether it takes colours and isolated directions.
struct Screen {
  var isTerminal: Bool
  var hasColours: Bool
  var columns: Int

  /// Colours are left out where `$NO_COLOR` is set (no-color.org) or the terminal is a dumb one.
  static var standardOutput: Screen {
    let environment = ProcessInfo.processInfo.environment
    let isTerminal = Console.isTerminal
    let isPlain =
      environment["NO_COLOR"].map { !$0.isEmpty } == true || environment["TERM"] == "dumb"
    var size = winsize()
    let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return Screen(
      isTerminal: isTerminal, hasColours: isTerminal && !isPlain,
      columns: isKnown ? Int(size.ws_col) : 80)
  }

  /// A stranger's text, escaped, which moves nothing that stands beside it (UAX #9).
  func shown(_ text: String, room: Int? = nil) -> String {
    var line = SafeDisplay.line(text, limit: 1_000)
    if let room, isTerminal { line = Columns.cut(line, to: max(room, 8)) }
    return isTerminal && !line.isEmpty ? "\u{2068}\(line)\u{2069}" : line
  }

  /// Our own words in a colour (SGR parameters).
  func painted(_ text: String, _ colour: String) -> String {
    hasColours ? "\u{1B}[\(colour)m\(text)\u{1B}[0m" : text
  }

  /// A text with marks, broken into lines that fit behind a margin.
  func marked(
    _ text: String, words: [Range<Int>], places: [Range<Int>], margin: Int
  ) -> [String] {
    let scalars = Array(text.unicodeScalars)
    let whole = 0..<scalars.count
    let lines = isTerminal ? Columns.lines(text, room: columns - margin) : [whole]
    return lines.flatMap { line -> [String] in
      func within(_ ranges: [Range<Int>]) -> [Range<Int>] {
        ranges.map { $0.clamped(to: line) }.filter { !$0.isEmpty }.map {
          ($0.lowerBound - line.lowerBound)..<($0.upperBound - line.lowerBound)
        }
      }
      let part = String(String.UnicodeScalarView(scalars[line])).replacing("\n", with: " ")
      let marks = MarkedText(part, words: within(words), places: within(places))
      let shown = marks.paragraphs(hasColours ? .terminal : .signs, limit: 4_000)
      // Colours come with isolation; signs on a terminal need it too.
      return hasColours || !isTerminal ? shown : shown.map { "\u{2068}\($0)\u{2069}" }
    }
  }
}
