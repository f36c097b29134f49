/// The surroundings of a find.
package struct Snippet: Sendable {
  /// The text from about `context` scalars before `range` to about as many after it, cut between
  /// words, with `…` where something was left out and line breaks outside the find as spaces. What
  /// stands in `range` (scalar offsets, clamped) is in it literally.
  package static func around(_ range: Range<Int>, in text: String, context: Int = 60) -> String {
    around(range, inUTF8: Array(text.utf8), find: text.unicodeScalars.count, context: context)
  }

  /// The same for a folded text, without walking it from its start.
  package static func around(
    _ range: Range<Int>, in text: FoldedText, context: Int = 60
  ) -> String {
    let start = text.byteOffset(ofScalar: range.lowerBound)
    let end = text.byteOffset(ofScalar: range.upperBound)
    return around(bytes: start..<max(start, end), in: text, context: context)
  }

  /// The same by UTF-8 offsets between scalars of the text.
  package static func around(
    bytes range: Range<Int>, in text: FoldedText, context: Int = 60
  ) -> String {
    cut(text.bytes, start: range.lowerBound, end: range.upperBound, context: context)
  }

  private static func around(
    _ range: Range<Int>, inUTF8 bytes: [UInt8], find count: Int, context: Int
  ) -> String {
    var scalar = 0
    var start = bytes.count
    var end = bytes.count
    for at in bytes.indices where bytes[at] & 0xC0 != 0x80 {
      if scalar == range.lowerBound { start = at }
      if scalar == range.upperBound {
        end = at
        break
      }
      scalar += 1
    }
    return cut(bytes, start: start, end: max(start, end), context: context)
  }

  private static func cut(_ bytes: [UInt8], start: Int, end: Int, context: Int) -> String {
    var from = start
    var count = 0
    while from > 0 && count < context {
      from -= 1
      while from > 0 && bytes[from] & 0xC0 == 0x80 { from -= 1 }
      count += 1
    }
    var to = end
    count = 0
    while to < bytes.count && count < context {
      to += 1
      while to < bytes.count && bytes[to] & 0xC0 == 0x80 { to += 1 }
      count += 1
    }
    // Whole words only, if a space is near.
    if from > 0 {
      var space = from
      while space < start && !isSpace(bytes[space]) { space += 1 }
      if space < start { from = space + 1 }
    }
    if to < bytes.count {
      var space = to - 1
      while space >= end && !isSpace(bytes[space]) { space -= 1 }
      if space >= end { to = space }
    }
    var snippet = [UInt8](repeating: 0, count: to - from + 2 * ellipsisBytes)
    var written = 0
    var buffer = snippet.mutableSpan
    let source = bytes.span
    if from > 0 { addEllipsis(to: &buffer, &written) }
    add(source, from..<start, to: &buffer, &written, trimsStart: true)
    for at in start..<end {
      buffer[written] = source[at]
      written += 1
    }
    add(source, end..<to, to: &buffer, &written, trimsStart: false)
    while to > end, written > 0, buffer[written - 1] == 0x20 { written -= 1 }
    if to < bytes.count { addEllipsis(to: &buffer, &written) }
    return String(decoding: snippet[..<written], as: UTF8.self)
  }

  private static let ellipsisBytes = 3

  private static func addEllipsis(to buffer: inout MutableSpan<UInt8>, _ count: inout Int) {
    for byte in "…".utf8 {
      buffer[count] = byte
      count += 1
    }
  }

  /// Spaces and line breaks in a row become one space.
  private static func add(
    _ source: Span<UInt8>, _ range: Range<Int>, to buffer: inout MutableSpan<UInt8>,
    _ count: inout Int, trimsStart: Bool
  ) {
    var lastWasSpace = trimsStart
    for at in range {
      let isSpace = isSpace(source[at])
      if !isSpace || !lastWasSpace {
        buffer[count] = isSpace ? 0x20 : source[at]
        count += 1
      }
      lastWasSpace = isSpace
    }
  }

  @inline(__always)
  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
