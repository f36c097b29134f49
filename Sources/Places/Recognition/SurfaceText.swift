internal import Text

/// One field of an article as the place finder reads it: folded words, and what stands between.
struct SurfaceText: Sendable {
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

  let text: FoldedText
  /// What stands before each word.
  let gaps: [Gap]
  /// Words of hashtags, joined by underscores or not.
  let isInHashtag: [Bool]
  /// Most words begin with a capital, so that a capital tells nothing (headlines in English).
  let isTitleCase: Bool
  /// No word begins with a capital: a text without them.
  let isCaseless: Bool
  /// Words of cased scripts that stand somewhere without a capital.
  let smallWords: Set<ArraySlice<UInt8>>

  init(_ text: FoldedText) {
    self.text = text
    var gaps: [Gap] = []
    gaps.reserveCapacity(text.words.count)
    var hashtags: [Bool] = []
    var end = 0
    var inside = 0
    var capitals = 0
    var smalls: Set<ArraySlice<UInt8>> = []
    for (index, word) in text.words.enumerated() {
      let gap = index == 0 ? .wide : Self.gap(text.bytes[end..<word.bytes.lowerBound])
      let hash =
        word.bytes.lowerBound > 0
        && text.bytes[word.bytes.lowerBound - 1] == UInt8(ascii: "#")
      hashtags.append(hash || (gap == .underscore && hashtags.last == true))
      gaps.append(gap)
      end = word.bytes.upperBound
      guard Self.isCased(word), !word.hasDigit, word.key.count >= 4, !word.startsSentence,
        gap == .space
      else { continue }
      inside += 1
      if word.isCapitalised { capitals += 1 } else { smalls.insert(text.key(index)) }
    }
    self.gaps = gaps
    isInHashtag = hashtags
    isTitleCase = inside >= 3 && Double(capitals) > 0.62 * Double(inside)
    isCaseless = inside >= 4 && capitals == 0
    smallWords = smalls
  }

  var count: Int { text.words.count }

  func word(_ index: Int) -> FoldedWord { text.words[index] }

  func key(_ index: Int) -> ArraySlice<UInt8> { text.key(index) }

  static func isCased(_ word: FoldedWord) -> Bool {
    word.script == .latin || word.script == .cyrillic || word.script == .greek
  }

  private static func gap(_ bytes: ArraySlice<UInt8>) -> Gap {
    if bytes.isEmpty { return .none }
    var gap: Gap = .none
    var spaces = 0
    for byte in bytes {
      switch byte {
      case 0x20: spaces += 1
      case UInt8(ascii: "-") where bytes.count == 1: gap = .hyphen
      case UInt8(ascii: "'"), UInt8(ascii: "`"): gap = gap == .wide ? .wide : .apostrophe
      case UInt8(ascii: "_"): gap = gap == .wide ? .wide : .underscore
      case UInt8(ascii: "."): gap = gap == .none && spaces == 0 ? .dot : .wide
      case UInt8(ascii: ","): gap = gap == .none ? .comma : .wide
      case UInt8(ascii: "#"): gap = gap == .none ? .hash : .wide
      case 0x80...0xFF: break
      default: gap = .wide
      }
    }
    // Signs of more bytes: ’ ‘ ʼ are apostrophes, ، is a comma, no-break spaces are spaces.
    var rest = bytes[...]
    while let at = rest.firstIndex(where: { $0 >= 0x80 }) {
      let tail = rest[at...]
      if tail.starts(with: [0xE2, 0x80, 0x99]) || tail.starts(with: [0xE2, 0x80, 0x98]) {
        if gap == .none { gap = .apostrophe }
        rest = tail.dropFirst(3)
      } else if tail.starts(with: [0xCA, 0xBC]) || tail.starts(with: [0xCA, 0xBB]) {
        if gap == .none { gap = .apostrophe }
        rest = tail.dropFirst(2)
      } else if tail.starts(with: [0xD8, 0x8C]) {
        if gap == .none { gap = .comma }
        rest = tail.dropFirst(2)
      } else if tail.starts(with: [0xC2, 0xA0]) {
        spaces += 1
        rest = tail.dropFirst(2)
      } else if tail.starts(with: [0xE2, 0x80, 0x91]) || tail.starts(with: [0xE2, 0x80, 0x90]) {
        if gap == .none, spaces == 0 { gap = .hyphen }
        rest = tail.dropFirst(3)
      } else if tail.starts(with: [0xE2, 0x80, 0x8E]) || tail.starts(with: [0xE2, 0x80, 0x8F]) {
        rest = tail.dropFirst(3)
      } else {
        return .wide
      }
    }
    if gap == .none { return spaces == 0 ? .none : spaces <= 2 ? .space : .wide }
    // An apostrophe or underscore with a space beside it is a quotation mark or a line.
    if spaces > 0, gap == .apostrophe || gap == .underscore { return .wide }
    return gap
  }
}
