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

  func value(_ name: ArraySlice<UInt8>) -> Value? { values[Self.key(name)] }

  /// The longest legacy name at the beginning of a run of letters, and its length.
  func legacyPrefix(_ run: ArraySlice<UInt8>) -> (value: Value, length: Int)? {
    var length = min(run.count, 6)
    while length >= 2 {
      if let value = legacy[Self.key(run.prefix(length))] { return (value, length) }
      length -= 1
    }
    return nil
  }

  private static func key(_ name: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 14_695_981_039_346_656_037
    for byte in name { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
    return hash
  }
}
