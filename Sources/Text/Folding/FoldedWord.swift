/// One word of a folded text: where it stands in the source, where its key stands in the folded
/// bytes, and what its spelling says about it.
///
/// The compiler inlines nothing of `package` into other targets: their hot loops read what is stored.
package struct FoldedWord: Sendable, Equatable {
  /// What stands between a word and the one before it.
  package enum Gap: UInt8, Sendable {
    /// The start of the text, a line break, or more than the others allow.
    case wide
    /// Nothing.
    case none
    /// One or two spaces.
    case space
    /// One to three signs without any space: `داعـ.ـش`.
    case signs
    /// An apostrophe.
    case apostrophe
    /// One or two signs with spaces around them.
    case spacedSigns
  }

  package struct Marks: OptionSet, Sendable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }
    static let startsSentence = Marks(rawValue: 1 << 0)
    static let isCapitalised = Marks(rawValue: 1 << 1)
    static let isAllCapitals = Marks(rawValue: 1 << 2)
    static let hasDigit = Marks(rawValue: 1 << 3)
    static let hasLetter = Marks(rawValue: 1 << 4)
    static let isMixed = Marks(rawValue: 1 << 5)
    static let isStretched = Marks(rawValue: 1 << 6)
    static let isDotless = Marks(rawValue: 1 << 7)
    package static let endsInTehMarbuta = Marks(rawValue: 1 << 8)
    static let endsInAlefMaqsura = Marks(rawValue: 1 << 9)
    /// Arabic letters of which none bears dots: they may stand for dotted ones.
    static let isBare = Marks(rawValue: 1 << 10)
    /// One letter and no more.
    static let isOneLetter = Marks(rawValue: 1 << 11)
    /// Mixed, stretched or dotless.
    static let disguise = Marks(rawValue: 7 << 5)
    /// Whatever may be a part of a disguise.
    static let odd: Marks = [.disguise, .hasDigit, .isBare, .isOneLetter]
  }

  var scalarStart: UInt32
  var scalarEnd: UInt32
  var byteStart: UInt32
  var byteEnd: UInt32
  package var keyStart: UInt32
  package var keyEnd: UInt32
  package var marks: Marks
  /// The word's first letter decides.
  package var script: Script
  package var gap: Gap
  /// The first sign of a gap of signs: itself in ASCII, else seven bits of it and the eighth set; 0
  /// for none.
  var gapSign: UInt8

  /// Unicode scalar offsets into the source.
  package var scalars: Range<Int> { Int(scalarStart)..<Int(scalarEnd) }
  /// Byte offsets into the source's UTF-8.
  package var bytes: Range<Int> { Int(byteStart)..<Int(byteEnd) }
  /// Byte offsets into `FoldedText.keys`.
  package var key: Range<Int> { Int(keyStart)..<Int(keyEnd) }
  package var startsSentence: Bool { marks.contains(.startsSentence) }
  /// The first letter is a capital (in scripts that have them).
  package var isCapitalised: Bool { marks.contains(.isCapitalised) }
  /// Two letters or more, all capitals.
  package var isAllCapitals: Bool { marks.contains(.isAllCapitals) }
  package var hasDigit: Bool { marks.contains(.hasDigit) }
  package var hasLetter: Bool { marks.contains(.hasLetter) }
  /// Letters of more than one of Latin, Cyrillic and Greek.
  package var isMixed: Bool { marks.contains(.isMixed) }
  /// A letter three times or more in a row.
  package var isStretched: Bool { marks.contains(.isStretched) }
  /// The source ends in ة, which the key writes as ه.
  package var endsInTehMarbuta: Bool { marks.contains(.endsInTehMarbuta) }
  /// The source ends in ى, which the key writes as ي.
  package var endsInAlefMaqsura: Bool { marks.contains(.endsInAlefMaqsura) }
  /// Holds Arabic letters whose dots were left out.
  package var isDotless: Bool { marks.contains(.isDotless) }
  /// None of its Arabic letters bears dots, as if they had been left out.
  var isBare: Bool { marks.contains(.isBare) }
  /// One letter and no more.
  var isOneLetter: Bool { marks.contains(.isOneLetter) }
}
