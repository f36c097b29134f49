import Testing

@testable import Text

@Suite struct ArabicCliticsTests {
  private func cores(_ word: String) -> Set<String> {
    let folded = FoldedText(word)
    return Set(
      ArabicClitics.stems(
        of: folded.key(0), endsInTehMarbuta: folded.words[0].endsInTehMarbuta
      ).map { String(decoding: $0.core, as: UTF8.self) })
  }

  @Test(arguments: [
    ("لداعش", "داعش"), ("وبداعش", "داعش"), ("والحكومة", "حكومه"), ("للدولة", "دوله"),
    ("للدولة", "الدوله"), ("فللدولة", "دوله"), ("ساعته", "ساعه"), ("مدينتهم", "مدينه"),
    ("كالأسد", "اسد"), ("وسيكتب", "يكتب"), ("للغة", "لغه"), ("بحكومتنا", "حكومه"),
    ("أصدقائها", "اصدقاي"),
  ])
  func `clitics come off`(word: String, core: String) {
    #expect(cores(word).contains(core))
  }

  @Test(arguments: [
    ("مداعشة", "داعش"), ("واحد", "احد"), ("وزير", "زير"), ("بيت", "يت"), ("لجنة", "جنه"),
    ("سكان", "كان"), ("مكتبة", "مكتب"), ("عربي", "عرب"),
  ])
  func `letters of the word stay`(word: String, core: String) {
    #expect(!cores(word).contains(core))
  }

  @Test func `the article is told from the other prefixes`() throws {
    let reading = try #require(ArabicClitics.stems(of: FoldedText("الدولة").key(0)).first)
    #expect(reading.hasArticle && !reading.hasPrefix && !reading.hasSuffix)
  }
}
