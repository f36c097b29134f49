internal import Text

/// One field of an article as the place finder reads it: folded words, and what stands between.
final class SurfaceText: Sendable {
  enum Gap: UInt8, Sendable {
    /// The text's start, a line break, the end of a sentence, brackets, a colon.
    case wide
    case space
    case hyphen
    case apostrophe
    case underscore
    case dot
    case comma
    /// A space or more, and a hash sign.
    case hash
    /// Nothing, or signs that join.
    case none
  }

  /// A reading of an Arabic word with a clitic taken off.
  struct Core: Sendable {
    /// How many bytes of the word's key stand before it.
    var start: UInt32
    /// The article, which لل hides, belongs before it.
    var restoresArticle: Bool
    /// What the lists say of it, as it stands.
    var classes: WordClass
  }

  let text: FoldedText
  let words: [Word]
  private let cores: [Core]
  /// First word of the row of hashtags and links that ends the text.
  let closingTags: Int
  /// Most words begin with a capital, so that a capital tells nothing (headlines in English).
  let isTitleCase: Bool
  /// No word begins with a capital: a text without them.
  let isCaseless: Bool
  /// All that the stems of its words are.
  let allStems: WordClass
  let hasHashtags: Bool

  init(_ text: FoldedText) {
    var reader = SurfaceReader(text)
    reader.read(text)
    self.text = text
    words = reader.words
    cores = reader.cores
    isTitleCase = reader.inside >= 3 && Double(reader.capitals) > 0.62 * Double(reader.inside)
    isCaseless = reader.inside >= 4 && !reader.anyCapital
    closingTags = reader.closing
    allStems = reader.allStems
    hasHashtags = reader.hasHashtags
  }

  var count: Int { words.count }

  /// The word stands elsewhere without a capital.
  func isSmallElsewhere(_ index: Int) -> Bool { words[Int(words[index].twin)].isSmallSomewhere }

  func word(_ index: Int) -> Word { words[index] }

  func key(_ index: Int) -> ArraySlice<UInt8> { text.keys[words[index].key] }

  /// How many readings with a clitic taken off all words have.
  var coreCount: Int { cores.count }

  /// The numbers of the readings of a word with a clitic taken off, the likeliest first. Words of
  /// one key share theirs.
  func coreNumbers(_ index: Int) -> Range<Int> {
    Int(words[index].coreStart)..<Int(words[index].coreEnd)
  }

  func core(_ number: Int) -> Core { cores[number] }

  func cores(_ index: Int) -> ArraySlice<Core> { cores[coreNumbers(index)] }

  static func isCased(_ word: Word) -> Bool { word.isCased }

  static func isArabic(_ word: Word) -> Bool { word.isArabic }

  /// The literal text of consecutive words.
  func source(_ range: Range<Int>) -> String {
    String(
      decoding: text.bytes[
        Int(words[range.lowerBound].byteStart)..<Int(words[range.upperBound - 1].byteEnd)],
      as: UTF8.self)
  }

  /// The words of the hashtag that holds a word, at most nine on each side.
  func hashtag(around index: Int) -> Range<Int> {
    var start = index
    while start > max(0, index - 9), words[start].gap == .underscore { start -= 1 }
    var end = index + 1
    while end < min(count, index + 10), words[end].gap == .underscore { end += 1 }
    return start..<end
  }

  /// What stands between a word and the one before it begins, after spaces, with a bracket, a dash,
  /// a slash or a colon.
  func isBeforeDash(_ index: Int) -> Bool {
    guard index > 0, index < count, words[index].gap == .wide || words[index].gap == .hyphen else {
      return false
    }
    let between = text.bytes[word(index - 1).bytes.upperBound..<word(index).bytes.lowerBound]
    guard let sign = between.first(where: { $0 != 0x20 }) else { return false }
    switch sign {
    case UInt8(ascii: "("), UInt8(ascii: ":"), UInt8(ascii: "/"): return true
    case UInt8(ascii: "-"): return between.count > 1
    // – and —
    case 0xE2: return between.contains(0x93) || between.contains(0x94)
    default: return false
    }
  }

  /// A currency's sign follows the word: `US$`.
  func isMoney(_ index: Int) -> Bool {
    let end = word(index).bytes.upperBound
    return end < text.bytes.count && text.bytes[end] == UInt8(ascii: "$")
  }

  /// The word bears tanwin (`يوماً`), as words of the language do and names of places do not.
  func isIndefinite(_ index: Int) -> Bool {
    let bytes = text.bytes[word(index).bytes].suffix(4)
    for at in bytes.indices.dropLast() where bytes[at] == 0xD9 {
      if (0x8B...0x8D).contains(bytes[at + 1]) { return true }
    }
    return false
  }
}
