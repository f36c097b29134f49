/// A receiver's secrets as they were read. Nothing here shows one; `redacted` keeps what receivers
/// and proxies repeat from being shown.
package struct RevealedSecrets: Sendable {
  private let values: [SecretReference: String]

  /// What is replaced, the longest first.
  private let hidden: [String]

  package init(_ values: [SecretReference: String]) {
    self.values = values
    hidden = Set(values.values.flatMap(Self.parts)).sorted {
      ($0.utf8.count, $0) > ($1.utf8.count, $1)
    }
  }

  /// Empty for what is none of the receiver's.
  package subscript(_ reference: SecretReference) -> String { values[reference] ?? "" }

  /// A plain text as it stands.
  package subscript(_ text: PlainOrSecret) -> String {
    switch text {
    case .plain(let text): text
    case .secret(let reference): self[reference]
    }
  }

  /// A text without any secret: whole ones, and the parts of addresses and tokens that are long
  /// enough to be keys, become `…`.
  package func redacted(_ text: String) -> String {
    hidden.reduce(text) { $0.contains($1) ? $0.replacing($1, with: "…") : $0 }
  }

  func redacted(_ bytes: [UInt8]) -> [UInt8] {
    hidden.isEmpty ? bytes : Array(redacted(String(decoding: bytes, as: UTF8.self)).utf8)
  }

  private static let shortestSecret = 4
  private static let shortestPart = 8

  private static func parts(of secret: String) -> [String] {
    var rest = Substring(secret)
    // The host of an address is no secret, and an error that hides it helps nobody.
    if let scheme = secret.firstRange(of: "://") {
      let authority = secret[scheme.upperBound...]
      rest = authority.drop { $0 != "/" && $0 != "?" }
    }
    let parts = rest.split {
      !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_"))
    }.filter { part in
      part.utf8.count >= shortestPart && part.contains { $0.isNumber || $0.isUppercase }
    }
    let whole = rest.count >= shortestPart ? [String(rest)] : []
    return whole + (secret.utf8.count >= shortestSecret ? [secret] : []) + parts.map(String.init)
  }
}

/// What may stand in the configuration, or be kept out of it.
package enum PlainOrSecret: Equatable, Sendable {
  case plain(String)
  case secret(SecretReference)

  package var reference: SecretReference? {
    guard case .secret(let reference) = self else { return nil }
    return reference
  }

  /// Empty for a secret.
  package var plain: String {
    guard case .plain(let text) = self else { return "" }
    return text
  }
}

extension SecretFlaw {
  /// nil for an http or https address.
  package init?(_ reference: SecretReference, unlessAddress text: String, like example: String) {
    let rest = AlertEvent.web(text).map { $0.drop { $0 != "/" }.dropFirst(2) }
    let host = rest?.prefix { $0 != "/" && $0 != "?" && $0 != "#" } ?? ""
    let isOneWord = text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value < 0x7F }
    guard host.isEmpty || !isOneWord else { return nil }
    self.init(reference, found: "no web address", expected: example)
  }
}

extension SecretReference: CustomStringConvertible {
  /// Where it is kept, for messages.
  package var description: String {
    switch self {
    case .file(let path, _): "the secret file \(path)"
    case .credential(let name, _): "the credential \(name)"
    }
  }
}
