package import Fetch
package import Foundation

/// Sends events to one known receiver in its own form.
package struct ReceiverSender: Sendable {
  private let form: any ReceiverForm
  private let secrets: RevealedSecrets
  private let sender: RequestSender

  /// - Parameter name: of the destination, for errors.
  /// - Throws: a failure of the destination where a secret cannot be what is asked for.
  package init(
    name: String, engine: FetchEngine, receiver: Receiver,
    sending: DestinationSettings.Sending, secrets: RevealedSecrets
  ) throws(DeliveryFailure) {
    form = receiver.form
    self.secrets = secrets
    sender = RequestSender(name: name, engine: engine, sending: sending, secrets: secrets)
    if let flaw = form.flaw(in: secrets) {
      throw DeliveryFailure(
        scope: .destination, kind: "configuration",
        message: "\(flaw.reference) is \(flaw.found); expected \(flaw.expected)",
        isMisconfigured: true)
    }
  }

  /// One attempt at a stored event.
  package func send(_ event: [UInt8], now: Date) async -> DeliveryAnswer {
    guard let document = EventDocument(event) else {
      return DeliveryAnswer(
        failure: DeliveryFailure(
          scope: .message, kind: "event", message: "the stored event cannot be read"))
    }
    guard form.takes(document) else { return DeliveryAnswer() }
    let request: ReceiverRequest
    do throws(DeliveryFailure) {
      request = try form.request(for: document, secrets: secrets, at: now)
    } catch {
      return DeliveryAnswer(failure: error)
    }
    return await sender.send(
      request.method, request.url, headers: request.headers, body: request.body,
      login: request.login
    ) { [form] response in
      form.judge(
        ReceiverAnswer(
          status: response.status, headers: response.headers, body: response.body,
          retryAfter: response.retryAfter))
    }
  }
}
