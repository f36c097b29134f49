/// Reads a text once and writes its words and keys.
///
/// Runs over raw memory: each access lies inside the buffer because a string's UTF-8 is whole, and
/// because `room` is compared before what may write more bytes than it reads.
@safe struct Folder {
  private(set) var words: [FoldedWord] = []
  private(set) var scalarCount = 0
  /// Bytes of keys written.
  private(set) var written = 0

  private let source: UnsafeBufferPointer<UInt8>
  private let keys: UnsafeMutableBufferPointer<UInt8>
  private let length: Int
  private let room: Int
  private let joinerParts: Bool
  private var letterCounts = LetterCounts()

  // The word being read, in parts: put together once, it costs a third less.
  private var isOpen = false
  private var scalarStart = 0
  private var scalarEnd = 0
  private var byteStart = 0
  private var byteEnd = 0
  private var keyStart = 0
  private var marks: FoldedWord.Marks = []
  private var script = Script.none
  private var gap = FoldedWord.Gap.wide
  private var gapSign: UInt8 = 0
  private var lastLetter: UInt32 = 0
  private var lastSource: UInt32 = 0
  /// What the table says of a small letter of the word's script, but for the letter itself.
  private var plainEntry: UInt32 = .max
  private var repeats = 0
  private var letters = 0
  private var capitals = 0
  /// No letter so far bears dots.
  private var isBare = true

  // What was seen since the last word ended.
  private var spaces = 0
  private var signs = 0
  private var firstSign: UInt8 = 0
  private var apostropheOnly = true
  private var sawNewline = true
  private var ending = Ending.none

  private enum Ending {
    case none
    /// A full stop, which may be an abbreviation's.
    case weak
    case strong
  }

  private static let scriptless: UInt32 = ~(7 << FoldTable.scriptShift)

  private init(
    _ source: UnsafeBufferPointer<UInt8>, keys: UnsafeMutableBufferPointer<UInt8>, joinerParts: Bool
  ) {
    unsafe self.source = source
    unsafe self.keys = keys
    length = source.count
    room = keys.count
    self.joinerParts = joinerParts
    words.reserveCapacity(length / 6 + 4)
  }

  struct Folded {
    var words: [FoldedWord] = []
    var keys: [UInt8] = []
    var scalarCount = 0
    var mainScript = Script.none
  }

  static func fold(_ bytes: [UInt8], language: String?) -> Folded {
    var folded = Folded()
    let joinerParts = writesJoiner(language)
    // Letters fold to no more bytes than they have, but for ligatures: then there is another round.
    var capacity = bytes.count + 8
    var isDone = bytes.isEmpty
    while !isDone {
      unsafe folded.keys = [UInt8](unsafeUninitializedCapacity: capacity) { keys, count in
        unsafe bytes.withUnsafeBufferPointer { source in
          var folder = unsafe Folder(source, keys: keys, joinerParts: joinerParts)
          isDone = folder.run(FoldTable.standard)
          count = folder.written
          folded.words = folder.words
          folded.scalarCount = folder.scalarCount
          folded.mainScript = folder.letterCounts.mainScript
        }
      }
      capacity *= 2
    }
    return folded
  }

  private static func writesJoiner(_ language: String?) -> Bool {
    guard let language else { return false }
    switch language.prefix(while: { $0 != "-" && $0 != "_" }).lowercased() {
    case "fa", "ur", "ps", "ku", "ckb", "prs": return true
    default: return false
    }
  }

