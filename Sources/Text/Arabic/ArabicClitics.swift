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
    let shift = key.startIndex
    forEachReading(of: key.span, in: 0..<key.count, endsInTehMarbuta: endsInTehMarbuta) {
      core, shape in
      body(core.lowerBound + shift..<core.upperBound + shift, shape)
    }
  }

  /// The same for a key that is a range of `key`, for hot loops.
  @inline(__always)
  package static func forEachReading(
    of key: Span<UInt8>, in range: Range<Int>, endsInTehMarbuta: Bool,
    _ body: (_ core: Range<Int>, _ shape: Shape) -> Void
  ) {
    let end = range.upperBound
    let start = range.lowerBound
    guard end - start >= 6, key[start] >= 0xD8, key[start] <= 0xDB else { return }
    cores(
      of: key, from: start, to: end, shape: Shape(rawValue: 0), endsInTehMarbuta: endsInTehMarbuta,
      body)
    let first = letter(key, start)
    guard
      first == Letter.waw || first == Letter.feh || first == Letter.beh || first == Letter.kaf
        || first == Letter.lam || first == Letter.seen
    else { return }
    if ArabicWholeWords.holds(key, range) { return }
    var next = start
    if first == Letter.waw || first == Letter.feh {
      next = start + 2
      body(next..<end, .prefix)
      cores(of: key, from: next, to: end, shape: .prefix, endsInTehMarbuta: endsInTehMarbuta, body)
      guard end - next >= 6, !ArabicWholeWords.holds(key, next..<end) else { return }
    }
    let second = letter(key, next)
    switch second {
    case Letter.lam where next + 4 <= end && letter(key, next + 2) == Letter.lam:
      // لل is ل and the article; before a word in ل one lam stands for both.
      if end - next >= 8 {
        body(next + 4..<end, Shape.prefixAndArticle)
        body(next + 4..<end, Shape.prefixBeforeRestored)
      }
      body(next + 2..<end, .prefix)
    case Letter.beh, Letter.kaf, Letter.lam:
      body(next + 2..<end, .prefix)
      cores(
        of: key, from: next + 2, to: end, shape: .prefix, endsInTehMarbuta: endsInTehMarbuta, body)
    case Letter.seen:
      // The future stands before an imperfect only: ي ت ن أ.
      guard end - next >= 8 else { return }
      let third = letter(key, next + 2)
      if third == Letter.yeh || third == Letter.teh || third == Letter.noon || third == Letter.alef
      {
        body(next + 2..<end, .prefix)
        cores(
          of: key, from: next + 2, to: end, shape: .prefix, endsInTehMarbuta: endsInTehMarbuta, body
        )
      }
    default: break
    }
  }
}

extension ArabicClitics {
  enum Letter {
    static let alef: UInt16 = 0xD8A7
    static let beh: UInt16 = 0xD8A8
    static let teh: UInt16 = 0xD8AA
    static let seen: UInt16 = 0xD8B3
    static let feh: UInt16 = 0xD981
    static let kaf: UInt16 = 0xD983
    static let lam: UInt16 = 0xD984
    static let meem: UInt16 = 0xD985
    static let noon: UInt16 = 0xD986
    static let heh: UInt16 = 0xD987
    static let waw: UInt16 = 0xD988
    static let yeh: UInt16 = 0xD98A
  }

  @inline(__always)
  static func letter(_ key: Span<UInt8>, _ at: Int) -> UInt16 {
    UInt16(key[at]) << 8 | UInt16(key[at + 1])
  }

  /// The article, or else a pronoun, off what begins at `from`.
  @inline(__always)
  private static func cores(
    of key: Span<UInt8>, from: Int, to end: Int, shape: Shape, endsInTehMarbuta: Bool,
    _ body: (_ core: Range<Int>, _ shape: Shape) -> Void
  ) {
    guard end - from >= 6 else { return }
    if letter(key, from) == Letter.alef && letter(key, from + 2) == Letter.lam && end - from >= 8 {
      body(from + 4..<end, shape.union(.article))
      return
    }
    guard !endsInTehMarbuta else { return }
    let cut = pronounLength(key, from: from, to: end)
    guard cut > 0 else { return }
    let core = from..<(end - cut)
    body(core, shape.union(.suffix))
    if letter(key, core.upperBound - 2) == Letter.teh {
      body(core, shape.union(Shape.suffixAfterTeh))
    }
  }

  /// Bytes of the pronoun at the end: ه ها هم هن هما ك كم كن كما نا; 0 for none. ي is left: it is
  /// far more often an adjective's ending than "my". The core keeps two letters, three before ك.
  @inline(__always)
  private static func pronounLength(
    _ key: Span<UInt8>, from: Int, to end: Int
  ) -> Int {
    let last = letter(key, end - 2)
    if last == Letter.heh { return end - 2 - from >= 4 ? 2 : 0 }
    if last == Letter.kaf { return end - 2 - from >= 6 ? 2 : 0 }
    let before = letter(key, end - 4)
    switch last {
    case Letter.alef:
      if before == Letter.heh { return end - 4 - from >= 4 ? 4 : 0 }
      if before == Letter.noon { return end - 4 - from >= 6 ? 4 : 0 }
      if before == Letter.meem && end - 6 - from >= 4 {
        let third = letter(key, end - 6)
        return third == Letter.heh || third == Letter.kaf ? 6 : 0
      }
      return 0
    case Letter.meem, Letter.noon:
      guard before == Letter.heh || before == Letter.kaf else { return 0 }
      return end - 4 - from >= (before == Letter.kaf ? 6 : 4) ? 4 : 0
    default: return 0
    }
  }
}
