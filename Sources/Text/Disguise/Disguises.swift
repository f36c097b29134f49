/// Readings of words that hide from a plain search: `داعـ.ـش`, `د ا ع ش`, `d4esh`, `раіr`, `داااعش`,
/// `ٮحاىل`. (Diacritics, tatweel, zero-width and compatibility forms are folded away before.)
///
/// It only proposes: each candidate costs a caller one look-up, and ordinary prose gives few, since
/// only words are looked at that the folding found odd. The work is linear in the text's length.
package struct Disguises {
  /// What a candidate's key is to be looked up among.
  package enum Kind: Sendable {
    /// Folded words.
    case letters
    /// Skeletons of Arabic words (`ArabicSkeleton`).
    case skeleton
  }

  /// Is called with the words that a candidate spans and the bytes of its key.
  package typealias Body = (
    _ words: Range<Int>, _ bytes: Span<UInt8>, _ key: Range<Int>, _ kind: Kind
  ) -> Void

  static let longestRun = 24
  private static let shortestBytes = 3

  let text: FoldedText
  /// Scripts, as bits, in which a whole word of this text may be written to deceive: Cyrillic `расе`
  /// in English.
  private let foreign: UInt8
  /// The key of a candidate that is not the text's own bytes.
  var spelled: [UInt8] = []

  package init(_ text: FoldedText) {
    self.text = text
    foreign =
      switch text.mainScript {
      case .latin: 1 << Script.cyrillic.rawValue | 1 << Script.greek.rawValue
      case .cyrillic: 1 << Script.latin.rawValue
      default: 0
      }
  }

  /// Calls `body` with every candidate.
  package mutating func candidates(_ body: Body) {
    // Words before it are dealt with.
    var done = 0
    for number in text.odd {
      let at = Int(number)
      guard at >= done else { continue }
      let word = text.words[at]
      if at > done && word.joinsWithoutSpace {
        done = read(from: at - 1, body)
        continue
      }
      if at > done && word.gap != .space && hasSignAfter(at - 1) {
        signs(at - 1..<at, body)
      }
      done = read(from: at, body)
    }
    if done < text.words.count && hasSignAfter(text.words.count - 1) {
      signs(text.words.count - 1..<text.words.count, body)
    }
    foreignWords(body)
    spaced(body)
  }

  /// Gives the key that was spelled.
  func give(_ words: Range<Int>, as kind: Kind = .letters, _ body: Body) {
    if spelled.count >= Self.shortestBytes { body(words, spelled.span, spelled.indices, kind) }
  }
}

extension FoldedWord {
  fileprivate var isSuspicious: Bool {
    !marks.isDisjoint(with: .disguise) || (hasDigit && hasLetter)
  }

  fileprivate var joinsWithoutSpace: Bool {
    gap == .signs || gap == .apostrophe || (gap == .none && script != .han)
  }
}

extension Disguises {
  /// A word and those that are joined to it; tells where they end.
  private mutating func read(from at: Int, _ body: Body) -> Int {
    // Without a copy of the words, which would be counted.
    let word = text.words[at]
    if word.isSuspicious { single(at, body) }
    if word.isBare && !word.isDotless { plainSkeleton(at, body) }
    var end = at + 1
    while end < text.words.count && text.words[end].joinsWithoutSpace { end += 1 }
    if end > at + 1 {
      cluster(at..<end, body)
      for inner in (at + 1)..<end where text.words[inner].isSuspicious { single(inner, body) }
    } else if hasSignBefore(at) || hasSignAfter(at) {
      signs(at..<end, body)
    }
    return end
  }

  private func isForeign(_ word: FoldedWord) -> Bool {
    foreign & 1 << word.script.rawValue != 0
  }

  /// Words without anything odd but their script.
  private mutating func foreignWords(_ body: Body) {
    guard Script.allCases.contains(where: { isPresent($0) }) else { return }
    for at in text.words.indices {
      let word = text.words[at]
      if isForeign(word) && !word.isSuspicious { single(at, body) }
    }
  }

  private func isPresent(_ script: Script) -> Bool {
    foreign & 1 << script.rawValue != 0 && text.letterCounts.count(script) > 0
  }

