internal import Alerts
internal import Fetch
internal import Rules
internal import Text

/// `destinations:`
enum DestinationKeys {
  static let webhook = Key(
    "webhook", NetworkReaders.webAddress,
    "Where alerts are posted, as Standard Webhooks 1.0.0 says. https, unless `insecure` is set.",
    example: "https://hooks.example/marsad")
  static let secret = Key(
    "secret", SecretReaders.references,
    "What messages are signed with; two while rotating, the newest first.",
    example: "{file: desk.secret}")
  static let retry = Key(
    "retry",
    Scalars.duration(0.1...2_678_400).list("a list of waits such as [5s, 5m, 30m, 2h]"),
    "Waits between attempts; after the last one the message is a dead letter.",
    default: "[5s, 5m, 30m, 2h, 5h, 10h, 14h, 20h, 24h]", example: "[5s, 5m, 30m, 2h]")
  static let timeout = Key(
    "timeout", Shapes.section(TimeoutKeys.section), "How long one attempt may take.",
    example: "{connect: 5s, total: 15s}")
  static let insecure = Key(
    "insecure", Scalars.boolean, "Allows plain http.", default: "false", example: "true")
  static let allowPrivate = Key(
    "allow_private", NetworkReaders.blocks,
    "Private networks that this webhook may reach; those of `network` do not count here.",
    default: "none", example: "[127.0.0.0/8]")
  static let login = Key(
    "login", LoginKeys.reader, "Who posts, where the receiver wants to know.",
    example: "{bearer: {file: desk.token}}")
  static let log = Key(
    "log", Scalars.text,
    "A file to which alerts are appended, one JSON object a line. Relative to `$LOGS_DIRECTORY`, else beside the state.",
    example: "alerts.jsonl")
  static let rotate = Key(
    "rotate", Shapes.section(RotateKeys.section),
    "When the log is put aside for a new one.", example: "{size: 100 MB, every: 7d, keep: 52}")
  static let quiet = Key(
    "quiet", Shapes.section(QuietKeys.section),
    "Hours in which alerts are held and then sent as one digest; nothing is dropped.",
    example: "{from: \"22:00\", to: \"06:00\", zone: Asia/Damascus, except: [critical]}")
  static let digest = Key(
    "digest", Shapes.section(DigestKeys.section),
    "Gathers alerts and sends them as one; nothing is dropped.",
    example: "{every: 15m, max: 200, except: [critical]}")
  static let burstDigest = Key(
    "burst_digest", Scalars.integer(1...100_000),
    "When more alerts than this wait because of the `rate`, they become one digest; critical ones, or those that `digest` excepts, do not.",
    default: "never", example: "20")

  static let receivers: [Key<Receiver>] = [
    SlackKeys.slack, MattermostKeys.mattermost, DiscordKeys.discord, TelegramKeys.telegram,
    TeamsKeys.teams, NtfyKeys.ntfy, MatrixKeys.matrix, PagerDutyKeys.pagerduty,
    OpsgenieKeys.opsgenie, AlertmanagerKeys.alertmanager, PushoverKeys.pushover,
    GotifyKeys.gotify, CloudEventsKeys.cloudevents,
  ]

  /// How messages are sent, to webhooks and to known receivers.
  static let sendingKeys: [KeyDefinition] =
    [
      retry.definition, WebhookKeys.order.definition, WebhookKeys.rate.definition,
      WebhookKeys.burst.definition,
    ] + networkKeys

  static let networkKeys: [KeyDefinition] = [
    timeout.definition, insecure.definition, allowPrivate.definition, WebhookKeys.ca.definition,
    WebhookKeys.clientCertificate.definition,
  ]

  static let webhookOnly: [KeyDefinition] = [
    secret.definition, WebhookKeys.headers.definition, login.definition,
    TemplateKeys.body.definition, TemplateKeys.contentType.definition,
  ]

  static let section = Section(
    id: "destination", title: "webhook or log",
    meaning: "Where alerts go: a `webhook`, a `log`, a known receiver, mail or a program.",
    keys: [webhook.definition] + webhookOnly + receivers.map(\.definition)
      + [EmailKeys.email.definition, ExecKeys.exec.definition] + sendingKeys
      + [
        log.definition, rotate.definition, quiet.definition, digest.definition,
        burstDigest.definition,
      ],
    demands: demands)

