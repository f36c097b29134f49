internal import Fetch
internal import Foundation

/// The parts of an http or https address that the configuration judges. Nothing is resolved.
struct WebAddress {
  enum Flaw: Error, Equatable {
    case scheme
    case host
    case password
    case characters
    case port

    var words: String {
      switch self {
      case .scheme: "it does not begin with http:// or https://"
      case .host: "it names no host"
      case .password: "it holds a user name or password"
      case .characters: "it holds blanks, control characters or a backslash"
      case .port: "its port is no number from 1 to 65535"
      }
    }
  }

  var scheme: String
  var host: String

  init(_ text: String, schemes: Set<String> = ["http", "https"]) throws(Flaw) {
    guard let end = text.range(of: "://") else { throw .scheme }
    scheme = text[..<end.lowerBound].lowercased()
    guard schemes.contains(scheme) else { throw .scheme }
    guard
      text.unicodeScalars.allSatisfy({
        !$0.properties.isWhitespace && $0.value > 0x20 && $0.value != 0x7F && $0 != "\\"
          && $0.properties.generalCategory != .control && $0.properties.generalCategory != .format
      })
    else { throw .characters }
    let authority = text[end.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard !authority.contains("@") else { throw .password }
    var name = authority
    var port: Substring?
    if authority.hasPrefix("["), let close = authority.firstIndex(of: "]") {
      name = authority[authority.index(after: authority.startIndex)..<close]
      let rest = authority[authority.index(after: close)...]
      guard rest.isEmpty || rest.hasPrefix(":") else { throw .host }
      port = rest.isEmpty ? nil : rest.dropFirst()
    } else if let colon = authority.lastIndex(of: ":") {
      name = authority[..<colon]
      port = authority[authority.index(after: colon)...]
    }
    guard !name.isEmpty else { throw .host }
    if let port {
      guard let number = UInt16(port), number > 0 else { throw .port }
    }
    host = name.lowercased()
  }

  /// The address that a literal host is (`127.0.0.1`, `::1`; `localhost` too), or nil for a name.
  var literal: AddressBlock? {
    if host == "localhost" || host.hasSuffix(".localhost") { return Addresses.block("127.0.0.1") }
    return Addresses.block(host)
  }
}

/// Networks in CIDR notation.
enum Addresses {
  /// `10.0.0.0/8`, `fd00::/8` or a single address, which is a network of one.
  static func block(_ text: String) -> AddressBlock? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let bytes = address(String(parts[0])) else { return nil }
    guard parts.count == 2 else {
      return AddressBlock(bytes: bytes, prefixLength: bytes.count * 8)
    }
    guard let length = Int(parts[1]), (0...bytes.count * 8).contains(length) else { return nil }
    return AddressBlock(bytes: bytes, prefixLength: length)
  }

  private static func address(_ text: String) -> [UInt8]? {
    var four = in_addr()
    if inet_pton(AF_INET, text, &four) == 1 { return withUnsafeBytes(of: four) { Array($0) } }
    var six = in6_addr()
    if inet_pton(AF_INET6, text, &six) == 1 { return withUnsafeBytes(of: six) { Array($0) } }
    return nil
  }

  static func contains(_ block: AddressBlock, _ address: AddressBlock) -> Bool {
    guard block.bytes.count == address.bytes.count else { return false }
    for bit in 0..<block.prefixLength {
      let mask: UInt8 = 0x80 >> UInt8(bit & 7)
      if block.bytes[bit >> 3] & mask != address.bytes[bit >> 3] & mask { return false }
    }
    return true
  }

  /// Loopback, private, link-local and the like: what is refused at connect time unless allowed.
  /// Only for hints; the guard itself lives in Fetch.
  static func isPrivate(_ address: AddressBlock) -> Bool {
    privateBlocks.contains { contains($0, address) }
  }

  private static let privateBlocks: [AddressBlock] = [
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
    "192.168.0.0/16", "::/128", "::1/128", "fc00::/7", "fe80::/10",
  ].compactMap(block)
}

extension Addresses {
  /// As it would be written in `allow_private`.
  static func text(_ block: AddressBlock) -> String {
    if block.bytes.count == 4 {
      return block.bytes.map(String.init).joined(separator: ".") + "/\(block.prefixLength)"
    }
    let groups = stride(from: 0, to: block.bytes.count - 1, by: 2).map {
      String(Int(block.bytes[$0]) << 8 | Int(block.bytes[$0 + 1]), radix: 16)
    }
    return groups.joined(separator: ":") + "/\(block.prefixLength)"
  }
}
