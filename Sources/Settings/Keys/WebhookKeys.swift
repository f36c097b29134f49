internal import Alerts
internal import Fetch
internal import Foundation
internal import Text

/// Keys of webhooks about manners and identity.
enum WebhookKeys {
  static let order = Key(
    "order", Scalars.choice(DeliveryManner.Order.self),
    "What a message that the receiver refuses (400, 413, 415, 422, …) does: `lenient` lets it step aside and retry alone, `strict` lets it hold all that follows.",
    default: "lenient", example: "strict")
  static let rate = Key(
    "rate", rateReader, "At most so many attempts in so long, such as one a second.",
    default: "none", example: "1/s")
  static let burst = Key(
    "burst", Scalars.integer(1...10_000), "So many attempts may follow at once after a pause.",
    default: "1", example: "5")
  static let ca = Key(
    "ca", FileReaders.existing,
    "A file of trusted certificates (PEM) for this receiver, in place of the network's.",
    default: "the network's", example: "/etc/ssl/certs/ca-certificates.crt")
  static let clientCertificate = Key(
    "client_certificate", Shapes.section(ClientCertificateKeys.section),
    "The certificate that Marsad shows, where the receiver wants one.",
    example: "{certificate: {credential: marsad-certificate}, key: {credential: marsad-key}}")
  static let headers = Key(
    "headers", HeaderReaders.secretOrPlain,
    "Further header fields of every message; a value may be a secret's file or credential.",
    example: "{X-Desk: night, X-Key: {credential: desk-key}}")

  static func apply(
    _ fields: Fields, to sending: inout DestinationSettings.Sending, _ reading: Reading
  ) {
    if let value = fields[order] { sending.order = value }
    let limit = fields[burst]
    if let value = fields[rate] {
      sending.rate = SendingRate(count: value.count, per: value.per, burst: limit ?? 1)
    } else if fields.has(burst), !fields.has(rate), fields.node.isWhole {
      reading.fail(
        fields.mark(burst), "\(fields.path) has a burst and no rate", "add rate: 1/s")
    }
    if let value = fields[ca] { sending.fetch.certificateFile = value }
    if let value = fields[clientCertificate] {
      sending.clientCertificate = ClientCertificateKeys.certificate(value, reading)
    }
  }

  static func apply(_ fields: Fields, to settings: inout DestinationSettings.Webhook) {
    for field in fields[headers] ?? [] {
      switch field {
      case .plain(let header): settings.headers.append(header)
      case .secret(let name, let reference):
        settings.secretHeaders.append(.init(name: name, value: reference))
      }
    }
  }

  private static let rateReader = Reader<SendingRate>.scalar(
    "a rate such as 1/s, 20/m or 1/5s",
    .text(pattern: #"^[1-9][0-9]{0,5}\s*/\s*([0-9]+(\.[0-9]+)?)?(ms|s|m|h|d)$"#)
  ) { text in
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let amount = parts[0].trimmingCharacters(in: .whitespaces)
    let time = parts[1].trimmingCharacters(in: .whitespaces)
    guard let count = Int(amount), (1...999_999).contains(count),
      let seconds = Quantities.seconds(time) ?? Quantities.seconds("1\(time)"),
      (0.001...86_400).contains(seconds)
    else { return nil }
    return SendingRate(count: count, per: Duration(wholeSeconds: seconds))
  }
}

/// `client_certificate:`
enum ClientCertificateKeys {
  static let certificate = Key(
    "certificate", SecretReaders.reference,
    "Where the certificate is, in PEM, followed by those that lead to its authority.",
    example: "{credential: marsad-certificate}", isRequired: true)
  static let key = Key(
    "key", SecretReaders.reference, "Where its private key is, in PEM, without a password.",
    example: "{credential: marsad-key}", isRequired: true)
  static let section = Section(
    id: "client_certificate", title: "certificate and key",
    meaning:
      "A certificate for TLS. Its files are read with each new connection; a reload makes new ones.",
    keys: [certificate.definition, key.definition])

  static func certificate(
    _ fields: Fields, _ reading: Reading
  ) -> DestinationSettings.ClientCertificate? {
    let certificate = fields[certificate]
    let key = fields[key]
    guard let certificate, let key else { return nil }
    let isCertificate = holds("-----BEGIN CERTIFICATE-----", certificate, reading)
    let isKey = holds("PRIVATE KEY-----", key, reading)
    if isCertificate == false {
      reading.fail(
        fields.mark(Self.certificate), "\(fields.path).certificate holds no certificate",
        "expected PEM: -----BEGIN CERTIFICATE-----")
    }
    if isKey == false {
      reading.fail(
        fields.mark(Self.key), "\(fields.path).key holds no private key",
        "expected PEM: -----BEGIN PRIVATE KEY-----")
    } else if holds("ENCRYPTED", key, reading) == true {
      reading.fail(
        fields.mark(Self.key), "\(fields.path).key is locked by a password",
        "keep the key as a credential instead: openssl pkey -in KEY -out PLAIN")
    }
    guard isCertificate != false, isKey != false else { return nil }
    return .init(certificate: certificate, key: key)
  }

  /// nil where it cannot be read here, which was told already.
  private static func holds(
    _ words: String, _ reference: SecretReference, _ reading: Reading
  ) -> Bool? {
    let bytes = try? Secrets.read(
      reference, environment: reading.environment, files: reading.files)
    return bytes.map { String(decoding: $0, as: UTF8.self).contains(words) }
  }
}

/// `rotate:` of logs
enum RotateKeys {
  static let size = Key(
    "size", Scalars.bytes(100_000...1_099_511_627_776),
    "Before the log grows over it, it is put aside.", default: "`limits.log`", example: "100 MB")
  static let every = Key(
    "every", Scalars.duration(60...316_224_000, example: "24h, 7d or 4w"),
    "A log that was begun longer ago is put aside with the next alert.", default: "never",
    example: "7d")
  static let keep = Key(
    "keep", Scalars.integer(1...100_000),
    "So many old logs stay; older ones are removed.", default: "10", example: "52")
  static let section = Section(
    id: "rotate", title: "size, every and keep",
    meaning:
      "When a log is put aside under its name and the time (`alerts.jsonl.20261124T083015.123Z`), and how many such are kept. logrotate may do it instead.",
    keys: [size.definition, every.definition, keep.definition])

  static func rotation(_ fields: Fields?, limitBytes: Int) -> LogRotation {
    var rotation = LogRotation(bytes: limitBytes)
    guard let fields else { return rotation }
    if let value = fields[size] { rotation.bytes = value }
    rotation.age = fields[every]
    if let value = fields[keep] { rotation.keep = value }
    return rotation
  }
}
