/// Reads a text once and writes its words and keys.
///
/// Runs over raw memory: each access lies inside the buffer because a string's UTF-8 is whole, and
/// because the room for keys and for words is compared before what may need more than there is.
@safe struct Folder {
  let words: UnsafeMutableBufferPointer<FoldedWord>
  /// Words written.
  var count = 0
  /// There are more words than room.
  var isOverfull = false
  /// Words that may be a part of a disguise, by their number.
  var odd: [UInt32] = []
  var scalarCount = 0
  /// Bytes of keys written.
  var written = 0

  let source: UnsafeBufferPointer<UInt8>
  let keys: UnsafeMutableBufferPointer<UInt8>
  let length: Int
  let room: Int
  let joinerParts: Bool
  var letterCounts = LetterCounts()

  // The word being read, in parts: put together once, it costs a third less.
  var isOpen = false
  var scalarStart = 0
  var scalarEnd = 0
  var byteStart = 0
  var byteEnd = 0
  var keyStart = 0
  var marks: FoldedWord.Marks = []
  var script = Script.none
  var gap = FoldedWord.Gap.wide
  var gapSign: UInt8 = 0
  var lastLetter: UInt32 = 0
  var lastSource: UInt32 = 0
  /// What the table says of a small letter of the word's script, but for the letter itself.
  var plainEntry: UInt32 = .max
  var repeats = 0
  var letters = 0
  var capitals = 0
  /// No letter so far bears dots.
  var isBare = true

  // What was seen since the last word ended.
  var spaces = 0
  var signs = 0
  var firstSign: UInt8 = 0
  var apostropheOnly = true
  var sawNewline = true
  var ending = Ending.none

  enum Ending {
    case none
    /// A full stop, which may be an abbreviation's.
    case weak
    case strong
  }

  static let scriptless: UInt32 = ~(7 << FoldTable.scriptShift)

  init(
    _ source: UnsafeBufferPointer<UInt8>, keys: UnsafeMutableBufferPointer<UInt8>,
    words: UnsafeMutableBufferPointer<FoldedWord>, joinerParts: Bool
  ) {
    unsafe self.source = source
    unsafe self.keys = keys
    unsafe self.words = words
    length = source.count
    room = keys.count
    self.joinerParts = joinerParts
  }

  struct Folded {
    var words: [FoldedWord] = []
    var odd: [UInt32] = []
    var keys: [UInt8] = []
    var scalarCount = 0
    var letterCounts = LetterCounts()
  }

  static func fold(_ bytes: [UInt8], language: String?) -> Folded {
    var folded = Folded()
    let joinerParts = writesJoiner(language)
    // Letters fold to no more bytes than they have, but for ligatures, and few texts have more words
    // than this: then there is another round.
    var keyRoom = bytes.count + 8
    var wordRoom = bytes.count / 4 + 16
    var isDone = bytes.isEmpty
    while !isDone {
      unsafe folded.keys = [UInt8](unsafeUninitializedCapacity: keyRoom) { keys, keyCount in
        unsafe folded.words = [FoldedWord](unsafeUninitializedCapacity: wordRoom) {
          words, wordCount in
          unsafe bytes.withUnsafeBufferPointer { source in
            var folder = unsafe Folder(
              source, keys: keys, words: words, joinerParts: joinerParts)
            isDone = folder.run(FoldTable.standard)
            keyCount = folder.written
            wordCount = folder.count
            folded.scalarCount = folder.scalarCount
            folded.odd = folder.odd
            folded.letterCounts = folder.letterCounts
          }
        }
      }
      keyRoom *= 2
      wordRoom *= 3
    }
    return folded
  }

  static func writesJoiner(_ language: String?) -> Bool {
    guard let language else { return false }
    switch language.prefix(while: { $0 != "-" && $0 != "_" }).lowercased() {
    case "fa", "ur", "ps", "ku", "ckb", "prs": return true
    default: return false
    }
  }

  /// - Returns: false when the room for keys or words did not suffice.
  mutating func run(_ table: borrowing FoldTable) -> Bool {
    unsafe table.entries.withUnsafeBufferPointer { entries in
      var at = 0
      while at < length {
        let lead = unsafe source[at]
        if lead == 0x20 {
          close()
          if isOverfull { return false }
          spaces &+= 1
          scalarCount &+= 1
          at &+= 1
          if spaces == 1 && signs == 0 && !sawNewline && count > 0 {
            unsafe simpleWords(&at, entries)
          }
          continue
        }
        let start = at
        let scalar = unsafe Self.scalar(source, &at)
        let entry =
          unsafe lead < 0xE0
          ? entries[FoldTable.lowEntries &+ Int(scalar)] : table.entry(scalar)
        let kind = entry >> FoldTable.kindShift & 7
        if kind == FoldTable.Kind.letter || kind == FoldTable.Kind.digit {
          guard letter(scalar, entry, from: start, to: at, table: table) else { return false }
          scalarCount &+= 1
          unsafe plainLetters(&at, entries)
        } else {
          guard other(scalar, kind, entry, from: start, to: at) else { return false }
          scalarCount &+= 1
        }
      }
      close()
      return !isOverfull
    }
  }

