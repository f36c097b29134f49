import TestSupport
import Testing

@testable import Text

@Suite struct DisguisesTests {
  /// Candidates as `key@start..<end` in words.
  private func candidates(_ text: String) -> Set<String> {
    var found: Set<String> = []
    var disguises = Disguises(FoldedText(text))
    disguises.candidates { words, bytes, key, kind in
      guard kind == .letters else { return }
      found.insert("\(String(decoding: key.map { bytes[$0] }, as: UTF8.self))@\(words)")
    }
    return found
  }

  @Test(arguments: [
    ("عودة داعـ.ـش", "داعش@1..<3"), ("في د ا ع ش نائمة", "داعش@1..<5"),
    ("الص ح ي ح", "الصحيح@0..<4"), ("الس.ا.ع.ة", "الساعه@0..<4"), ("the d4esh", "daesh@1..<2"),
    ("I$I$ now", "isis@0..<2"), ("a раіr of", "pair@1..<2"), ("coooool", "cool@0..<1"),
    ("coooool", "col@0..<1"), ("re-or-ga-nise", "reorganise@0..<4"), ("1nc3", "ince@0..<1"),
    ("rol3", "role@0..<1"), ("fr33", "free@0..<1"), ("d 4 e s h", "daesh@0..<5"),
    ("d'e.x.p.l.o.r.e", "explore@1..<8"), ("Пут1н", "путин@0..<1"), ("Пyтин", "путин@0..<1"),
  ])
  func `a disguise is read`(text: String, candidate: String) {
    #expect(candidates(text).contains(candidate), "\(candidates(text))")
  }

  @Test(arguments: [
    "The F16, the T34, COVID19 and 2nd of May at 10 am in 2024.", "points a, b, c, d are open",
    "قال د. أحمد في 12 مايو", "un été à la mer", "Война и мир", "ل. م. ن، ثم",
    "the people's house and l'homme d'État, we don’t", "une société créée en 1912, the VIIIth",
    "the person(s) or \"a\"b", "يحاول الصحاري المهارية الحكومية الجارية",
  ])
  func `ordinary prose gives nothing`(text: String) {
    #expect(candidates(text).filter { !$0.hasPrefix("لمن") }.isEmpty)
  }

  @Test(arguments: [
    ("a day-to-day plan", "today"), ("the W.A.R.M. fit", "arm"), ("sein Peter'in", nil),
    ("the Da'esh cells", nil), ("a pre-order", nil),
  ])
  func `signs that go on part no word`(text: String, absent: String?) {
    let found = candidates(text).map { $0.prefix { $0 != "@" } }
    if let absent { #expect(!found.contains { $0 == absent }) } else { #expect(!found.isEmpty) }
  }

  @Test func `in Turkish an apostrophe parts a name from its ending`() {
    var count = 0
    var disguises = Disguises(FoldedText("Orta Tunç Çağı'ndan beri", language: "tr"))
    disguises.candidates { _, _, _, _ in count += 1 }
    #expect(count == 0)
  }

  @Test func `only letters that the source writes without dots are bare`() {
    func isBare(_ word: String) -> Bool { FoldedText(word).words[0].isBare }
    #expect(isBare("العالم") && isBare("ٮحاىل".replacing("ٮ", with: "ح")) && isBare("موسى"))
    #expect(!isBare("الحكومية") && !isBare("موسي") && !isBare("مدرسة") && isBare("مدرسه"))
  }

  @Test func `letters without dots are compared by their skeletons`() throws {
    var skeletons: Set<[UInt8]> = []
    var disguises = Disguises(FoldedText("الشمال ٮحاىل"))
    disguises.candidates { _, bytes, key, kind in
      if kind == .skeleton { skeletons.insert(key.map { bytes[$0] }) }
    }
    let term = try #require(ArabicSkeleton.of(FoldedText("تحايل").key(0)))
    #expect(skeletons.contains(term))
  }

  @Test func `a text of single letters costs no more than its length`() {
    var count = 0
    var disguises = Disguises(FoldedText(String(repeating: "a ", count: 20_000)))
    disguises.candidates { _, _, _, _ in count += 1 }
    #expect(count <= 20_000 * 24)
  }
}