  /// `logFolder` is absolute; `fetch` are the settings of `network`.
  static func destination(
    _ named: Named<Fields>, logFolder: String, logBytes: Int, fetch: FetchSettings,
    _ reading: Reading
  ) -> DestinationSettings? {
    let fields = named.value
    let names =
      [webhook.name, log.name] + receivers.map(\.name) + [EmailKeys.email.name, ExecKeys.exec.name]
    let kinds = names.filter { name in fields.node.mapping?.contains { $0.key == name } ?? false }
    // Read whatever the kind, so that every fault is told.
    let sending = sending(fields, fetch: fetch, reading)
    let settings = webhookSettings(fields, sending, reading)
    let rotation = RotateKeys.rotation(fields[rotate], limitBytes: logBytes)
    let receiver = receivers.first { fields.has($0) }
    let email = fields[EmailKeys.email]
    let program = fields[ExecKeys.exec]
    let quiet = fields[quiet].flatMap { QuietKeys.quiet($0, reading) }
    let digest = fields[digest].flatMap(DigestKeys.digest)
    let burstDigest = fields[burstDigest]
    guard kinds.count == 1 else {
      if fields.node.isWhole {
        let found = kinds.isEmpty ? "no kind" : "several kinds: \(kinds.joined(separator: ", "))"
        reading.fail(
          fields.node.mark, "\(fields.path) has \(found)",
          "expected one of \(names.joined(separator: ", "))")
      }
      return nil
    }
    if !fields.has(log), fields.has(rotate) {
      reading.fail(
        fields.mark(rotate), "\"rotate\" does not go with \"\(kinds[0])\" in \(fields.path)",
        "it belongs to a log")
    }
    var destination: DestinationSettings
    if let receiver {
      refuse(webhookOnly, beside: receiver.name, "it belongs to a webhook", fields, reading)
      guard let value = fields[receiver],
        let kind = kind(value, at: fields.mark(receiver), sending, fields, reading)
      else { return nil }
      destination = .init(name: named.name, kind: kind, mark: named.mark)
    } else if fields.has(EmailKeys.email) {
      refuse(webhookOnly, beside: "email", "it belongs to a webhook", fields, reading)
      guard let email else { return nil }
      var sending = sending
      let finished = EmailKeys.finish(email, &sending)
      if let relay = EmailKeys.address(of: finished) {
        warnOfPrivate(
          relay, "\(fields.path).email.relay", fields.mark(EmailKeys.email), sending, reading)
      }
      destination = .init(name: named.name, kind: .email(finished, sending), mark: named.mark)
    } else if fields.has(ExecKeys.exec) {
      refuse(
        webhookOnly + networkKeys, beside: "exec",
        "it belongs to what is reached over the network; exec has a timeout of its own", fields,
        reading)
      guard let program else { return nil }
      destination = .init(name: named.name, kind: .program(program, sending), mark: named.mark)
    } else if fields.has(log) {
      refuse(
        webhookOnly + sendingKeys, beside: "log", "it belongs to a webhook", fields, reading)
      guard let path = fields[log] else { return nil }
      guard path.last != "/", !path.unicodeScalars.contains("\0") else {
        reading.refuse(
          YAMLNode(value: .scalar(path), mark: fields.mark(log)), "\(fields.path).log",
          expected: "the path of a file")
        return nil
      }
      destination = .init(
        name: named.name,
        kind: .log(path: Paths.absolute(path, from: logFolder), rotation: rotation),
        mark: named.mark)
    } else {
      guard var settings, let url = fields[webhook] else { return nil }
      settings.url = url
      let mark = fields.mark(webhook)
      guard judge(url, "\(fields.path).webhook", mark, settings.sending, reading) else {
        return nil
      }
      if settings.secrets.isEmpty, !fields.has(secret) {
        reading.warn(
          mark, "\(fields.path) has no secret: its messages are not signed",
          "add secret: {file: PATH} or secret: {credential: NAME}")
      }
      destination = .init(name: named.name, kind: .webhook(settings), mark: named.mark)
    }
    destination.quiet = quiet
    destination.digest = digest
    destination.burstDigest = burstDigest
    if fields.has(Self.burstDigest), destination.manner.rate == nil {
      reading.fail(
        fields.mark(Self.burstDigest), "\(fields.path) has a burst_digest and no rate",
        "add rate: 1/s")
    }
    return destination
  }

