/// A network in CIDR notation: `10.0.0.0/8`, `fd00::/8`, or a single address.
package struct AddressBlock: Hashable, Sendable {
  /// Network order, 4 or 16 bytes.
  package var bytes: [UInt8]
  package var prefixLength: Int

  package init(bytes: [UInt8], prefixLength: Int) {
    self.bytes = bytes
    self.prefixLength = prefixLength
  }
}
