/// Readings of words that hide from a plain search: `داعـ.ـش`, `د ا ع ش`, `d4esh`, `раіr`, `داااعش`,
/// `ٮحاىل`. (Diacritics, tatweel, zero-width and compatibility forms are folded away before.)
///
/// It only proposes: each candidate costs a caller one look-up, and ordinary prose gives few. The
/// work is linear in the text's length.
package struct Disguises: Sendable {
  /// What a candidate's key is to be looked up among.
  package enum Kind: Sendable {
    /// Folded words.
    case letters
    /// Skeletons of Arabic words (`ArabicSkeleton`).
    case skeleton
  }

  private static let longestRun = 24
  private static let shortestBytes = 3

  /// Calls `body` with the words that a candidate spans and the bytes of its key.
  package static func forEach(
    in text: FoldedText,
    _ body: (_ words: Range<Int>, _ bytes: [UInt8], _ key: Range<Int>, _ kind: Kind) -> Void
  ) {
    let words = text.words
    var at = 0
    let foreign = foreignScripts(text.mainScript)
    while at < words.count {
      // Most words are plain and stand between spaces.
      while at + 1 < words.count && words[at].isOrdinary && words[at + 1].gap == .space
        && foreign & 1 << words[at].script.rawValue == 0
      {
        at += 1
      }
      let word = words[at]
      var next = at + 1
      if word.isSuspicious || isForeign(word, in: text) {
        single(at, in: text, body)
      }
      if word.isBare && !word.isDotless { plainSkeleton(at, in: text, body) }
      if word.gap == .space && next < words.count && words[next].gap == .space {
        at = next
        continue
      }
      if next < words.count && words[next].joinsWithoutSpace {
        while next < words.count && words[next].joinsWithoutSpace { next += 1 }
        cluster(at..<next, in: text, body)
        for inner in (at + 1)..<next where words[inner].isSuspicious {
          single(inner, in: text, body)
        }
      } else if hasSignBefore(at, in: text) || hasSignAfter(at, in: text) {
        signs(at..<next, in: text, body)
      }
      at = next
    }
    spaced(text, body)
  }
}

extension FoldedWord {
  /// Nothing about it or before it hints at a disguise.
  @inline(__always)
  fileprivate var isOrdinary: Bool {
    gap == .space && marks.isDisjoint(with: [.disguise, .isBare, .hasDigit])
  }

  fileprivate var isSuspicious: Bool {
    !marks.isDisjoint(with: .disguise)
      || (hasDigit && hasLetter)
  }

  fileprivate var joinsWithoutSpace: Bool {
    gap == .signs || gap == .apostrophe || (gap == .none && script != .han)
  }

  /// One letter and no more.
  fileprivate var isOneLetter: Bool {
    let length = Int(keyEnd - keyStart)
    return length == 1
      || (length <= 2 && script != .none && (script != .latin || scalars.count == 1))
  }
}

extension Disguises {
  private typealias Body = (Range<Int>, [UInt8], Range<Int>, Kind) -> Void

  private static func give(_ words: Range<Int>, _ key: [UInt8], _ kind: Kind, _ body: Body) {
    if key.count >= shortestBytes { body(words, key, key.indices, kind) }
  }

  /// Scripts, as bits, in which a whole word of a text may be written to deceive: Cyrillic `расе` in
  /// English.
  private static func foreignScripts(_ main: Script) -> UInt8 {
    switch main {
    case .latin: 1 << Script.cyrillic.rawValue | 1 << Script.greek.rawValue
    case .cyrillic: 1 << Script.latin.rawValue
    default: 0
    }
  }

  private static func isForeign(_ word: FoldedWord, in text: FoldedText) -> Bool {
    foreignScripts(text.mainScript) & 1 << word.script.rawValue != 0
  }

  private static func single(_ at: Int, in text: FoldedText, _ body: Body) {
    let word = text.words[at]
    let key = text.key(at)
    let range = at..<(at + 1)
    guard key.count <= 96 else { return }
    if word.isMixed {
      for script in [Script.latin, .cyrillic] {
        if let spelled = Confusables.spelled(key, in: script) {
          give(range, spelled, .letters, body)
        }
      }
    } else if isForeign(word, in: text),
      let spelled = Confusables.spelled(key, in: text.mainScript)
    {
      give(range, spelled, .letters, body)
    }
    if word.hasDigit && word.hasLetter && Leet.isPlausible(key) {
      for reading in Leet.readings(of: key, script: word.script) {
        give(range, reading, .letters, body)
      }
    }
    if word.isStretched {
      for reading in Stretch.readings(of: key) { give(range, reading, .letters, body) }
    }
    if word.isDotless, let skeleton = ArabicSkeleton.of(key) {
      skeletons(skeleton, range, body)
    }
  }

