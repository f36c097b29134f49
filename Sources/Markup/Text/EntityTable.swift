/// The named character references, looked up by a hash of the name.
struct EntityTable: Sendable {
  /// One or two scalars.
  struct Value: Sendable {
    let first: UInt32
    let second: UInt32

    func append(to bytes: inout [UInt8]) {
      if let scalar = Unicode.Scalar(first) { bytes.append(scalar: scalar) }
      if second != 0, let scalar = Unicode.Scalar(second) { bytes.append(scalar: scalar) }
    }
  }

  static let shared = EntityTable(EntityList.text)

  private var values: [UInt64: Value] = [:]
  /// Those that are read without a semicolon, none longer than six letters.
  private var legacy: [UInt64: Value] = [:]

  init(_ list: String) {
    values.reserveCapacity(2200)
    for row in list.utf8.split(whereSeparator: { $0 <= 0x20 }) {
      let isLegacy = row.first == UInt8(ascii: "*")
      let parts = row.dropFirst(isLegacy ? 1 : 0).split(separator: UInt8(ascii: "="))
      guard parts.count == 2 else { continue }
      let codes = parts[1].split(separator: UInt8(ascii: "+")).map {
        UInt32(String(decoding: $0, as: UTF8.self), radix: 16) ?? 0
      }
      let key = Self.key(parts[0])
      let value = Value(first: codes.first ?? 0, second: codes.count > 1 ? codes[1] : 0)
      values[key] = value
      if isLegacy { legacy[key] = value }
    }
  }

  var count: Int { values.count }

  /// The value of the name that stands from `start` to `end`.
  func value(_ bytes: ByteView, _ start: Int, _ end: Int) -> Value? {
    var key = Self.seed
    for index in start..<end { key = Self.step(key, bytes[index]) }
    return values[key]
  }

  /// The longest legacy name at the beginning of a run of letters, and its length.
  func legacyPrefix(_ bytes: ByteView, _ start: Int, _ end: Int) -> (value: Value, length: Int)? {
    var found: (value: Value, length: Int)?
    var key = Self.seed
    for index in start..<min(end, start + 6) {
      key = Self.step(key, bytes[index])
      if index > start, let value = legacy[key] { found = (value, index - start + 1) }
    }
    return found
  }

  private static func key(_ name: some Sequence<UInt8>) -> UInt64 { name.reduce(seed, step) }

  private static let seed: UInt64 = 14_695_981_039_346_656_037

  private static func step(_ key: UInt64, _ byte: UInt8) -> UInt64 {
    (key ^ UInt64(byte)) &* 1_099_511_628_211
  }
}
