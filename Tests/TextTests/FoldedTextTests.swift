import TestSupport
import Testing

@testable import Text

@Suite struct FoldedTextTests {
  private func keys(_ text: String, language: String? = nil) -> [String] {
    let folded = FoldedText(text, language: language)
    return folded.words.indices.map(folded.keyText)
  }

  @Test(arguments: [
    ("Größe ÉTÉ ﬁn", ["grosse", "ete", "fin"]),
    ("أَحْمَد إلى آخر ٱلقرآن", ["احمد", "الي", "اخر", "القران"]),
    ("مدينة مسؤول رئيس", ["مدينه", "مسوول", "رييس"]),
    ("مدینه کرد ہند", ["مدينه", "كرد", "هند"]),
    ("داعـــش ﺩﻳﻔﻴﺲ ﷲ", ["داعش", "ديفيس", "الله"]),
    ("𝐟𝐞𝐚𝐭𝐮𝐫𝐞 ｆａｃｅ", ["feature", "face"]),
    ("J̶a̶n̶u̶a̶r̶y د\u{200B}ي\u{200B}ف", ["january", "ديف"]),
    ("IŞIK ışık İzmir", ["isik", "isik", "izmir"]),
    ("Ёлка край крайи\u{306}", ["елка", "край", "крайй"]),
    ("١٢٣ ۴۵ 42nd", ["123", "45", "42nd"]),
    ("l'imitateur Trump'a well-known", ["l", "imitateur", "trump", "a", "well", "known"]),
    ("الـFBI قال", ["ال", "fbi", "قال"]),
    ("叙利亚 Σωκράτης", ["叙", "利", "亚", "σωκρατησ"]),
    ("Acme™ a_b_c f/g", ["acme", "a", "b", "c", "f", "g"]),
    ("हिन्दी", ["हिन्दी"]),
  ])
  func `words fold to one spelling`(text: String, expected: [String]) {
    #expect(keys(text) == expected)
  }

  @Test func `the non-joiner parts words in Persian only`() {
    #expect(keys("کتاب\u{200C}ها", language: "fa") == ["كتاب", "ها"])
    #expect(keys("رؤ\u{200C}ية", language: "ar") == ["رويه"])
  }