  /// The usual text: words of small letters with one space between them, from the first letter of
  /// one on. What is not of this kind is left to the caller, a word that was begun is left open.
  @inline(__always)
  mutating func simpleWords(
    _ at: inout Int, _ entries: UnsafeBufferPointer<UInt32>
  ) {
    var here = scalarCount
    while unsafe at < length && count < words.count {
      let lead = unsafe source[at]
      guard lead < 0xE0 else { break }
      let start = at
      var peek = at
      let entry = unsafe entries[FoldTable.lowEntries &+ Int(Self.scalar(source, &peek))]
      let plain = entry & PlainLetters.mask
      guard plain & Self.scriptless == FoldTable.Kind.letter << FoldTable.kindShift else { break }
      var letters = PlainLetters(at: at, written: written)
      unsafe letters.read(source, keys: keys, entries: entries, plain: plain)
      guard letters.count > 0 else { break }
      at = letters.at
      let script = Script(entry: entry)
      guard unsafe at < length && source[at] == 0x20 else {
        scalarCount = here
        open(at: start, script: script, entry: entry)
        take(letters)
        return
      }
      var marks: FoldedWord.Marks = .hasLetter
      if letters.longest >= 3 { marks.insert(.isStretched) }
      if script == .arabic {
        marks.formUnion(Self.ending(letters.scalar))
        if letters.dots & FoldTable.isDotted == 0 { marks.insert(.isBare) }
      }
      if letters.count == 1 { marks.insert(.isOneLetter) }
      if !marks.isDisjoint(with: .odd) { noteOdd() }
      letterCounts.add(letters.count, of: script)
      unsafe words.initializeElement(
        at: count,
        to: FoldedWord(
          scalarStart: UInt32(truncatingIfNeeded: here),
          scalarEnd: UInt32(truncatingIfNeeded: here &+ letters.count),
          byteStart: UInt32(truncatingIfNeeded: start), byteEnd: UInt32(truncatingIfNeeded: at),
          keyStart: UInt32(truncatingIfNeeded: written),
          keyEnd: UInt32(truncatingIfNeeded: letters.written), marks: marks, script: script,
          gap: .space, gapSign: 0))
      count &+= 1
      written = letters.written
      here &+= letters.count &+ 1
      at &+= 1
    }
    scalarCount = here
  }

  /// More small letters of the open word's script.
  @inline(__always)
  mutating func plainLetters(
    _ at: inout Int, _ entries: UnsafeBufferPointer<UInt32>
  ) {
    var letters = PlainLetters(at: at, written: written, last: lastLetter, repeats: repeats)
    unsafe letters.read(source, keys: keys, entries: entries, plain: plainEntry)
    guard letters.count > 0 else { return }
    at = letters.at
    take(letters)
  }

  mutating func take(_ read: PlainLetters) {
    written = read.written
    lastLetter = read.last
    lastSource = read.scalar
    repeats = read.repeats
    if read.longest >= 3 { marks.insert(.isStretched) }
    if read.dots & FoldTable.isDotted != 0 { isBare = false }
    letters &+= read.count
    scalarCount &+= read.count
    byteEnd = read.at
    scalarEnd = scalarCount
  }

  @inline(__always)
  static func scalar(_ source: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> UInt32 {
    let lead = unsafe source[at]
    if lead < 0x80 {
      at += 1
      return UInt32(lead)
    }
    if lead < 0xE0 {
      at += 2
      return UInt32(lead & 0x1F) << 6 | UInt32(unsafe source[at - 1] & 0x3F)
    }
    if lead < 0xF0 {
      at += 3
      return UInt32(lead & 0x0F) << 12 | UInt32(unsafe source[at - 2] & 0x3F) << 6
        | UInt32(unsafe source[at - 1] & 0x3F)
    }
    at += 4
    return UInt32(lead & 0x07) << 18 | UInt32(unsafe source[at - 3] & 0x3F) << 12
      | UInt32(unsafe source[at - 2] & 0x3F) << 6 | UInt32(unsafe source[at - 1] & 0x3F)
  }
}
