/// Single letters with spaces between them: `د ا ع ش`.
extension Disguises {
  /// Every stretch of three letters or more in a run.
  mutating func spaced(_ body: Body) {
    let words = text.words
    var done = 0
    for number in text.odd {
      let at = Int(number)
      guard at >= done, words[at].isOneLetter else { continue }
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
        run(start..<end, body)
      }
      done = end
    }
  }

  private mutating func run(_ range: Range<Int>, _ body: Body) {
    let words = text.words
    for start in range {
      let last = min(range.upperBound, start + Self.longestRun)
      guard start + 3 <= last else { break }
      var hasDigit = words[start].hasDigit || words[start + 1].hasDigit
      var script = words[start].hasLetter ? words[start].script : nil
      if script == nil && words[start + 1].hasLetter { script = words[start + 1].script }
      for end in (start + 3)...last {
        hasDigit = hasDigit || words[end - 1].hasDigit
        if script == nil && words[end - 1].hasLetter { script = words[end - 1].script }
        let key = words[start].key.lowerBound..<words[end - 1].key.upperBound
        body(start..<end, text.keys.span, key, .letters)
        if hasDigit, let script { leet(text.keys[key], script, start..<end, body) }
      }
    }
  }

  private func joinsAcrossSpace(_ word: FoldedWord) -> Bool {
    if word.gap == .space { return !word.startsSentence }
    guard word.gap == .spacedSigns else { return false }
    // Signs as a disguise uses them; `a, b, c` is a list.
    return Self.signsOfDisguise.contains(word.gapSign)
  }

  private static let signsOfDisguise = SignSet(".-_*/|~+=·•")

  /// One letter after ال, لل or a one-letter clitic.
  private func bringsClitic(_ key: ArraySlice<UInt8>) -> Bool {
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