  /// A word without any dot may stand for one with: from five letters on, as shorter ones are words.
  private static func plainSkeleton(_ at: Int, in text: FoldedText, _ body: Body) {
    let key = text.words[at].key
    guard key.count >= 10 else { return }
    let hasArticle = text.keys[key].starts(with: article)
    guard key.count >= (hasArticle ? 14 : 10) else { return }
    // Only ي has another skeleton among the letters without dots, where it stands for ى.
    if let skeleton = ArabicSkeleton.ofBare(text.keys, key) {
      give(at..<(at + 1), skeleton, .skeleton, body)
      if hasArticle { give(at..<(at + 1), Array(skeleton.dropFirst(4)), .skeleton, body) }
    } else {
      body(at..<(at + 1), text.keys, key, .skeleton)
      if hasArticle { body(at..<(at + 1), text.keys, key.dropFirst(4), .skeleton) }
    }
  }

  private static let article: [UInt8] = [0xD8, 0xA7, 0xD9, 0x84]

  /// A skeleton and what is left of it without و ف ب ك ل, ال and لل.
  private static func skeletons(_ skeleton: [UInt8], _ range: Range<Int>, _ body: Body) {
    give(range, skeleton, .skeleton, body)
    func withoutArticle(_ key: ArraySlice<UInt8>) {
      guard key.count >= 10, key.starts(with: article) else { return }
      give(range, Array(key.dropFirst(4)), .skeleton, body)
    }
    withoutArticle(skeleton[...])
    guard skeleton.count >= 8 else { return }
    let first = UInt16(skeleton[0]) << 8 | UInt16(skeleton[1])
    // و, feh's loop, one tooth, ك, ل.
    guard [0xD988, 0xDAA1, 0xD9AE, 0xD983, 0xD984].contains(first) else { return }
    give(range, Array(skeleton.dropFirst(2)), .skeleton, body)
    withoutArticle(skeleton.dropFirst(2))
    if first == 0xD984 && skeleton[2] == 0xD9 && skeleton[3] == 0x84 {
      give(range, Array(skeleton.dropFirst(4)), .skeleton, body)
    }
  }

  /// Words joined by signs: every stretch of up to four, runs of single letters, and the whole.
  private static func cluster(_ range: Range<Int>, in text: FoldedText, _ body: Body) {
    let words = text.words
    func give(_ part: Range<Int>) {
      let first = words[part.lowerBound]
      let last = words[part.upperBound - 1]
      let key = Int(first.keyStart)..<Int(last.keyEnd)
      guard key.count >= 3, key.count <= 120 else { return }
      let letters = text.keys[key].reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
      let single = part.allSatisfy { words[$0].isOneLetter }
      guard letters >= (single || first.script == .arabic ? 3 : 4) else { return }
      body(part, text.keys, key, .letters)
      if part.contains(where: { words[$0].hasDigit }), first.script != .none || last.script != .none
      {
        let script = first.script == .none ? last.script : first.script
        for reading in Leet.readings(of: text.keys[key], script: script) {
          self.give(part, reading, .letters, body)
        }
      }
    }
    for start in range {
      let end = min(range.upperBound, start + 4)
      if start + 2 <= end {
        for stop in (start + 2)...end { give(start..<stop) }
      }
    }
    if range.count > 4 && range.count <= longestRun { give(range) }
    // Runs of single letters with the same sign between them, with one longer piece before them,
    // which may bring an article.
    var start = range.lowerBound
    while start < range.upperBound {
      var end = start + 1
      while end < range.upperBound && words[end].isOneLetter
        && (end == start + 1
          || (words[end].gap == words[end - 1].gap && words[end].gapSign == words[end - 1].gapSign))
      {
        end += 1
      }
      if end - start > 4 && end - start <= 2 * longestRun {
        give(start..<end)
        give((start + 1)..<end)
      }
      start = max(end - 1, start + 1)
    }
    signs(range, in: text, body)
  }

  /// Signs that pass for letters, inside or at the edges: `d@esh`, `I$I$`.
  private static func signs(_ range: Range<Int>, in text: FoldedText, _ body: Body) {
    guard range.count <= longestRun, text.words[range.lowerBound].script == .latin else { return }
    var from = range.lowerBound
    while from < range.upperBound {
      var spelled: [UInt8] = []
      var count = 0
      if let letter = signBefore(from, in: text) {
        spelled.append(letter)
        count += 1
      }
      var at = from
      var isBroken = false
      while at < range.upperBound && !isBroken {
        spelled += text.key(at)
        if at + 1 < range.upperBound {
          let between = text.bytes[
            text.words[at].bytes.upperBound..<text.words[at + 1].bytes.lowerBound]
          let signs = String(decoding: between, as: UTF8.self).unicodeScalars
          let letters = signs.compactMap { Leet.letter(forSign: $0.value) }
          if letters.count == signs.count {
            spelled += letters
            count += letters.count
          } else {
            isBroken = true
          }
        }
        at += 1
      }
      if !isBroken, let letter = signAfter(at - 1, in: text) {
        spelled.append(letter)
        count += 1
      }
      if count > 0 && spelled.count >= 4 {
        give(from..<at, spelled, .letters, body)
        if spelled.contains(where: { (0x30...0x39).contains($0) }) {
          for reading in Leet.readings(of: spelled[...], script: .latin) {
            give(from..<at, reading, .letters, body)
          }
        }
      }
      from = at
    }
  }

