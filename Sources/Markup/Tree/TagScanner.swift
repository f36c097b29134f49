/// Reads the inside of a start tag of HTML, forgivingly.
extension TreeBuilder {
  /// Where a start tag ended, and how.
  struct TagEnd {
    let end: Int
    let isSelfClosing: Bool
    /// The document ended inside the tag.
    let isCut: Bool
  }

  /// Reads attributes from `start` to behind the tag's `>`. Names are stored in lower case.
  mutating func scanAttributes(_ start: Int) -> TagEnd {
    let first = attributes.count
    let end = source.count
    var at = start
    while at < end {
      let byte = source[at]
      if byte.isMarkupSpace {
        at += 1
      } else if byte == UInt8(ascii: ">") {
        return TagEnd(end: at + 1, isSelfClosing: false, isCut: false)
      } else if byte == UInt8(ascii: "/") {
        if at + 1 < end, source[at + 1] == UInt8(ascii: ">") {
          return TagEnd(end: at + 2, isSelfClosing: true, isCut: false)
        }
        at += 1
      } else if byte == UInt8(ascii: "?"), at + 1 < end, source[at + 1] == UInt8(ascii: ">") {
        at += 1
      } else {
        at = scanAttribute(at, first: first)
      }
    }
    return TagEnd(end: end, isSelfClosing: false, isCut: true)
  }

  private mutating func scanAttribute(_ start: Int, first: Int) -> Int {
    let end = source.count
    var at = start
    var hash = NameTable.hashSeed(-1)
    var hasCapital = false
    while at < end {
      var byte = source[at]
      if byte.isMarkupSpace || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
        || (byte == UInt8(ascii: "=") && at > start)
      {
        break
      }
      if byte &- 0x41 < 26 {
        byte |= 0x20
        hasCapital = true
      }
      hash = (hash ^ UInt32(byte)) &* 16_777_619
      at += 1
    }
    let nameEnd = at
    while at < end, source[at].isMarkupSpace { at += 1 }
    var valueStart = nameEnd
    var valueEnd = nameEnd
    if at < end, source[at] == UInt8(ascii: "=") {
      at += 1
      while at < end, source[at].isMarkupSpace { at += 1 }
      if at < end, source[at] == UInt8(ascii: "\"") || source[at] == UInt8(ascii: "'") {
        valueStart = at + 1
        valueEnd = source.place(of: source[at], from: valueStart, to: end)
        at = min(valueEnd + 1, end)
      } else {
        valueStart = at
        valueEnd = unquotedEnd(at)
        at = valueEnd
      }
    } else {
      at = nameEnd
    }
    guard attributes.count - first < limits.attributes else { return max(at, start + 1) }
    let name =
      hasCapital
      ? names.intern(source[start..<nameEnd].map(\.asciiLowercased)[...], hash: hash)
      : names.intern(source[start..<nameEnd], hash: hash)
    let value = decode(valueStart, valueEnd, .attribute)
    attribute(name, value.start, value.end, first: first)
    return max(at, start + 1)
  }

  private func unquotedEnd(_ start: Int) -> Int {
    var at = start
    while at < source.count, !source[at].isMarkupSpace, source[at] != UInt8(ascii: ">") { at += 1 }
    return at
  }
}
