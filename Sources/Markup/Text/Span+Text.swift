internal import Glibc

/// What texts are asked before they become strings.
extension Span where Element == UInt8 {
  /// The part without the white space and control signs around it.
  package var trimmedRange: Range<Int> {
    var start = 0
    var end = count
    while start < end, self[start] <= 0x20 { start += 1 }
    while end > start, self[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }

  /// Whether `<` or `&` is in it.
  package var hasMarkup: Bool { has(UInt8(ascii: "<")) || has(UInt8(ascii: "&")) }

  package func has(_ byte: UInt8) -> Bool {
    withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return false }
      return memchr(base, Int32(byte), buffer.count) != nil
    }
  }

  /// Whether its only white space is single spaces between words.
  package var isOneLine: Bool {
    var wasSpace = true
    for index in indices {
      let byte = self[index]
      if byte <= 0x20 {
        if wasSpace || byte != 0x20 { return false }
        wasSpace = true
      } else {
        wasSpace = false
      }
    }
    return !wasSpace || isEmpty
  }

  /// Whether a short sequence stands at a place.
  package func holds(_ sequence: StaticString, at start: Int) -> Bool {
    let length = sequence.utf8CodeUnitCount
    guard start >= 0, start + length <= count else { return false }
    for offset in 0..<length where self[start + offset] != sequence.utf8Start[offset] {
      return false
    }
    return true
  }
}
