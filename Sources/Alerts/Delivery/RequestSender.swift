internal import Fetch

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

/// Sends one destination's requests. Never redirected; the address guard judges every connection.
struct RequestSender: Sendable {
  /// Of an answer's body so much is read, and `recordedBytes` of it kept.
  static let answerBytes = 64 << 10
  static let recordedBytes = 4_096

  private let name: String
  private let engine: FetchEngine
  private let isInsecureAllowed: Bool
  private let fetch: FetchSettings
  private let secrets: RevealedSecrets

  /// - Parameters:
  ///   - name: of the destination, for errors.
  ///   - secrets: what no error and no recorded answer may show: redirects, proxies and error pages
  ///     may repeat an address with its token.
  init(
    name: String, engine: FetchEngine, sending: DestinationSettings.Sending,
    secrets: RevealedSecrets = RevealedSecrets([:])
  ) {
    self.name = name
    self.engine = engine
    self.secrets = secrets
    isInsecureAllowed = sending.isInsecureAllowed
    var fetch = sending.fetch
    // The receiver is told who we are by name and version, whatever the polls say.
    fetch.userAgent = "marsad/\(MarsadVersion.current)"
    fetch.robots = .ignore
    fetch.limits.responseBytes = Self.answerBytes
    fetch.limits.redirects = 0
    fetch.limits.connect = sending.connect
    fetch.limits.total = sending.total
    fetch.limits.firstByte = sending.total
    self.fetch = fetch
  }

  /// One attempt; `judge` says what an answer means, nil for success. Secrets are taken out of the
  /// answer before it is looked at.
  func send(
    _ method: FetchRequest.Method, _ url: String, headers: [HTTPHeader], body: [UInt8],
    login: Login? = nil, judge: (FetchResponse) -> DeliveryFailure?
  ) async -> DeliveryAnswer {
    guard isInsecureAllowed || url.lowercased().hasPrefix("https://") else {
      return DeliveryAnswer(
        failure: DeliveryFailure(
          scope: .destination, kind: "address",
          message: "plain http is refused; use https, or set insecure: true",
          isMisconfigured: true))
    }
    let request = FetchRequest(
      url: url, method: method, headers: headers, body: body, login: login, settings: fetch,
      purpose: .webhook, source: name)
    do throws(FetchError) {
      var response = try await engine.fetch(request)
      response.body = secrets.redacted(response.body)
      for index in response.headers.indices {
        response.headers[index].value = secrets.redacted(response.headers[index].value)
      }
      return DeliveryAnswer(
        failure: judge(response), status: response.status,
        body: Array(response.body.prefix(Self.recordedBytes)))
    } catch {
      var failure = Self.failure(of: error)
      failure.message = secrets.redacted(failure.message)
      return DeliveryAnswer(failure: failure)
    }
  }

  static func failure(of error: FetchError) -> DeliveryFailure {
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
