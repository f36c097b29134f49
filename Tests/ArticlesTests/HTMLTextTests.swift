import Testing

@testable import Articles

@Suite struct HTMLTextTests {
  @Test func `white space of every kind becomes one space and unseen signs go`() {
    #expect(HTMLText.collapsed("  a\t\n b\u{A0}\u{2003}c\u{3000}") == "a b c")
    #expect(HTMLText.collapsed("دا\u{200B}عش\u{FEFF} \u{AD}س") == "داعش س")
    #expect(HTMLText.collapsed("\u{85}\u{1680}\u{2028}\u{205F}") == "")
    #expect(HTMLText.collapsed("") == "")
  }

  @Test func `only the white space that Unicode names is white space`() {
    for value: UInt32 in 0...0xFFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let isUnseen = value == 0x200B || value == 0xFEFF || value == 0xAD
      let expected =
        scalar.properties.isWhitespace ? "a b" : isUnseen ? "ab" : "a\(Character(scalar))b"
      #expect(
        HTMLText.collapsed("a\(Character(scalar))b").unicodeScalars.elementsEqual(
          expected.unicodeScalars), "U+\(String(value, radix: 16))")
    }
  }

  @Test(arguments: [
    ("The Headline!", "the headline", true), ("The Headline again", "The Headline", false),
    ("The", "The Headline", false), ("تحذيرٌ: داعـش", "تحذير داعش", true),
    ("ÉTÉ 2026", "été2026", true),
    ("", "", true), ("...", "", true), ("a", "", false),
  ])
  func `two renderings of a text have one key`(left: String, right: String, isSame: Bool) {
    #expect(TextKey.of(left, is: TextKey.of(right)) == isSame)
    #expect((TextKey.of(left) == TextKey.of(right)) == isSame)
  }
}
