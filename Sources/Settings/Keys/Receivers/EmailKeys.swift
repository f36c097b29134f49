internal import Alerts
internal import Fetch

/// `email:`
enum EmailKeys {
  static let to = Key(
    "to", address.list("a list of mail addresses", allowsEmpty: false),
    "Who gets the mails.", example: "[desk@news.example]", isRequired: true)
  static let from = Key(
    "from", address, "The address they come from.", example: "marsad@news.example",
    isRequired: true)
  static let relay = Key(
    "relay", relayReader,
    "The mail server that takes them: `smtp://`, with STARTTLS unless it is on this machine, or `smtps://`.",
    default: EmailSettings.usualRelay, example: "smtps://mail.example:465")
  static let login = Key(
    "login", LoginKeys.reader, "Who sends, where the server wants to know.",
    example: "{user: marsad, password: {credential: mail-password}}")
  static let section = Section(
    id: "email", title: "to and from", meaning: "Mail to people through a mail server.",
    keys: [to.definition, from.definition, relay.definition, login.definition])

  static let email = Key(
    "email", reader, "Mail to people through a mail server.",
    example: "{to: [desk@news.example], from: marsad@news.example}")

  private static let reader = Reader<EmailSettings>(
    "a mapping with \(section.title)", .section(section.id)
  ) { node, path, reading in
    guard let fields = Fields(node, section, path, reading) else { return nil }
    let to = fields[to]
    let from = fields[from]
    let relay = fields[relay]
    let login = fields[login]
    guard let to, let from, fields.has(Self.relay) == (relay != nil),
      fields.has(Self.login) == (login != nil)
    else { return nil }
    guard to.count <= EmailSettings.mostRecipients else {
      reading.fail(
        fields.mark(Self.to), "\(path).to has \(to.count) addresses",
        "expected at most \(EmailSettings.mostRecipients); a mailing list takes more")
      return nil
    }
    var settings = EmailSettings(
      from: from, to: to, relay: relay ?? EmailSettings.usualRelay, encryption: .required)
    switch login {
    case .basic(let user, let password):
      settings.user = user
      settings.password = password
    case .bearer:
      reading.fail(
        fields.mark(Self.login), "\(path).login is a bearer token",
        "expected {user: NAME, password: SECRET}")
      return nil
    case nil: break
    }
    return settings
  }

  /// How the relay is reached: one on this machine may be, and needs no TLS.
  static func finish(
    _ settings: EmailSettings, _ sending: inout DestinationSettings.Sending
  ) -> EmailSettings {
    var settings = settings
    settings.encryption = sending.isInsecureAllowed ? .ifOffered : .required
    if let literal = address(of: settings)?.literal,
      loopback.contains(where: { Addresses.contains($0, literal) })
    {
      settings.encryption = .none
      sending.fetch.allowPrivate += loopback
      sending.fetch.proxy = nil
    }
    return settings
  }

  static func address(of settings: EmailSettings) -> WebAddress? {
    try? WebAddress(settings.relay, schemes: schemes)
  }

  private static let schemes: Set<String> = ["smtp", "smtps"]
  private static let loopback = ["127.0.0.0/8", "::1/128"].compactMap(Addresses.block)

  private static let address = Reader<String>("a mail address such as desk@news.example", .text()) {
    node, path, reading in
    guard let text = Scalars.text.read(node, path, reading) else { return nil }
    guard EmailSettings.isAddress(text) else {
      reading.fail(
        node.mark, "\(path) is \(node.words), which is no mail address",
        "expected an address alone, in Latin letters, such as desk@news.example")
      return nil
    }
    return text
  }

  private static let relayReader = Reader<String>(
    "a mail server such as smtp://127.0.0.1:25 or smtps://mail.example", .text()
  ) { node, path, reading in
    guard let text = Scalars.text.read(node, path, reading) else { return nil }
    do throws(WebAddress.Flaw) {
      _ = try WebAddress(text, schemes: schemes)
      return text
    } catch {
      let words =
        error == .scheme ? "it does not begin with smtp:// or smtps://" : error.words
      reading.fail(
        node.mark, "\(path) is no mail server: \(words)",
        error == .password
          ? "use login: {user: NAME, password: {file: PATH}}"
          : "expected one such as smtp://127.0.0.1:25 or smtps://mail.example")
      return nil
    }
  }
}