  /// A known receiver's settings, its address and what can be read of its secrets judged.
  private static func kind(
    _ receiver: Receiver, at mark: SourceMark, _ sending: DestinationSettings.Sending,
    _ fields: Fields, _ reading: Reading
  ) -> DestinationSettings.Kind? {
    let form = receiver.form
    if let url = form.url,
      !judge(url, "\(fields.path).\(form.word).url", mark, sending, reading)
    {
      return nil
    }
    var texts: [SecretReference: String] = [:]
    for reference in form.secrets {
      // What cannot be read was told already.
      guard
        let bytes = try? Secrets.read(
          reference, environment: reading.environment, files: reading.files)
      else { continue }
      texts[reference] = String(decoding: bytes, as: UTF8.self)
    }
    if texts.count == form.secrets.count, let flaw = form.flaw(in: RevealedSecrets(texts)) {
      reading.fail(
        flaw.reference.mark, "\(fields.path).\(form.word): the secret is \(flaw.found)",
        "expected \(flaw.expected)")
      return nil
    }
    var sending = sending
    if !fields.has(WebhookKeys.rate) { sending.rate = form.usualRate }
    return .receiver(receiver, sending)
  }

  private static func sending(
    _ fields: Fields, fetch: FetchSettings, _ reading: Reading
  ) -> DestinationSettings.Sending {
    var sending = DestinationSettings.Sending()
    sending.fetch = fetch
    sending.fetch.allowPrivate = fields.value(allowPrivate, else: [])
    if let value = fields[retry] { sending.retry = value }
    if let value = fields[timeout] {
      if let connect = value[TimeoutKeys.connect] { sending.connect = connect }
      if let total = value[TimeoutKeys.total] { sending.total = total }
    }
    sending.fetch.limits.connect = sending.connect
    sending.fetch.limits.total = sending.total
    sending.isInsecureAllowed = fields.value(insecure, else: false)
    WebhookKeys.apply(fields, to: &sending, reading)
    return sending
  }

  private static func webhookSettings(
    _ fields: Fields, _ sending: DestinationSettings.Sending, _ reading: Reading
  ) -> DestinationSettings.Webhook? {
    var settings = DestinationSettings.Webhook(url: "")
    settings.sending = sending
    if let value = fields[secret] {
      settings.secrets = value
      for reference in value { judge(reference, fields, reading) }
    }
    settings.body = TemplateKeys.template(fields, reading)
    if let value = fields[login] { settings.login = value }
    WebhookKeys.apply(fields, to: &settings)
    if settings.login != nil,
      settings.secretHeaders.contains(where: { $0.name.lowercased() == "authorization" })
    {
      reading.fail(
        fields.mark(login), "\(fields.path) has both a login and an Authorization header",
        "expected one of them")
    }
    return settings
  }

  /// What can be read here is judged here.
  private static func judge(_ reference: SecretReference, _ fields: Fields, _ reading: Reading) {
    guard
      let bytes = try? Secrets.read(
        reference, environment: reading.environment, files: reading.files)
    else { return }
    do throws(WebhookSecret.Fault) {
      let text = String(decoding: bytes, as: UTF8.self)
      _ = try WebhookSecret(text)
      guard !text.hasPrefix("whsec_"), bytes.count < 24 else { return }
      reading.warn(
        fields.mark(secret), "\(fields.path).secret: \(bytes.count) bytes are few for a secret",
        "make one of 32 bytes: echo whsec_$(openssl rand -base64 32)")
    } catch {
      reading.fail(
        fields.mark(secret), "\(fields.path).secret: \(error)",
        "expected whsec_ and base64: echo whsec_$(openssl rand -base64 32)")
    }
  }

  private static func refuse(
    _ keys: [KeyDefinition], beside kind: String, _ hint: String, _ fields: Fields,
    _ reading: Reading
  ) {
    for pair in fields.node.mapping ?? [] where keys.contains(where: { $0.name == pair.key }) {
      reading.fail(
        pair.keyMark, "\"\(pair.key)\" does not go with \"\(kind)\" in \(fields.path)", hint)
    }
  }

