package import Fetch
internal import Foundation

/// A signing secret of a webhook. Its value is shown nowhere.
package struct WebhookSecret: Equatable, Sendable, CustomStringConvertible {
  /// Why a text is no secret. The text itself is not told.
  package enum Fault: Error, Equatable, Sendable, CustomStringConvertible {
    case empty
    case notBase64
    case length(bytes: Int)

    package var description: String {
      switch self {
      case .empty: "the secret is empty"
      case .notBase64: "the secret begins with whsec_ but what follows is no base64"
      case .length(let bytes):
        "the secret has \(bytes) bytes; Standard Webhooks wants 24 to 64 (openssl rand -base64 32)"
      }
    }
  }

  let bytes: [UInt8]

  /// `whsec_` and the base64 of 24 to 64 bytes, or any other text, whose UTF-8 bytes are the key.
  package init(_ text: String) throws(Fault) {
    let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !text.isEmpty else { throw .empty }
    guard text.hasPrefix("whsec_") else {
      bytes = Array(text.utf8)
      return
    }
    var encoded = String(text.dropFirst(6))
    while encoded.utf8.count % 4 != 0 { encoded += "=" }
    guard let data = Data(base64Encoded: encoded) else { throw .notBase64 }
    guard (24...64).contains(data.count) else { throw .length(bytes: data.count) }
    bytes = [UInt8](data)
  }

  package var description: String { "WebhookSecret" }
}

/// Signatures of webhooks (Standard Webhooks 1.0.0, symmetric scheme `v1`).
package enum StandardWebhooks {
  /// The three headers of one attempt. Each live secret signs, so that a receiver may hold either
  /// while they are rotated.
  ///
  /// - Parameter timestamp: Unix seconds of this attempt.
  package static func headers(
    id: String, timestamp: Int, body: [UInt8], secrets: [WebhookSecret]
  ) -> [HTTPHeader] {
    var headers = [
      HTTPHeader("webhook-id", id), HTTPHeader("webhook-timestamp", String(timestamp)),
    ]
    if !secrets.isEmpty {
      let signatures = secrets.map { sign(id: id, timestamp: timestamp, body: body, secret: $0) }
      headers.append(HTTPHeader("webhook-signature", signatures.joined(separator: " ")))
    }
    return headers
  }

  /// `v1,` and the base64 of the HMAC-SHA-256 over `id.timestamp.body`.
  package static func sign(
    id: String, timestamp: Int, body: [UInt8], secret: WebhookSecret
  ) -> String {
    "v1,"
      + Data(code(id: id, timestamp: timestamp, body: body, secret: secret)).base64EncodedString()
  }

  /// Whether one of the signatures is that of one of the secrets, and the time is within the
  /// tolerance.
  ///
  /// - Parameter now: Unix seconds.
  package static func verify(
    id: String, timestamp: String, signatures: String, body: [UInt8], secrets: [WebhookSecret],
    now: Int, toleranceSeconds: Int = 300
  ) -> Bool {
    guard let moment = Int(timestamp), moment > 0, now > 0, abs(now - moment) <= toleranceSeconds
    else { return false }
    let given = signatures.split(separator: " ").compactMap { signature -> [UInt8]? in
      guard signature.hasPrefix("v1,") else { return nil }
      return Data(base64Encoded: String(signature.dropFirst(3))).map { [UInt8]($0) }
    }
    var isGood = false
    for secret in secrets {
      let expected = code(id: id, timestamp: moment, body: body, secret: secret)
      for signature in given where Digest.isEqual(signature, expected) { isGood = true }
    }
    return isGood
  }

  private static func code(
    id: String, timestamp: Int, body: [UInt8], secret: WebhookSecret
  ) -> [UInt8] {
    var message = Array("\(id).\(timestamp).".utf8)
    message += body
    return Digest.hmacSHA256(message, key: secret.bytes)
  }
}
