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
    /// Where it begins in the text's keys.
    var start: UInt32
    /// The article, which لل hides, belongs before it.
    var restoresArticle: Bool
  }

  let text: FoldedText
  /// What stands before each word.
  let gaps: [Gap]
  /// Words of hashtags, joined by underscores or not.
  let isInHashtag: [Bool]
  /// The hash of each word's key.
  let hashes: [UInt64]
  /// What each word is by the lists, as written.
  let classes: [WordClass]
  /// The same with clitics and article off; as written in other scripts than the Arabic.
  let stems: [WordClass]
  /// For each word, where the cores of its readings with a clitic taken off stand in `cores`.
  private let coreEnds: [UInt32]
  private let cores: [Core]
  /// First word of the row of hashtags and links that ends the text.
  let closingTags: Int
  /// Most words begin with a capital, so that a capital tells nothing (headlines in English).
  let isTitleCase: Bool
  /// No word begins with a capital: a text without them.
  let isCaseless: Bool
  /// Hashes of the words of cased scripts that stand somewhere without a capital.
  private let smallWords: HashSet

  init(_ text: FoldedText) {
    self.text = text
    var gaps: [Gap] = []
    gaps.reserveCapacity(text.words.count)
    var hashtags: [Bool] = []
    hashtags.reserveCapacity(text.words.count)
    var classes: [WordClass] = []
    classes.reserveCapacity(text.words.count)
    var stems: [WordClass] = []
    stems.reserveCapacity(text.words.count)
    var end = 0
    var inside = 0
    var capitals = 0
    var anyCapital = false
    var isInLink = false
    var closing = 0
    var smalls = HashSet(capacity: text.words.count)
    var hashes: [UInt64] = []
    hashes.reserveCapacity(text.words.count)
    var cores: [Core] = []
    var coreEnds: [UInt32] = []
    coreEnds.reserveCapacity(text.words.count)
    for (index, word) in text.words.enumerated() {
      let key = text.key(index)
      let hash = KeyHash.of(key.span)
      hashes.append(hash)
      let own = Vocabulary.classes(of: key, hash: hash)
      classes.append(own)
      stems.append(
        Self.isArabic(word) && !own.contains(.function)
          ? Self.readStems(of: key, own: own, cores: &cores) : own)
      coreEnds.append(UInt32(cores.count))
      let gap = index == 0 ? .wide : Self.gap(text.bytes[end..<word.bytes.lowerBound])
      let isTag =
        word.bytes.lowerBound > 0
        && text.bytes[word.bytes.lowerBound - 1] == UInt8(ascii: "#")
      hashtags.append(isTag || (gap == .underscore && hashtags.last == true))
      gaps.append(gap)
      if isInLink { isInLink = !text.bytes[end..<word.bytes.lowerBound].contains { $0 <= 0x20 } }
      if Self.isLinkScheme(key) { isInLink = true }
      if !isInLink, hashtags.last == false { closing = index + 1 }
      end = word.bytes.upperBound
      if word.isCapitalised { anyCapital = true }
      guard Self.isCased(word), !word.hasDigit, word.key.count >= 4, !word.startsSentence,
        gap == .space
      else { continue }
      inside += 1
      if word.isCapitalised { capitals += 1 } else { smalls.insert(hash) }
    }
    self.gaps = gaps
    self.hashes = hashes
    self.classes = classes
    self.stems = stems
    self.cores = cores
    self.coreEnds = coreEnds
    isInHashtag = hashtags
    isTitleCase = inside >= 3 && Double(capitals) > 0.62 * Double(inside)
    isCaseless = inside >= 4 && !anyCapital
    closingTags = closing
    smallWords = smalls
  }

  var count: Int { text.words.count }

  /// The word stands elsewhere without a capital.
  func isSmallElsewhere(_ index: Int) -> Bool { smallWords.contains(hashes[index]) }

  func word(_ index: Int) -> FoldedWord { text.words[index] }

  func key(_ index: Int) -> ArraySlice<UInt8> { text.key(index) }

  /// The readings of a word with a clitic taken off, the likeliest first.
  func cores(_ index: Int) -> ArraySlice<Core> {
    cores[(index == 0 ? 0 : Int(coreEnds[index - 1]))..<Int(coreEnds[index])]
  }

  private static let hiddenArticle: ArabicClitics.Shape = [.prefix, .restoredArticle]

  /// What an Arabic word may be with و ف ب ك ل or the article taken off, its own class included.
  private static func readStems(
    of key: ArraySlice<UInt8>, own: WordClass, cores: inout [Core]
  ) -> WordClass {
    var classes = own
    if let bare = ArabicNames.withoutArticle(key) {
      classes.formUnion(Vocabulary.classes(of: bare))
    }
    ArabicClitics.forEachReading(of: key, endsInTehMarbuta: true) { core, shape in
      guard !shape.contains(.suffix) else { return }
      let found = Vocabulary.classes(of: key[core])
      // One adjective alone: two would mix their codes.
      if !classes.contains(.adjective) || !found.contains(.adjective) { classes.formUnion(found) }
      if shape == .prefix || shape == Self.hiddenArticle {
        cores.append(
          Core(
            start: UInt32(core.lowerBound), restoresArticle: shape.contains(.restoredArticle)))
      }
    }
    return classes
  }

  static func isCased(_ word: FoldedWord) -> Bool {
    switch word.script {
    case .latin, .cyrillic, .greek: true
    default: false
    }
  }

  static func isArabic(_ word: FoldedWord) -> Bool {
    switch word.script {
    case .arabic: true
    default: false
    }
  }

  /// The words of the hashtag that holds a word, at most nine on each side.
  func hashtag(around index: Int) -> Range<Int> {
    var start = index
    while start > max(0, index - 9), gaps[start] == .underscore { start -= 1 }
    var end = index + 1
    while end < min(count, index + 10), gaps[end] == .underscore { end += 1 }
    return start..<end
  }

  /// What stands between a word and the one before it begins, after spaces, with a bracket, a dash,
  /// a slash or a colon.
  func isBeforeDash(_ index: Int) -> Bool {
    guard index > 0, index < count, gaps[index] == .wide || gaps[index] == .hyphen else {
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

  private static func isLinkScheme(_ key: ArraySlice<UInt8>) -> Bool {
    (key.count == 4 && key.elementsEqual("http".utf8))
      || (key.count == 5 && key.elementsEqual("https".utf8))
  }
}
