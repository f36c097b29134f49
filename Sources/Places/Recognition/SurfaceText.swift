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
  /// First word of the row of hashtags and links that ends the text.
  let closingTags: Int
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
    var anyCapital = false
    var isInLink = false
    var closing = 0
    var smalls: Set<ArraySlice<UInt8>> = []
    for (index, word) in text.words.enumerated() {
      let gap = index == 0 ? .wide : Self.gap(text.bytes[end..<word.bytes.lowerBound])
      let hash =
        word.bytes.lowerBound > 0
        && text.bytes[word.bytes.lowerBound - 1] == UInt8(ascii: "#")
      hashtags.append(hash || (gap == .underscore && hashtags.last == true))
      gaps.append(gap)
      if isInLink { isInLink = !text.bytes[end..<word.bytes.lowerBound].contains { $0 <= 0x20 } }
      if Self.isLinkScheme(text.key(index)) { isInLink = true }
      if !isInLink, hashtags.last == false { closing = index + 1 }
      end = word.bytes.upperBound
      if word.isCapitalised { anyCapital = true }
      guard Self.isCased(word), !word.hasDigit, word.key.count >= 4, !word.startsSentence,
        gap == .space
      else { continue }
      inside += 1
      if word.isCapitalised { capitals += 1 } else { smalls.insert(text.key(index)) }
    }
    self.gaps = gaps
    isInHashtag = hashtags
    isTitleCase = inside >= 3 && Double(capitals) > 0.62 * Double(inside)
    isCaseless = inside >= 4 && !anyCapital
    closingTags = closing
    smallWords = smalls
  }

  var count: Int { text.words.count }

  func word(_ index: Int) -> FoldedWord { text.words[index] }

  func key(_ index: Int) -> ArraySlice<UInt8> { text.key(index) }

  static func isCased(_ word: FoldedWord) -> Bool {
    word.script == .latin || word.script == .cyrillic || word.script == .greek
  }

  /// The words of the hashtag that holds a word, at most nine on each side.
  func hashtag(around index: Int) -> Range<Int> {
    var start = index
    while start > max(0, index - 9), gaps[start] == .underscore { start -= 1 }
    var end = index + 1
    while end < min(count, index + 10), gaps[end] == .underscore { end += 1 }
    return start..<end
  }

  /// The word bears tanwin (`يوماً`), as words of the language do and names of places do not.
  func isIndefinite(_ index: Int) -> Bool {
    let bytes = text.bytes[word(index).bytes].suffix(4)
    for at in bytes.indices.dropLast() where bytes[at] == 0xD9 {
      if (0x8B...0x8D).contains(bytes[at + 1]) { return true }
    }
    return false
  }

  private static func isLinkScheme(_ key: ArraySlice<UInt8>) -> Bool {
    key.elementsEqual("https".utf8) || key.elementsEqual("http".utf8)
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
