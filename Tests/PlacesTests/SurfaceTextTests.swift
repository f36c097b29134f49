import Testing
import Text

@testable import Places

@Suite struct SurfaceTextTests {
  @Test func `a word that stood before is read as it was then`() {
    let once = SurfaceText(FoldedText("وبدمشق"))
    let text = SurfaceText(FoldedText("وبدمشق قال الرئيس وبدمشق"))
    #expect(text.words[3].twin == 0)
    #expect(text.words[3].stems == once.words[0].stems)
    #expect(text.coreNumbers(3) == text.coreNumbers(0))
    #expect(text.cores(3).map(\.start) == once.cores(0).map(\.start))
    #expect(!once.cores(0).isEmpty)
  }

  @Test func `words of the same letters are one, whatever their case`() {
    let text = SurfaceText(FoldedText("He saw a turkey in Turkey"))
    #expect(text.words[5].twin == 3)
    #expect(text.isSmallElsewhere(5))
    #expect(!text.isSmallElsewhere(0))
  }

  @Test(arguments: [
    ("a b", SurfaceText.Gap.space), ("a, b", .comma), ("a b", .space), ("a، b", .comma),
    ("a. b", .dot), ("a – b", .wide), ("a ’b", .wide), ("a’b", .apostrophe), ("a‑b", .hyphen),
    ("a-b", .hyphen), ("a - b", .wide), ("a_b", .underscore), ("a #b", .hash), ("a\nb", .wide),
  ])
  func `what stands between two words`(text: String, gap: SurfaceText.Gap) {
    #expect(SurfaceText(FoldedText(text)).words.last?.gap == gap)
  }

  @Test func `the source of consecutive words is literal`() {
    let text = SurfaceText(FoldedText("In Déir ez-Zor, «دير الزُّور»"))
    #expect(text.source(1..<4) == "Déir ez-Zor")
    #expect(text.source(4..<6) == "دير الزُّور")
  }
}
