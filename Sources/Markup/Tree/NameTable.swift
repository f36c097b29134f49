/// The number of an element's or attribute's name in its tree. Names that HTML knows have the same
/// number in every HTML tree.
@frozen package struct NameID: Hashable, Sendable {
  package let rawValue: Int32

  @inlinable package init(rawValue: Int32) { self.rawValue = rawValue }
}

/// Names, each stored once: lower case in HTML, as written with prefix and namespace in XML.
struct NameTable: Sendable {
  private struct Entry {
    let start: Int32
    let length: Int32
    let hash: UInt32
    /// Number of the namespace URI in the tree, or −1.
    let namespace: Int32
  }

  private var pool: [UInt8] = []
  private var entries: [Entry] = []
  /// Open addressing, a power of two long; −1 is free.
  private var slots: [Int32] = Array(repeating: -1, count: 512)

  var count: Int { entries.count }

  static func hash(_ bytes: ArraySlice<UInt8>, seed: Int32 = -1) -> UInt32 {
    var hash = hashSeed(seed)
    for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return hash
  }

  static func hashSeed(_ namespace: Int32) -> UInt32 {
    2_166_136_261 ^ (UInt32(bitPattern: namespace &+ 1) &* 2_654_435_761)
  }

  @discardableResult
  mutating func intern(_ name: String) -> NameID {
    let bytes = Array(name.utf8)
    return intern(bytes[...], hash: Self.hash(bytes[...]))
  }

  /// The number of a name whose hash the scanner has already made.
  mutating func intern(_ bytes: ArraySlice<UInt8>, hash: UInt32, namespace: Int32 = -1) -> NameID {
    let mask = slots.count - 1
    var slot = Int(mix(hash)) & mask
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if isEntry(index, bytes, hash, namespace) { return NameID(rawValue: Int32(index)) }
      slot = (slot + 1) & mask
    }
    let index = entries.count
    entries.append(
      Entry(
        start: Int32(pool.count), length: Int32(bytes.count), hash: hash, namespace: namespace))
    pool.append(contentsOf: bytes)
    slots[slot] = Int32(index)
    if entries.count * 2 > slots.count { grow() }
    return NameID(rawValue: Int32(index))
  }

  /// The number of a name that is already known, or nil.
  func find(_ name: String, namespace: Int32 = -1) -> NameID? {
    let bytes = Array(name.utf8)
    let hash = Self.hash(bytes[...], seed: namespace)
    let mask = slots.count - 1
    var slot = Int(mix(hash)) & mask
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if isEntry(index, bytes[...], hash, namespace) { return NameID(rawValue: Int32(index)) }
      slot = (slot + 1) & mask
    }
    return nil
  }

  func bytes(_ id: NameID) -> ArraySlice<UInt8> {
    let entry = entries[Int(id.rawValue)]
    return pool[Int(entry.start)..<Int(entry.start + entry.length)]
  }

  func string(_ id: NameID) -> String { String(decoding: bytes(id), as: UTF8.self) }

  func namespace(_ id: NameID) -> Int32 { entries[Int(id.rawValue)].namespace }

  private func mix(_ hash: UInt32) -> UInt32 { hash ^ (hash >> 15) }

  private func isEntry(
    _ index: Int, _ bytes: ArraySlice<UInt8>, _ hash: UInt32, _ namespace: Int32
  ) -> Bool {
    let entry = entries[index]
    guard entry.hash == hash, entry.namespace == namespace, Int(entry.length) == bytes.count else {
      return false
    }
    var at = Int(entry.start)
    for byte in bytes {
      if pool[at] != byte { return false }
      at += 1
    }
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 4)
    let mask = slots.count - 1
    for index in entries.indices {
      var slot = Int(mix(entries[index].hash)) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(index)
    }
  }
}
