internal import Foundation

/// What each Unicode scalar does to a word: which letters it folds to, or how it parts words.
///
/// One 32-bit entry a scalar, in pages of 256; built once, at first use, from the Unicode data of
/// the standard library and Foundation (compatibility decomposition, UAX #15).
struct FoldTable: Sendable {
  /// How a scalar behaves in running text.
  enum Kind {
    static let separator: UInt32 = 0
    /// Part of a word.
    static let letter: UInt32 = 1
    static let digit: UInt32 = 2
    /// Seen through: diacritics, harakat, tatweel, zero-width and bidi controls.
    static let invisible: UInt32 = 3
    static let space: UInt32 = 4
    static let newline: UInt32 = 5
    /// A word of its own, as in scripts written without spaces.
    static let single: UInt32 = 6
    /// Ends a sentence.
    static let terminator: UInt32 = 7
  }

  static let targetMask: UInt32 = 0x1F_FFFF
  static let kindShift: UInt32 = 21
  static let isExpansion: UInt32 = 1 << 24
  static let isUpper: UInt32 = 1 << 25
  static let scriptShift: UInt32 = 26
  /// A letter that folds to one with dots.
  static let isDotted: UInt32 = 1 << 29
  /// An invisible scalar that takes part in the word's span when it trails (a mark or tatweel).
  static let isMark: UInt32 = 1 << 30
  /// A letter without its dots, as no ordinary text has it.
  static let isDotless: UInt32 = 1 << 31

  static let standard = FoldTable()

  /// Page of each block of 256 scalars up to U+1FFFF.
  let pages: [UInt16]
  let entries: [UInt32]
  /// What an expansion's target points at.
  let expansions: [[UInt32]]

  /// Where the entries of the scalars below U+0800 begin, whose pages lie first.
  static let lowEntries = 256

  /// The entry of a scalar of any plane.
  func entry(_ scalar: UInt32) -> UInt32 {
    if scalar < 0x2_0000 {
      return entries[Int(pages[Int(scalar >> 8)]) << 8 | Int(scalar & 0xFF)]
    }
    if scalar < 0x3_FFFF {
      return scalar | Kind.single << Self.kindShift
        | UInt32(Script.han.rawValue) << Self.scriptShift
    }
    return scalar >= 0xE_0000 && scalar < 0xE_1000 ? Kind.invisible << Self.kindShift : 0
  }

  private init() {
    var pages = [UInt16](repeating: 0, count: 512)
    var entries = [UInt32](repeating: 0, count: 256)
    var expansions: [[UInt32]] = []
    // Page 0 is empty. Blocks of one nature share a page where their letters stand for themselves
    // only by rule, which needs an entry each all the same: the whole table is about 300 KB.
    for page in 0..<512 {
      let first = UInt32(page) << 8
      guard Self.holdsLetters(first) else { continue }
      pages[page] = UInt16(entries.count >> 8)
      for scalar in first..<(first + 256) {
        entries.append(Self.makeEntry(scalar, &expansions))
      }
    }
    self.pages = pages
    self.entries = entries
    self.expansions = expansions
  }

  /// Blocks without letters, or of letters too rare to be worth their page, are separators.
  private static func holdsLetters(_ first: UInt32) -> Bool {
    switch first {
    case 0..<0xD800, 0xF900..<0x1_0000: true
    case 0x1_D400..<0x1_D800, 0x1_EE00..<0x1_EF00, 0x1_F100..<0x1_F200: true
    default: false
    }
  }

  private static func makeEntry(_ value: UInt32, _ expansions: inout [[UInt32]]) -> UInt32 {
    guard let scalar = Unicode.Scalar(value) else { return 0 }
    func plain(_ kind: UInt32) -> UInt32 { kind << kindShift }
    if FoldRules.isSingle(value) {
      return value | Kind.single << kindShift | UInt32(Script.han.rawValue) << scriptShift
    }
    if FoldRules.isDroppedMark(value) { return plain(Kind.invisible) | isMark }
    if FoldRules.isTerminator(value) { return plain(Kind.terminator) }
    if FoldRules.isSymbolDespiteLetters(value) { return 0 }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .format: return plain(Kind.invisible)
    case .lineSeparator, .paragraphSeparator: return plain(Kind.newline)
    case .spaceSeparator: return plain(Kind.space)
    case .control:
      if value == 0x0A || value == 0x0B || value == 0x0C || value == 0x0D || value == 0x85 {
        return plain(Kind.newline)
      }
      return value == 0x09 ? plain(Kind.space) : plain(Kind.invisible)
    default: break
    }
    if properties.isDefaultIgnorableCodePoint { return plain(Kind.invisible) }

    let folded = FoldRules.fold(scalar)
    guard let first = folded.first else {
      return FoldRules.isLetterLike(properties.generalCategory) ? plain(Kind.invisible) | isMark : 0
    }
    let isDigit = (0x30...0x39).contains(first)
    var entry = (isDigit ? Kind.digit : Kind.letter) << kindShift
    entry |= UInt32(Script(ofFolded: first).rawValue) << scriptShift
    if properties.isUppercase || properties.generalCategory == .titlecaseLetter { entry |= isUpper }
    if FoldRules.isDotless(value) { entry |= isDotless }
    if folded.contains(where: ArabicSkeleton.bearsDots) || FoldRules.isDottedForm(folded, of: value)
    {
      entry |= isDotted
    }
    if folded.count == 1 { return entry | first }
    expansions.append(folded)
    return entry | isExpansion | UInt32(expansions.count - 1)
  }
}
