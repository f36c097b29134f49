package import Fetch
package import Rules
package import Text

/// Where alerts go, as the configuration says it.
package struct DestinationSettings: Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    /// Append-only JSON Lines; the path is absolute.
    case log(path: String, rotation: LogRotation)
    case webhook(Webhook)
    /// Messages in a known receiver's own form.
    case receiver(Receiver, Sending)
    /// Mail through a relay. Of the sending count the times, the rate, and how it is reached.
    case email(EmailSettings, Sending)
    /// A program of one's own. Of the sending count the waits, the order and the rate.
    case program(ProgramSettings, Sending)

    /// Its key in the configuration.
    package var word: String {
      switch self {
      case .log: "log"
      case .webhook: "webhook"
      case .receiver(let receiver, _): receiver.form.word
      case .email: "email"
      case .program: "exec"
      }
    }
  }

  /// How messages are sent, whatever they look like.
  package struct Sending: Equatable, Sendable {
    /// Who we are, by TLS.
    package var clientCertificate: ClientCertificate?
    /// Plain http is refused without it.
    package var isInsecureAllowed = false
    package var connect: Duration = .seconds(5)
    package var total: Duration = .seconds(15)
    /// Waits between attempts.
    package var retry: [Duration] = Self.defaultRetry
    package var order = DeliveryManner.Order.lenient
    package var rate: SendingRate?
    package var fetch = FetchSettings()

    package static let defaultRetry: [Duration] = [
      .seconds(5), .seconds(300), .seconds(1_800), .seconds(7_200), .seconds(18_000),
      .seconds(36_000), .seconds(50_400), .seconds(72_000), .seconds(86_400),
    ]

    package init() {}
  }

  package struct Webhook: Equatable, Sendable {
    package var url: String
    /// The live signing secrets, newest first: each signs.
    package var secrets: [SecretReference] = []
    package var headers: [HTTPHeader] = []
    /// Header fields whose values are secrets.
    package var secretHeaders: [SecretHeader] = []
    package var login: LoginReference?
    /// nil for the event's own JSON.
    package var body: BodyTemplate?
    package var sending = Sending()

    package init(url: String) { self.url = url }
  }

  package struct SecretHeader: Equatable, Sendable {
    package var name: String
    package var value: SecretReference

    package init(name: String, value: SecretReference) {
      self.name = name
      self.value = value
    }
  }

  package struct ClientCertificate: Equatable, Sendable {
    /// In PEM, with what leads to its authority.
    package var certificate: SecretReference
    /// In PEM, without a password.
    package var key: SecretReference

    package init(certificate: SecretReference, key: SecretReference) {
      self.certificate = certificate
      self.key = key
    }
  }

  /// Hours in which alerts are held and then sent as one digest.
  package struct Quiet: Equatable, Sendable {
    /// Minutes after midnight.
    package var from: Int
    package var to: Int
    package var zone: String
    package var except: [Rule.Severity]

    package init(from: Int, to: Int, zone: String, except: [Rule.Severity]) {
      self.from = from
      self.to = to
      self.zone = zone
      self.except = except
    }
  }

  /// Alerts are gathered and sent as one.
  package struct Digest: Equatable, Sendable {
    /// After the first of them so long.
    package var every: Duration
    /// Or as soon as there are so many.
    package var max: Int
    /// Severities that are sent at once all the same.
    package var except: [Rule.Severity]

    package init(every: Duration, max: Int = 1_000, except: [Rule.Severity] = [.critical]) {
      self.every = every
      self.max = max
      self.except = except
    }
  }

  package var name: String
  package var kind: Kind
  package var quiet: Quiet?
  package var digest: Digest?
  /// When more wait than this, because of the rate, they become one digest; nil for never.
  package var burstDigest: Int?
  package var mark: SourceMark

  package init(name: String, kind: Kind, mark: SourceMark) {
    self.name = name
    self.kind = kind
    self.mark = mark
  }

  /// Whether it is told that a person has seen to an alert (`alert.acknowledged`).
  package var knowsAcknowledgements: Bool {
    guard case .receiver(let receiver, _) = kind else { return false }
    return receiver.form.knowsAcknowledgements
  }

  package var manner: DeliveryManner {
    guard let sending else { return .log }
    var manner = DeliveryManner()
    manner.schedule = RetrySchedule(waits: sending.retry)
    manner.order = sending.order
    manner.rate = sending.rate
    return manner
  }

  /// nil for a log.
  package var sending: Sending? {
    switch kind {
    case .webhook(let webhook): webhook.sending
    case .receiver(_, let sending), .email(_, let sending), .program(_, let sending): sending
    case .log: nil
    }
  }
}

/// A secret is never in the YAML: it is a file or a systemd credential.
package enum SecretReference: Hashable, Sendable {
  case file(path: String, mark: SourceMark)
  case credential(name: String, mark: SourceMark)

  package var mark: SourceMark {
    switch self {
    case .file(_, let mark), .credential(_, let mark): mark
    }
  }
}

package enum LoginReference: Hashable, Sendable {
  case basic(user: String, password: SecretReference)
  case bearer(SecretReference)
}
