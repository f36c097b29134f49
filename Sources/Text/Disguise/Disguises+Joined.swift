/// Words with signs between them, or at their edges: `داعـ.ـش`, `d-a-e-s-h`, `I$I$`.
extension Disguises {
  /// Words joined by signs: every stretch of up to four, runs of single letters, and the whole.
  mutating func cluster(_ range: Range<Int>, _ body: Body) {
    for start in range {
      let end = min(range.upperBound, start + 4)
      if start + 2 <= end {
        for stop in (start + 2)...end where isWhole(start..<stop, of: range) {
          joined(start..<stop, body)
        }
      }
    }
    for at in range.dropLast() { censored(at, of: range, body) }
    if range.count > 4 && range.count <= Self.longestRun { joined(range, body) }
    // Runs of single letters with the same sign between them, with one longer piece before them,
    // which may bring an article.
    let words = text.words
    var start = range.lowerBound
    while start < range.upperBound {
      var end = start + 1
      while end < range.upperBound && words[end].isOneLetter
        && (end == start + 1 || isSameGap(words[end], words[end - 1]))
      {
        end += 1
      }
      if end - start > 4 && end - start <= 2 * Self.longestRun {
        joined(start..<end, body)
        joined((start + 1)..<end, body)
      }
      start = max(end - 1, start + 1)
    }
    signs(range, body)
  }

  /// Whether a stretch does not go on with the same sign on either side: `day-to-day` holds no `to-day`.
  func isWhole(_ part: Range<Int>, of cluster: Range<Int>) -> Bool {
    let words = text.words
    if part.lowerBound > cluster.lowerBound,
      isSameGap(words[part.lowerBound], words[part.lowerBound + 1])
    {
      return false
    }
    return part.upperBound == cluster.upperBound
      || !isSameGap(words[part.upperBound], words[part.upperBound - 1])
  }

  private func isSameGap(_ word: FoldedWord, _ other: FoldedWord) -> Bool {
    word.gap == other.gap && word.gapSign == other.gapSign
  }

  /// A stretch of a cluster, read as one word.
  private mutating func joined(_ part: Range<Int>, _ body: Body) {
    let words = text.words
    let first = words[part.lowerBound]
    let last = words[part.upperBound - 1]
    let key = first.key.lowerBound..<last.key.upperBound
    guard key.count >= 3, key.count <= 120 else { return }
    var letters = 0
    // Sixteen bytes are four letters at least.
    if key.count < 16 { for at in key where text.keys[at] & 0xC0 != 0x80 { letters += 1 } }
    var isSpelledOut = true
    var hasDigit = false
    for at in part {
      isSpelledOut = isSpelledOut && words[at].isOneLetter
      hasDigit = hasDigit || words[at].hasDigit
    }
    guard key.count >= 16 || letters >= (isSpelledOut || first.script == .arabic ? 3 : 4) else {
      return
    }
    guard isSpelledOut || !isProse(part) else { return }
    body(part, text.keys.span, key, .letters)
    if hasDigit, first.script != .none || last.script != .none, Leet.isPlausible(text.keys[key]) {
      leet(text.keys[key], first.script == .none ? last.script : first.script, part, body)
    }
  }

  /// Whether the signs in a stretch are those of ordinary prose: brackets and the like, or the
  /// apostrophe where a language parts words by it.
  private func isProse(_ part: Range<Int>) -> Bool {
    for at in part.dropFirst() where text.words[at].script != .hebrew {
      let word = text.words[at]
      if word.gap == .signs && Self.signsOfProse.contains(word.gapSign) { return true }
      if word.gap == .apostrophe && Apostrophe.parts(text, before: at) { return true }
    }
    return false
  }

  private static let signsOfProse = SignSet("()[]{}<>\",:;&%?")

  /// Signs that pass for letters, inside or at the edges: `d@esh`, `I$I$`.
  mutating func signs(_ range: Range<Int>, _ body: Body) {
    guard range.count <= Self.longestRun, text.words[range.lowerBound].script == .latin else {
      return
    }
    var from = range.lowerBound
    while from < range.upperBound {
      spelled.removeAll(keepingCapacity: true)
      var count = 0
      if let letter = signBefore(from) {
        spelled.append(letter)
        count += 1
      }
      var at = from
      var isBroken = false
      while at < range.upperBound && !isBroken {
        spelled += text.key(at)
        if at + 1 < range.upperBound {
          if let letters = spellSigns(after: at) { count += letters } else { isBroken = true }
        }
        at += 1
      }
      if !isBroken, let letter = signAfter(at - 1) {
        spelled.append(letter)
        count += 1
      }
      if count > 0 && spelled.count >= 4 {
        give(from..<at, body)
        if spelled.contains(where: { (0x30...0x39).contains($0) }) {
          let key = spelled
          leet(key[...], .latin, from..<at, body)
        }
      }
      from = at
    }
  }

  /// Spells the signs between a word and the next as letters and counts them; nil where one is none.
  private mutating func spellSigns(after at: Int) -> Int? {
    var byte = text.words[at].bytes.upperBound
    let end = text.words[at + 1].bytes.lowerBound
    let before = spelled.count
    let after = text.words[at + 1].bytes.upperBound
    // In person(s) a bracket is one.
    if text.bytes[byte] == 0x28, after < text.bytes.count, text.bytes[after] == 0x29 { return nil }
    while byte < end {
      let width = UTF8Width.of(text.bytes[byte])
      guard byte + width <= end,
        let letter = Leet.letter(forSign: text.bytes[byte..<byte + width])
      else {
        spelled.removeLast(spelled.count - before)
        return nil
      }
      spelled.append(letter)
      byte += width
    }
    return spelled.count - before
  }

  @inline(__always)
  func hasSignBefore(_ at: Int) -> Bool { signBefore(at) != nil }
  @inline(__always)
  func hasSignAfter(_ at: Int) -> Bool { signAfter(at) != nil }

  /// `$` or `@` right before a word that nothing else is joined to.
  @inline(__always)
  private func signBefore(_ at: Int) -> UInt8? {
    let start = text.words[at].bytes.lowerBound
    guard start > 0, text.bytes[start - 1] == 0x24 || text.bytes[start - 1] == 0x40 else {
      return nil
    }
    guard start == 1 || text.bytes[start - 2] <= 0x20 else { return nil }
    return Leet.letter(forSign: text.bytes[start - 1..<start])
  }

  @inline(__always)
  private func signAfter(_ at: Int) -> UInt8? {
    let end = text.words[at].bytes.upperBound
    guard end < text.bytes.count, text.bytes[end] == 0x24 else { return nil }
    guard end + 1 == text.bytes.count || text.bytes[end + 1] <= 0x20 else { return nil }
    return Leet.letter(forSign: text.bytes[end...end])
  }
}
