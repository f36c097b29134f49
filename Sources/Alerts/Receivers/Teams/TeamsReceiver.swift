/// Microsoft Teams, by a workflow that posts what a webhook gets: an adaptive card of rich texts, in
/// which no Markdown is read, so that every text stands for itself.
package struct TeamsReceiver: ReceiverForm {
  package static let word = "teams"

  /// The workflow's address, which holds its signature.
  package var flow: SecretReference

  package init(flow: SecretReference) { self.flow = flow }

  package var secrets: [SecretReference] { [flow] }
  /// Four requests a second are taken.
  package var usualRate: SendingRate? { SendingRate(count: 1, per: .seconds(1), burst: 4) }

  /// A message may have 28 KB, and 413 was met from 21 kB on. What is counted is not said: both
  /// UTF-8 and UTF-16 stay below.
  static let messageBytes = 18_000
  static let messageUnits = 10_000

  package func flaw(in secrets: RevealedSecrets) -> SecretFlaw? {
    SecretFlaw(
      flow, unlessAddress: secrets[flow],
      like: "the workflow's address, https://….logic.azure.com/workflows/…")
  }

  package func request(
    for event: EventDocument, secrets: RevealedSecrets
  ) throws(DeliveryFailure) -> ReceiverRequest {
    let briefing = Briefing(event)
    var limit = 4_000
    while true {
      let request = TeamsCard(briefing, limit: limit).request(to: secrets[flow])
      let text = String(decoding: request.body, as: UTF8.self)
      guard request.body.count > Self.messageBytes || text.utf16.count > Self.messageUnits,
        limit > 500
      else { return request }
      limit -= 250
    }
  }

  package func judge(_ answer: ReceiverAnswer) -> DeliveryFailure? {
    let text = answer.text
    // The old connectors answer 200 and tell in the text what Teams itself said.
    if (200...299).contains(answer.status), let status = Self.inner(text) {
      return DeliveryFailure.judging(status: status, retryAfter: answer.retryAfter)?
        .adding(said: "Teams said \(status) behind the connector")
    }
    guard let failure = answer.failure() else { return nil }
    let json = answer.json
    let advice: String? =
      switch answer.status {
      case 401, 403, 404:
        "the workflow is gone, switched off or of a new address: put its address into the secret"
      default: nil
      }
    return failure.adding(
      said: json["error"]["message"].string ?? json["message"].string, advice: advice)
  }

  /// The status in `returned HTTP error 413`.
  private static func inner(_ text: String) -> Int? {
    guard let words = text.firstRange(of: "returned HTTP error ") else { return nil }
    let digits = text[words.upperBound...].prefix { $0.isASCII && $0.isNumber }
    return Int(digits).flatMap { (400...599).contains($0) ? $0 : nil }
  }
}