  private static func hasSignBefore(_ at: Int, in text: FoldedText) -> Bool {
    let start = Int(text.words[at].byteStart)
    return start > 0 && text.bytes[start - 1] > 0x20 && signBefore(at, in: text) != nil
  }

  private static func hasSignAfter(_ at: Int, in text: FoldedText) -> Bool {
    let end = Int(text.words[at].byteEnd)
    return end < text.bytes.count && text.bytes[end] > 0x20 && signAfter(at, in: text) != nil
  }

  /// `$` or `@` right before a word that nothing else is joined to.
  private static func signBefore(_ at: Int, in text: FoldedText) -> UInt8? {
    let start = Int(text.words[at].byteStart)
    guard start > 0, text.bytes[start - 1] == 0x24 || text.bytes[start - 1] == 0x40 else {
      return nil
    }
    guard start == 1 || text.bytes[start - 2] <= 0x20 else { return nil }
    return Leet.letter(forSign: UInt32(text.bytes[start - 1]))
  }

  private static func signAfter(_ at: Int, in text: FoldedText) -> UInt8? {
    let end = Int(text.words[at].byteEnd)
    guard end < text.bytes.count, text.bytes[end] == 0x24 else { return nil }
    guard end + 1 == text.bytes.count || text.bytes[end + 1] <= 0x20 else { return nil }
    return Leet.letter(forSign: UInt32(text.bytes[end]))
  }

  /// Single letters with spaces between them: every stretch of three or more in a run.
  private static func spaced(_ text: FoldedText, _ body: Body) {
    let words = text.words
    var at = 0
    while at < words.count {
      guard words[at].isOneLetter else {
        at += 1
        continue
      }
      var end = at + 1
      while end < words.count && words[end].isOneLetter && joinsAcrossSpace(words[end]) { end += 1 }
      if end - at >= 2 {
        // The piece before may bring an article or a preposition: الص ح ي ح.
        var start = at
        if at > 0, words[at].script == .arabic, joinsAcrossSpace(words[at]),
          bringsClitic(text.key(at - 1))
        {
          start -= 1
        }
        run(start..<end, in: text, body)
      }
      at = end
    }
  }

  private static func run(_ range: Range<Int>, in text: FoldedText, _ body: Body) {
    let words = text.words
    for start in range {
      let last = min(range.upperBound, start + longestRun)
      guard start + 3 <= last else { break }
      for end in (start + 3)...last {
        let key = Int(words[start].keyStart)..<Int(words[end - 1].keyEnd)
        body(start..<end, text.keys, key, .letters)
        if words[start..<end].contains(where: { $0.hasDigit }) {
          guard let script = words[start..<end].first(where: { $0.hasLetter })?.script else {
            continue
          }
          for reading in Leet.readings(of: text.keys[key], script: script) {
            give(start..<end, reading, .letters, body)
          }
        }
      }
    }
  }

  private static func joinsAcrossSpace(_ word: FoldedWord) -> Bool {
    if word.gap == .space { return !word.startsSentence }
    guard word.gap == .spacedSigns else { return false }
    // Signs as a disguise uses them; `a, b, c` is a list.
    return signsOfDisguise.contains(word.gapSign)
  }

  /// . - _ * / | ~ + = and, as gaps keep them (seven bits and a mark), · and •.
  private static let signsOfDisguise: Set<UInt8> = [
    0x2E, 0x2D, 0x5F, 0x2A, 0x2F, 0x7C, 0x7E, 0x2B, 0x3D, 0xB7, 0xA2,
  ]

  /// One letter after ال, لل or a one-letter clitic.
  private static func bringsClitic(_ key: ArraySlice<UInt8>) -> Bool {
    guard key.count >= 4, key.count <= 10, key.count % 2 == 0 else { return false }
    var rest = key.dropLast(2)
    let alefLam: [UInt8] = [0xD8, 0xA7, 0xD9, 0x84]
    let lamLam: [UInt8] = [0xD9, 0x84, 0xD9, 0x84]
    if rest.count >= 4,
      rest.suffix(4).elementsEqual(alefLam) || rest.suffix(4).elementsEqual(lamLam)
    {
      rest = rest.dropLast(4)
    }
    while rest.count >= 2 {
      let letter = UInt16(rest[rest.startIndex]) << 8 | UInt16(rest[rest.startIndex + 1])
      guard [0xD988, 0xD981, 0xD8A8, 0xD983, 0xD984].contains(letter) else { return false }
      rest = rest.dropFirst(2)
    }
    return rest.isEmpty
  }
}
