internal import Glibc

/// IP addresses in their standard spellings: dotted decimal and RFC 4291 §2.2. Nothing else is
/// read: no octal, no hexadecimal, no short forms, no zone.
package enum AddressText {
  /// 4 or 16 bytes in network order, or nil.
  package static func bytes(_ text: some StringProtocol) -> [UInt8]? {
    let utf8 = Array(text.utf8)
    guard utf8.count <= 45 else { return nil }
    return utf8.contains(0x3A) ? version6(utf8) : version4(utf8[...])
  }

  /// Of a socket's address; nil for one that is neither IPv4 nor IPv6.
  static func bytes(of address: UnsafePointer<sockaddr>) -> [UInt8]? {
    switch Int32(address.pointee.sa_family) {
    case AF_INET:
      UnsafeRawPointer(address).withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        withUnsafeBytes(of: $0.pointee.sin_addr) { Array($0) }
      }
    case AF_INET6:
      UnsafeRawPointer(address).withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
        withUnsafeBytes(of: $0.pointee.sin6_addr) { Array($0) }
      }
    default: nil
    }
  }

  /// RFC 5952 where nothing is compressed twice; dotted decimal for 4 bytes.
  package static func text(_ bytes: [UInt8]) -> String {
    guard bytes.count == 16 else { return bytes.map(String.init).joined(separator: ".") }
    let groups = stride(from: 0, to: 16, by: 2).map {
      UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
    }
    var best = 0..<0
    var start = 0
    for index in 0...8 where index == 8 || groups[index] != 0 {
      if index - start > max(best.count, 1) { best = start..<index }
      start = index + 1
    }
    let words = groups.map { String($0, radix: 16) }
    guard !best.isEmpty else { return words.joined(separator: ":") }
    return words[..<best.lowerBound].joined(separator: ":") + "::"
      + words[best.upperBound...].joined(separator: ":")
  }

  private static func version4(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let parts = text.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bytes: [UInt8] = []
    for part in parts {
      guard (1...3).contains(part.count), part.count == 1 || part.first != 0x30 else { return nil }
      var value = 0
      for digit in part {
        guard digit >= 0x30, digit <= 0x39 else { return nil }
        value = value * 10 + Int(digit - 0x30)
      }
      guard let byte = UInt8(exactly: value) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }

  private static func version6(_ text: [UInt8]) -> [UInt8]? {
    var head: [UInt8] = []
    var tail: [UInt8] = []
    var isCompressed = false
    let parts = text.split(separator: 0x3A, omittingEmptySubsequences: false)
    guard parts.count >= 3, parts.count <= 9 else { return nil }
    var index = 0
    while index < parts.count {
      let part = parts[index]
      var bytes: [UInt8]
      if part.isEmpty {
        // "::" gives one empty part in the middle, two at either end.
        let isEdge = index == 0 || index == parts.count - 1
        if isEdge {
          let neighbour = index == 0 ? 1 : index - 1
          guard parts[neighbour].isEmpty else { return nil }
          index += 1
          continue
        }
        guard !isCompressed else { return nil }
        isCompressed = true
        index += 1
        continue
      } else if index == parts.count - 1, part.contains(0x2E) {
        guard let inner = version4(part) else { return nil }
        bytes = inner
      } else {
        guard part.count <= 4, let value = UInt16(String(decoding: part, as: UTF8.self), radix: 16),
          part.first != 0x2B
        else { return nil }
        bytes = [UInt8(value >> 8), UInt8(value & 0xFF)]
      }
      if isCompressed { tail += bytes } else { head += bytes }
      index += 1
    }
    let count = head.count + tail.count
    if isCompressed {
      guard count <= 14 else { return nil }
      return head + [UInt8](repeating: 0, count: 16 - count) + tail
    }
    return count == 16 ? head : nil
  }
}

extension AddressBlock {
  /// Reads `10.0.0.0/8`, `fd00::/8` or a single address. Nil for anything else, also for a
  /// prefix that is too long. Bits after the prefix are cleared: 10.1.2.3/8 is 10.0.0.0/8.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), var bytes = AddressText.bytes(parts[0]) else { return nil }
    var length = bytes.count * 8
    if parts.count == 2 {
      guard (1...3).contains(parts[1].utf8.count),
        parts[1].utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
        let given = Int(parts[1]), given <= length
      else { return nil }
      length = given
    }
    for index in bytes.indices {
      let kept = min(8, max(0, length - index * 8))
      bytes[index] &= UInt8(truncatingIfNeeded: 0xFF00 >> kept)
    }
    self.init(bytes: bytes, prefixLength: length)
  }

  /// The block in CIDR notation.
  package var text: String { "\(AddressText.text(bytes))/\(prefixLength)" }

  /// Whether an address in network order lies within; families never mix.
  package func contains(_ address: [UInt8]) -> Bool {
    guard address.count == bytes.count else { return false }
    let whole = prefixLength / 8
    for index in 0..<whole where address[index] != bytes[index] { return false }
    let rest = prefixLength % 8
    guard rest > 0 else { return true }
    return (address[whole] ^ bytes[whole]) >> UInt8(8 - rest) == 0
  }
}
