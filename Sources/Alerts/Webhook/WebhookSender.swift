package import Fetch
package import Foundation

/// Posts events to one webhook as Standard Webhooks 1.0.0 says.
package struct WebhookSender: Sendable {
  private let settings: DestinationSettings.Webhook
  private let secrets: [WebhookSecret]
  private let login: Login?
  private let sender: RequestSender

  /// - Parameter name: of the destination, for errors.
  package init(
    name: String, engine: FetchEngine, settings: DestinationSettings.Webhook,
    secrets: [WebhookSecret], login: Login?
  ) {
    self.settings = settings
    self.secrets = secrets
    self.login = login
    sender = RequestSender(name: name, engine: engine, sending: settings.sending)
  }

  /// One attempt.
  ///
  /// - Parameters:
  ///   - id: the event's, the same for every attempt.
  ///   - now: the time of this attempt, which is signed.
  ///   - event: its JSON, as it is stored.
  package func send(id: String, event: [UInt8], now: Date) async -> DeliveryAnswer {
    let body: [UInt8]
    do throws(DeliveryFailure) {
      body = try settings.shaped(event)
    } catch {
      return DeliveryAnswer(failure: error)
    }
    var headers = [HTTPHeader("Content-Type", settings.contentType)]
    headers += settings.headers
    headers += StandardWebhooks.headers(
      id: id, timestamp: Int(now.timeIntervalSince1970), body: body, secrets: secrets)
    return await sender.send(.post, settings.url, headers: headers, body: body, login: login) {
      response in
      let aborts =
        response.header("webhook-delivery")?.lowercased().contains("abort-message") ?? false
      return DeliveryFailure.judging(
        status: response.status, retryAfter: response.retryAfter,
        location: response.header("location").map { TextCut.excerpt($0, scalars: 300) },
        aborts: aborts)
    }
  }
}