  @Test(arguments: [
    "⟦عودة⟧ ⟦داعـ⟧.ـ⟦ش⟧ (⟦في⟧) ⟦الريفِ⟧، ⟦🅰️b⟧ ⟦é⟧ «⟦naïve⟧»\n⟦𝐱𝐲⟧",
    "\u{202B}⟦مجلس⟧\u{202C}, ⟦e\u{301}t⟧",
  ])
  func `every word knows its scalars in the source`(marked: String) {
    let (text, spans) = unmark(marked)
    let folded = FoldedText(text)
    #expect(folded.words.map(\.scalars) == spans)
    let scalars = Array(text.unicodeScalars)
    #expect(folded.scalarCount == scalars.count)
    for span in spans {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[span])
      #expect(folded.source(span) == String(view))
    }
  }

  @Test func `sentences start after their ends but not after abbreviations`() {
    let folded = FoldedText(
      "He met Dr. Smith. Then J. Doe left! \"Why?\" he said. قال د. أحمد. ثم غادر؟ نعم\nسطر")
    let starts = folded.words.indices.filter { folded.words[$0].startsSentence }
    #expect(
      starts.map(folded.keyText) == ["he", "then", "why", "he", "قال", "ثم", "نعم", "سطر"])
  }

  @Test func `spelling marks survive folding`() throws {
    let words = FoldedText("مدينة مدينه علىَ NATO Syria раіr d4esh coooool l\u{66E}").words
    #expect(words[0].endsInTehMarbuta && !words[1].endsInTehMarbuta)
    #expect(words[2].endsInAlefMaqsura)
    #expect(words[3].isAllCapitals && words[4].isCapitalised && !words[4].isAllCapitals)
    #expect(words[5].isMixed && words[6].hasDigit && words[7].isStretched)
  }

  @Test(arguments: [
    ("د.ا", FoldedWord.Gap.signs), ("د ا", .space), ("د . ا", .spacedSigns), ("d'a", .apostrophe),
    ("د\nا", .wide), ("叙利", .none), ("a ---- b", .wide), ("إن🔥تاج", .signs),
  ])
  func `a gap tells what parts two words`(text: String, gap: FoldedWord.Gap) {
    #expect(FoldedText(text).words.last?.gap == gap)
  }

  @Test func `odd bytes and empty texts are harmless`() {
    #expect(FoldedText("").words.isEmpty)
    #expect(FoldedText("").source(0..<5) == "")
    #expect(FoldedText("\u{64B}\u{200F} ...").words.isEmpty)
    #expect(keys("a\u{0}b") == ["ab"])
    #expect(FoldedText("abc").source(2..<99) == "c")
  }

  @Test func `a small letter below U+0800 folds to letters below it`() {
    let table = FoldTable.standard
    for scalar: UInt32 in 0..<0x800 {
      let entry = table.entry(scalar)
      #expect(entry == table.entries[FoldTable.lowEntries + Int(scalar)])
      if entry >> FoldTable.kindShift & 7 == FoldTable.Kind.letter,
        entry & (FoldTable.isExpansion | FoldTable.isUpper) == 0
      {
        #expect(entry & FoldTable.targetMask < (scalar < 0x80 ? 0x80 : 0x800))
      }
    }
  }

  @Test func `an entry of the fold table names a script in three bits`() {
    for script in Script.allCases {
      #expect(Script(entry: UInt32(script.rawValue) << FoldTable.scriptShift | 0x41) == script)
    }
    #expect(Script.allCases.count == 8)
  }

  @Test(arguments: ["a", "د", "叙", "1 ", "aد", "-é-"])
  func `texts of many short words are folded whole`(piece: String) {
    let count = 3_000
    let folded = FoldedText(String(repeating: piece + " ", count: count))
    let alone = FoldedText(piece)
    #expect(folded.words.count == count * alone.words.count)
    for word in [0, folded.words.count / 2, folded.words.count - 1] {
      #expect(folded.keyText(word) == alone.keyText(word % alone.words.count))
    }
  }

  @Test func `ligatures that fold to more than they are long are folded whole`() {
    let folded = FoldedText(String(repeating: "ﷲ", count: 1_000))
    #expect(folded.words.count == 1)
    #expect(folded.keyText(0) == String(repeating: "الله", count: 1_000))
  }

  @Test func `a word folds the same alone and among others`() {
    var random = SeededNumbers(seed: 7)
    let pieces = [
      "the", "running", "aaa", "beee", "oooh", "strasse", "Straße", "İstanbul", "naïve", "x", "zz",
      "داعش", "السورية", "مدينة", "على", "ﻻ", "دااااعش", "كَتَبَ", "مواد", "раіr", "Київ", "é", "ﬁn",
      "d4esh",
      "COVID19", "中文", "l\u{66E}", "ـــ", "{", "z{", "`a", "Zebra", "abcdefgh", "abcdefghijklmnop",
      "aabbccddeeffgg", "xxxxxxxxy", "abcdefgggh",
    ]
    let gaps = [" ", " ", " ", " ", "  ", "\n", ". ", "-", "’", ", ", "\u{200C}", "\u{A0}"]
    for _ in 0..<300 {
      var text = ""
      for _ in 0..<Int.random(in: 1...40, using: &random) {
        text +=
          (pieces.randomElement(using: &random) ?? "") + (gaps.randomElement(using: &random) ?? "")
      }
      let whole = FoldedText(text)
      var byte = 0
      for (index, word) in whole.words.enumerated() {
        #expect(word.bytes.lowerBound >= byte && word.scalars.count <= word.bytes.count)
        byte = word.bytes.upperBound
        let alone = FoldedText(whole.source(word.scalars))
        #expect(alone.words.count == 1 && alone.key(0) == whole.key(index), "\(text)")
        var marks = word.marks
        marks.insert(.startsSentence)
        #expect(alone.words.first?.marks == marks, "\(text)")
        #expect(alone.words.first?.script == word.script)
      }
    }
  }
}
