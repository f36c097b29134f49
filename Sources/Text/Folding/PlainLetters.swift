/// A stretch of small letters of one script, which is most of any text, read in registers.
struct PlainLetters {
  /// Into the source.
  var at: Int
  /// Bytes of keys so far.
  var written: Int
  /// The last letter, folded, and how often it has stood in a row.
  var last: UInt32 = 0
  var repeats = 0
  /// The longest row of one letter.
  private(set) var longest = 0
  private(set) var count = 0
  /// The entries of all letters, or-ed.
  private(set) var dots: UInt32 = 0
  /// The last letter as the source has it.
  private(set) var scalar: UInt32 = 0

  init(at: Int, written: Int, last: UInt32 = 0, repeats: Int = 0) {
    self.at = at
    self.written = written
    self.last = last
    self.repeats = repeats
  }

  /// Reads letters whose entry is `plain` but for the letter itself, while there is room for keys.
  @inline(__always)
  mutating func read(
    _ source: UnsafeBufferPointer<UInt8>, keys: UnsafeMutableBufferPointer<UInt8>,
    entries: UnsafeBufferPointer<UInt32>, plain: UInt32
  ) {
    let end = source.count
    let room = keys.count &- 2
    while at < end && written <= room {
      let lead = unsafe source[at]
      var next = UInt32(lead)
      var width = 1
      if lead >= 0x80 {
        guard lead < 0xE0 else { break }
        next = UInt32(lead & 0x1F) << 6 | UInt32(unsafe source[at &+ 1] & 0x3F)
        width = 2
      }
      let entry = unsafe entries[FoldTable.lowEntries &+ Int(next)]
      guard entry & Self.mask == plain else { break }
      let target = entry & FoldTable.targetMask
      dots |= entry
      repeats = target == last ? repeats &+ 1 : 1
      longest = repeats > longest ? repeats : longest
      last = target
      if target < 0x80 {
        unsafe keys[written] = UInt8(truncatingIfNeeded: target)
        written &+= 1
      } else {
        // A letter of two bytes folds to one of the same script, below U+0800 like itself.
        unsafe keys[written] = UInt8(truncatingIfNeeded: 0xC0 | target >> 6)
        unsafe keys[written &+ 1] = UInt8(truncatingIfNeeded: 0x80 | target & 0x3F)
        written &+= 2
      }
      scalar = next
      at &+= width
      count &+= 1
    }
  }

  /// What of an entry is not the letter itself.
  static let mask = ~(FoldTable.targetMask | FoldTable.isDotted)
}

/// How many letters of each script a text has.
struct LetterCounts {
  private var counts = InlineArray<8, Int>(repeating: 0)

  mutating func add(_ letters: Int, of script: Script) { counts[Int(script.rawValue)] += letters }

  var mainScript: Script {
    var best = 0
    for script in 1..<8 where counts[script] > counts[best] { best = script }
    return Script(rawValue: UInt8(best)) ?? .none
  }
}
