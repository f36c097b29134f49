package import Fetch
package import Foundation

/// What came back from one attempt.
package struct DeliveryAnswer: Equatable, Sendable {
  /// nil for success.
  package var failure: DeliveryFailure?
  package var status: Int?
  /// The beginning of the answer's body, for the record.
  package var body: [UInt8]
  /// What people should know although it was delivered.
  package var trouble: String?

  package init(
    failure: DeliveryFailure? = nil, status: Int? = nil, body: [UInt8] = [],
    trouble: String? = nil
  ) {
    self.failure = failure
    self.status = status
    self.body = body
    self.trouble = trouble
  }
}

/// Posts events to one webhook as Standard Webhooks 1.0.0 says. Never redirected; the address guard
/// judges every connection.
package struct WebhookSender: Sendable {
  /// Of an answer's body so much is read, and `recordedBytes` of it kept.
  static let answerBytes = 64 << 10
  static let recordedBytes = 4_096

  private let name: String
  private let engine: FetchEngine
  private let settings: DestinationSettings.Webhook
  private let secrets: [WebhookSecret]
  private let login: Login?
  private let fetch: FetchSettings

  /// - Parameter name: of the destination, for errors.
  package init(
    name: String, engine: FetchEngine, settings: DestinationSettings.Webhook,
    secrets: [WebhookSecret], login: Login?
  ) {
    self.name = name
    self.engine = engine
    self.settings = settings
    self.secrets = secrets
    self.login = login
    var fetch = settings.fetch
    // The receiver is told who we are by name and version, whatever the polls say.
    fetch.userAgent = "marsad/\(MarsadVersion.current)"
    fetch.robots = .ignore
    fetch.limits.responseBytes = Self.answerBytes
    fetch.limits.redirects = 0
    fetch.limits.connect = settings.connect
    fetch.limits.total = settings.total
    fetch.limits.firstByte = settings.total
    self.fetch = fetch
  }

  /// One attempt.
  ///
  /// - Parameters:
  ///   - id: the event's, the same for every attempt.
  ///   - now: the time of this attempt, which is signed.
  package func send(id: String, body: [UInt8], now: Date) async -> DeliveryAnswer {
    guard settings.isInsecureAllowed || settings.url.lowercased().hasPrefix("https://") else {
      return DeliveryAnswer(
        failure: DeliveryFailure(
          scope: .destination, kind: "address",
          message: "plain http is refused; use https, or set insecure: true",
          isMisconfigured: true))
    }
    var headers = [HTTPHeader("Content-Type", "application/json; charset=utf-8")]
    headers += settings.headers
    headers += StandardWebhooks.headers(
      id: id, timestamp: Int(now.timeIntervalSince1970), body: body, secrets: secrets)
    let request = FetchRequest(
      url: settings.url, method: .post, headers: headers, body: body, login: login,
      settings: fetch, purpose: .webhook, source: name)
    do throws(FetchError) {
      let response = try await engine.fetch(request)
      let aborts =
        response.header("webhook-delivery")?.lowercased().contains("abort-message") ?? false
      let failure = DeliveryFailure.judging(
        status: response.status, retryAfter: response.retryAfter,
        location: response.header("location").map { TextCut.excerpt($0, scalars: 300) },
        aborts: aborts)
      return DeliveryAnswer(
        failure: failure, status: response.status,
        body: Array(response.body.prefix(Self.recordedBytes)))
    } catch {
      return DeliveryAnswer(failure: Self.failure(of: error))
    }
  }

  private static func failure(of error: FetchError) -> DeliveryFailure {
    switch error.reason {
    case .cancelled, .stopped:
      return DeliveryFailure(scope: .cut, kind: error.code, message: error.reason.text)
    case .badURL, .badHeader, .refusedAddress:
      return DeliveryFailure(
        scope: .destination, kind: error.code, message: error.reason.text, isMisconfigured: true)
    default:
      return DeliveryFailure(scope: .destination, kind: error.code, message: error.reason.text)
    }
  }
}