  /// https, or http on request; a literal private address wants leave of its own.
  private static func judge(
    _ url: String, _ path: String, _ mark: SourceMark, _ sending: DestinationSettings.Sending,
    _ reading: Reading
  ) -> Bool {
    guard let address = try? WebAddress(url) else { return false }
    if address.scheme == "http", !sending.isInsecureAllowed {
      reading.fail(mark, "\(path) is plain http", "use https, or add insecure: true")
      return false
    }
    warnOfPrivate(address, path, mark, sending, reading)
    return true
  }

  private static func warnOfPrivate(
    _ address: WebAddress, _ path: String, _ mark: SourceMark,
    _ sending: DestinationSettings.Sending, _ reading: Reading
  ) {
    guard let literal = address.literal, Addresses.isPrivate(literal), sending.fetch.proxy == nil,
      !sending.fetch.allowPrivate.contains(where: { Addresses.contains($0, literal) })
    else { return }
    reading.warn(
      mark, "\(path) is a private address and will be refused",
      "add allow_private: [\(Addresses.text(literal))] to this destination")
  }
}

/// `timeout:`
enum TimeoutKeys {
  static let connect = Key(
    "connect", Scalars.duration(0.1...30), "The time until a connection stands.", default: "5s",
    example: "5s")
  static let total = Key(
    "total", Scalars.duration(0.1...30), "The time of a whole attempt.", default: "15s",
    example: "15s")
  static let section = Section(
    id: "timeout", title: "connect and total", meaning: "How long one attempt may take.",
    keys: [connect.definition, total.definition])
}

/// `quiet:`
enum QuietKeys {
  static let from = Key(
    "from", Scalars.timeOfDay, "When it begins.", example: "\"22:00\"", isRequired: true)
  static let to = Key(
    "to", Scalars.timeOfDay, "When it ends; earlier than `from` means the next morning.",
    example: "\"06:00\"", isRequired: true)
  static let zone = Key(
    "zone", Scalars.zone, "The time zone (IANA).", default: "UTC", example: "Asia/Damascus")
  static let except = Key(
    "except", Scalars.choice(Rule.Severity.self).list("a list of severities such as [critical]"),
    "Severities that are sent at once all the same.", default: "none", example: "[critical]")
  static let section = Section(
    id: "quiet", title: "from, to and zone",
    meaning: "Hours in which alerts are held and then sent as one digest.",
    keys: [from.definition, to.definition, zone.definition, except.definition])

  static func quiet(_ fields: Fields, _ reading: Reading) -> DestinationSettings.Quiet? {
    let from = fields[from]
    let to = fields[to]
    let zone = fields.value(zone, else: "UTC")
    let except = fields.value(except, else: [])
    guard let from, let to else { return nil }
    guard from != to else {
      reading.fail(
        fields.mark(Self.to), "\(fields.path) begins and ends at the same time",
        "expected two times; to silence a destination: marsad pause destination NAME")
      return nil
    }
    return .init(from: from, to: to, zone: zone, except: except)
  }
}

/// `digest:`
enum DigestKeys {
  static let every = Key(
    "every", Scalars.duration(1...2_678_400),
    "How long alerts are gathered, from the first one on.", example: "15m", isRequired: true)
  static let max = Key(
    "max", Scalars.integer(1...20_000), "The digest goes out as soon as there are so many.",
    default: "1000", example: "200")
  static let except = Key(
    "except", QuietKeys.except.reader, "Severities that are sent at once all the same.",
    default: "[critical]", example: "[critical, high]")
  static let section = Section(
    id: "digest", title: "every, max and except",
    meaning: "Gathers alerts and sends them as one digest.",
    keys: [every.definition, max.definition, except.definition])

  static func digest(_ fields: Fields) -> DestinationSettings.Digest? {
    let max = fields[max]
    let except = fields[except]
    guard let every = fields[every] else { return nil }
    var digest = DestinationSettings.Digest(every: every)
    if let max { digest.max = max }
    if let except { digest.except = except }
    return digest
  }
}
