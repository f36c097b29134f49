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

  @Test func `pages and what was taken for the Arabic code page are told and read as meant`() {
    let western = TextDecoding.decode(
      Array("<p>\(twice(arabic))</p>".utf8), contentType: nil, kind: .html)
    #expect(western.utf8 == Array("<p>\(arabic)</p>".utf8))
    #expect(western.takenFor == "windows-1252")
    let page = "<p>\(arabic) \(russian) a</p>"
    let taken = Iconv.utf8(Array(page.utf8), from: 0, encoding: "windows-1256").bytes
    for kind in [TextDecoding.Kind.html, .xml] {
      let decoded = TextDecoding.decode(taken, contentType: "text/html; charset=utf-8", kind: kind)
      #expect(String(decoding: decoded.utf8, as: UTF8.self) == page)
      #expect(decoded.takenFor == "windows-1256")
    }
  }

  @Test func `Arabic with many emphatic letters is no accident of encoding`() {
    let text = "ظرط درر ذطظ طرط رذ ظظ ططر " + arabic + arabic
    let decoded = TextDecoding.decode(Array(text.utf8), contentType: nil, kind: .html)
    #expect(decoded.utf8 == Array(text.utf8))
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

  /// Letters of one block at the places that an encoding gives them; the rest is ASCII.
  private func bytes(_ text: String, _ blocks: [(first: UInt32, count: UInt32, at: UInt8)])
    -> [UInt8]
  {
    text.unicodeScalars.map { scalar in
      if scalar.value < 0x80 { return UInt8(scalar.value) }
      for block in blocks where (block.first..<block.first + block.count).contains(scalar.value) {
        return block.at + UInt8(scalar.value - block.first)
      }
      return 0x3F
    }
  }

  private func guess(_ text: String, _ blocks: [(first: UInt32, count: UInt32, at: UInt8)])
    -> String
  {
    let html = bytes("<p>\(text)</p>", blocks)
    return TextDecoding.decode(html, contentType: nil, kind: .html).encoding
  }

  private let latin: [(first: UInt32, count: UInt32, at: UInt8)] = [(0xA0, 96, 0xA0)]

  @Test func `Hebrew, Greek and Cyrillic that say nothing are told by their letters`() {
    let hebrew = "תושבי הכפרים הסמוכים לנהר דיווחו על תנועות לילה של חמושים בימים האחרונים"
    #expect(guess(hebrew, [(0x5D0, 27, 0xE0)]) == "windows-1255")
    let greek = "κάτοικοι των κοντινών χωριών ανέφεραν κινήσεις ενόπλων κατά τη διάρκεια της νύχτας"
    let blocks: [(first: UInt32, count: UInt32, at: UInt8)] = [
      (0x3B1, 25, 0xE1), (0x3AC, 4, 0xDC), (0x3CC, 3, 0xFC),
    ]
    #expect(guess(greek, blocks) == "windows-1253")
    #expect(guess(russian, [(0x410, 64, 0xC0)]) == "windows-1251")
    #expect(guess(russian, [(0x410, 64, 0xB0)]) == "iso-8859-5")
  }

  @Test func `Turkish is told from what it shares its bytes with`() {
    let turkish: [(first: UInt32, count: UInt32, at: UInt8)] = [
      (0x11F, 1, 0xF0), (0x131, 1, 0xFD), (0x15F, 1, 0xFE), (0x130, 1, 0xDD), (0x15E, 1, 0xDE),
      (0xC0, 64, 0xC0),
    ]
    #expect(
      guess(
        "Bölge sakinleri köylerde silahlı kişilerin hareket ettiğini, yolların kapandığını söyledi",
        turkish)
        == "windows-1254")
    for text in [
      "Íbúar þorpanna sögðu að vopnaðir menn hefðu sést við ána síðustu nætur, að sögn lögreglu",
      "Les habitants des villages voisins ont signalé des déplacements armés près de la rivière",
      "Die Behörden kündigten schärfere Überwachung der Straßen für die nächsten Tage an, hieß es",
      "Los vecinos señalaron movimientos de hombres armados junto al río; así lo explicó la policía",
      "Beboerne så bevæbnede mænd på vejene ved åen, og flere mødte frem på rådhuset søndag",
    ] {
      #expect(guess(text, latin) == "windows-1252", "\(text)")
    }
  }

  @Test func `Big5 is told from the other encodings of pairs`() {
    // 當局警告武裝分子重返該地區, twice.
    let text: [UInt8] = [
      0xB7, 0xED, 0xA7, 0xBD, 0xC4, 0xB5, 0xA7, 0x69, 0xAA, 0x5A, 0xB8, 0xCB, 0xA4, 0xC0, 0xA4,
      0x6C,
      0xAD, 0xAB, 0xAA, 0xF0, 0xB8, 0xD3, 0xA6, 0x61, 0xB0, 0xCF,
    ]
    let decoded = TextDecoding.decode(text + text, contentType: nil, kind: .html)
    #expect(decoded.encoding == "big5")
    #expect(String(decoding: decoded.utf8, as: UTF8.self).hasPrefix("當局警告武裝分子"))
  }
}
