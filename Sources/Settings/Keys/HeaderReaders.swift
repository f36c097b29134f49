internal import Alerts
internal import Fetch
internal import Text

/// Header fields and logins of requests.
enum HeaderReaders {
  static let value = Reader<String>("a text on one line", .text()) { node, path, reading in
    guard let text = Scalars.text.read(node, path, reading) else { return nil }
    guard !text.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }),
      text.utf8.count <= 8_192
    else {
      reading.fail(
        node.mark, "\(path) holds control characters or is longer than 8192 bytes",
        "expected a text on one line")
      return nil
    }
    return text
  }

  private static let expects = "header names with their values, such as {Accept-Language: ar}"

  static let headers = Reader<[HTTPHeader]>(expects, .map(.text())) { node, path, reading in
    guard let mapping = node.mapping else {
      reading.refuse(node, path, expected: expects)
      return nil
    }
    return mapping.compactMap { pair -> HTTPHeader? in
      guard isFree(pair, isSecret: false, path, reading) else { return nil }
      let below = "\(path).\(pair.key)"
      return value.read(pair.value, below, reading).map { HTTPHeader(pair.key, $0) }
    }
  }

  enum Field {
    case plain(HTTPHeader)
    case secret(name: String, SecretReference)
  }

  private static let fieldExpects =
    "header names with their values, such as {X-Desk: night, X-Key: {file: desk.key}}"

  /// The same, where a value may be a secret.
  static let secretOrPlain = Reader<[Field]>(
    fieldExpects, .map(.either([.text(), .section(SecretReaders.section.id)]))
  ) { node, path, reading in
    guard let mapping = node.mapping else {
      reading.refuse(node, path, expected: fieldExpects)
      return nil
    }
    return mapping.compactMap { pair -> Field? in
      let isSecret = pair.value.mapping != nil
      guard isFree(pair, isSecret: isSecret, path, reading) else { return nil }
      let below = "\(path).\(pair.key)"
      guard isSecret else {
        return value.read(pair.value, below, reading).map { .plain(HTTPHeader(pair.key, $0)) }
      }
      return SecretReaders.reference.read(pair.value, below, reading).map {
        .secret(name: pair.key, $0)
      }
    }
  }

  /// Whether a header may be set by the configuration; false after a fault.
  private static func isFree(
    _ pair: YAMLPair, isSecret: Bool, _ path: String, _ reading: Reading
  ) -> Bool {
    guard isToken(pair.key) else {
      reading.fail(
        pair.keyMark, "\(path): \(YAMLNode.quoted(pair.key)) is no header's name",
        "expected letters, digits and hyphens")
      return false
    }
    let name = pair.key.lowercased()
    if secret.contains(name), !isSecret {
      reading.fail(
        pair.keyMark, "\(path).\(pair.key) would hold a secret",
        "use login: {user: NAME, password: {file: PATH}} or login: {bearer: {file: PATH}}")
      return false
    }
    if own.contains(name) {
      reading.fail(
        pair.keyMark, "\(path).\(pair.key) is set by Marsad itself",
        name == "user-agent" ? "use network.user_agent" : "leave it out")
      return false
    }
    return true
  }

  private static let secret: Set<String> = ["authorization", "proxy-authorization"]
  private static let own: Set<String> = [
    "host", "content-length", "transfer-encoding", "connection", "user-agent", "accept-encoding",
    "if-none-match", "if-modified-since", "webhook-id", "webhook-timestamp", "webhook-signature",
    "content-type", "expect", "te", "upgrade", "trailer",
  ]

  /// RFC 9110 §5.6.2.
  private static func isToken(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 256
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
      }
  }
}

/// `login:` of sources and webhooks.
enum LoginKeys {
  static let user = Key(
    "user", HeaderReaders.value, "The user's name (HTTP basic, RFC 7617).", example: "desk")
  static let password = Key(
    "password", SecretReaders.reference, "Where the password is.", example: "{credential: sharq}")
  static let bearer = Key(
    "bearer", SecretReaders.reference, "Where the token is (RFC 6750).",
    example: "{credential: sharq-token}")
  static let section = Section(
    id: "login", title: "user and password, or bearer",
    meaning: "Who asks: `user` with `password`, or `bearer`.",
    keys: [user.definition, password.definition, bearer.definition],
    demands: [.one([[user.name, password.name], [bearer.name]])])

  static let reader = Reader<LoginReference>(
    "{user: NAME, password: SECRET} or {bearer: SECRET}", .section(section.id)
  ) { node, path, reading in
    guard let fields = Fields(node, section, path, reading) else { return nil }
    if fields.has(bearer) {
      if fields.has(user) || fields.has(password) {
        reading.fail(
          node.mark, "\(path) has both a password and a bearer token", "expected one of them")
      }
      return fields[bearer].map { .bearer($0) }
    }
    let name = fields[user]
    let secret = fields[password]
    if node.isWhole, !fields.has(user) || !fields.has(password) {
      reading.fail(
        node.mark, "\(path) has no \"\(fields.has(user) ? "password" : "user")\"",
        "expected {user: NAME, password: SECRET} or {bearer: SECRET}")
    }
    if let name, name.contains(":") {
      reading.fail(fields.mark(user), "\(path).user holds a colon", "HTTP basic allows none")
      return nil
    }
    guard let name, let secret else { return nil }
    return .basic(user: name, password: secret)
  }
}
