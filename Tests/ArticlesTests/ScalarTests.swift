import Testing

@testable import Articles

@Suite struct ScalarTests {
  @Test func `the short ways tell what Unicode's tables tell`() {
    for value in UInt32(0)..<0x1_1000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let properties = scalar.properties
      if scalar.isLetter != properties.isAlphabetic { Issue.record("letter U+\(value)") }
      if scalar.isSpace != properties.isWhitespace { Issue.record("space U+\(value)") }
      if scalar.isLetterOrDigit != (properties.isAlphabetic || properties.numericType != nil) {
        Issue.record("letter or digit U+\(value)")
      }
      guard properties.isAlphabetic else { continue }
      var lower = String.UnicodeScalarView()
      lower.appendLowercased(scalar)
      if String(lower) != properties.lowercaseMapping { Issue.record("lower U+\(value)") }
    }
  }
}
