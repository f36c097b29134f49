/// Reads a text once and writes its words and keys.
struct Folder {
  let bytes: [UInt8]
  private(set) var words: [FoldedWord] = []
  private(set) var keys: [UInt8] = []
  private(set) var scalarCount = 0

  private let joinerParts: Bool
  private var letterCounts = [Int](repeating: 0, count: 8)

  // The word being read.
  private var isOpen = false
  private var word = FoldedWord.empty
  private var lastLetter: UInt32 = 0
  private var lastSource: UInt32 = 0
  /// What the table says of a small letter of the word's script, but for the letter itself.
  private var plainEntry: UInt32 = .max
  private var repeats = 0
  private var letters = 0
  private var capitals = 0

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

  private static let plainMask = ~FoldTable.targetMask

  init(bytes: [UInt8], language: String?) {
    self.bytes = bytes
    let primary = language?.prefix { $0 != "-" && $0 != "_" }.lowercased() ?? ""
    joinerParts = ["fa", "ur", "ps", "ku", "ckb", "prs"].contains(primary)
    keys.reserveCapacity(bytes.count + 8)
    words.reserveCapacity(bytes.count / 7 + 4)
  }

  var mainScript: Script {
    var best = 0
    for script in 1..<8 where letterCounts[script] > letterCounts[best] { best = script }
    return Script(rawValue: UInt8(best)) ?? .none
  }

  mutating func run() {
    let table = FoldTable.standard
    let pages = table.pages
    let entries = table.entries
    let end = bytes.count
    var at = 0
    while at < end {
      let start = at
      let lead = bytes[at]
      var scalar: UInt32
      if lead < 0x80 {
        scalar = UInt32(lead)
        at += 1
      } else if lead < 0xE0 {
        scalar = UInt32(lead & 0x1F) << 6 | UInt32(bytes[at + 1] & 0x3F)
        at += 2
      } else if lead < 0xF0 {
        scalar =
          UInt32(lead & 0x0F) << 12 | UInt32(bytes[at + 1] & 0x3F) << 6
          | UInt32(bytes[at + 2] & 0x3F)
        at += 3
      } else {
        scalar =
          UInt32(lead & 0x07) << 18 | UInt32(bytes[at + 1] & 0x3F) << 12
          | UInt32(bytes[at + 2] & 0x3F) << 6 | UInt32(bytes[at + 3] & 0x3F)
        at += 4
      }
      let entry: UInt32 =
        scalar < 0x2_0000
        ? entries[Int(pages[Int(scalar >> 8)]) << 8 | Int(scalar & 0xFF)] : table.entry(scalar)
      let kind = entry >> FoldTable.kindShift & 7
      if isOpen && entry & Self.plainMask == plainEntry {
        // The usual case: one more small letter of the word's script.
        let target = entry & FoldTable.targetMask
        if target == lastLetter {
          repeats += 1
          if repeats == 3 { word.marks.insert(.isStretched) }
        } else {
          repeats = 1
          lastLetter = target
        }
        if target < 0x80 {
          keys.append(UInt8(truncatingIfNeeded: target))
        } else if target < 0x800 {
          keys.append(UInt8(truncatingIfNeeded: 0xC0 | target >> 6))
          keys.append(UInt8(truncatingIfNeeded: 0x80 | target & 0x3F))
        } else {
          keys.append(utf8: target)
        }
        letters += 1
        lastSource = scalar
        word.byteEnd = UInt32(truncatingIfNeeded: at)
        word.scalarEnd = UInt32(truncatingIfNeeded: scalarCount + 1)
      } else if kind == FoldTable.Kind.letter || kind == FoldTable.Kind.digit {
        letter(scalar, entry, from: start, to: at, table: table)
      } else {
        other(scalar, kind, entry, from: start, to: at)
      }
      scalarCount += 1
    }
    close()
  }
}

extension Folder {
  private mutating func letter(
    _ scalar: UInt32, _ entry: UInt32, from start: Int, to end: Int, table: FoldTable
  ) {
    let script = Script(rawValue: UInt8(entry >> FoldTable.scriptShift & 7)) ?? .other
    if isOpen && !word.script.joins(script) { close() }
    if !isOpen { open(at: start, script: script, entry: entry) }
    if script != .none {
      letters += 1
      if word.script == .none {
        word.script = script
        plainEntry = Self.plain(script)
        if entry & FoldTable.isUpper != 0 { word.marks.insert(.isCapitalised) }
      } else if script != word.script {
        word.marks.insert(.isMixed)
      }
      if entry & FoldTable.isUpper != 0 { capitals += 1 }
      if entry & FoldTable.isDotless != 0 { word.marks.insert(.isDotless) }
    } else {
      word.marks.insert(.hasDigit)
    }
    lastSource = scalar
    let target = entry & FoldTable.targetMask
    if entry & FoldTable.isExpansion == 0 {
      emit(target)
    } else {
      for piece in table.expansions[Int(target)] { emit(piece) }
    }
    word.byteEnd = UInt32(end)
    word.scalarEnd = UInt32(scalarCount + 1)
  }

  private mutating func emit(_ scalar: UInt32) {
    if scalar == lastLetter {
      repeats += 1
      if repeats == 3 && scalar > 0x39 { word.marks.insert(.isStretched) }
    } else {
      repeats = 1
      lastLetter = scalar
    }
    keys.append(utf8: scalar)
  }

