import Foundation
internal import Glibc

/// `openssl s_server` on the loopback with a certificate of its own making: answers every GET with
/// a page that says whether the TLS session was new or reused, one request a connection.
package final class TLSServer: Sendable {
  package static let isAvailable = FileManager.default.isExecutableFile(atPath: openssl)

  package let port: Int
  /// The certificate that a client must trust.
  package let certificateFile: String
  private let folder: URL
  private let process: Int32

  private static let openssl = "/usr/bin/openssl"

  package init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("marsad-tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let key = folder.appendingPathComponent("key.pem").path
    certificateFile = folder.appendingPathComponent("certificate.pem").path
    let making = try Self.start([
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
      "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
      "-keyout", key, "-out", certificateFile,
    ])
    making.waitUntilExit()
    // A free port: taken by a server of ours for a moment.
    let probe = try LoopbackServer()
    port = probe.port
    probe.stop()
    let server = try Self.start([
      "s_server", "-accept", "127.0.0.1:\(port)", "-cert", certificateFile, "-key", key, "-www",
      "-quiet",
    ])
    process = server.processIdentifier
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
