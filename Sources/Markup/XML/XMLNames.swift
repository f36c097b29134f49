/// The names of one XML document, with those met lately at hand.
struct XMLNames {
  /// A name that the source wrote: where it stood last, and its number.
  private struct Recent {
    var hash: UInt32 = 0
    var start: Int32 = 0
    var length: Int32 = -1
    var number: Int32 = -1
  }

  /// As many as the six bits that pick one.
  private var recent = [Recent](repeating: Recent(), count: 64)
  var table = NameTable()
  /// By a name's number: whether it is `xmlns` or begins with `xmlns:`.
  private var declaring: [Bool] = []

  /// The number of the name that stands from `start` to `end`, with the hash of its bytes.
  @inline(__always)
  mutating func number(_ source: ByteView, _ start: Int, _ end: Int, _ hash: UInt32) -> NameID {
    let slot = Int((hash ^ hash >> 16) & 63)
    let found = recent[slot]
    if found.hash == hash, Int(found.length) == end - start,
      source.isSame(Int(found.start), start, count: end - start)
    {
      return NameID(rawValue: found.number)
    }
    return intern(source, start, end, hash, slot)
  }

  private mutating func intern(
    _ source: ByteView, _ start: Int, _ end: Int, _ hash: UInt32, _ slot: Int
  ) -> NameID {
    let bytes = source.array(start, end)
    let name = table.intern(bytes[...], hash: hash)
    recent[slot] = Recent(
      hash: hash, start: Int32(start), length: Int32(end - start), number: name.rawValue)
    return name
  }

  /// Whether an attribute of that name declares a namespace.
  @inline(__always)
  mutating func declaresNamespace(_ name: NameID) -> Bool {
    while declaring.count < table.count {
      let bytes = table.bytes(NameID(rawValue: Int32(declaring.count)))
      declaring.append(
        bytes.starts(with: "xmlns".utf8)
          && (bytes.count == 5 || bytes[bytes.startIndex + 5] == UInt8(ascii: ":")))
    }
    return declaring[Int(name.rawValue)]
  }

  func isSameFolded(_ one: NameID, _ other: NameID) -> Bool {
    let left = table.bytes(one)
    let right = table.bytes(other)
    return left.count == right.count
      && zip(left, right).allSatisfy { $0.asciiLowercased == $1.asciiLowercased }
  }
}
