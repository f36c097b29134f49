/// Where the clitics of one Arabic word may be cut off, for hot loops: a few numbers, no arrays, and
/// no look into the list of whole words before something was found.
package struct CliticCuts {
  /// One reading: what is left, as offsets into the bytes, and what was cut off.
  package struct Cut {
    package fileprivate(set) var start: UInt32 = 0
    package fileprivate(set) var end: UInt32 = 0
    package fileprivate(set) var shape = ArabicClitics.Shape(rawValue: 0)
    /// How many whole words stand against it: see `ArabicClitics.isWhole`.
    package fileprivate(set) var doubts: UInt8 = 0
  }

  package private(set) var count = 0
  /// The likeliest first; the first `count` count.
  package private(set) var cuts = InlineArray<8, Cut>(repeating: Cut())
  private var doubts: UInt8 = 0

  package init() {}

  /// Reads the word whose key is a range of `key`.
  package mutating func read(_ key: Span<UInt8>, in range: Range<Int>, endsInTehMarbuta: Bool) {
    let end = range.upperBound
    let start = range.lowerBound
    precondition(start >= 0 && end <= key.count)
    count = 0
    doubts = 0
    guard end - start >= 6, key[start] >= 0xD8, key[start] <= 0xDB else { return }
    addCores(key, start, end, ArabicClitics.Shape(rawValue: 0), endsInTehMarbuta)
    let first = Self.letter(key, start)
    guard Self.isPrefix(first) else { return }
    doubts = 1
    var next = start
    if first == Letter.waw || first == Letter.feh {
      next = start + 2
      add(next, end, .prefix)
      addCores(key, next, end, .prefix, endsInTehMarbuta)
      guard end - next >= 6 else { return }
      doubts = 2
    }
    let second = Self.letter(key, next)
    switch second {
    case Letter.lam where next + 4 <= end && Self.letter(key, next + 2) == Letter.lam:
      // لل is ل and the article; before a word in ل one lam stands for both.
      if end - next >= 8 {
        add(next + 4, end, .prefixAndArticle)
        add(next + 4, end, .prefixBeforeRestored)
      }
      add(next + 2, end, .prefix)
    case Letter.beh, Letter.kaf, Letter.lam:
      add(next + 2, end, .prefix)
      addCores(key, next + 2, end, .prefix, endsInTehMarbuta)
    case Letter.seen:
      // The future stands before an imperfect only: ي ت ن أ.
      guard end - next >= 8 else { return }
      let third = Self.letter(key, next + 2)
      if third == Letter.yeh || third == Letter.teh || third == Letter.noon || third == Letter.alef
      {
        add(next + 2, end, .prefix)
        addCores(key, next + 2, end, .prefix, endsInTehMarbuta)
      }
    default: break
    }
  }

  @inline(__always)
  private mutating func add(_ start: Int, _ end: Int, _ shape: ArabicClitics.Shape) {
    cuts[count] = Cut(
      start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end), shape: shape,
      doubts: doubts)
    count += 1
  }

  /// The article, or else a pronoun, off what begins at `from`.
  @inline(__always)
  private mutating func addCores(
    _ key: Span<UInt8>, _ from: Int, _ end: Int, _ shape: ArabicClitics.Shape,
    _ endsInTehMarbuta: Bool
  ) {
    guard end - from >= 6 else { return }
    if Self.letter(key, from) == Letter.alef && Self.letter(key, from + 2) == Letter.lam
      && end - from >= 8
    {
      add(from + 4, end, shape.union(.article))
      return
    }
    guard !endsInTehMarbuta else { return }
    let cut = Self.pronounLength(key, from: from, to: end)
    guard cut > 0 else { return }
    add(from, end - cut, shape.union(.suffix))
    if Self.letter(key, end - cut - 2) == Letter.teh {
      add(from, end - cut, shape.union(.suffixAfterTeh))
    }
  }
}

extension CliticCuts {
  private enum Letter {
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

  /// و ف ب ك ل س.
  @inline(__always)
  private static func isPrefix(_ letter: UInt16) -> Bool {
    letter == Letter.waw || letter == Letter.feh || letter == Letter.beh || letter == Letter.kaf
      || letter == Letter.lam || letter == Letter.seen
  }

  /// The letter at an offset that lies two bytes or more before the end, as the caller has compared.
  @inline(__always)
  private static func letter(_ key: Span<UInt8>, _ at: Int) -> UInt16 {
    unsafe UInt16(key[unchecked: at]) << 8 | UInt16(key[unchecked: at &+ 1])
  }

  /// Bytes of the pronoun at the end: ه ها هم هن هما ك كم كن كما نا; 0 for none. ي is left: it is
  /// far more often an adjective's ending than "my". The core keeps two letters, three before ك.
  @inline(__always)
  private static func pronounLength(_ key: Span<UInt8>, from: Int, to end: Int) -> Int {
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
