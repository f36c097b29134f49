package import Fetch
internal import Synchronization

/// Mails events to people through one relay.
package final class EmailSender: Sendable {
  private let name: String
  private let engine: FetchEngine
  private let settings: EmailSettings
  private let fetch: FetchSettings
  private let login: Login?
  private let secrets: RevealedSecrets
  /// Who has a message that others are still to get, by its id: nobody gets it twice for that.
  private let taken = Mutex<[String: Set<String>]>([:])

  private static let mostRemembered = 1_000

  /// - Parameter name: of the destination, for errors.
  package init(
    name: String, engine: FetchEngine, settings: EmailSettings,
    sending: DestinationSettings.Sending, secrets: RevealedSecrets
  ) {
    self.name = name
    self.engine = engine
    self.settings = settings
    self.secrets = secrets
    var fetch = sending.fetch
    fetch.limits.connect = sending.connect
    fetch.limits.total = sending.total
    self.fetch = fetch
    login = settings.user.flatMap { user in
      settings.password.map { .basic(user: user, password: secrets[$0]) }
    }
  }

  /// One attempt at a stored event.
  package func send(_ event: [UInt8]) async -> DeliveryAnswer {
    guard let document = EventDocument(event) else {
      return DeliveryAnswer(
        failure: DeliveryFailure(
          scope: .message, kind: "event", message: "the stored event cannot be read"))
    }
    guard document.kind != .acknowledged else { return DeliveryAnswer() }
    let before = taken.withLock { $0[document.id] ?? [] }
    let recipients = settings.to.filter { !before.contains($0) }
    guard !recipients.isEmpty else { return DeliveryAnswer() }
    let request = MailRequest(
      relay: settings.relay, from: settings.from, to: recipients,
      message: EmailMessage.make(document, settings), encryption: settings.encryption,
      login: login, settings: fetch, source: name)
    do throws(FetchError) {
      let answer = try await engine.send(request)
      var verdict = EmailVerdict(answer, recipients: recipients)
      if let message = verdict.failure?.message {
        verdict.failure?.message = secrets.redacted(message)
      }
      remember(document.id, verdict, recipients)
      let said = answer.replies.suffix(recipients.count + 3)
        .map { "\($0.code) \($0.text)" }.joined(separator: "\n")
      return DeliveryAnswer(
        failure: verdict.failure, status: verdict.status,
        body: Array(secrets.redacted(said).utf8.prefix(RequestSender.recordedBytes)),
        trouble: verdict.trouble)
    } catch {
      var failure = RequestSender.failure(of: error)
      failure.message = secrets.redacted(failure.message)
      return DeliveryAnswer(failure: failure)
    }
  }

  private func remember(_ id: String, _ verdict: EmailVerdict, _ recipients: [String]) {
    taken.withLock { taken in
      guard verdict.failure != nil, !verdict.taken.isEmpty else {
        if verdict.failure == nil { taken[id] = nil }
        return
      }
      if taken.count >= Self.mostRemembered { taken.removeAll() }
      taken[id, default: []].formUnion(verdict.taken.map { recipients[$0] })
    }
  }
}
