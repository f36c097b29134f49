internal import Glibc

/// Bytes lent for reading. Whoever makes one keeps the bytes alive while it is used; every access
/// is checked against the count.
struct ByteView: SearchableBytes {
  private let buffer: UnsafeBufferPointer<UInt8>

  init(_ buffer: UnsafeBufferPointer<UInt8>) { self.buffer = buffer }

  @inline(__always) var count: Int { buffer.count }

  @inline(__always) subscript(index: Int) -> UInt8 {
    precondition(index >= 0 && index < buffer.count)
    return buffer[index]
  }

  @inline(__always)
  func place(of byte: UInt8, from start: Int, to end: Int) -> Int {
    guard start < end, let base = buffer.baseAddress else { return end }
    precondition(start >= 0 && end <= buffer.count)
    guard let found = memchr(base + start, Int32(byte), end - start) else { return end }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Whether the bytes at two places are the same.
  @inline(__always)
  func isSame(_ one: Int, _ other: Int, count: Int) -> Bool {
    precondition(one >= 0 && other >= 0 && count >= 0)
    precondition(one + count <= self.count && other + count <= self.count)
    var offset = 0
    while offset < count {
      if buffer[one + offset] != buffer[other + offset] { return false }
      offset += 1
    }
    return true
  }

  func array(_ start: Int, _ end: Int) -> [UInt8] {
    precondition(start >= 0 && end <= buffer.count)
    return Array(buffer[start..<end])
  }

  /// Appends the bytes of a range.
  @inline(__always)
  func append(_ start: Int, _ end: Int, to bytes: inout [UInt8]) {
    precondition(start >= 0 && end <= buffer.count)
    bytes.append(contentsOf: buffer[start..<end])
  }
}