  private mutating func single(_ at: Int, _ body: Body) {
    let word = text.words[at]
    let key = text.key(at)
    let range = at..<(at + 1)
    guard key.count <= 96 else { return }
    if word.isMixed {
      for script in [Script.latin, .cyrillic]
      where Confusables.spell(key, in: script, into: &spelled) {
        give(range, body)
      }
    } else if isForeign(word), Confusables.spell(key, in: text.mainScript, into: &spelled) {
      give(range, body)
    }
    if word.hasDigit && word.hasLetter && Leet.isPlausible(key) {
      leet(key, word.script, range, body)
    }
    if word.isStretched && isDrawnOut(word) {
      for longest in 1...2 {
        Stretch.spell(key, longest: longest, into: &spelled)
        give(range, body)
      }
    }
    if word.isDotless, let skeleton = ArabicSkeleton.of(key) {
      skeletons(skeleton, range, body)
    }
  }

  /// Whether one letter stands three times in a row in the source too: créée has three e in its key.
  private func isDrawnOut(_ word: FoldedWord) -> Bool {
    var last: ArraySlice<UInt8> = []
    var count = 0
    var at = word.bytes.lowerBound
    while at < word.bytes.upperBound {
      let end = min(at + UTF8Width.of(text.bytes[at]), word.bytes.upperBound)
      let letter = text.bytes[at..<end]
      let isSame =
        letter.elementsEqual(last)
        || (letter.count == 1 && last.count == 1 && letter[at] ^ (last.first ?? 0) == 0x20)
      count = isSame ? count + 1 : 1
      // VIII is a numeral.
      if count == (letter.first == 0x49 ? 4 : 3) { return true }
      last = letter
      at = end
    }
    return false
  }

  /// Both readings of a key with digits.
  mutating func leet(
    _ key: ArraySlice<UInt8>, _ script: Script, _ range: Range<Int>, _ body: Body
  ) {
    for reading in Leet.Reading.allCases
    where Leet.spell(key, reading, script: script, into: &spelled) {
      give(range, body)
    }
  }

  /// A word without any dot may stand for one with: from five letters on, as shorter ones are words.
  private mutating func plainSkeleton(_ at: Int, _ body: Body) {
    let key = text.words[at].key
    guard key.count >= 10 else { return }
    let start = key.lowerBound
    let hasArticle = Self.article.indices.allSatisfy { text.keys[start + $0] == Self.article[$0] }
    guard key.count >= (hasArticle ? 14 : 10) else { return }
    // Only ي has another skeleton among the letters without dots, where it stands for ى.
    if let skeleton = ArabicSkeleton.ofBare(text.keys, key) {
      spelled = skeleton
      give(at..<(at + 1), as: .skeleton, body)
      if hasArticle { body(at..<(at + 1), spelled.span, 4..<spelled.count, .skeleton) }
    } else {
      body(at..<(at + 1), text.keys.span, key, .skeleton)
      if hasArticle { body(at..<(at + 1), text.keys.span, key.dropFirst(4), .skeleton) }
    }
  }

  private static let article: [UInt8] = [0xD8, 0xA7, 0xD9, 0x84]

  /// A skeleton and what is left of it without و ف ب ك ل, ال and لل.
  private func skeletons(_ skeleton: [UInt8], _ range: Range<Int>, _ body: Body) {
    func give(from start: Int) {
      if skeleton.count >= start + 3 {
        body(range, skeleton.span, start..<skeleton.count, .skeleton)
      }
    }
    func giveWithoutArticle(from start: Int) {
      guard skeleton.count >= start + 10, skeleton[start...].starts(with: Self.article) else {
        return
      }
      give(from: start + 4)
    }
    give(from: 0)
    giveWithoutArticle(from: 0)
    guard skeleton.count >= 8 else { return }
    let first = UInt16(skeleton[0]) << 8 | UInt16(skeleton[1])
    // و, feh's loop, one tooth, ك, ل.
    guard [0xD988, 0xDAA1, 0xD9AE, 0xD983, 0xD984].contains(first) else { return }
    give(from: 2)
    giveWithoutArticle(from: 2)
    if first == 0xD984 && skeleton[2] == 0xD9 && skeleton[3] == 0x84 { give(from: 4) }
  }
}
