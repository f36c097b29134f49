/// Where words begin and end, and what is no small letter of their script.
extension Folder {
  /// - Returns: false when the room for keys did not suffice.
  mutating func letter(
    _ scalar: UInt32, _ entry: UInt32, from start: Int, to end: Int, table: borrowing FoldTable
  ) -> Bool {
    let written = Script(entry: entry)
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
    if entry & FoldTable.isDotted != 0 { isBare = false }
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

  mutating func emit(_ scalar: UInt32) -> Bool {
    guard written + 4 <= room else { return false }
    if scalar == lastLetter {
      repeats += 1
      if repeats == 3 && scalar > 0x39 { marks.insert(.isStretched) }
    } else {
      repeats = 1
      lastLetter = scalar
    }
    write(scalar)
    return true
  }

  /// Writes a scalar in UTF-8, for which there is room.
  mutating func write(_ scalar: UInt32) {
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

  mutating func put(_ byte: UInt32) {
    unsafe keys[written] = UInt8(truncatingIfNeeded: byte)
    written += 1
  }

  mutating func other(
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
  mutating func composeShortI() {
    written -= 2
    write(0x439)
    lastLetter = 0x439
  }

  mutating func open(at start: Int, script: Script, entry: UInt32) {
    isOpen = true
    scalarStart = scalarCount
    byteStart = start
    keyStart = written
    self.script = script
    plainEntry = script == .none ? .max : Self.plain(script)
    let isUpper = entry & FoldTable.isUpper != 0
    marks = isUpper ? .isCapitalised : []
    gapSign = 0
    if spaces == 1 && signs == 0 && !sawNewline && count > 0 {
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

  mutating func close() {
    guard isOpen else { return }
    isOpen = false
    guard unsafe count < words.count else {
      isOverfull = true
      return
    }
    if letters > 0 {
      marks.insert(.hasLetter)
      letterCounts.add(letters, of: script)
    }
    if script == .arabic {
      marks.formUnion(Self.ending(lastSource))
      if isBare { marks.insert(.isBare) }
    }
    if letters > 1 && capitals == letters { marks.insert(.isAllCapitals) }
    if isOneLetter { marks.insert(.isOneLetter) }
    if gap != .space || !marks.isDisjoint(with: .odd) { noteOdd() }
    unsafe words.initializeElement(
      at: count,
      to: FoldedWord(
        scalarStart: UInt32(truncatingIfNeeded: scalarStart),
        scalarEnd: UInt32(truncatingIfNeeded: scalarEnd),
        byteStart: UInt32(truncatingIfNeeded: byteStart),
        byteEnd: UInt32(truncatingIfNeeded: byteEnd),
        keyStart: UInt32(truncatingIfNeeded: keyStart),
        keyEnd: UInt32(truncatingIfNeeded: written),
        marks: marks, script: script, gap: gap, gapSign: gapSign))
    count += 1
    spaces = 0
    signs = 0
    firstSign = 0
    apostropheOnly = true
    sawNewline = false
    ending = .none
  }

  /// æ is one letter too.
  @inline(__always)
  private var isOneLetter: Bool {
    let length = written - keyStart
    return length == 1
      || (length == 2 && script != .none && (script != .latin || scalarEnd - scalarStart == 1))
  }

  /// The next word is odd.
  mutating func noteOdd() { odd.append(UInt32(truncatingIfNeeded: count)) }

  static func ending(_ scalar: UInt32) -> FoldedWord.Marks {
    switch scalar {
    case 0x629, 0x6C3, 0xFE93, 0xFE94: .endsInTehMarbuta
    case 0x649, 0xFEEF, 0xFEF0: .endsInAlefMaqsura
    default: []
    }
  }

  static func plain(_ script: Script) -> UInt32 {
    FoldTable.Kind.letter << FoldTable.kindShift
      | UInt32(script.rawValue) << FoldTable.scriptShift
  }

  mutating func findGap() {
    if sawNewline || count == 0 {
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

  mutating func startsSentence(isUpper: Bool) -> Bool {
    if sawNewline || count == 0 { return true }
    switch ending {
    case .none: return false
    case .strong: return spaces > 0 || script == .han
    case .weak:
      guard spaces > 0 else { return false }
      let last = unsafe words[count - 1]
      let length = last.key.count
      if isCased(script) {
        guard isUpper, !(length == 1 && last.isCapitalised) else { return false }
        return !Abbreviations.holds(last.key.map { unsafe keys[$0] })
      }
      // In Arabic one letter and a full stop is a title: د. محمد.
      return length > 2
    }
  }

  func isCased(_ script: Script) -> Bool {
    script == .latin || script == .cyrillic || script == .greek
  }
}