  /// - Returns: false when the room for keys did not suffice.
  private mutating func run(_ table: borrowing FoldTable) -> Bool {
    unsafe table.entries.withUnsafeBufferPointer { entries in
      var at = 0
      while at < length {
        let lead = unsafe source[at]
        if lead == 0x20 {
          close()
          spaces &+= 1
          scalarCount &+= 1
          at &+= 1
          if spaces == 1 && signs == 0 && !sawNewline && !words.isEmpty {
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
      return true
    }
  }

  /// The usual text: words of small letters with one space between them, from the first letter of
  /// one on. What is not of this kind is left to the caller, a word that was begun is left open.
  @inline(__always)
  private mutating func simpleWords(_ at: inout Int, _ entries: UnsafeBufferPointer<UInt32>) {
    var here = scalarCount
    while at < length {
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
      let script = Script(rawValue: UInt8(plain >> FoldTable.scriptShift)) ?? .other
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
      letterCounts.add(letters.count, of: script)
      words.append(
        FoldedWord(
          scalarStart: UInt32(truncatingIfNeeded: here),
          scalarEnd: UInt32(truncatingIfNeeded: here &+ letters.count),
          byteStart: UInt32(truncatingIfNeeded: start), byteEnd: UInt32(truncatingIfNeeded: at),
          keyStart: UInt32(truncatingIfNeeded: written),
          keyEnd: UInt32(truncatingIfNeeded: letters.written), marks: marks, script: script,
          gap: .space, gapSign: 0))
      written = letters.written
      here &+= letters.count &+ 1
      at &+= 1
    }
    scalarCount = here
  }

  /// More small letters of the open word's script.
  @inline(__always)
  private mutating func plainLetters(_ at: inout Int, _ entries: UnsafeBufferPointer<UInt32>) {
    var letters = PlainLetters(at: at, written: written, last: lastLetter, repeats: repeats)
    unsafe letters.read(source, keys: keys, entries: entries, plain: plainEntry)
    guard letters.count > 0 else { return }
    at = letters.at
    take(letters)
  }

  private mutating func take(_ read: PlainLetters) {
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
  private static func scalar(_ source: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> UInt32 {
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

extension Folder {
  /// - Returns: false when the room for keys did not suffice.
  private mutating func letter(
    _ scalar: UInt32, _ entry: UInt32, from start: Int, to end: Int, table: borrowing FoldTable
  ) -> Bool {
    let written = Script(rawValue: UInt8(entry >> FoldTable.scriptShift & 7)) ?? .other
    if isOpen && !script.joins(written) { close() }
    if !isOpen { open(at: start, script: written, entry: entry) }
    if written != .none {
      letters += 1
      if script == .none {
        script = written
        plainEntry = Self.plain(written)
        if entry & FoldTable.isUpper != 0 { marks.insert(.isCapitalised) }
      } else if script != written {
        marks.insert(.isMixed)
      }
      if entry & FoldTable.isUpper != 0 { capitals += 1 }
      if entry & FoldTable.isDotless != 0 { marks.insert(.isDotless) }
    } else {
      marks.insert(.hasDigit)
    }
    lastSource = scalar
    let target = entry & FoldTable.targetMask
    if entry & FoldTable.isExpansion == 0 {
      guard emit(target) else { return false }
    } else {
      for piece in table.expansions[Int(target)] {
        guard emit(piece) else { return false }
      }
    }
    byteEnd = end
    scalarEnd = scalarCount + 1
    return true
  }

  private mutating func emit(_ scalar: UInt32) -> Bool {
    guard written + 4 <= room else { return false }
    if scalar == lastLetter {
      repeats += 1
      if repeats == 3 && scalar > 0x39 { marks.insert(.isStretched) }
    } else {
      repeats = 1
      lastLetter = scalar
    }
    if isBare && ArabicSkeleton.bearsDots(scalar) { isBare = false }
    write(scalar)
    return true
  }

  /// Writes a scalar in UTF-8, for which there is room.
  private mutating func write(_ scalar: UInt32) {
    if scalar < 0x80 {
      put(scalar)
    } else if scalar < 0x800 {
      put(0xC0 | scalar >> 6)
      put(0x80 | scalar & 0x3F)
    } else if scalar < 0x1_0000 {
      put(0xE0 | scalar >> 12)
      put(0x80 | scalar >> 6 & 0x3F)
      put(0x80 | scalar & 0x3F)
    } else {
      put(0xF0 | scalar >> 18)
      put(0x80 | scalar >> 12 & 0x3F)
      put(0x80 | scalar >> 6 & 0x3F)
      put(0x80 | scalar & 0x3F)
    }
  }

  private mutating func put(_ byte: UInt32) {
    unsafe keys[written] = UInt8(truncatingIfNeeded: byte)
    written += 1
  }

  private mutating func other(
    _ scalar: UInt32, _ kind: UInt32, _ entry: UInt32, from start: Int, to end: Int
  ) -> Bool {
    switch kind {
    case FoldTable.Kind.invisible:
      guard isOpen else { return true }
      if scalar == 0x200C && joinerParts {
        close()
        return true
      }
      if entry & FoldTable.isMark != 0 {
        byteEnd = end
        scalarEnd = scalarCount + 1
        if scalar == 0x306 && lastLetter == 0x438 { composeShortI() }
      }
    case FoldTable.Kind.single:
      close()
      open(at: start, script: .han, entry: entry)
      letters = 1
      guard emit(entry & FoldTable.targetMask) else { return false }
      byteEnd = end
      scalarEnd = scalarCount + 1
    // Marks that follow (tones, vowel signs above) belong to it; the next letter does not.
    case FoldTable.Kind.space:
      close()
      spaces += 1
    case FoldTable.Kind.newline:
      close()
      sawNewline = true
    default:
      close()
      if signs == 0 {
        firstSign = scalar < 0x80 ? max(1, UInt8(scalar)) : UInt8(0x80 | scalar & 0x7F)
      }
      signs += 1
      if scalar != 0x27 && scalar != 0x2019 && scalar != 0x2BC && scalar != 0x60 && scalar != 0xB4 {
        apostropheOnly = false
      }
      if kind == FoldTable.Kind.terminator {
        ending = scalar == 0x2E && ending != .strong ? .weak : .strong
      }
    }
    return true
  }

  /// и with a combining breve is й, a letter of its own.
  private mutating func composeShortI() {
    written -= 2
    write(0x439)
    lastLetter = 0x439
  }

  private mutating func open(at start: Int, script: Script, entry: UInt32) {
    isOpen = true
    scalarStart = scalarCount
    byteStart = start
    keyStart = written
    self.script = script
    plainEntry = script == .none ? .max : Self.plain(script)
    let isUpper = entry & FoldTable.isUpper != 0
    marks = isUpper ? .isCapitalised : []
    gapSign = 0
    if spaces == 1 && signs == 0 && !sawNewline && !words.isEmpty {
      gap = .space
    } else {
      findGap()
      if startsSentence(isUpper: isUpper) { marks.insert(.startsSentence) }
    }
    lastLetter = 0
    repeats = 0
    letters = 0
    capitals = 0
    isBare = true
  }

  private mutating func close() {
    guard isOpen else { return }
    isOpen = false
    if letters > 0 {
      marks.insert(.hasLetter)
      letterCounts.add(letters, of: script)
    }
    if script == .arabic {
      marks.formUnion(Self.ending(lastSource))
      if isBare { marks.insert(.isBare) }
    }
    if letters > 1 && capitals == letters { marks.insert(.isAllCapitals) }
    words.append(
      FoldedWord(
        scalarStart: UInt32(truncatingIfNeeded: scalarStart),
        scalarEnd: UInt32(truncatingIfNeeded: scalarEnd),
        byteStart: UInt32(truncatingIfNeeded: byteStart),
        byteEnd: UInt32(truncatingIfNeeded: byteEnd),
        keyStart: UInt32(truncatingIfNeeded: keyStart),
        keyEnd: UInt32(truncatingIfNeeded: written),
        marks: marks, script: script, gap: gap, gapSign: gapSign))
    spaces = 0
    signs = 0
    firstSign = 0
    apostropheOnly = true
    sawNewline = false
    ending = .none
  }

  private static func ending(_ scalar: UInt32) -> FoldedWord.Marks {
    switch scalar {
    case 0x629, 0x6C3, 0xFE93, 0xFE94: .endsInTehMarbuta
    case 0x649, 0xFEEF, 0xFEF0: .endsInAlefMaqsura
    default: []
    }
  }

  private static func plain(_ script: Script) -> UInt32 {
    FoldTable.Kind.letter << FoldTable.kindShift
      | UInt32(script.rawValue) << FoldTable.scriptShift
  }

  private mutating func findGap() {
    if sawNewline || words.isEmpty {
      gap = .wide
    } else if signs == 0 {
      gap = spaces == 0 ? .none : spaces <= 2 ? .space : .wide
    } else if spaces == 0 {
      gap = signs == 1 && apostropheOnly ? .apostrophe : signs <= 3 ? .signs : .wide
    } else {
      gap = signs <= 2 && spaces <= 2 ? .spacedSigns : .wide
    }
    if gap == .signs || gap == .spacedSigns { gapSign = firstSign }
  }

  private mutating func startsSentence(isUpper: Bool) -> Bool {
    if sawNewline || words.isEmpty { return true }
    switch ending {
    case .none: return false
    case .strong: return spaces > 0 || script == .han
    case .weak:
      guard spaces > 0, let last = words.last else { return false }
      let length = last.key.count
      if isCased(script) {
        guard isUpper, !(length == 1 && last.isCapitalised) else { return false }
        return !Abbreviations.holds(last.key.map { unsafe keys[$0] })
      }
      // In Arabic one letter and a full stop is a title: د. محمد.
      return length > 2
    }
  }

  private func isCased(_ script: Script) -> Bool {
    script == .latin || script == .cyrillic || script == .greek
  }
}
