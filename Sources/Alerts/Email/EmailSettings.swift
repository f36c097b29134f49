package import Fetch

/// Mail to people through a relay, as the configuration says it.
package struct EmailSettings: Equatable, Sendable {
  package var from: String
  package var to: [String]
  /// `smtp://host:port` or `smtps://host:port`
  package var relay: String
  package var encryption: MailRequest.Encryption
  package var user: String?
  package var password: SecretReference?

  package static let usualRelay = "smtp://127.0.0.1:25"
  package static let mostRecipients = 100

  package init(from: String, to: [String], relay: String, encryption: MailRequest.Encryption) {
    self.from = from
    self.to = to
    self.relay = relay
    self.encryption = encryption
  }

  /// Whether it is a mailbox as relays without extensions take it (RFC 5321 §4.1.2): a name of dots
  /// and signs, `@`, and a domain of letters, digits and hyphens.
  package static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, text.utf8.count <= 254, parts[0].utf8.count <= 64 else { return false }
    let name = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let domain = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    return name.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isAtomic) }
      && domain.allSatisfy { label in
        (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
          && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
      }
  }

  private static func isAtomic(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}
