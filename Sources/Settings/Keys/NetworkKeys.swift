internal import Fetch

/// `network:`, for all sources or for one.
enum NetworkKeys {
  static let userAgent = Key(
    "user_agent", HeaderReaders.value,
    "How Marsad names itself to sites. Say who you are and where you can be reached.",
    default: "Marsad/VERSION", example: "Marsad/1.0 (+https://desk.example/marsad)")
  static let robots = Key(
    "robots", Scalars.choice(FetchSettings.Robots.self),
    "Whether robots.txt (RFC 9309) is obeyed.", default: "obey", example: "obey")
  static let allowPrivate = Key(
    "allow_private", NetworkReaders.blocks,
    "Networks that may be reached although they are private, loopback or link-local. All others are refused at connect time, whatever name led there.",
    default: "none", example: "[10.0.0.0/8]")
  static let perHost = Key(
    "per_host", Shapes.section(HostKeys.section),
    "Manners towards one host (host and port).", example: "{connections: 2, delay: 1s}")
  static let proxy = Key(
    "proxy", NetworkReaders.proxy,
    "A proxy for every request. Behind it only the proxy can guard addresses. Proxies of the environment are ignored.",
    default: "none", example: "socks5h://127.0.0.1:9050")
  static let ca = Key(
    "ca", FileReaders.existing,
    "A file of trusted certificates (PEM) in place of the system's.",
    default: "the system's", example: "/etc/ssl/certs/ca-certificates.crt")

  static let section = Section(
    id: "network", title: "how requests are made",
    meaning: "How requests are made: for all sources here, for one source under its own `network`.",
    keys: [
      userAgent.definition, robots.definition, allowPrivate.definition, perHost.definition,
      proxy.definition, ca.definition,
    ])

  /// Lays what is given over `settings`.
  static func apply(_ fields: Fields, to settings: inout FetchSettings) {
    if let value = fields[userAgent] { settings.userAgent = value }
    if let value = fields[robots] { settings.robots = value }
    if let value = fields[allowPrivate] { settings.allowPrivate += value }
    if let host = fields[perHost] {
      if let value = host[HostKeys.connections] { settings.hostConnections = value }
      if let value = host[HostKeys.delay] { settings.hostDelay = value }
    }
    if let value = fields[proxy] { settings.proxy = value }
    if let value = fields[ca] { settings.certificateFile = value }
  }
}

enum HostKeys {
  static let connections = Key(
    "connections", Scalars.integer(1...64), "Connections to one host at a time.",
    default: "2", example: "2")
  static let delay = Key(
    "delay", Scalars.duration(0...3_600),
    "The least time between the beginnings of two requests to one host. A Crawl-delay in robots.txt counts too, up to 30 s.",
    default: "0s", example: "1s")

  static let section = Section(
    id: "per_host", title: "manners towards one host",
    meaning: "Manners towards one host (host and port).",
    keys: [connections.definition, delay.definition])
}

enum NetworkReaders {
  private static let blockPattern =
    #"^([0-9]{1,3}\.){3}[0-9]{1,3}(/([0-9]|[12][0-9]|3[0-2]))?$"#
    + #"|^[0-9a-fA-F.]*:[0-9a-fA-F:.]*(/([0-9]|[1-9][0-9]|1[01][0-9]|12[0-8]))?$"#
  static let block = Reader<AddressBlock>.scalar(
    "a network such as 10.0.0.0/8, fd00::/8 or one address", .text(pattern: blockPattern),
    parse: Addresses.block)
  static let blocks = block.list("a list of networks such as 10.0.0.0/8")

  static let proxy = Reader<String>(
    "a proxy such as socks5h://127.0.0.1:9050", .text(pattern: #"^[A-Za-z0-9]+://[^@]+$"#)
  ) {
    node, path, reading in
    let schemes: Set<String> = ["http", "https", "socks5", "socks5h", "socks4", "socks4a"]
    guard let text = node.scalar else {
      reading.refuse(node, path, expected: "a proxy such as socks5h://127.0.0.1:9050")
      return nil
    }
    do throws(WebAddress.Flaw) {
      _ = try WebAddress(text, schemes: schemes)
      return text
    } catch {
      switch error {
      case .scheme:
        reading.refuse(
          node, path,
          expected: "a proxy that begins with socks5h://, socks5://, http:// or https://")
      case .password:
        reading.fail(
          node.mark, "\(path) holds a user name or password",
          "secrets do not stand in the configuration: use a proxy that asks for none")
      default:
        reading.refuse(node, path, expected: "a proxy such as socks5h://127.0.0.1:9050")
      }
      return nil
    }
  }

  /// An http or https address. What it says is not repeated: addresses may hold tokens.
  static let webAddress = Reader<String>(
    "an address such as https://news.example/",
    .text(pattern: #"^\s*[hH][tT][tT][pP][sS]?://[^/?#@]+([/?#].*)?$"#)
  ) {
    node, path, reading in
    guard let text = Scalars.text.read(node, path, reading) else { return nil }
    do throws(WebAddress.Flaw) {
      _ = try WebAddress(text)
      return text
    } catch {
      let hint =
        error == .password
        ? "use login: {user: NAME, password: {file: PATH}}"
        : "expected an address such as https://news.example/"
      reading.fail(node.mark, "\(path) is no web address: \(error.words)", hint)
      return nil
    }
  }
}
