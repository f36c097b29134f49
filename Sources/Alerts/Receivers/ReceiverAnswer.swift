package import Fetch

/// What a receiver answered: its status, fields, and the beginning of its body.
package struct ReceiverAnswer: Sendable {
  package var status: Int
  package var headers: [HTTPHeader]
  package var body: [UInt8]
  package var retryAfter: Duration?

  package init(
    status: Int, headers: [HTTPHeader] = [], body: [UInt8] = [], retryAfter: Duration? = nil
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.retryAfter = retryAfter
  }

  /// The first field of that name, whatever its case.
  package func header(_ name: String) -> String? {
    headers.first { $0.isNamed(name) }?.value
  }

  package var text: String { String(decoding: body, as: UTF8.self) }
  /// null where the body is no JSON.
  package var json: JSONTree { JSONTree(body) ?? .null }

  /// What HTTP alone says; nil for 200 to 299.
  ///
  /// - Parameter wait: how long the receiver asks to be left alone, where its body says so.
  package func failure(wait: Duration? = nil) -> DeliveryFailure? {
    DeliveryFailure.judging(
      status: status, retryAfter: wait ?? retryAfter,
      location: header("location").map { TextCut.excerpt($0, scalars: 300) })
  }

  /// An answer that is none of the receiver's: a proxy's, or that of another page.
  ///
  /// - Parameter wanted: what it lacks: `Slack's ok`.
  package func stranger(without wanted: String) -> DeliveryFailure {
    DeliveryFailure(
      scope: .destination, kind: "answer", status: status,
      message: "answered \(status) without \(wanted); check the address", isMisconfigured: true)
  }

  /// A wait in seconds as receivers write it into their bodies; nil for none.
  package static func wait(seconds: Double?) -> Duration? {
    guard let seconds, seconds > 0, seconds.isFinite else { return nil }
    // Rounded up to whole milliseconds: a wait never ends early.
    return .milliseconds(Int((min(seconds, 86_400) * 1_000).rounded(.up)))
  }
}

extension DeliveryFailure {
  /// The same with the receiver's own words, and advice where the mistake is a known one.
  ///
  /// - Parameter said: of the answer; made one short line.
  package func adding(said: String?, advice: String? = nil) -> DeliveryFailure {
    var failure = self
    let said = said.map { TextCut.excerpt($0, scalars: 200) } ?? ""
    let shown = said.isEmpty ? message : "answered \(status ?? 0): \(said)"
    failure.message = advice.map { "\(shown); \($0)" } ?? shown
    if case .throttled = scope { failure.message = message }
    return failure
  }
}
