/// Words that a hashtag writes together, each with a capital: `#FreeSyria`, `#StopTheWarNow`.
package enum Hashtags {
  /// The folded parts of a word that stands right behind a hash sign; empty for one that has but one.
  /// Elsewhere a capital inside a word parts nothing: `McDonald`, `YouTube`.
  package static func parts(of word: FoldedWord, in text: FoldedText) -> [[UInt8]] {
    let bytes = word.bytes
    guard bytes.lowerBound > 0, text.bytes[bytes.lowerBound - 1] == 0x23, bytes.count <= 200,
      word.isCapitalised, !word.isAllCapitals
    else { return [] }
    let letters = Array(String(decoding: text.bytes[bytes], as: UTF8.self).unicodeScalars)
    var starts = [0]
    for at in letters.indices.dropFirst() {
      let isUpper = letters[at].properties.isUppercase
      let wasLower = letters[at - 1].properties.isLowercase
      let isNextLower = at + 1 < letters.count && letters[at + 1].properties.isLowercase
      let wasUpper = letters[at - 1].properties.isUppercase
      if isUpper && (wasLower || (wasUpper && isNextLower)) { starts.append(at) }
    }
    guard starts.count > 1 else { return [] }
    return zip(starts, starts.dropFirst() + [letters.count]).flatMap { start, end in
      var part = String.UnicodeScalarView()
      part.append(contentsOf: letters[start..<end])
      return FoldedText.keys(of: String(part))
    }
  }

  /// Words that may be hashtags, by their number.
  package static func candidates(in text: FoldedText) -> [Int] {
    var candidates: [Int] = []
    for number in text.odd where text.words[Int(number)].isCapitalised {
      candidates.append(Int(number))
    }
    return candidates
  }
}
