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

  /// Whether an ASCII capital is in it.
  package var hasCapitals: Bool {
    for index in indices where self[index] &- 0x41 < 26 { return true }
    return false
  }

  /// The first place of a byte from another place on, or nil.
  package func place(of byte: UInt8, from start: Int) -> Int? {
    guard start < count else { return nil }
    return withUnsafeBufferPointer { buffer in
      guard start >= 0, let base = buffer.baseAddress,
        let found = memchr(base + start, Int32(byte), buffer.count - start)
      else { return nil }
      return UnsafeRawPointer(found) - UnsafeRawPointer(base)
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

  /// Whether a short sequence stands anywhere, with ASCII letters of either case; it is lower case.
  package func containsFolded(_ sequence: StaticString) -> Bool {
    indices.contains { holdsFolded(sequence, at: $0) }
  }

  /// As ``holds(_:at:)``, but ASCII letters of either case; `sequence` is lower case.
  package func holdsFolded(_ sequence: StaticString, at start: Int) -> Bool {
    let length = sequence.utf8CodeUnitCount
    guard start >= 0, start + length <= count else { return false }
    for offset in 0..<length
    where self[start + offset].asciiLowercased != sequence.utf8Start[offset] {
      return false
    }
    return true
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
