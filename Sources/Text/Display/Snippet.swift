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
    return cut(text.bytes, start: start, end: max(start, end), context: context)
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
    if from > 0, let space = bytes[from..<start].firstIndex(where: isSpace) { from = space + 1 }
    if to < bytes.count, let space = bytes[end..<to].lastIndex(where: isSpace) { to = space }
    var snippet: [UInt8] = []
    snippet.reserveCapacity(to - from + 2 * ellipsis.count)
    if from > 0 { snippet += ellipsis }
    append(bytes[from..<start], to: &snippet, trimsStart: true)
    snippet += bytes[start..<end]
    append(bytes[end..<to], to: &snippet, trimsStart: false)
    while let last = snippet.last, to > end, last == 0x20 { snippet.removeLast() }
    if to < bytes.count { snippet += ellipsis }
    return String(decoding: snippet, as: UTF8.self)
  }

  private static let ellipsis = Array("…".utf8)

  private static func append(
    _ piece: ArraySlice<UInt8>, to snippet: inout [UInt8], trimsStart: Bool
  ) {
    var lastWasSpace = trimsStart
    var at = piece.startIndex
    while at < piece.endIndex {
      if isSpace(piece[at]) {
        if !lastWasSpace { snippet.append(0x20) }
        lastWasSpace = true
        at += 1
        continue
      }
      var end = at + 1
      while end < piece.endIndex && !isSpace(piece[end]) { end += 1 }
      snippet += piece[at..<end]
      lastWasSpace = false
      at = end
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
