import Foundation
internal import Glibc

/// `openssl s_server` on the loopback with a certificate of its own making: answers every GET with
/// a page that says whether the TLS session was new or reused, one request a connection.
package final class TLSServer: Sendable {
  package static let isAvailable = FileManager.default.isExecutableFile(atPath: openssl)

  /// What is wrong with it.
  package enum Fault: Sendable {
    case none, expired, notYetValid, otherHost
    /// Signed by an authority that is not sent along.
    case unknownAuthority
    /// Speaks TLS 1.1 alone.
    case oldVersion
  }

  package let port: Int
  /// The certificate that a client must trust.
  package let certificateFile: String
  private let folder: URL
  private let process: Int32

  private static let openssl = "/usr/bin/openssl"

  package init(_ fault: Fault = .none) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("marsad-tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let key = folder.appendingPathComponent("key.pem").path
    certificateFile = folder.appendingPathComponent("certificate.pem").path
    try Self.makeCertificate(fault, key: key, certificate: certificateFile, folder: folder)
    // A free port: taken by a server of ours for a moment.
    let probe = try LoopbackServer()
    port = probe.port
    probe.stop()
    var arguments = [
      "s_server", "-accept", "127.0.0.1:\(port)", "-cert", certificateFile, "-key", key, "-www",
      "-quiet",
    ]
    if fault == .oldVersion { arguments += ["-tls1_1", "-cipher", "DEFAULT:@SECLEVEL=0"] }
    process = try Self.start(arguments).processIdentifier
  }

  /// `req -x509` makes all but those of other times; these are signed by `ca`'s machinery.
  private static func makeCertificate(
    _ fault: Fault, key: String, certificate: String, folder: URL
  ) throws {
    let name = fault == .otherHost ? "DNS:other.example" : "IP:127.0.0.1"
    let subject = ["-subj", "/CN=\(fault == .otherHost ? "other.example" : "127.0.0.1")"]
    let newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    let names = ["-addext", "subjectAltName=\(name)"]
    let authority = folder.appendingPathComponent("authority.pem").path
    let authorityKey = folder.appendingPathComponent("authority-key.pem").path
    func run(_ arguments: [String]) throws {
      let process = try start(arguments)
      process.waitUntilExit()
    }
    switch fault {
    case .unknownAuthority:
      try run(
        ["req", "-x509", "-days", "2", "-subj", "/CN=Authority", "-keyout", authorityKey]
          + newKey + ["-out", authority])
      let request = folder.appendingPathComponent("request.pem").path
      try run(["req", "-new", "-keyout", key, "-out", request] + newKey + subject)
      try run([
        "x509", "-req", "-in", request, "-CA", authority, "-CAkey", authorityKey,
        "-CAcreateserial", "-days", "2", "-out", certificate,
      ])
    case .expired, .notYetValid:
      let request = folder.appendingPathComponent("request.pem").path
      try run(["req", "-new", "-keyout", key, "-out", request] + newKey + subject)
      let index = folder.appendingPathComponent("index.txt").path
      try Data().write(to: URL(fileURLWithPath: index))
      let configuration = folder.appendingPathComponent("ca.cnf").path
      let text = """
        [ca]
        default_ca = d
        [d]
        database = \(index)
        new_certs_dir = \(folder.path)
        rand_serial = yes
        default_md = sha256
        policy = p
        x509_extensions = e
        [p]
        commonName = supplied
        [e]
        subjectAltName = \(name)
        basicConstraints = CA:TRUE
        """
      try Data(text.utf8).write(to: URL(fileURLWithPath: configuration))
      let dates =
        fault == .expired
        ? ["20200101000000Z", "20200201000000Z"]
        : ["20900101000000Z", "20910101000000Z"]
      try run([
        "ca", "-batch", "-config", configuration, "-selfsign", "-keyfile", key, "-in", request,
        "-out", certificate, "-startdate", dates[0], "-enddate", dates[1], "-notext",
      ])
    default:
      try run(
        ["req", "-x509", "-days", "2", "-keyout", key, "-out", certificate] + newKey + subject
          + names)
    }
  }

  deinit {
    // The child may have inherited a mask that blocks SIGTERM.
    kill(process, SIGKILL)
    try? FileManager.default.removeItem(at: folder)
  }

  package func url(_ path: String) -> String { "https://127.0.0.1:\(port)\(path)" }

  private static func start(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: openssl)
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return process
  }
}
