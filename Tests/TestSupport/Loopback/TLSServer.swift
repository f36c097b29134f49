import Foundation
internal import Glibc

/// `openssl s_server` on the loopback with a certificate of its own making: answers every GET with
/// a page that says whether the TLS session was new or reused, one request a connection.
package final class TLSServer: Sendable {
  package static let isAvailable = TLSCertificate.isAvailable

  /// What is wrong with it.
  package typealias Fault = TLSCertificate.Fault

  package let port: Int
  /// The certificate that a client must trust.
  package var certificateFile: String { certificate.file }
  private let certificate: TLSCertificate
  private let process: Int32

  package init(_ fault: Fault = .none) throws {
    certificate = try TLSCertificate(fault)
    // A free port: taken by a server of ours for a moment.
    let probe = try LoopbackServer()
    port = probe.port
    probe.stop()
    var arguments = [
      "s_server", "-accept", "127.0.0.1:\(port)", "-cert", certificate.file, "-key",
      certificate.keyFile, "-www", "-quiet",
    ]
    if fault == .oldVersion { arguments += ["-tls1_1", "-cipher", "DEFAULT:@SECLEVEL=0"] }
    process = try TLSCertificate.openssl(arguments).processIdentifier
  }

  deinit {
    // The child may have inherited a mask that blocks SIGTERM.
    kill(process, SIGKILL)
  }

  package func url(_ path: String) -> String { "https://127.0.0.1:\(port)\(path)" }
}
