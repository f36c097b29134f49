import Testing

@testable import Markup

@Suite struct TextDecodingTests {
  private let arabic = "عودة خلايا داعش إلى ريف دير الزور الشرقي"
  private let russian = "Боевики вернулись в восточные районы"

  /// A text's UTF-8 read as windows-1252, where undefined bytes are control signs.
  private func twice(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.utf8.map { byte in
          let code =
            byte >= 0x80 && byte < 0xA0
            ? UInt32(Windows1252.high[Int(byte) - 0x80]) : UInt32(byte)
          return Unicode.Scalar(code)!
        }))
  }

  private func xml(_ text: String) -> String {
    String(
      decoding: TextDecoding.decode(Array(text.utf8), contentType: nil, kind: .xml).utf8,
      as: UTF8.self)
  }

  @Test func `XML that was encoded twice is what was meant`() {
    for text in [arabic, russian, arabic + " “منطقة” – a é"] {
      #expect(twice(text) != text)
      #expect(xml("<a>" + twice(text) + "</a>") == "<a>" + text + "</a>")
    }
  }

  @Test func `what is right beside it stays right`() {
    #expect(xml(twice(arabic) + " | " + arabic + " | é") == arabic + " | " + arabic + " | é")
  }

  @Test(arguments: [
    "Ørsted møder Ærø på Ø, og Ålborg", "ÑANDÚ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ", "Ðà Ñ Ð Ð Ð",
    "Ø Ù Ð Ñ Ø Ù Ð Ñ Ø Ù",
    "déjà vu à l’Étoile", "عودة داعش",
  ])
  func `what only resembles it is left alone`(text: String) {
    #expect(xml(text) == text)
  }

  @Test func `control signs are windows-1252's in XML, and their own in HTML`() {
    #expect(xml("a\u{92}b\u{85}\u{81}c«\u{A0}»") == "a’b…\u{81}c«\u{A0}»")
    let html = TextDecoding.decode(Array("a\u{92}b".utf8), contentType: nil, kind: .html)
    #expect(html.utf8 == Array("a\u{92}b".utf8))
  }
}
