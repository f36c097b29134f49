/// The first 16 bytes of a key, the rest zero.
struct KeyHead: Equatable, Sendable {
  static let length = 16

  var first: UInt64
  var second: UInt64

  @inline(__always)
  static func == (left: KeyHead, right: KeyHead) -> Bool {
    (left.first ^ right.first) | (left.second ^ right.second) == 0
  }
}

/// Folded keys in one buffer, hashed by ranges: the first 16 bytes without any branch, then eight bytes
/// at a step.
///
/// The hash is the same in every run and not for keys that an attacker chooses to collide: tables
/// built from the configuration use it, and a look-up compares bytes anyway.
struct ByteKeys {
  let bytes: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  @inline(__always)
  func hash(_ range: Range<Int>) -> UInt64 { hash(range, head(range)) }

  @inline(__always)
  func hash(_ range: Range<Int>, _ head: KeyHead) -> UInt64 {
    let length = range.upperBound &- range.lowerBound
    let first = (head.first ^ UInt64(truncatingIfNeeded: length)) &* 0x9E37_79B9_7F4A_7C15
    let second = head.second &* 0xC2B2_AE3D_27D4_EB4F
    let state = Self.mix(first ^ first >> 29 ^ second ^ second >> 32)
    return length <= KeyHead.length ? state : hash(range, from: state)
  }

  private func hash(_ range: Range<Int>, from start: UInt64) -> UInt64 {
    var state = start
    var at = range.lowerBound &+ KeyHead.length
    while at < range.upperBound {
      state = Self.mix(state ^ word(at, range.upperBound &- at))
      at &+= 8
    }
    return state
  }

  @inline(__always)
  func head(_ range: Range<Int>) -> KeyHead {
    let length = range.upperBound &- range.lowerBound
    if range.lowerBound &+ KeyHead.length <= bytes.count {
      return KeyHead(
        first: load(range.lowerBound) & Self.mask(length),
        second: load(range.lowerBound &+ 8) & Self.mask(length &- 8))
    }
    return KeyHead(
      first: word(range.lowerBound, length),
      second: length <= 8 ? 0 : word(range.lowerBound &+ 8, length &- 8))
  }

  /// Whether keys whose heads are the same go on with the same bytes.
  func agree(from start: Int, with other: ByteKeys, _ range: Range<Int>) -> Bool {
    for offset in KeyHead.length..<range.count
    where bytes[start &+ offset] != other.bytes[range.lowerBound &+ offset] {
      return false
    }
    return true
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value &* 0xD6E8_FEB8_6659_FD93
    return product ^ product >> 32
  }

  /// As many low bytes, none to eight.
  @inline(__always)
  private static func mask(_ bytes: Int) -> UInt64 {
    let count = UInt64(truncatingIfNeeded: min(max(bytes, 0), 8))
    return .max >> (64 &- count &* 8)
  }

  @inline(__always)
  private func load(_ at: Int) -> UInt64 {
    UInt64(
      littleEndian: UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped)
        .loadUnaligned(fromByteOffset: at, as: UInt64.self))
  }

  /// Up to eight bytes, the rest zero.
  @inline(__always)
  private func word(_ at: Int, _ left: Int) -> UInt64 {
    if at &+ 8 <= bytes.count { return load(at) & Self.mask(left) }
    var value: UInt64 = 0
    for offset in 0..<min(left, 8) {
      value |= UInt64(bytes[at &+ offset]) << UInt64(offset &* 8)
    }
    return value
  }
}
