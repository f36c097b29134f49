internal import Glibc

/// Bytes in which short sequences are looked for.
protocol SearchableBytes {
  var count: Int { get }
  subscript(index: Int) -> UInt8 { get }
  /// The first place of `byte` in a range, or the range's end.
  func place(of byte: UInt8, from start: Int, to end: Int) -> Int
}

extension SearchableBytes {
  /// The first place of a short sequence in a range, or nil.
  @inline(__always)
  func place(of sequence: StaticString, from start: Int, to end: Int) -> Int? {
    let length = sequence.utf8CodeUnitCount
    guard length > 0 else { return nil }
    let first = sequence.utf8Start.pointee
    var at = start
    while true {
      at = place(of: first, from: at, to: end)
      guard at + length <= end else { return nil }
      if holds(sequence, at: at) { return at }
      at += 1
    }
  }

  /// Whether a sequence stands at a place, in this very case.
  @inline(__always)
  func holds(_ sequence: StaticString, at start: Int) -> Bool {
    let length = sequence.utf8CodeUnitCount
    guard start >= 0, start + length <= count else { return false }
    for offset in 0..<length where self[start + offset] != sequence.utf8Start[offset] {
      return false
    }
    return true
  }

  /// As ``holds(_:at:)``, but ASCII letters of either case; `sequence` is lower case.
  @inline(__always)
  func holdsFolded(_ sequence: StaticString, at start: Int) -> Bool {
    let length = sequence.utf8CodeUnitCount
    guard start >= 0, start + length <= count else { return false }
    for offset in 0..<length
    where self[start + offset].asciiLowercased != sequence.utf8Start[offset] {
      return false
    }
    return true
  }
}

extension [UInt8]: SearchableBytes {
  @inline(__always)
  func place(of byte: UInt8, from start: Int, to end: Int) -> Int {
    guard start < end else { return end }
    precondition(start >= 0 && end <= count)
    return withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress,
        let found = memchr(base + start, Int32(byte), end - start)
      else { return end }
      return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }
}

extension UInt8 {
  /// Space, tab, line feed, form feed or carriage return.
  @inline(__always) var isMarkupSpace: Bool {
    self <= 0x20 && (self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D || self == 0x0C)
  }

  @inline(__always) var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
  @inline(__always) var isASCIIDigit: Bool { self &- 0x30 < 10 }

  @inline(__always) var asciiLowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }

  /// The value of a hexadecimal digit, or nil.
  @inline(__always) var hexValue: UInt8? {
    if self &- 0x30 < 10 { return self &- 0x30 }
    let letter = (self | 0x20) &- 0x61
    return letter < 6 ? letter + 10 : nil
  }
}

extension [UInt8] {
  /// Appends a scalar in UTF-8.
  mutating func append(scalar: Unicode.Scalar) {
    let value = scalar.value
    if value < 0x80 {
      append(UInt8(value))
    } else if value < 0x800 {
      append(UInt8(0xC0 | value >> 6))
      append(UInt8(0x80 | value & 0x3F))
    } else if value < 0x10000 {
      append(UInt8(0xE0 | value >> 12))
      append(UInt8(0x80 | value >> 6 & 0x3F))
      append(UInt8(0x80 | value & 0x3F))
    } else {
      append(UInt8(0xF0 | value >> 18))
      append(UInt8(0x80 | value >> 12 & 0x3F))
      append(UInt8(0x80 | value >> 6 & 0x3F))
      append(UInt8(0x80 | value & 0x3F))
    }
  }
}
