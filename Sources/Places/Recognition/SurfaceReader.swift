internal import Text

/// Reads the words of one field for a `SurfaceText`, in one pass. What the lists say is asked once
/// for each different word: half of a text's words stood in it before.
struct SurfaceReader {
  private(set) var words: [SurfaceText.Word] = []
  private(set) var cores: [SurfaceText.Core] = []
  /// Words inside of sentences, and those of them with a capital.
  private(set) var inside = 0
  private(set) var capitals = 0
  private(set) var anyCapital = false
  private(set) var closing = 0
  private(set) var allStems: WordClass = []
  private(set) var hasHashtags = false

  /// The words that are the first of their key, by its hash: their number from 1 on.
  private var firsts: [UInt32]
  /// The marks of the spelling seen last: most words are spelled as the one before.
  private var spelling: (marks: UInt16, script: Script, read: SurfaceText.Word.Marks)?

  init(_ text: FoldedText) {
    words.reserveCapacity(text.words.count)
    var size = 16
    while size < text.words.count * 2 { size *= 2 }
    firsts = [UInt32](repeating: 0, count: size)
  }

  mutating func read(_ text: FoldedText) {
    let bytes = text.bytes.span
    let keys = text.keys.span
    let vocabulary = Vocabulary.table
    var end = 0
    var isInLink = false
    var wasInHashtag = false
    for index in text.words.indices {
      let folded = text.words[index]
      let place = folded.bytes
      let key = keys.extracting(Int(folded.keyStart)..<Int(folded.keyEnd))
      let between = bytes.extracting(end..<place.lowerBound)
      let gap = index == 0 ? .wide : SurfaceText.gap(between)
      var marks = self.marks(folded)
      let isTag = place.lowerBound > 0 && bytes[place.lowerBound - 1] == UInt8(ascii: "#")
      wasInHashtag = isTag || (gap == .underscore && wasInHashtag)
      if wasInHashtag {
        hasHashtags = true
        marks.insert(.isInHashtag)
      }
      if isInLink { isInLink = !Self.holdsSpace(between) }
      if Self.isLinkScheme(key) { isInLink = true }
      if !isInLink, !wasInHashtag { closing = index + 1 }
      end = place.upperBound
      let hash = KeyHash.of(key)
      let twin = twin(hash, isArabic: marks.contains(.isArabic), key, keys) ?? index
      var word = SurfaceText.Word(
        keyStart: folded.keyStart, keyEnd: folded.keyEnd, byteStart: UInt32(place.lowerBound),
        byteEnd: UInt32(place.upperBound), hash: hash, classes: [], stems: [],
        twin: UInt32(twin), coreStart: 0, coreEnd: 0, marks: marks, gap: gap)
      if twin < index {
        word.classes = words[twin].classes
        word.stems = words[twin].stems
        word.coreStart = words[twin].coreStart
        word.coreEnd = words[twin].coreEnd
      } else {
        word.classes = vocabulary[hash: hash] ?? []
        word.stems = word.classes
        if marks.contains(.isArabic), !word.classes.contains(.function) {
          word.coreStart = UInt32(cores.count)
          word.stems = readStems(of: text.keys[word.key], word.classes)
          word.coreEnd = UInt32(cores.count)
        }
        allStems.formUnion(word.stems)
      }
      words.append(word)
      if marks.contains(.isCapitalised) { anyCapital = true }
      guard marks.contains(.isCased), marks.isDisjoint(with: [.hasDigit, .startsSentence]),
        key.count >= 4, gap == .space
      else { continue }
      inside += 1
      if marks.contains(.isCapitalised) {
        capitals += 1
      } else {
        words[twin].marks.insert(.isSmallSomewhere)
      }
    }
  }

  private mutating func marks(_ word: FoldedWord) -> SurfaceText.Word.Marks {
    if let spelling, spelling.marks == word.marks.rawValue, spelling.script == word.script {
      return spelling.read
    }
    let marks = SurfaceText.Word.Marks(word)
    spelling = (word.marks.rawValue, word.script, marks)
    return marks
  }

  /// The first word of the same key, if there was one before. Where hostile words crowd one spot
  /// none is found, so that no search is long.
  private mutating func twin(
    _ hash: UInt64, isArabic: Bool, _ key: Span<UInt8>, _ keys: Span<UInt8>
  ) -> Int? {
    let mask = firsts.count - 1
    var slot = Int(truncatingIfNeeded: hash >> 8) & mask
    for _ in 0..<64 {
      let number = Int(firsts[slot]) - 1
      guard number >= 0 else {
        firsts[slot] = UInt32(words.count + 1)
        return nil
      }
      if words[number].hash == hash, words[number].isArabic == isArabic,
        words[number].key.count == key.count,
        KeyHash.isSame(keys.extracting(words[number].key), key)
      {
        return number
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private static let hiddenArticle: ArabicClitics.Shape = [.prefix, .restoredArticle]

  /// What an Arabic word may be with و ف ب ك ل or the article taken off, its own class included.
  private mutating func readStems(of key: ArraySlice<UInt8>, _ own: WordClass) -> WordClass {
    var stems = own
    if let bare = ArabicNames.withoutArticle(key) {
      stems.formUnion(Vocabulary.classes(of: bare))
    }
    ArabicClitics.forEachReading(of: key, endsInTehMarbuta: true) { core, shape in
      guard !shape.contains(.suffix) else { return }
      let found = Vocabulary.classes(of: key[core])
      // One adjective alone: two would mix their codes.
      if !stems.contains(.adjective) || !found.contains(.adjective) { stems.formUnion(found) }
      if shape == .prefix || shape == Self.hiddenArticle {
        cores.append(
          SurfaceText.Core(
            start: UInt32(core.lowerBound - key.startIndex),
            restoresArticle: shape.contains(.restoredArticle), classes: found))
      }
    }
    return stems
  }

  private static func holdsSpace(_ between: Span<UInt8>) -> Bool {
    for at in between.indices where between[at] <= 0x20 { return true }
    return false
  }

  private static func isLinkScheme(_ key: Span<UInt8>) -> Bool {
    guard key.count == 4 || key.count == 5, key[0] == UInt8(ascii: "h"),
      key[1] == UInt8(ascii: "t"), key[2] == UInt8(ascii: "t"), key[3] == UInt8(ascii: "p")
    else { return false }
    return key.count == 4 || key[4] == UInt8(ascii: "s")
  }
}
