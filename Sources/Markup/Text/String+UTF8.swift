extension String {
  /// A text of bytes that are known to be UTF-8, which the standard library would check once more.
  /// `bytes` must have come out of ``TextDecoding`` and be cut at whole characters.
  package init(wellFormed bytes: Span<UInt8>) {
    let count = bytes.count
    // ASCII texts are compared and hashed faster when they are known as such; long ones never are.
    var isASCII = count <= 128
    if isASCII {
      var sum: UInt8 = 0
      for index in 0..<count { sum |= bytes[index] }
      isASCII = sum < 0x80
    }
    self.init(copying: unsafe UTF8Span(unchecked: bytes, isKnownASCII: isASCII))
  }
}
