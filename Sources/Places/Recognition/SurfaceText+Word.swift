internal import Text

extension SurfaceText {
  /// One word, with what the lists and its spelling say of it.
  struct Word: Sendable {
    struct Marks: OptionSet, Sendable {
      let rawValue: UInt16
      static let startsSentence = Marks(rawValue: 1 << 0)
      static let isCapitalised = Marks(rawValue: 1 << 1)
      static let isAllCapitals = Marks(rawValue: 1 << 2)
      static let hasDigit = Marks(rawValue: 1 << 3)
      static let hasLetter = Marks(rawValue: 1 << 4)
      static let endsInAlefMaqsura = Marks(rawValue: 1 << 5)
      /// Of a script with capitals.
      static let isCased = Marks(rawValue: 1 << 6)
      static let isArabic = Marks(rawValue: 1 << 7)
      static let isInHashtag = Marks(rawValue: 1 << 8)
      /// Of the first word of a key: one of them stands somewhere without a capital.
      static let isSmallSomewhere = Marks(rawValue: 1 << 9)
    }

    var keyStart: UInt32
    var keyEnd: UInt32
    var byteStart: UInt32
    var byteEnd: UInt32
    /// The hash of its key.
    var hash: UInt64
    /// What it is by the lists, as written.
    var classes: WordClass
    /// The same with clitics and article off; as written in other scripts than the Arabic.
    var stems: WordClass
    /// The first word of the same key.
    var twin: UInt32
    var coreStart: UInt32
    var coreEnd: UInt32
    var marks: Marks
    /// What stands before it.
    var gap: Gap

    var key: Range<Int> { Int(keyStart)..<Int(keyEnd) }
    var bytes: Range<Int> { Int(byteStart)..<Int(byteEnd) }
    var startsSentence: Bool { marks.contains(.startsSentence) }
    var isCapitalised: Bool { marks.contains(.isCapitalised) }
    var isAllCapitals: Bool { marks.contains(.isAllCapitals) }
    var hasDigit: Bool { marks.contains(.hasDigit) }
    var hasLetter: Bool { marks.contains(.hasLetter) }
    var endsInAlefMaqsura: Bool { marks.contains(.endsInAlefMaqsura) }
    var isCased: Bool { marks.contains(.isCased) }
    var isArabic: Bool { marks.contains(.isArabic) }
    /// Of a hashtag, joined by underscores or not.
    var isInHashtag: Bool { marks.contains(.isInHashtag) }
    var isSmallSomewhere: Bool { marks.contains(.isSmallSomewhere) }
  }
}

extension SurfaceText.Word.Marks {
  /// What a folded word's spelling and script say.
  init(_ word: FoldedWord) {
    var marks: Self = []
    if word.startsSentence { marks.insert(.startsSentence) }
    if word.isCapitalised { marks.insert(.isCapitalised) }
    if word.isAllCapitals { marks.insert(.isAllCapitals) }
    if word.hasDigit { marks.insert(.hasDigit) }
    if word.hasLetter { marks.insert(.hasLetter) }
    if word.endsInAlefMaqsura { marks.insert(.endsInAlefMaqsura) }
    switch word.script {
    case .latin, .cyrillic, .greek: marks.insert(.isCased)
    case .arabic: marks.insert(.isArabic)
    default: break
    }
    self = marks
  }
}
