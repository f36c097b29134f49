/// Digits and signs that stand for letters: `d4esh`, `b00k`, `I$I$`, `دا3ش`.
enum Leet {
  /// Whether a word's digits look like letters: not `F16`, `2nd`, `COVID19`, `H5N12`.
  static func isPlausible(_ key: ArraySlice<UInt8>) -> Bool {
    var letters = 0
    var digits = 0
    var run = 0
    var longestRun = 0
    var inner = false
    var sawLetter = false
    var pending = false
    for byte in key where byte & 0xC0 != 0x80 {
      if (0x30...0x39).contains(byte) {
        digits += 1
        run += 1
        longestRun = max(longestRun, run)
        pending = sawLetter
      } else {
        if pending { inner = true }
        pending = false
        letters += 1
        run = 0
        sawLetter = true
      }
    }
    guard digits > 0, longestRun <= 2, letters + digits >= 4, letters >= 2, letters + 1 >= digits,
      let first = key.first, let last = key.last
    else { return false }
    if inner { return true }
    let starts = (0x30...0x39).contains(first)
    let ends = (0x30...0x39).contains(last)
    // At both ends (`1nc3`), for the first letters (`34rly`, not `2nd`), for the last (`rol3`), or
    // one digit twice (`fr33`). Not `F16`, `Su34`, `COVID19`.
    if starts { return ends || letters >= 3 }
    return digits == 1 ? letters >= 3 : last == key[key.endIndex - 2]
  }

  /// Which of a digit's letters is meant: `1` may be i or l.
  enum Reading: CaseIterable {
    case first
    case second
  }

  /// One reading of a key with digits, in the script of its letters; false where there is none, or no
  /// second one.
  static func spell(
    _ key: ArraySlice<UInt8>, _ reading: Reading, script: Script, into spelled: inout [UInt8]
  ) -> Bool {
    let table: [[UInt32]]
    switch script {
    case .latin: table = latin
    case .cyrillic: table = cyrillic
    case .arabic: table = arabic
    default: return false
    }
    spelled.removeAll(keepingCapacity: true)
    var differs = false
    for byte in key {
      if (0x30...0x39).contains(byte) {
        let letters = table[Int(byte - 0x30)]
        guard let one = letters.first, let other = letters.last else { return false }
        differs = differs || one != other
        spelled.append(utf8: reading == .first ? one : other)
      } else {
        spelled.append(byte)
      }
    }
    return reading == .first || differs
  }

  /// The letter that a sign (in UTF-8) between or before letters passes for, or nil.
  static func letter(forSign sign: ArraySlice<UInt8>) -> UInt8? {
    var value: UInt32 = 0
    for byte in sign { value = value << 8 | UInt32(byte) }
    return switch value {
    case 0x40: 0x61  // @
    case 0x24, 0xC2A7: 0x73  // $ §
    case 0x21, 0xC2A1, 0x7C: 0x69  // ! ¡ |
    case 0xE282AC: 0x65  // €
    case 0x28, 0xC2A2: 0x63  // ( ¢
    case 0x2B: 0x74  // +
    case 0xC2A5: 0x79  // ¥
    case 0xC2A3: 0x6C  // £
    default: nil
    }
  }

  private static let latin = letters(["o", "il", "z", "e", "a", "s", "gb", "t", "b", "g"])
  private static let cyrillic = letters(["о", "иі", "з", "з", "ч", "с", "б", "т", "в", "д"])
  private static let arabic = letters(["ه", "ا", "ا", "ع", "ا", "هخ", "ط", "ح", "قغ", "وص"])

  private static func letters(_ rows: [String]) -> [[UInt32]] {
    rows.map { $0.unicodeScalars.map(\.value) }
  }
}
