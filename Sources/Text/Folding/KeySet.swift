/// A set of folded keys of up to 16 bytes that is asked with ranges of a larger buffer, without
/// allocating.
struct KeySet: Sendable {
  static let longest = 16

  /// A key's bytes, the rest zero; no key is empty.
  private struct Slot: Equatable {
    var head: UInt64
    var tail: UInt64

    static let free = Slot(head: 0, tail: 0)

    init(head: UInt64, tail: UInt64) {
      self.head = head
      self.tail = tail
    }

    init(_ buffer: Span<UInt8>, _ key: Range<Int>) {
      let length = key.count
      head = Self.word(buffer, key.lowerBound, min(length, 8))
      tail = length > 8 ? Self.word(buffer, key.lowerBound + 8, length - 8) : 0
    }

    var hash: Int {
      let product = (head ^ tail &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
      return Int(truncatingIfNeeded: product >> 32)
    }

    private static func word(_ buffer: Span<UInt8>, _ at: Int, _ length: Int) -> UInt64 {
      if at + 8 <= buffer.count {
        // The range was just compared.
        let word = unsafe buffer.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
        return word.littleEndian & (length == 8 ? .max : (1 << UInt64(length * 8)) - 1)
      }
      var word: UInt64 = 0
      for offset in 0..<length { word |= UInt64(buffer[at + offset]) << UInt64(offset * 8) }
      return word
    }
  }

  private let slots: [Slot]

  /// Keys that are longer are left out.
  init(_ keys: Set<[UInt8]>) {
    var size = 16
    while size < keys.count * 3 { size *= 2 }
    var slots = [Slot](repeating: .free, count: size)
    for key in keys where key.count <= Self.longest {
      let entry = Slot(key.span, key.indices)
      var slot = entry.hash & (size - 1)
      while slots[slot] != .free { slot = (slot + 1) & (size - 1) }
      slots[slot] = entry
    }
    self.slots = slots
  }

  func contains(_ buffer: Span<UInt8>, _ key: Range<Int>) -> Bool {
    guard !key.isEmpty, key.count <= Self.longest else { return false }
    let entry = Slot(buffer, key)
    var slot = entry.hash & (slots.count - 1)
    while slots[slot] != .free {
      if slots[slot] == entry { return true }
      slot = (slot + 1) & (slots.count - 1)
    }
    return false
  }
}
