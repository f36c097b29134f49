/// Which addresses may be connected to: public unicast, and what the configuration allows besides.
///
/// It judges bytes, never text: whatever a host name was spelled like, what counts is where the
/// socket would go. The list follows the IANA special-purpose registries (RFC 6890).
package enum AddressGuard {
  /// 4 or 16 bytes in network order.
  package static func allows(_ address: [UInt8], allowPrivate: [AddressBlock]) -> Bool {
    if allowPrivate.contains(where: { $0.contains(address) }) { return true }
    switch address.count {
    case 4: return !refused4.contains { $0.contains(address) }
    case 16:
      if mapped.contains(address) {
        return allows(Array(address[12...]), allowPrivate: allowPrivate)
      }
      return !refused6.contains { $0.contains(address) }
    default: return false
    }
  }

  private static let mapped = AddressBlock(
    bytes: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0], prefixLength: 96)

  private static let refused4: [AddressBlock] = blocks(
    """
    0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24
    192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24
    224.0.0.0/4 240.0.0.0/4
    """)

  private static let refused6: [AddressBlock] = blocks(
    """
    ::/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 3fff::/20
    5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8
    """)

  private static func blocks(_ text: String) -> [AddressBlock] {
    text.split { $0 == " " || $0 == "\n" }.compactMap { AddressBlock(String($0)) }
  }
}
