/// How transfers behave: manners, limits and guards. One value serves many requests.
package struct FetchSettings: Hashable, Sendable {
  package enum Robots: String, CaseIterable, Sendable {
    case obey
    case ignore
  }

  package struct Limits: Hashable, Sendable {
    /// Bytes of a body after its content coding is undone.
    package var responseBytes = 8 << 20
    /// Decoded bytes for each byte on the wire.
    package var expansion = 200
    package var headerBytes = 64 << 10
    package var headerCount = 200
    package var redirects = 5
    package var connect: Duration = .seconds(10)
    package var firstByte: Duration = .seconds(20)
    package var total: Duration = .seconds(60)
    /// Slower than this for `slowFor` ends the transfer.
    package var slowestBytesPerSecond = 200
    package var slowFor: Duration = .seconds(20)

    package init() {}
  }

  package var userAgent = MarsadVersion.userAgent
  package var robots: Robots = .obey
  /// Networks in CIDR notation that are allowed although they are not public.
  package var allowPrivate: [AddressBlock] = []
  package var hostConnections = 2
  package var hostDelay: Duration = .zero
  /// `socks5h://…`, `http://…` or `https://…`; nil means none, whatever the environment says.
  package var proxy: String?
  /// A bundle of certificates in PEM; nil means the system's.
  package var certificateFile: String?
  /// Shown to servers that ask for one.
  package var clientCertificate: ClientCertificate?
  package var limits = Limits()

  package init() {}
}

/// Who asks, by TLS: files in PEM, the key without a password.
package struct ClientCertificate: Hashable, Sendable {
  package var certificateFile: String
  package var keyFile: String

  package init(certificateFile: String, keyFile: String) {
    self.certificateFile = certificateFile
    self.keyFile = keyFile
  }
}

/// Who asks: HTTP basic or bearer.
package enum Login: Hashable, Sendable {
  case basic(user: String, password: String)
  case bearer(token: String)
}
