import Foundation

/// A certificate for 127.0.0.1 and its key, made by `openssl` in a folder that goes with it.
package final class TLSCertificate: Sendable {
  package static let isAvailable = FileManager.default.isExecutableFile(atPath: program)

  /// What is wrong with it, or with the server that shows it.
  package enum Fault: Sendable {
    case none, expired, notYetValid, otherHost
    /// Signed by an authority that is not sent along.
    case unknownAuthority
    /// Shown by a server that speaks TLS 1.1 alone.
    case oldVersion
  }

  package let file: String
  package let keyFile: String
  private let folder: URL

  private static let program = "/usr/bin/openssl"

  package init(_ fault: Fault = .none) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("marsad-tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    self.folder = folder
    keyFile = folder.appendingPathComponent("key.pem").path
    file = folder.appendingPathComponent("certificate.pem").path
    try Self.make(fault, key: keyFile, certificate: file, folder: folder)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// `req -x509` makes all but those of other times; these are signed by `ca`'s machinery.
  private static func make(
    _ fault: Fault, key: String, certificate: String, folder: URL
  ) throws {
    let name = fault == .otherHost ? "DNS:other.example" : "IP:127.0.0.1"
    let subject = ["-subj", "/CN=\(fault == .otherHost ? "other.example" : "127.0.0.1")"]
    let newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    let names = ["-addext", "subjectAltName=\(name)"]
    let authority = folder.appendingPathComponent("authority.pem").path
    let authorityKey = folder.appendingPathComponent("authority-key.pem").path
    func run(_ arguments: [String]) throws {
      let process = try openssl(arguments)
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

  /// Runs `openssl` with nothing to read and nowhere to write.
  static func openssl(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return process
  }
}
