internal import Text

/// A small part of a text's word sequences, by which near-identical copies know each other: wire
/// stories that several sites print under headlines of their own, whole or cut.
///
/// Of all sequences of four words (eight letters where each letter is a word) those are kept whose
/// hash falls below a quarter of its range, so that the same ones are kept everywhere; of a short
/// text all. How many of the shorter text's are in the longer one estimates how much of it is
/// (A. Broder, "On the resemblance and containment of documents", 1997). Numbers are compared
/// besides: two quake reports by one form differ in little else.
package struct StorySketch: Equatable, Sendable {
  /// Ascending, each once.
  package let marks: [UInt64]
  /// Hashes of the words with digits, ascending.
  package let numbers: [UInt32]
  /// Whether all sequences are kept.
  package let isWhole: Bool

  /// Fewer words are no story of their own: too many texts would be alike.
  package static let leastWords = 12
  private static let wholeBelow = 80
  private static let sampled = UInt64.max / 4
  /// Of a very long text the first ones: what a copy repeats is at its beginning.
  private static let mostMarks = 1_024
  /// So much of the shorter text must be in the longer one.
  private static let shared = 0.6
  /// Articles of one site share its phrases too.
  private static let sharedAtHome = 0.8
  private static let leastShared = 6
  private static let sharedNumbers = 0.66

  /// nil for a text that is too short to be told from others.
  package init?(_ text: String, language: String?) {
    let folded = FoldedText(text, language: language)
    guard folded.words.count >= Self.leastWords else { return nil }
    let words = folded.words.indices.map { ComparedText.mark(folded.key($0)) }
    let length = folded.mainScript == .han ? 8 : 4
    isWhole = words.count < Self.wholeBelow
    var marks: Set<UInt64> = []
    for start in 0...(words.count - length) where marks.count < Self.mostMarks {
      let mark = Self.mixed(words[start..<start + length])
      if isWhole || mark <= Self.sampled { marks.insert(mark) }
    }
    self.marks = marks.sorted()
    numbers = Set(
      folded.words.indices.lazy.filter { folded.words[$0].hasDigit }
        .map { UInt32(truncatingIfNeeded: Self.mixed(words[$0...$0])) }.prefix(200)
    ).sorted()
  }

  package init(marks: [UInt64], numbers: [UInt32], isWhole: Bool) {
    self.marks = marks
    self.numbers = numbers
    self.isWhole = isWhole
  }

  /// Whether both texts are one story.
  ///
  /// - Parameter isSameSource: articles of one source need more in common.
  package func isCopy(of other: StorySketch, isSameSource: Bool) -> Bool {
    let limit = isWhole && other.isWhole ? UInt64.max : Self.sampled
    let left = marks.prefix { $0 <= limit }
    let right = other.marks.prefix { $0 <= limit }
    let least = min(left.count, right.count)
    guard least > 0 else { return false }
    let common = Self.common(left, right)
    let needed = isSameSource ? Self.sharedAtHome : Self.shared
    guard common >= min(Self.leastShared, least), common >= 3,
      Double(common) >= needed * Double(least)
    else { return false }
    return numbersAgree(other, isShorter: left.count <= right.count)
  }

  /// The numbers of the shorter text are in the longer one, most of them.
  private func numbersAgree(_ other: StorySketch, isShorter: Bool) -> Bool {
    let (short, long) = isShorter ? (numbers, other.numbers) : (other.numbers, numbers)
    guard short.count >= 2 else { return true }
    return Double(Self.common(short[...], long[...])) >= Self.sharedNumbers * Double(short.count)
  }

  private static func common<Mark: Comparable>(
    _ left: ArraySlice<Mark>, _ right: ArraySlice<Mark>
  ) -> Int {
    var count = 0
    var (one, two) = (left.startIndex, right.startIndex)
    while one < left.endIndex, two < right.endIndex {
      if left[one] == right[two] {
        count += 1
        one += 1
        two += 1
      } else if left[one] < right[two] {
        one += 1
      } else {
        two += 1
      }
    }
    return count
  }

  /// Of the marks of words one whose bits are all alike random (SplitMix64's last steps).
  private static func mixed(_ words: ArraySlice<UInt64>) -> UInt64 {
    var mark = words.reduce(ComparedText.seed) { ($0 ^ $1) &* ComparedText.prime }
    mark = (mark ^ mark >> 30) &* 0xbf58_476d_1ce4_e5b9
    mark = (mark ^ mark >> 27) &* 0x94d0_49bb_1331_11eb
    return mark ^ mark >> 31
  }
}
