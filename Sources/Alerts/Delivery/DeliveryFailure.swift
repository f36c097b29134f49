/// Why one attempt did not deliver, and whose failure it is.
package struct DeliveryFailure: Error, Equatable, Sendable {
  package enum Scope: Equatable, Sendable {
    /// The destination is at fault: its whole queue waits while the oldest message probes.
    case destination
    /// This message is refused: it steps aside and retries alone.
    case message
    /// The destination asks to be left alone for so long; no attempt is used up.
    case throttled(Duration)
    /// 410: the destination is gone for good.
    case gone
    /// The receiver wants no more of this message.
    case aborted
    /// The attempt was cut off by our own end: it does not count.
    case cut
  }

  package var scope: Scope
  /// A fixed word: `status`, `dns`, `tls`, `timeout`, `log`, …
  package var kind: String
  package var status: Int?
  /// What was found and what to do. No secrets, no article text.
  package var message: String
  /// An operator must act: reported at the first sight of it.
  package var isMisconfigured: Bool

  package init(
    scope: Scope, kind: String, status: Int? = nil, message: String, isMisconfigured: Bool = false
  ) {
    self.scope = scope
    self.kind = kind
    self.status = status
    self.message = message
    self.isMisconfigured = isMisconfigured
  }
}

extension DeliveryFailure {
  /// A destination is never left alone for longer at its own word.
  package static let longestThrottle: Duration = .seconds(86_400)

  /// What an HTTP answer means; nil for success (200 to 299).
  ///
  /// - Parameters:
  ///   - location: of a redirect, to be named.
  ///   - aborts: the answer carries `webhook-delivery: abort-message`.
  package static func judging(
    status: Int, retryAfter: Duration?, location: String? = nil, aborts: Bool = false
  ) -> DeliveryFailure? {
    guard !(200...299).contains(status) else { return nil }
    if aborts {
      return DeliveryFailure(
        scope: .aborted, kind: "status", status: status,
        message: "answered \(status) and wants no more of this message")
    }
    let isMisconfigured = [400, 401, 403, 404, 405, 407, 413, 415, 422].contains(status)
    var message = "answered \(status)"
    let scope: Scope
    switch status {
    case 410:
      scope = .gone
      message += ": gone for good; remove the destination, or replay when it is back"
    case 429, 503:
      if let retryAfter, retryAfter > .zero {
        scope = .throttled(min(retryAfter, longestThrottle))
      } else {
        scope = .destination
      }
    case 300...399:
      scope = .destination
      message += ": redirects are not followed"
      if let location { message += "; point the destination at \(location)" }
    case 401, 403, 404, 405, 407, 408, 421, 425, 451, 500...599:
      scope = .destination
      if isMisconfigured { message += "; check the destination's address and credentials" }
    case 400...499:
      scope = .message
      if isMisconfigured { message += ": the receiver refuses this message" }
    default:
      scope = .destination
      message += ", which is no final answer"
    }
    return DeliveryFailure(
      scope: scope, kind: status == 410 ? "gone" : "status", status: status, message: message,
      isMisconfigured: isMisconfigured)
  }
}