  private mutating func other(
    _ scalar: UInt32, _ kind: UInt32, _ entry: UInt32, from start: Int, to end: Int
  ) {
    switch kind {
    case FoldTable.Kind.invisible:
      guard isOpen else { return }
      if scalar == 0x200C && joinerParts {
        close()
        return
      }
      if entry & FoldTable.isMark != 0 {
        word.byteEnd = UInt32(end)
        word.scalarEnd = UInt32(scalarCount + 1)
        if scalar == 0x306 && lastLetter == 0x438 { composeShortI() }
      }
    case FoldTable.Kind.single:
      close()
      open(at: start, script: .han, entry: entry)
      letters = 1
      emit(entry & FoldTable.targetMask)
      word.byteEnd = UInt32(end)
      word.scalarEnd = UInt32(scalarCount + 1)
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
  }

  /// и with a combining breve is й, a letter of its own.
  private mutating func composeShortI() {
    keys.removeLast(2)
    keys.append(utf8: 0x439)
    lastLetter = 0x439
  }

  private mutating func open(at start: Int, script: Script, entry: UInt32) {
    isOpen = true
    word = FoldedWord.empty
    word.scalarStart = UInt32(scalarCount)
    word.byteStart = UInt32(start)
    word.keyStart = UInt32(keys.count)
    word.script = script
    plainEntry = script == .none ? .max : Self.plain(script)
    word.gap = gap()
    word.gapSign = word.gap == .signs || word.gap == .spacedSigns ? firstSign : 0
    if entry & FoldTable.isUpper != 0 { word.marks.insert(.isCapitalised) }
    if startsSentence(script: script, isUpper: entry & FoldTable.isUpper != 0) {
      word.marks.insert(.startsSentence)
    }
    lastLetter = 0
    repeats = 0
    letters = 0
    capitals = 0
  }

  private mutating func close() {
    guard isOpen else { return }
    isOpen = false
    word.keyEnd = UInt32(keys.count)
    if letters > 0 {
      word.marks.insert(.hasLetter)
      letterCounts[Int(word.script.rawValue)] += letters
    }
    if word.script == .arabic { markEnding() }
    if letters > 1 && capitals == letters { word.marks.insert(.isAllCapitals) }
    words.append(word)
    spaces = 0
    signs = 0
    firstSign = 0
    apostropheOnly = true
    sawNewline = false
    ending = .none
  }

  private mutating func markEnding() {
    switch lastSource {
    case 0x629, 0x6C3, 0xFE93, 0xFE94: word.marks.insert(.endsInTehMarbuta)
    case 0x649, 0xFEEF, 0xFEF0: word.marks.insert(.endsInAlefMaqsura)
    default: break
    }
  }

  private static func plain(_ script: Script) -> UInt32 {
    FoldTable.Kind.letter << FoldTable.kindShift
      | UInt32(script.rawValue) << FoldTable.scriptShift
  }

  private func gap() -> FoldedWord.Gap {
    if sawNewline || words.isEmpty { return .wide }
    if signs == 0 {
      if spaces == 0 { return .none }
      return spaces <= 2 ? .space : .wide
    }
    if spaces == 0 {
      if signs == 1 && apostropheOnly { return .apostrophe }
      return signs <= 3 ? .signs : .wide
    }
    return signs <= 2 && spaces <= 2 ? .spacedSigns : .wide
  }

  private func startsSentence(script: Script, isUpper: Bool) -> Bool {
    if sawNewline || words.isEmpty { return true }
    switch ending {
    case .none: return false
    case .strong: return spaces > 0 || script == .han
    case .weak:
      guard spaces > 0, !words.isEmpty else { return false }
      let last = words[words.count - 1]
      let length = last.key.count
      if isCased(script) {
        return isUpper && !(length == 1 && last.isCapitalised)
          && !Abbreviations.holds(keys, last.key)
      }
      // In Arabic one letter and a full stop is a title: د. محمد.
      return length > 2
    }
  }

  private func isCased(_ script: Script) -> Bool {
    script == .latin || script == .cyrillic || script == .greek
  }
}

extension FoldedWord {
  static let empty = FoldedWord(
    scalarStart: 0, scalarEnd: 0, byteStart: 0, byteEnd: 0, keyStart: 0, keyEnd: 0, marks: [],
    script: .none, gap: .wide, gapSign: 0)
}

extension [UInt8] {
  /// Appends one scalar in UTF-8.
  mutating func append(utf8 scalar: UInt32) {
    if scalar < 0x80 {
      append(UInt8(scalar))
    } else if scalar < 0x800 {
      append(UInt8(0xC0 | scalar >> 6))
      append(UInt8(0x80 | scalar & 0x3F))
    } else if scalar < 0x1_0000 {
      append(UInt8(0xE0 | scalar >> 12))
      append(UInt8(0x80 | scalar >> 6 & 0x3F))
      append(UInt8(0x80 | scalar & 0x3F))
    } else {
      append(UInt8(0xF0 | scalar >> 18))
      append(UInt8(0x80 | scalar >> 12 & 0x3F))
      append(UInt8(0x80 | scalar >> 6 & 0x3F))
      append(UInt8(0x80 | scalar & 0x3F))
    }
  }
}
