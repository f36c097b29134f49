/// One text folded once, for every reader of its words: letters in one case and one orthography,
/// without diacritics, and a way back to the source for each word.
///
/// Folded are case, diacritics and harakat, tatweel, Arabic orthography (أ إ آ ٱ → ا, ى ئ → ي,
/// ة → ه, ؤ → و, Persian and Urdu ک ی ہ → ك ي ه), compatibility forms (UAX #15 NFKD), digits of
/// every script, zero-width and bidi controls. Words follow UAX #29 with these changes: parts
/// joined by a hyphen or an apostrophe are words of their own, Arabic letters part from Latin ones,
/// and in scripts written without spaces each letter is a word. Linear in the text's length.
package struct FoldedText: Sendable {
  /// The words in text order.
  package let words: [FoldedWord]
  /// The folded keys of all words, one after the other, in UTF-8.
  package let keys: [UInt8]
  /// The source in UTF-8.
  package let bytes: [UInt8]
  package let scalarCount: Int
  package let language: String?
  /// The script of most of the letters.
  package let mainScript: Script
  /// Words that may be a part of a disguise, by their number: next to signs, of one letter, with
  /// digits, or oddly spelled.
  let odd: [UInt32]
  let letterCounts: LetterCounts

  /// - Parameter language: BCP 47, as far as known. Persian, Urdu, Pashto and Kurdish write the
  ///   zero-width non-joiner between the parts of a word; elsewhere it is seen through.
  package init(_ text: String, language: String? = nil) {
    bytes = Array(text.utf8)
    let folded = Folder.fold(bytes, language: language)
    words = folded.words
    keys = folded.keys
    scalarCount = folded.scalarCount
    odd = folded.odd
    letterCounts = folded.letterCounts
    mainScript = folded.letterCounts.mainScript
    self.language = language
  }

  /// The folded bytes of one word.
  package func key(_ word: Int) -> ArraySlice<UInt8> { keys[words[word].key] }

  /// The folded word as a string, for display and tests.
  package func keyText(_ word: Int) -> String { String(decoding: key(word), as: UTF8.self) }

  /// The literal text of a range of scalars, clamped to the text.
  package func source(_ scalars: Range<Int>) -> String {
    let start = byteOffset(ofScalar: scalars.lowerBound)
    let end = byteOffset(ofScalar: scalars.upperBound)
    return String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
  }

  /// The scalar range of consecutive words.
  package func scalars(ofWords range: Range<Int>) -> Range<Int> {
    guard let first = range.first, let last = range.last else { return 0..<0 }
    return words[first].scalars.lowerBound..<words[last].scalars.upperBound
  }

  /// The UTF-8 offset of a scalar: logarithmic in the words, then at most one gap long.
  package func byteOffset(ofScalar scalar: Int) -> Int {
    if scalar >= scalarCount { return bytes.count }
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if words[middle].scalarStart <= UInt32(clamping: scalar) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    var at = low > 0 ? Int(words[low - 1].byteStart) : 0
    var count = low > 0 ? Int(words[low - 1].scalarStart) : 0
    while count < scalar && at < bytes.count {
      at += 1
      while at < bytes.count && bytes[at] & 0xC0 == 0x80 { at += 1 }
      count += 1
    }
    return at
  }

  /// Keys of a short text's words: for terms and names.
  package static func keys(of text: String, language: String? = nil) -> [[UInt8]] {
    let folded = FoldedText(text, language: language)
    return folded.words.indices.map { Array(folded.key($0)) }
  }
}

extension FoldedText {
  /// The scalar range of a range of UTF-8 bytes that begins and ends between scalars.
  package func scalars(ofBytes range: Range<Int>) -> Range<Int> {
    let start = scalarOffset(ofByte: range.lowerBound)
    let inside = bytes[range].reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
    return start..<(start + inside)
  }

  private func scalarOffset(ofByte byte: Int) -> Int {
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if words[middle].bytes.lowerBound <= byte { low = middle + 1 } else { high = middle }
    }
    let from = low > 0 ? words[low - 1].bytes.lowerBound : 0
    let count = low > 0 ? words[low - 1].scalars.lowerBound : 0
    return count + bytes[from..<byte].reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
  }
}
