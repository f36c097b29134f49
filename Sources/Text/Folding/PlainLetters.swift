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
    if plain == Self.latin { unsafe readASCII(source, keys: keys) }
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

  /// The letters a to z, eight at a step: they stand for themselves.
  @inline(__always)
  private mutating func readASCII(
    _ source: UnsafeBufferPointer<UInt8>, keys: UnsafeMutableBufferPointer<UInt8>
  ) {
    let end = source.count &- 8
    let room = keys.count &- 8
    let first = written
    var length = 8
    var chunk: UInt64 = 0
    while length == 8 && at <= end && written <= room {
      chunk = unsafe UnsafeRawBufferPointer(source).loadUnaligned(
        fromByteOffset: at, as: UInt64.self
      )
      .littleEndian
      length = Self.smallLetters(chunk)
      unsafe UnsafeMutableRawBufferPointer(keys).storeBytes(
        of: chunk.littleEndian, toByteOffset: written, as: UInt64.self)
      at &+= length
      written &+= length
    }
    let read = written &- first
    guard read > 0 else { return }
    count &+= read
    if read == length && repeats == 0 && !Self.holdsTriple(chunk, length) {
      // One step was the whole of it.
      let tail = unsafe keys[written &- 1]
      repeats = unsafe read > 1 && keys[written &- 2] == tail ? 2 : 1
      last = UInt32(tail)
    } else {
      for at in first..<written {
        let next = UInt32(unsafe keys[at])
        repeats = next == last ? repeats &+ 1 : 1
        longest = repeats > longest ? repeats : longest
        last = next
      }
    }
    scalar = last
  }

  /// Whether three of the first bytes in a row are the same.
  @inline(__always)
  private static func holdsTriple(_ bytes: UInt64, _ length: Int) -> Bool {
    guard length > 2 else { return false }
    let differs = (bytes ^ bytes >> 8) | (bytes >> 8 ^ bytes >> 16)
    let zeros = (differs &- 0x0101_0101_0101_0101) & ~differs & 0x8080_8080_8080_8080
    // A zero lane may make the lane above it look like one: that costs a closer look, no more.
    return zeros & ((1 << UInt64((length &- 2) &* 8)) &- 1) != 0
  }

  /// How many of the first of eight bytes are a to z.
  @inline(__always)
  private static func smallLetters(_ bytes: UInt64) -> Int {
    // Each lane's high bit: below a, above z, or no ASCII. No lane carries into the next.
    let low = bytes & 0x7F7F_7F7F_7F7F_7F7F
    let notBelow = low &+ 0x1F1F_1F1F_1F1F_1F1F
    let above = low &+ 0x0505_0505_0505_0505
    let other = (~notBelow | above | bytes) & 0x8080_8080_8080_8080
    return other.trailingZeroBitCount >> 3
  }

  private static let latin =
    FoldTable.Kind.letter << FoldTable.kindShift
    | UInt32(Script.latin.rawValue) << FoldTable.scriptShift

  /// What of an entry is not the letter itself.
  static let mask = ~(FoldTable.targetMask | FoldTable.isDotted)
}

/// How many letters of each script a text has.
struct LetterCounts: Sendable {
  private var counts = InlineArray<8, Int>(repeating: 0)

  mutating func add(_ letters: Int, of script: Script) { counts[Int(script.rawValue)] += letters }

  func count(_ script: Script) -> Int { counts[Int(script.rawValue)] }

  var mainScript: Script {
    var best = 0
    for script in 1..<8 where counts[script] > counts[best] { best = script }
    return Script(rawValue: UInt8(best)) ?? .none
  }
}
