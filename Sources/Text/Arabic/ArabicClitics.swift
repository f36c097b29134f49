/// The parts that Arabic writes onto a word: conjunctions and prepositions before it, the article,
/// pronouns after it. Works on folded keys (see `FoldedText`), whose Arabic letters are two bytes.
package enum ArabicClitics {
  /// One way to read a written word: clitics off, the rest.
  package struct Reading: Equatable, Sendable {
    /// The rest as folded bytes, teh marbuta restored as ه before a pronoun (`ساعته` → `ساعه`).
    package var core: [UInt8]
    /// و ف ب ك ل س was taken off.
    package var hasPrefix: Bool
    /// ال (or the article in لل) was taken off.
    package var hasArticle: Bool
    /// A pronoun was taken off.
    package var hasSuffix: Bool
  }

  /// Every reading of a folded word with its clitics taken off, the word itself not among them, the
  /// likeliest first. `للدولة` gives both `الدولة` and `دولة`.
  ///
  /// Words that only look as if they began with a clitic (واحد, وزير, بيت) are left whole. At most
  /// 24 readings.
  /// - Parameter endsInTehMarbuta: the source ends in ة, so its ه is no pronoun.
  package static func stems(of key: ArraySlice<UInt8>, endsInTehMarbuta: Bool = false) -> [Reading]
  {
    var readings: [Reading] = []
    forEachReading(of: key, endsInTehMarbuta: endsInTehMarbuta) { core, shape in
      guard readings.count < 24 else { return }
      var bytes: [UInt8] = []
      if shape.contains(.restoredArticle) { bytes += [0xD8, 0xA7, 0xD9, 0x84] }
      bytes += key[core]
      if shape.contains(.restoredTeh) {
        bytes.removeLast(2)
        bytes += [0xD9, 0x87]
      }
      readings.append(
        Reading(
          core: bytes, hasPrefix: shape.contains(.prefix), hasArticle: shape.contains(.article),
          hasSuffix: shape.contains(.suffix)))
    }
    return readings
  }

  package struct Shape: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    package static let prefix = Shape(rawValue: 1)
    package static let article = Shape(rawValue: 2)
    package static let suffix = Shape(rawValue: 4)
    /// The core's last letter is ت where the free form has ة (ه in keys).
    package static let restoredTeh = Shape(rawValue: 8)
    /// The core is to be read with ال before it, which the text hides in لل.
    package static let restoredArticle = Shape(rawValue: 16)
    /// The core is not the text's own bytes.
    package static let restored = Shape(rawValue: 24)
    static let prefixAndArticle = Shape(rawValue: 3)
    static let prefixBeforeRestored = Shape(rawValue: 17)
    static let suffixAfterTeh = Shape(rawValue: 12)
  }

  /// The same without building arrays: `body` gets index ranges into `key`.
  package static func forEachReading(
    of key: ArraySlice<UInt8>, endsInTehMarbuta: Bool,
    _ body: (_ core: Range<Int>, _ shape: Shape) -> Void
  ) {
    let bytes = key.span
    var cuts = CliticCuts()
    cuts.read(bytes, in: 0..<key.count, endsInTehMarbuta: endsInTehMarbuta)
    var wholeUpTo: UInt8?
    for at in 0..<cuts.count {
      let cut = cuts.cuts[at]
      // Doubts only grow, so one word is asked twice at most.
      if cut.doubts > wholeUpTo ?? 0 {
        if isWhole(bytes, 0..<key.count, doubts: cut.doubts) { return }
        wholeUpTo = cut.doubts
      }
      body(key.startIndex + Int(cut.start)..<key.startIndex + Int(cut.end), cut.shape)
    }
  }

  /// Whether readings with so many doubts are none, because the word is whole: with one doubt all of
  /// it, with two also what follows its conjunction.
  package static func isWhole(_ bytes: Span<UInt8>, _ word: Range<Int>, doubts: UInt8) -> Bool {
    if doubts == 0 { return false }
    if ArabicWholeWords.holds(bytes, word) { return true }
    return doubts > 1 && ArabicWholeWords.holds(bytes, word.lowerBound + 2..<word.upperBound)
  }
}
