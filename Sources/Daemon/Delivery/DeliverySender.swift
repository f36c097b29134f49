internal import Alerts
internal import Fetch
internal import Foundation
internal import Settings
internal import State

/// What actually sends, made from a destination's settings: a log file, a webhook, a known
/// receiver, a mail relay or a program.
struct DeliverySender: Sendable {
  private enum Way: Sendable {
    case log(LogFile)
    case webhook(WebhookSender)
    case receiver(ReceiverSender)
    case email(EmailSender)
    case program(ProgramSender)
  }

  private let way: Way

  /// Opens the log or reads the secrets.
  ///
  /// - Throws: a failure of the destination; it is tried again with the next attempt.
  init(
    _ settings: DestinationSettings, engine: FetchEngine, environment: [String: String], now: Date
  ) throws(DeliveryFailure) {
    switch settings.kind {
    case .log(let path, let rotation):
      do throws(LogFile.Failure) {
        way = .log(try LogFile(path: path, rotation: rotation, now: now))
      } catch {
        throw Self.failure(of: error)
      }
    case .webhook(let webhook):
      var secrets: [WebhookSecret] = []
      for reference in webhook.secrets {
        let text = try Self.secret(reference, environment: environment)
        do throws(WebhookSecret.Fault) {
          secrets.append(try WebhookSecret(text))
        } catch {
          throw Self.misconfigured("\(error)")
        }
      }
      var complete = webhook
      for header in webhook.secretHeaders {
        let value = try Self.secret(header.value, environment: environment)
        complete.headers.append(HTTPHeader(header.name, value))
      }
      complete.sending = try Self.complete(webhook.sending, environment: environment)
      var login: Login?
      switch webhook.login {
      case .basic(let user, let password):
        login = .basic(user: user, password: try Self.secret(password, environment: environment))
      case .bearer(let token):
        login = .bearer(token: try Self.secret(token, environment: environment))
      case nil: break
      }
      way = .webhook(
        WebhookSender(
          name: settings.name, engine: engine, settings: complete, secrets: secrets,
          login: login))
    case .receiver(let receiver, let sending):
      var texts: [SecretReference: String] = [:]
      for reference in receiver.form.secrets {
        texts[reference] = try Self.secret(reference, environment: environment)
      }
      way = .receiver(
        try ReceiverSender(
          name: settings.name, engine: engine, receiver: receiver,
          sending: try Self.complete(sending, environment: environment),
          secrets: RevealedSecrets(texts)))
    case .email(let email, let sending):
      var texts: [SecretReference: String] = [:]
      if let password = email.password {
        texts[password] = try Self.secret(password, environment: environment)
      }
      way = .email(
        EmailSender(
          name: settings.name, engine: engine, settings: email,
          sending: try Self.complete(sending, environment: environment),
          secrets: RevealedSecrets(texts)))
    case .program(let program, _):
      way = .program(ProgramSender(settings: program))
    }
  }

  /// Sends messages: to a log all in one piece, elsewhere the first.
  func send(_ messages: [OutgoingMessage], now: Date) async -> DeliveryAnswer {
    switch way {
    case .log(let file):
      do throws(LogFile.Failure) {
        let hindrance = try file.append(messages.map(\.event), now: now)
        return DeliveryAnswer(trouble: hindrance.map { "not rotated: \($0)" })
      } catch {
        return DeliveryAnswer(failure: Self.failure(of: error))
      }
    case .webhook(let sender):
      guard let message = messages.first else { return DeliveryAnswer() }
      return await sender.send(id: message.alert, event: message.event, now: now)
    case .receiver(let sender):
      guard let message = messages.first else { return DeliveryAnswer() }
      return await sender.send(message.event, now: now)
    case .email(let sender):
      guard let message = messages.first else { return DeliveryAnswer() }
      return await sender.send(message.event)
    case .program(let sender):
      guard let message = messages.first else { return DeliveryAnswer() }
      return await sender.send(message.event)
    }
  }

  /// A log's file at its path, as it is now.
  func reopen(now: Date) throws(LogFile.Failure) {
    if case .log(let file) = way { try file.reopen(now: now) }
  }

  private static func failure(of error: LogFile.Failure) -> DeliveryFailure {
    DeliveryFailure(
      scope: .destination, kind: "log", message: error.description,
      isMisconfigured: [EACCES, ENOENT, ENOTDIR, EISDIR, EROFS, ENOSPC, EDQUOT].contains(error.code)
    )
  }

  private static func secret(
    _ reference: SecretReference, environment: [String: String]
  ) throws(DeliveryFailure) -> String {
    do {
      return String(
        decoding: try Secrets.read(reference, environment: environment), as: UTF8.self)
    } catch {
      throw misconfigured("\(error)")
    }
  }

  private static func complete(
    _ sending: DestinationSettings.Sending, environment: [String: String]
  ) throws(DeliveryFailure) -> DestinationSettings.Sending {
    var complete = sending
    if let certificate = sending.clientCertificate {
      complete.fetch.clientCertificate = try Self.certificate(
        certificate, environment: environment)
    }
    return complete
  }

  /// libcurl reads the files itself; a reload reads them first, so that what is missing is told by
  /// its name.
  private static func certificate(
    _ reference: DestinationSettings.ClientCertificate, environment: [String: String]
  ) throws(DeliveryFailure) -> ClientCertificate {
    var paths: [String] = []
    for part in [reference.certificate, reference.key] {
      _ = try secret(part, environment: environment)
      do {
        paths.append(try Secrets.path(of: part, environment: environment))
      } catch {
        throw misconfigured("\(error)")
      }
    }
    return ClientCertificate(certificateFile: paths[0], keyFile: paths[1])
  }

  private static func misconfigured(_ message: String) -> DeliveryFailure {
    DeliveryFailure(
      scope: .destination, kind: "configuration", message: message, isMisconfigured: true)
  }
}
