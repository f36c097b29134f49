import Foundation
import Testing

@testable import Articles

@Suite struct StorySketchTests {
  private let wire = """
    The river rose above its banks on Thursday evening and flooded the lower quarters of the town, where
    some 2,300 families had to leave their homes before midnight, the civil defence said.

    Boats of the fishermen's cooperative brought people to the school on the hill, which is to serve as
    a shelter until the water falls again. Volunteers handed out blankets and 14 tents.

    According to the water authority the dam above the town holds, though its gates have been opened by
    a third since noon. Engineers expect the level to fall slowly from Saturday on.

    The last flood of that height was measured in 1988, when the old market was washed away and the
    bridge to the southern bank had to be built anew.
    """

  private func sketch(_ text: String, _ language: String = "en") throws -> StorySketch {
    try #require(StorySketch(text, language: language))
  }

  @Test func `a copy with paragraphs cut and a line of its own is the same story`() throws {
    let parts = wire.components(separatedBy: "\n\n")
    let cut =
      "Our correspondent reports from the valley.\n\n" + parts[..<2].joined(separator: "\n\n")
    #expect(try sketch(wire).isCopy(of: sketch(cut), isSameSource: false))
    #expect(try sketch(cut).isCopy(of: sketch(wire), isSameSource: false))
  }

  @Test func `another article on the same flood is another story`() throws {
    let other = """
      A day after the flood the mayor asked the government for help. Some 2,300 families had to leave
      their homes, he said, and most of them will not be able to go back before the winter.

      The government promised 4 million for repairs and said that a commission would look into the
      question whether the gates of the dam were opened too late on Thursday.

      In the shelter on the hill people complained that there was neither light nor warm water.
      """
    #expect(try !sketch(wire).isCopy(of: sketch(other), isSameSource: false))
  }

  @Test func `reports by one form with other numbers are different stories`() throws {
    func quake(_ size: String, _ depth: String, _ time: String, _ place: String) -> String {
      "An earthquake of magnitude \(size) was recorded at \(time) local time, \(place), the national "
        + "centre for seismology said on its website. Its depth was \(depth) kilometres. No damage or "
        + "casualties were reported at first. The region lies on an active fault and sees such tremors "
        + "often; people are advised to stay away from damaged buildings and to follow the centre's advice."
    }
    let one = try sketch(quake("4.3", "12", "03:41", "31 kilometres north of the port"))
    let two = try sketch(quake("3.9", "8", "17:05", "54 kilometres north of the port"))
    #expect(!one.isCopy(of: two, isSameSource: true))
    #expect(one.isCopy(of: one, isSameSource: true))
  }

  @Test func `a sentence or two say too little to have copies`() {
    #expect(StorySketch("Breaking: explosion heard in the city", language: "en") == nil)
  }

  @Test func `a text without spaces is compared by its letters`() throws {
    let text =
      String(
        repeating: "国务院新闻办公室星期四举行新闻发布会介绍今年前三季度国民经济运行情况并回答记者提问", count: 1)
      + "发言人表示总体平稳稳中有进就业形势保持稳定居民收入继续增长"
    #expect(try sketch(text, "zh").isCopy(of: sketch("本报讯" + text, "zh"), isSameSource: false))
  }
}
