/// How far bytes are UTF-8 (Unicode 15, table 3-7).
struct UTF8Census {
  /// Well-formed sequences of two to four bytes.
  private(set) var multibyte = 0
  /// Maximal ill-formed parts, each of which becomes one U+FFFD.
  private(set) var errors = 0
  /// Bytes from 80 hex on.
  private(set) var high = 0
  /// Whether ESC is among them: ISO-2022 encodings are ASCII to look at.
  private(set) var hasEscapes = false

  init(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { count($0) }
    hasEscapes = bytes.place(of: 0x1B, from: 0, to: bytes.count) < bytes.count
  }

  /// Every read of `bytes` is below its count: words begin at most eight bytes before it.
  private mutating func count(_ bytes: UnsafeBufferPointer<UInt8>) {
    var at = 0
    let end = bytes.count
    let raw = UnsafeRawBufferPointer(bytes)
    while at < end {
      while at + 8 <= end {
        let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        guard let step = takeWord(word) else { break }
        at += step
      }
      guard at < end else { return }
      at += takeSequence(bytes, at)
    }
  }

  /// Counts eight bytes at once when they are ASCII and sequences of two bytes (Arabic, Cyrillic,
  /// Hebrew, Greek); gives how many bytes are done, a sequence at the end may wait for its second.
  @inline(__always)
  private mutating func takeWord(_ word: UInt64) -> Int? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops = word >> 7 & ones
    if tops == 0 { return 8 }
    let seconds = word >> 6 & ones
    let thirds = word >> 5 & ones
    var leads = tops & seconds
    // E0–FF begin longer sequences, C0 and C1 none.
    guard leads & thirds == 0 else { return nil }
    let lows = (word >> 1 | word >> 2 | word >> 3 | word >> 4) & ones
    guard leads & ~lows == 0 else { return nil }
    // Every trail follows a lead and the other way round.
    let trails = tops & ~seconds
    guard leads << 8 == trails else { return nil }
    var step = 8
    if leads >> 56 != 0 {
      leads &= ones >> 8
      step = 7
    }
    multibyte += leads.nonzeroBitCount
    high += leads.nonzeroBitCount * 2
    return step
  }

  private mutating func takeSequence(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    if bytes[at] < 0x80 { return 1 }
    let length = UTF8Repair.length(bytes, at)
    if length > 0 {
      multibyte += 1
      high += length
      return length
    }
    errors += 1
    high += -length
    return -length
  }

  var isMostlyUTF8: Bool { multibyte >= 8 && errors * 12 <= multibyte }
}

enum UTF8Repair {
  /// The length of the well-formed sequence at a place; for an ill-formed one, the negative length
  /// of its maximal part.
  @inline(__always)
  static func length(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    let first = bytes[at]
    if first < 0x80 { return 1 }
    if first < 0xC2 || first > 0xF4 { return -1 }
    guard at + 1 < bytes.count else { return -1 }
    let second = bytes[at + 1]
    if first < 0xE0 { return second & 0xC0 == 0x80 ? 2 : -1 }
    let low: UInt8 = first == 0xE0 ? 0xA0 : (first == 0xF0 ? 0x90 : 0x80)
    let high: UInt8 = first == 0xED ? 0x9F : (first == 0xF4 ? 0x8F : 0xBF)
    guard second >= low, second <= high else { return -1 }
    guard at + 2 < bytes.count, bytes[at + 2] & 0xC0 == 0x80 else { return -2 }
    if first < 0xF0 { return 3 }
    guard at + 3 < bytes.count, bytes[at + 3] & 0xC0 == 0x80 else { return -3 }
    return 4
  }

  /// The bytes with each ill-formed part as U+FFFD; a lone windows-1252 punctuation mark, the
  /// commonest accident in a UTF-8 page, as that mark.
  static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBufferPointer { repaired($0) }
  }

  private static func repaired(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + 64)
    var at = 0
    var run = 0
    while at < bytes.count {
      let length = length(bytes, at)
      if length > 0 {
        at += length
        continue
      }
      text.append(contentsOf: bytes[run..<at])
      let byte = bytes[at]
      if length == -1, byte >= 0x80, byte < 0xA0,
        let scalar = Unicode.Scalar(UInt32(Windows1252.high[Int(byte) - 0x80])), scalar.value > 0xFF
      {
        text.append(scalar: scalar)
      } else {
        text.append(scalar: "\u{FFFD}")
      }
      at += -length
      run = at
    }
    text.append(contentsOf: bytes[run...])
    return text
  }
}
